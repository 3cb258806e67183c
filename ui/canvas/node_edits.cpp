#include "ui/canvas/node_edits.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "ui/canvas/folding.h"
#include "ui/canvas/placement.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr qreal kBeside = 32;  // between a new node and the one it is wired to

loom::Node freshNode(const loom::Graph& graph, const loom::LayerType& type) {
  loom::Node node;
  node.id = loom::freshId(graph, type.idStem);
  node.type = type.name;
  return node;
}

/// The edits that bring the node in, wired as asked.
loom::Edits attachEdits(const loom::Graph& graph, const loom::Node& node,
                        const Attachment& attachment) {
  loom::Edits edits = {loom::InsertNode{node, -1}};
  switch (attachment.kind) {
    case Attachment::Kind::None:
      break;
    case Attachment::Kind::After:
      edits.push_back(loom::InsertLink{{attachment.node, node.id, 0}, -1});
      break;
    case Attachment::Kind::Before: {
      const auto more = wire(graph, {node.id, attachment.node, attachment.port});
      edits.insert(edits.end(), more.begin(), more.end());
      break;
    }
    case Attachment::Kind::Into:
      return loom::insertOnLink(graph, attachment.link, node);
  }
  return edits;
}

loom::Graph applied(const loom::Graph& graph, const loom::Edits& edits) {
  loom::Project project;
  project.graph = graph;
  loom::applyEdits(project, edits);
  return project.graph;
}

}  // namespace

Attachment attachmentTo(const loom::Graph& graph, const std::string& selected) {
  Attachment attachment{Attachment::Kind::After, selected, 0, {}};
  int outgoing = 0;
  for (const loom::Link& link : graph.links) {
    if (link.from != selected) continue;
    attachment.link = link;
    ++outgoing;
  }
  if (outgoing == 1) attachment.kind = Attachment::Kind::Into;
  return attachment;
}

loom::Text whyNotAttach(const loom::Graph& graph, const loom::LayerType& type,
                        const Attachment& attachment) {
  if (attachment.kind == Attachment::Kind::None) return {};
  const loom::Node node = freshNode(graph, type);
  loom::Graph copy = graph;
  copy.nodes.push_back(node);
  if (attachment.kind == Attachment::Kind::After)
    return loom::whyNotLink(copy, attachment.node, node.id, 0);
  if (attachment.kind == Attachment::Kind::Before) {
    return whyNotWire(copy, {node.id, attachment.node, attachment.port});
  }
  return whyNotInsert(copy, attachment.link, node.id);
}

loom::Text whyNotInsert(const loom::Graph& graph, const loom::Link& link, const std::string& id) {
  loom::Graph copy = graph;
  std::erase(copy.links, link);
  const loom::Text before = loom::whyNotLink(copy, link.from, id, 0);
  if (!before.empty()) return before;
  copy.links.push_back({link.from, id, 0});
  return loom::whyNotLink(copy, id, link.to, link.port);
}

QSizeF nodeSize(const GraphFacts& facts, const loom::Node& node, const NodeFonts& fonts) {
  return nodeLayout(nodeFace(facts, node), fonts).size;
}

namespace {

QPointF wantedCentre(const NodeRequest& request, const Rects& rects, QSizeF size) {
  if (request.centre) return *request.centre;
  const Attachment& attachment = request.attachment;
  const bool into = attachment.kind == Attachment::Kind::Into;
  const auto found = rects.find(into ? attachment.link.from : attachment.node);
  if (attachment.kind == Attachment::Kind::None || found == rects.end()) return request.fallback;
  const QRectF& other = found->second;
  const qreal away = kBeside + size.width() / 2;
  return {attachment.kind == Attachment::Kind::Before ? other.left() - away : other.right() + away,
          other.center().y()};
}

/// What `from` leads to, itself included.
std::set<std::string> downstream(const loom::Graph& graph, const std::string& from) {
  std::set<std::string> found = {from};
  std::vector<std::string> open = {from};
  while (!open.empty()) {
    const std::string id = open.back();
    open.pop_back();
    for (const loom::Link& link : graph.links) {
      if (link.from == id && found.insert(link.to).second) open.push_back(link.to);
    }
  }
  return found;
}

/// Where the rest of the row goes so that `size` fits into the wire; empty if it need not or
/// cannot.
std::map<std::string, QPointF> makeRoom(const loom::Graph& graph, const loom::Link& link,
                                        QSizeF size, const Rects& rects) {
  const auto from = rects.find(link.from), to = rects.find(link.to);
  if (from == rects.end() || to == rects.end()) return {};
  const QRectF &left = from->second, &right = to->second;
  const bool isRow =
      right.left() >= left.right() && right.top() < left.bottom() && left.top() < right.bottom();
  const qreal missing = left.right() + size.width() + 2 * kMargin - right.left();
  if (!isRow || missing <= 0) return {};
  const QPointF shift(std::ceil((missing + kMargin) / kGrid) * kGrid, 0);
  std::map<std::string, QPointF> moved;
  for (const std::string& id : downstream(graph, link.to)) {
    const auto place = rects.find(id);
    if (place == rects.end() || place->second.left() < right.left()) continue;
    if (place->second.top() < right.bottom() && right.top() < place->second.bottom()) {
      moved[id] = place->second.topLeft() + shift;
    }
  }
  for (const auto& [id, corner] : moved) {
    const QRectF place(corner, rects.at(id).size());
    for (const auto& [other, rect] : rects) {
      if (!moved.count(other) && rect.intersects(place)) return {};
    }
  }
  return moved;
}

}  // namespace

