#include "ui/canvas/folding.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "ui/canvas/scene.h"
#include "ui/document.h"
#include "ui/theme.h"

namespace loom::ui {

Stands standsFor(const loom::Graph& graph) {
  Stands stands;
  if (graph.blocks.empty()) return stands;
  const loom::BlockTree tree(graph);
  for (const loom::Node& node : graph.nodes) {
    const std::string block = tree.foldedAround(node);
    if (!block.empty()) stands[node.id] = tree.members(block).front();
  }
  return stands;
}

loom::Graph shownGraph(const loom::Graph& graph) {
  const Stands stands = standsFor(graph);
  if (stands.empty()) return graph;
  const auto shown = [&](const std::string& id) {
    const auto found = stands.find(id);
    return found == stands.end() ? id : found->second;
  };
  loom::Graph result;
  for (const loom::Node& node : graph.nodes) {
    if (shown(node.id) == node.id) result.nodes.push_back(node);
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const loom::Link& link : graph.links) {
    const loom::Link drawn{shown(link.from), shown(link.to), link.port};
    const bool isNew = drawn == link || seen.insert({drawn.from, drawn.to}).second;
    if (drawn.from != drawn.to && isNew) result.links.push_back(drawn);
  }
  return result;
}

loom::Edits moveShown(const loom::Graph& graph, const Rects& rects,
                      const std::map<std::string, QPointF>& places) {
  const Stands stands = standsFor(graph);
  std::map<std::string, QPointF> moved = places;
  for (const loom::Node& node : graph.nodes) {
    const auto found = stands.find(node.id);
    if (found == stands.end()) continue;
    const auto place = places.find(found->second);
    const auto before = rects.find(found->second);
    if (place == places.end() || before == rects.end()) continue;
    moved[node.id] =
        QPointF(node.position.x, node.position.y) + place->second - before->second.topLeft();
  }
  return movePlaces(graph, {moved, {}});
}

loom::Edits roomFor(const Document& document, const Scene& board, const loom::Block& changed) {
  if (changed.folded) return {};
  const loom::BlockTree tree(document.graph());
  const auto& members = tree.members(changed.id);
  const std::set<std::string> inside(members.begin(), members.end());
  QRectF frame;
  for (const std::string& id : members) {
    if (const NodeItem* item = board.node(id)) frame |= item->rect();
  }
  const qreal padding = BlockItem::kPadding;
  frame.adjust(-padding, -padding - BlockItem::kHeader, padding, padding);
  const Rects rects = board.rects();
  qreal across = 0;
  for (const auto& [id, rect] : rects) {
    if (inside.count(id) || !rect.intersects(frame)) continue;
    across = std::max(across, frame.right() + kGrid - rect.left());
  }
  if (across <= 0) return {};
  // All that lies beside it moves by as much, so that rows stay rows.
  across = std::ceil(across / kGrid) * kGrid;
  std::map<std::string, QPointF> places;
  for (const auto& [id, rect] : rects) {
    const bool beside =
        rect.bottom() > frame.top() && rect.top() < frame.bottom() && rect.right() > frame.left();
    if (!inside.count(id) && beside) places[id] = rect.topLeft() + QPointF(across, 0);
  }
  return moveShown(document.graph(), rects, places);
}

}  // namespace loom::ui
