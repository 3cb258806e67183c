#include "ui/canvas/walk.h"

#include <cmath>
#include <limits>

namespace loom::ui {

namespace {

constexpr qreal kAside = 2;  // what stands aside counts as so much farther

/// How far it is to `to` that way; infinite if it is not wholly on that side.
qreal distance(const QRectF& from, const QRectF& to, Direction direction) {
  const QPointF way = to.center() - from.center();
  const auto weighed = [&](qreal gap, qreal ahead, qreal aside) {
    return gap < 0 ? std::numeric_limits<qreal>::infinity()
                   : std::abs(ahead) + kAside * std::abs(aside);
  };
  switch (direction) {
    case Direction::Left:
      return weighed(from.left() - to.right(), way.x(), way.y());
    case Direction::Right:
      return weighed(to.left() - from.right(), way.x(), way.y());
    case Direction::Up:
      return weighed(from.top() - to.bottom(), way.y(), way.x());
    case Direction::Down:
      return weighed(to.top() - from.bottom(), way.y(), way.x());
  }
  return std::numeric_limits<qreal>::infinity();
}

std::string alongWires(const loom::Graph& graph, const Rects& rects, const std::string& from,
                       bool forward) {
  std::string best;
  qreal least = std::numeric_limits<qreal>::infinity();
  for (const loom::Link& link : graph.links) {
    if ((forward ? link.from : link.to) != from) continue;
    const std::string& other = forward ? link.to : link.from;
    const auto place = rects.find(other);
    if (place == rects.end()) continue;
    const qreal aside = std::abs(place->second.center().y() - rects.at(from).center().y());
    if (aside >= least) continue;
    least = aside;
    best = other;
  }
  return best;
}

}  // namespace

std::string neighbour(const loom::Graph& graph, const Rects& rects, const std::string& from,
                      Direction direction) {
  const auto start = rects.find(from);
  if (start == rects.end()) return {};
  if (direction == Direction::Left || direction == Direction::Right) {
    std::string wired = alongWires(graph, rects, from, direction == Direction::Right);
    if (!wired.empty()) return wired;
  }
  std::string best;
  qreal least = std::numeric_limits<qreal>::infinity();
  for (const auto& [id, rect] : rects) {
    const qreal away = distance(start->second, rect, direction);
    if (id == from || away >= least) continue;
    least = away;
    best = id;
  }
  return best;
}

}  // namespace loom::ui
