#include "ui/canvas/tidy/tidy_tree.h"

#include <algorithm>
#include <unordered_map>

#include "engine/graph/blocks.h"
#include "ui/canvas/block_item.h"
#include "ui/canvas/placement.h"

namespace loom::ui {

namespace {

/// Puts the leaves in, and the blocks around them as they come.
class TreeMaker {
 public:
  TreeMaker(TidyTree& tree, const TidyRequest& request)
      : tree_(tree), request_(request), blocks_(request.graph) {
    for (const std::string& id : request.order) rank_.emplace(id, static_cast<int>(rank_.size()));
    for (const loom::Node& node : request.graph.nodes) {
      const auto rect = request.rects.find(node.id);
      if (rect == request.rects.end() || leaf_.contains(node.id)) continue;
      addLeaf(node, rect->second);
    }
  }

  int leaf(const std::string& id) const {
    const auto found = leaf_.find(id);
    return found == leaf_.end() ? -1 : found->second;
  }

 private:
  int add(int parent) {
    const int unit = static_cast<int>(tree_.units.size());
    tree_.units.emplace_back();
    tree_[unit].parent = parent;
    tree_[unit].depth = tree_[parent].depth + 1;
    tree_[parent].children.push_back(unit);
    return unit;
  }

  void addLeaf(const loom::Node& node, const QRectF& rect) {
    const std::string folded = blocks_.foldedAround(node);
    const auto around = folded.empty() ? blocks_.around(node) : blocks_.aroundBlock(folded);
    int parent = 0;
    for (auto block = around.rbegin(); block != around.rend(); ++block) {
      const auto [found, isNew] = block_.emplace(*block, 0);
      if (isNew) found->second = add(parent);
      parent = found->second;
    }
    const int unit = add(parent);
    tree_[unit].id = node.id;
    tree_[unit].rect = rect;
    tree_[unit].chosen = request_.chosen.contains(node.id);
    tree_[unit].index = static_cast<int>(leaf_.size());
    const auto rank = rank_.find(node.id);
    tree_[unit].rank = rank == rank_.end() ? static_cast<int>(rank_.size()) : rank->second;
    leaf_.emplace(node.id, unit);
  }

  TidyTree& tree_;
  const TidyRequest& request_;
  const loom::BlockTree blocks_;
  std::unordered_map<std::string, int> rank_, leaf_, block_;
};

}  // namespace

QRectF TidyTree::Unit::room() const {
  if (isLeaf()) return rect;
  return {QPointF(gridBelow(rect.left()), gridBelow(rect.top())),
          QPointF(gridAbove(rect.right()), gridAbove(rect.bottom()))};
}

TidyTree::TidyTree(const TidyRequest& request) {
  units.emplace_back();
  const TreeMaker maker(*this, request);
  for (const ShownWire& wire : request.wires) {
    const int from = maker.leaf(wire.from), to = maker.leaf(wire.to);
    if (from >= 0 && to >= 0 && from != to) wires.push_back({from, to, wire.fromPort, wire.toPort});
  }
  const bool isFew =
      std::count_if(units.begin(), units.end(), [](const Unit& unit) { return unit.chosen; }) < 2;
  // Children come after their parents, so that all is known of them when a parent's turn comes.
  for (int i = static_cast<int>(units.size()); i-- > 0;) {
    Unit& unit = (*this)[i];
    if (unit.isLeaf()) {
      unit.chosen |= isFew;
      continue;
    }
    unit.chosen = true;
    unit.rank = (*this)[unit.children.front()].rank;
    unit.index = (*this)[unit.children.front()].index;
    for (const int child : unit.children) {
      unit.chosen &= (*this)[child].chosen;
      unit.rank = std::min(unit.rank, (*this)[child].rank);
      unit.index = std::min(unit.index, (*this)[child].index);
    }
    frameAgain(i);
  }
  for (Unit& unit : units) unit.before = unit.rect;
}

int TidyTree::childAround(int unit, int container) const {
  while (unit >= 0 && (*this)[unit].parent != container) unit = (*this)[unit].parent;
  return unit;
}

void TidyTree::move(int unit, QPointF by) {
  (*this)[unit].rect.translate(by);
  for (const int child : (*this)[unit].children) move(child, by);
}

QRectF TidyTree::framed(const QRectF& around) {
  constexpr qreal p = BlockItem::kPadding;
  return around.adjusted(-p, -p - BlockItem::kHeader + 8, p, p);
}

void TidyTree::frameAgain(int block) {
  QRectF around;
  for (const int child : (*this)[block].children) around |= (*this)[child].rect;
  (*this)[block].rect = framed(around);
}

}  // namespace loom::ui
