#pragma once

// The drawings that a person labelled and kept (engine/data/my_digits.h), as the window has them:
// an edit shows at once and is written on another thread, and can be undone. GUI thread.

#include <QList>
#include <QObject>
#include <QUndoStack>
#include <functional>
#include <vector>

#include "engine/data/my_digits.h"
#include "ui/background.h"

namespace loom::ui {

class MyDigits : public QObject {
  Q_OBJECT

 public:
  /// Begins to read what is in `folder`; `changed` says when it is there.
  explicit MyDigits(const QString& folder, QObject* parent = nullptr);

  const loom::KeptDigits& all() const { return all_; }
  int size() const { return static_cast<int>(all_.size()); }
  const loom::KeptDigit* find(qint64 id) const;
  QUndoStack& undoStack() { return stack_; }

  /// Each an undo step. The drawing has 28x28 values, 0 paper to 1 ink; gives its id.
  qint64 keep(const std::vector<float>& drawing, int label);
  void relabel(const QList<qint64>& ids, int label);
  void remove(const QList<qint64>& ids);

  /// Looks what another program changed.
  void refresh();
  /// As the four IDX files; `exported` or `failed` says how it went.
  void exportTo(const QString& folder);
  /// Calls `then` once all is on disk that was kept so far.
  void afterWrites(std::function<void()> then);

 signals:
  void changed();
  void exported(const QString& folder, int count);
  /// The disk refused: a sentence.
  void failed(const QString& sentence);

 private:
  class Edit;
  void edit(const QString& text, loom::DigitsChange change);
  void apply(const loom::DigitsChange& change);
  void settle(loom::Result<loom::KeptDigits> found);

  std::string folder_;
  loom::KeptDigits all_;
  QUndoStack stack_;
  int pending_ = 0;   // jobs whose ending brings what is there then
  Background files_;  // last, so that a write under way ends first
};

}  // namespace loom::ui
