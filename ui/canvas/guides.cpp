#include "ui/canvas/guides.h"

#include <QGraphicsPathItem>
#include <QPen>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

struct Span {
  qreal begin, end;
  /// Both ends and the middle; the middle first, for wires run between middles.
  qreal mark(int i) const { return i == 0 ? (begin + end) / 2 : i == 1 ? begin : end; }
};
constexpr int kMarks = 3;

Span across(const QRectF& rect) {
  return {rect.left(), rect.right()};
}
Span down(const QRectF& rect) {
  return {rect.top(), rect.bottom()};
}

/// The least shift that brings a mark of `moved` to the same mark of another.
std::optional<qreal> leastShift(const QRectF& moved, const std::vector<QRectF>& others, qreal reach,
                                Span (*span)(const QRectF&)) {
  std::optional<qreal> least;
  for (int mark = 0; mark < kMarks; ++mark) {
    for (const QRectF& other : others) {
      const qreal shift = span(other).mark(mark) - span(moved).mark(mark);
      const bool nearer = !least || std::abs(shift) < std::abs(*least);
      if (std::abs(shift) <= reach && nearer) least = shift;
    }
  }
  return least;
}

}  // namespace

GuideSnap findGuides(const QRectF& moved, const std::vector<QRectF>& others, qreal reach) {
  GuideSnap snap;
  snap.dx = leastShift(moved, others, reach, across);
  snap.dy = leastShift(moved, others, reach, down);
  const QRectF at = moved.translated(snap.dx.value_or(0), snap.dy.value_or(0));
  constexpr qreal kSame = 0.01;
  for (const QRectF& other : others) {
    for (int mark = 0; mark < kMarks; ++mark) {
      const qreal x = across(at).mark(mark), y = down(at).mark(mark);
      if (snap.dx && std::abs(across(other).mark(mark) - x) < kSame) {
        snap.lines.emplace_back(x, std::min(at.top(), other.top()), x,
                                std::max(at.bottom(), other.bottom()));
      }
      if (snap.dy && std::abs(down(other).mark(mark) - y) < kSame) {
        snap.lines.emplace_back(std::min(at.left(), other.left()), y,
                                std::max(at.right(), other.right()), y);
      }
    }
  }
  return snap;
}

GuideLines::GuideLines(Canvas& canvas)
    : canvas_(canvas), item_(std::make_unique<QGraphicsPathItem>()) {
  QPen pen(Theme::of(&canvas).accent, 1, Qt::DashLine);
  pen.setCosmetic(true);
  item_->setPen(pen);
  item_->setZValue(9);
  canvas_.board().addItem(item_.get());
}

GuideLines::~GuideLines() = default;

void GuideLines::show(const std::vector<QLineF>& lines) {
  QPainterPath path;
  for (const QLineF& line : lines) {
    path.moveTo(line.p1());
    path.lineTo(line.p2());
  }
  item_->setPath(path);
}

}  // namespace loom::ui
