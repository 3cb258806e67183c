#pragma once

// The blocks that a person keeps in the palette: one file each, the graph as JSON, in the user's
// data folder. Read and written on a thread of its own; the list is here. GUI thread.

#include <QObject>
#include <QString>
#include <map>

#include "engine/base/result.h"
#include "engine/graph/graph.h"
#include "ui/background.h"

namespace loom::ui {

class OwnBlocks : public QObject {
  Q_OBJECT

 public:
  /// Begins to read what is in `folder`; `changed` says when it is there.
  explicit OwnBlocks(const QString& folder, QObject* parent = nullptr);

  /// By name; each holds one outermost block, which has that name.
  const std::map<QString, loom::Graph>& all() const { return blocks_; }

  /// Keeps a block; one of the same name gives way.
  void keep(const QString& name, const loom::Graph& graph);
  void remove(const QString& name);

 signals:
  void changed();
  /// The disk refused: a sentence.
  void failed(const QString& text);

 private:
  QString fileOf(const QString& name) const;

  QString folder_;
  std::map<QString, loom::Graph> blocks_;
  Background files_;  // last, so that a write under way ends first
};

}  // namespace loom::ui