NewNode newNode(const loom::Graph& graph, const NodeRequest& request, const Rects& rects,
                const NodeFonts& fonts) {
  loom::Node node = freshNode(graph, *request.type);
  loom::Graph after = applied(graph, attachEdits(graph, node, request.attachment));
  const loom::Analysis analysis = loom::analyse(after);
  const QSizeF size = nodeSize(GraphFacts(after, analysis), node, fonts);

  Rects places = rects;
  QPointF centre = wantedCentre(request, rects, size);
  loom::Edits room;
  if (request.attachment.kind == Attachment::Kind::Into) {
    const Stands stands = standsFor(graph);
    const auto shown = [&](const std::string& id) {
      const auto found = stands.find(id);
      return found == stands.end() ? id : found->second;
    };
    const loom::Link& drawn = request.attachment.link;
    const loom::Link link{shown(drawn.from), shown(drawn.to), drawn.port};
    const auto moved = makeRoom(shownGraph(graph), link, size, rects);
    room = moveShown(graph, rects, moved);
    for (const auto& [id, corner] : moved) places[id].moveTopLeft(corner);
    if (!moved.empty()) {
      const QRectF& before = places[link.from];
      const QRectF& behind = places[link.to];
      centre = {(before.right() + behind.left()) / 2, before.center().y()};
    }
  }
  std::vector<QRectF> taken;
  for (const auto& [id, rect] : places) taken.push_back(rect);
  const QPointF corner =
      freeSpot(taken, {centre - QPointF(size.width() / 2, size.height() / 2), size});
  node.position = {corner.x(), corner.y()};

  NewNode result{attachEdits(graph, node, request.attachment), node.id};
  result.edits.insert(result.edits.end(), room.begin(), room.end());
  return result;
}

std::optional<loom::Link> linkInto(const loom::Graph& graph, const std::string& to, int port) {
  for (const loom::Link& link : graph.links) {
    if (link.to == to && link.port == port) return link;
  }
  return std::nullopt;
}

bool isUnwired(const loom::Graph& graph, const std::string& id) {
  return std::none_of(graph.links.begin(), graph.links.end(),
                      [&](const loom::Link& link) { return link.from == id || link.to == id; });
}

loom::Edits wire(const loom::Graph& graph, const loom::Link& link) {
  loom::Edits edits;
  if (const auto old = linkInto(graph, link.to, link.port)) {
    if (*old == link) return {};
    edits.push_back(loom::EraseLink{*old});
  }
  edits.push_back(loom::InsertLink{link, -1});
  return edits;
}

loom::Text whyNotWire(const loom::Graph& graph, const loom::Link& link) {
  loom::Graph copy = graph;
  if (const auto old = linkInto(graph, link.to, link.port)) std::erase(copy.links, *old);
  return loom::whyNotLink(copy, link.from, link.to, link.port);
}

loom::Edits movePlaces(const loom::Graph& graph, const Places& places) {
  loom::Edits edits;
  for (const loom::Node& node : graph.nodes) {
    const auto found = places.nodes.find(node.id);
    if (found == places.nodes.end()) continue;
    const loom::Position position{found->second.x(), found->second.y()};
    if (node.position == position) continue;
    loom::Node moved = node;
    moved.position = position;
    edits.push_back(loom::ReplaceNode{node.id, std::move(moved)});
  }
  std::vector<loom::Note> notes = graph.notes;
  for (const auto& [index, place] : places.notes) {
    if (index < notes.size()) notes[index].position = {place.x(), place.y()};
  }
  if (notes != graph.notes) edits.push_back(loom::ReplaceNotes{std::move(notes)});
  return edits;
}

loom::Edits removeNotes(const loom::Graph& graph, const std::set<std::size_t>& notes) {
  std::vector<loom::Note> kept;
  for (std::size_t i = 0; i < graph.notes.size(); ++i) {
    if (!notes.count(i)) kept.push_back(graph.notes[i]);
  }
  if (kept.size() == graph.notes.size()) return {};
  return {loom::ReplaceNotes{std::move(kept)}};
}

}  // namespace loom::ui
