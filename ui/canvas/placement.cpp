#include "ui/canvas/placement.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/theme.h"

namespace loom::ui {

qreal gridAbove(qreal value) {
  return std::ceil(value / kGrid) * kGrid;
}
qreal gridBelow(qreal value) {
  return std::floor(value / kGrid) * kGrid;
}

namespace {

qreal gridNear(qreal value) {
  return std::round(value / kGrid) * kGrid;
}

}  // namespace

QPointF freeSpot(const std::vector<QRectF>& taken, const QRectF& wanted) {
  const QPointF start(gridNear(wanted.x()), gridNear(wanted.y()));
  return freeSpot(taken, wanted, {}, [](const QRectF&) { return true; }).value_or(start);
}

std::optional<QPointF> freeSpot(const std::vector<QRectF>& taken, const QRectF& wanted,
                                const std::vector<QRectF>& hints,
                                const std::function<bool(const QRectF&)>& fits) {
  const QPointF start(gridNear(wanted.x()), gridNear(wanted.y()));
  const auto isFree = [&](QPointF corner) {
    const QRectF place(corner, wanted.size());
    return std::none_of(
               taken.begin(), taken.end(),
               [&](const QRectF& other) {
                 return other.adjusted(-kMargin, -kMargin, kMargin, kMargin).intersects(place);
               }) &&
           fits(place);
  };
  if (isFree(start)) return start;
  // The best place touches the margin of something on one or two sides.
  std::vector<qreal> columns = {start.x()}, rows = {start.y()};
  for (const auto* edges : {&taken, &hints}) {
    for (const QRectF& other : *edges) {
      columns.push_back(gridAbove(other.right() + kMargin));
      columns.push_back(gridBelow(other.left() - kMargin - wanted.width()));
      rows.push_back(gridAbove(other.bottom() + kMargin));
      rows.push_back(gridBelow(other.top() - kMargin - wanted.height()));
    }
  }
  const auto byDistance = [](qreal from) {
    return [from](qreal a, qreal b) { return std::abs(a - from) < std::abs(b - from); };
  };
  std::sort(columns.begin(), columns.end(), byDistance(start.x()));
  std::sort(rows.begin(), rows.end(), byDistance(start.y()));
  std::optional<QPointF> best;
  qreal bestDistance = std::numeric_limits<qreal>::infinity();
  for (qreal x : columns) {
    if (std::abs(x - start.x()) >= bestDistance) break;
    for (qreal y : rows) {
      const qreal distance = std::hypot(x - start.x(), y - start.y());
      if (distance >= bestDistance) break;
      if (!isFree({x, y})) continue;
      best = {x, y};
      bestDistance = distance;
    }
  }
  return best;
}

}  // namespace loom::ui
