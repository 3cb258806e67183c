#include "ui/canvas/tidy/tidy.h"

#include <algorithm>

#include "ui/canvas/block_item.h"
#include "ui/canvas/placement.h"
#include "ui/canvas/scene.h"
#include "ui/canvas/tidy/tidy_group.h"
#include "ui/canvas/tidy/tidy_tree.h"

namespace loom::ui {

namespace {

constexpr qreal kOffNotes = 8;
constexpr std::size_t kMostTried = 300;  // nodes; of more, nothing can be read at once anyway

bool isNear(const QRectF& a, const QRectF& b, qreal distance) {
  return a.adjusted(-distance, -distance, distance, distance).intersects(b);
}

/// Lays out from the inside to the outside: a block that is done is one box in what is around it.
class Tidying {
 public:
  Tidying(const TidyRequest& request, qreal width)
      : request_(request), width_(width), tree_(request) {
    visit(0);
  }

  bool isAll() const { return tree_[0].chosen; }

  /// At what zoom all is seen at once.
  qreal zoom() const {
    const QRectF all = around(tree_[0].children, &TidyTree::Unit::rect);
    return std::min(
        {1.0, request_.view.width() / all.width(), request_.view.height() / all.height()});
  }

  std::map<std::string, QPointF> places() const {
    std::map<std::string, QPointF> places;
    for (const TidyTree::Unit& unit : tree_.units) {
      if (!unit.id.empty() && unit.chosen) places[unit.id] = unit.rect.topLeft();
    }
    return places;
  }

 private:
  void visit(int container) {
    std::vector<int> chosen;
    for (const int child : std::vector<int>(tree_[container].children)) {
      if (!tree_[child].isLeaf()) visit(child);
      if (tree_[child].chosen) chosen.push_back(child);
    }
    const bool alone = chosen.size() == 1 && tree_[chosen[0]].isLeaf();
    if (!chosen.empty() && (!alone || tree_[container].chosen)) {
      const qreal inside = 2 * BlockItem::kPadding * tree_[container].depth;
      TidyGroup(tree_, container, chosen).layOut(std::max(1.0, width_ - inside));
      place(container, chosen);
    }
    tree_.frameAgain(container);
  }

  QRectF around(const std::vector<int>& units, QRectF TidyTree::Unit::*which) const {
    QRectF all;
    for (const int unit : units) all |= tree_[unit].*which;
    return {QPointF(gridBelow(all.left()), gridBelow(all.top())), all.bottomRight()};
  }

  /// Brings what was laid out back to where it stood, or as near to it as there is room.
  void place(int container, const std::vector<int>& group) {
    const QRectF now = around(group, &TidyTree::Unit::rect);
    const auto bounded = [](qreal value) {
      return std::clamp(value, -kCanvasReach / 2, kCanvasReach / 2);
    };
    const QPointF before = around(group, &TidyTree::Unit::before).topLeft();
    QRectF wanted(QPointF(gridBelow(bounded(before.x())), gridBelow(bounded(before.y()))),
                  now.size());
    // A block that moves as a whole has its place found by what is around it.
    if (!tree_[container].chosen || container == 0)
      wanted.moveTopLeft(spot(container, group, now, wanted));
    for (const int unit : group) tree_.move(unit, wanted.topLeft() - now.topLeft());
  }

  QPointF spot(int container, const std::vector<int>& group, const QRectF& now,
               const QRectF& wanted) const {
    std::vector<QRectF> taken = besides(container, group);
    if (taken.empty() && !isOnNotes(group, wanted.topLeft() - now.topLeft()))
      return wanted.topLeft();
    taken.insert(taken.end(), request_.notes.begin(), request_.notes.end());
    const auto fits = [&](const QRectF& place) { return framesFit(container, group, place); };
    const auto free = freeSpot(taken, wanted, outsiders(container), fits);
    if (free) return *free;
    // Blocks stand so close together that no frame can grow; but nothing is put on nodes.
    for (std::size_t i = 1; i < tree_.units.size(); ++i) {
      const int unit = static_cast<int>(i);
      const int inside = tree_.childAround(unit, container);
      const bool moves = std::find(group.begin(), group.end(), inside) != group.end();
      if (tree_[unit].isLeaf() && !moves) taken.push_back(tree_[unit].rect);
    }
    return freeSpot(taken, wanted);
  }

  std::vector<QRectF> besides(int container, const std::vector<int>& group) const {
    std::vector<QRectF> rects;
    for (const int child : tree_[container].children) {
      if (std::find(group.begin(), group.end(), child) == group.end())
        rects.push_back(tree_[child].rect);
    }
    return rects;
  }

  /// Whether the frames around still touch nothing once the group stands at `place`.
  bool framesFit(int container, const std::vector<int>& group, const QRectF& place) const {
    QRectF inner = place;
    for (const QRectF& rect : besides(container, group)) inner |= rect;
    for (int block = container; block > 0; block = tree_[block].parent) {
      const QRectF frame = TidyTree::framed(inner);
      inner = frame;
      for (const QRectF& rect : besides(tree_[block].parent, {block})) {
        if (isNear(rect, frame, 1)) return false;
        inner |= rect;
      }
    }
    return true;
  }

  /// What stands around the blocks around, as near as something in the innermost may come to it.
  std::vector<QRectF> outsiders(int container) const {
    std::vector<QRectF> rects;
    qreal side = 0, below = 0;
    for (int block = container; block > 0; block = tree_[block].parent) {
      const QRectF frame = TidyTree::framed({0, 0, 1, 1});
      side += -frame.left();
      below += -frame.top();
      for (const QRectF& rect : besides(tree_[block].parent, {block}))
        rects.push_back(rect.adjusted(-side, -side, side, below));
    }
    return rects;
  }

  bool isOnNotes(const std::vector<int>& group, QPointF shift) const {
    return std::any_of(group.begin(), group.end(), [&](int unit) {
      const QRectF rect = tree_[unit].rect.translated(shift);
      return std::any_of(request_.notes.begin(), request_.notes.end(),
                         [&](const QRectF& note) { return isNear(note, rect, kOffNotes); });
    });
  }

  const TidyRequest& request_;
  qreal width_;  // of a row
  TidyTree tree_;
};

}  // namespace

std::map<std::string, QPointF> tidied(const TidyRequest& request) {
  const Tidying narrow(request, request.width);
  auto places = narrow.places();
  const bool tries =
      narrow.isAll() && !request.view.isEmpty() && request.rects.size() <= kMostTried;
  if (!tries || places.empty()) return places;
  qreal zoom = narrow.zoom();
  for (const qreal wider : {1.5, 2.0, 3.0}) {
    if (zoom >= 1) break;
    const Tidying other(request, request.width * wider);
    if (other.zoom() <= zoom * 1.05) continue;
    zoom = other.zoom();
    places = other.places();
  }
  return places;
}

}  // namespace loom::ui
