#pragma once

// While nodes are dragged: what they nearly line up with, and the lines that show it. The maths is
// pure; GUI thread.

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <memory>
#include <optional>
#include <vector>

class QGraphicsPathItem;

namespace loom::ui {

class Canvas;

struct GuideSnap {
  std::optional<qreal> dx, dy;  // what is missing to be in line; none: nothing is near
  std::vector<QLineF> lines;    // as they lie once it is in line
};
/// Edges and middles of `moved` against those of `others`, nearest first, within `reach`.
GuideSnap findGuides(const QRectF& moved, const std::vector<QRectF>& others, qreal reach);

/// The lines, drawn on a canvas for as long as this lives.
class GuideLines {
 public:
  explicit GuideLines(Canvas& canvas);
  ~GuideLines();
  void show(const std::vector<QLineF>& lines);

 private:
  Canvas& canvas_;
  std::unique_ptr<QGraphicsPathItem> item_;
};

}  // namespace loom::ui
