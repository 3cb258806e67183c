#pragma once

// Lining up, spacing out and bypassing what is selected, by menu and key. Each is one undo step.
// GUI thread.

#include <QAction>
#include <QMenu>
#include <QObject>
#include <QPointF>
#include <map>
#include <memory>

#include "ui/canvas/node_edits.h"

namespace loom::ui {

class Canvas;

enum class Alignment { Left, Centre, Right, Top, Middle, Bottom };

/// Places that line the rectangles up: by their common edge, or by the mean of their middles.
std::map<std::string, QPointF> aligned(const Rects& rects, Alignment alignment);
/// Places with the same gap between neighbours; the outermost two stay.
std::map<std::string, QPointF> distributed(const Rects& rects, Qt::Orientation direction);

class ArrangeCommands : public QObject {
  Q_OBJECT

 public:
  explicit ArrangeCommands(Canvas& canvas);
  ~ArrangeCommands() override;

  QAction* bypass;
  /// Align and distribute.
  QMenu* menu() const { return menu_.get(); }
  void retranslate();

 private:
  void runBypass();
  void align(Alignment alignment);
  void distribute(Qt::Orientation direction);
  void place(const QString& name, const std::map<std::string, QPointF>& places);
  Rects chosen() const;
  void updateEnabled();

  Canvas& canvas_;
  std::unique_ptr<QMenu> menu_;
  QList<QAction*> alignments_, distributions_;
};

}  // namespace loom::ui
