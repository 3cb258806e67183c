#include "ui/canvas/link_path.h"

#include <algorithm>
#include <cmath>

namespace loom::ui {

namespace {

constexpr qreal kLead = 16;    // least room to the right for a plain curve
constexpr qreal kBend = 48;    // how far a wire that returns swings out
constexpr qreal kClear = 24;   // of both, where there is room between them
constexpr qreal kAround = 24;  // below both nodes, when there is no room between them

}  // namespace

qreal returnHeight(QPointF from, QPointF to, const QRectF& source, const QRectF& target) {
  const qreal middle = (from.y() + to.y()) / 2;
  if (source.isEmpty() || target.isEmpty()) return middle;
  const QRectF& upper = source.top() < target.top() ? source : target;
  const QRectF& lower = source.top() < target.top() ? target : source;
  const qreal gap = lower.top() - upper.bottom();
  if (gap < kLead) return std::max(source.bottom(), target.bottom()) + kAround;
  const qreal off = std::min(gap / 2, kClear);
  return std::clamp(middle, upper.bottom() + off, lower.top() - off);
}

QPainterPath linkPath(QPointF from, QPointF to, const QRectF& source, const QRectF& target) {
  QPainterPath path(from);
  const qreal across = to.x() - from.x();
  if (across >= kLead || (source.isEmpty() && across >= 0)) {
    const qreal reach = std::min(std::max(across / 2, 8.0), across / 2 + 64);
    path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
    return path;
  }
  const qreal y = returnHeight(from, to, source, target);
  const qreal outward = std::min<qreal>(kBend, 16 + std::abs(y - from.y()));
  const qreal inward = std::min<qreal>(kBend, 16 + std::abs(to.y() - y));
  // Half circles at both ends, a straight run between them.
  const QPointF turn(std::max(from.x() - outward * 0.75, to.x()), y);
  const QPointF back(std::min(to.x() + inward * 0.75, turn.x()), y);
  path.cubicTo(from + QPointF(outward, 0), QPointF(from.x() + outward, y), turn);
  path.lineTo(back);
  path.cubicTo(QPointF(to.x() - inward, y), to - QPointF(inward, 0), to);
  return path;
}

}  // namespace loom::ui
