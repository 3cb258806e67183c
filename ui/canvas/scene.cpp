#include "ui/canvas/scene.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <algorithm>
#include <cmath>

#include "ui/colour_map.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/theme.h"

namespace loom::ui {

QPointF Scene::drawnAt(const loom::Position& position) {
  const auto bounded = [](double value) {
    return std::isfinite(value) ? std::clamp(value, -kCanvasReach, kCanvasReach) : 0.0;
  };
  return {bounded(position.x), bounded(position.y)};
}

Scene::Scene(Document& document, QObject* parent)
    : QGraphicsScene(parent),
      document_(document),
      fonts_(std::make_shared<NodeFonts>(QApplication::font())) {
  setItemIndexMethod(NoIndex);  // a tree costs more than it saves where hundreds of items move
  connect(&document_, &Document::replaced, this, [this] {
    chosen_ = {};
    lights_.forget();
    clearItems();
    emit selectionEdited();
  });
  connect(&document_, &Document::changed, this, &Scene::sync);
  sync();
}

/// Nodes of another project have nothing in common with these, even under the same names.
void Scene::clearItems() {
  for (const auto& [key, item] : links_) delete item;
  for (const auto& [id, item] : nodes_) delete item;
  for (const auto& [id, fold] : folds_) delete fold.item;
  for (const auto& [id, item] : frames_) delete item;
  for (const NoteItem* item : notes_) delete item;
  notes_.clear();
  links_.clear();
  nodes_.clear();
  placed_.clear();
  wires_.clear();
  folds_.clear();
  foldOf_.clear();
  frames_.clear();
  framesOf_.clear();
  order_.clear();
}

void Scene::setFonts(const QFont& base) {
  fonts_ = std::make_shared<NodeFonts>(base);
  sync();
}

NodeItem* Scene::node(const std::string& id) const {
  const auto found = nodes_.find(id);
  return found == nodes_.end() ? nullptr : found->second;
}

LinkItem* Scene::link(const loom::Link& link) const {
  const auto found = links_.find(keyOf(link));
  return found == links_.end() ? nullptr : found->second;
}

std::map<std::string, QRectF> Scene::rects() const {
  std::map<std::string, QRectF> rects;
  for (const NodeItem* item : shownItems()) rects[item->id()] = item->rect();
  return rects;
}

std::vector<const NodeItem*> Scene::shownItems() const {
  std::vector<const NodeItem*> items;
  items.reserve(placed_.size());
  for (const NodeItem* item : placed_) {
    if (item->isVisible()) items.push_back(item);
  }
  for (const auto& [id, fold] : folds_) items.push_back(fold.item);
  return items;
}

QRectF Scene::contentRect() const {
  QRectF all;
  for (const NodeItem* item : shownItems()) all |= item->rect();
  for (const auto& [id, item] : frames_) all |= item->rect();
  for (const NoteItem* item : notes_) all |= item->rect();
  for (const Wire& wire : wires_) {
    if (wire.item->isVisible()) all |= wire.item->around();
  }
  return all;
}

void Scene::sync() {
  ++round_;
  syncRenamed();
  syncNodes();
  syncBlocks();
  syncNotes();
  syncLinks();
  syncSelection();
  lights_.again(*this);
  emit arranged();
}

/// A node that got another id in the same place keeps its item and stays selected.
void Scene::syncRenamed() {
  const auto& now = document_.graph().nodes;
  if (now.size() != order_.size()) return;
  bool selected = false;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const std::string& before = order_[i];
    const std::string& after = now[i].id;
    if (before == after || document_.graph().find(before) || nodes_.count(after)) continue;
    auto moved = nodes_.extract(before);
    if (moved.empty()) continue;
    moved.key() = after;
    moved.mapped()->rename(after);
    nodes_.insert(std::move(moved));
    if (chosen_.nodes.erase(before)) selected = chosen_.nodes.insert(after).second;
  }
  if (selected) {
    order_.clear();  // in the graph's order again, for who asks now
    for (const loom::Node& node : now) order_.push_back(node.id);
    emit selectionEdited();
  }
}

void Scene::syncNodes() {
  const loom::Graph& graph = document_.graph();
  const GraphFacts facts(graph, document_.analysis());
  std::vector<NodeItem*> placed;
  placed.reserve(graph.nodes.size());
  order_.resize(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const loom::Node& node = graph.nodes[i];
    order_[i] = node.id;
    const std::size_t next = placed.size();
    const bool stayed = next < placed_.size() && placed_[next]->id() == node.id;
    NodeItem*& item = stayed ? placed_[next] : nodes_[node.id];
    if (!item) {
      item = new NodeItem(node.id);
      addItem(item);
    }
    if (!item->mark(round_)) continue;  // a second node of the same name cannot be told apart
    placed.push_back(item);
    item->show(nodeFace(facts, node), fonts_);
    item->setPos(drawnAt(node.position));
  }
  sameItems_ = placed == placed_;
  placed_ = std::move(placed);
  if (nodes_.size() == placed_.size()) return;
  std::erase_if(nodes_, [this](const auto& entry) {
    if (!entry.second->mark(round_)) return false;
    delete entry.second;
    return true;
  });
}

void Scene::syncLinks() {
  std::vector<Wire> wires;
  wires.reserve(document_.graph().links.size());
  const bool sameEnds = sameItems_ && folds_.empty() && frames_.empty() && !hadBlocks_;
  hadBlocks_ = !folds_.empty() || !frames_.empty();
  for (const loom::Link& link : document_.graph().links) {
    const std::size_t next = wires.size();
    const bool stayed = next < wires_.size() && wires_[next].item->link() == link;
    if (stayed && sameEnds && wires_[next].item->mark(round_)) {
      wires.push_back(wires_[next]);
      showWire(wires.back(), *wires.back().to);
      continue;
    }
    const NodeItem* target = node(link.to);
    const NodeItem* from = shownFor(link.from);
    if (!target || !from) continue;  // a problem says so; there is no place to draw it
    LinkItem*& item = stayed ? wires_[next].item : links_[keyOf(link)];
    if (!item) {
      item = new LinkItem(link);
      addItem(item);
    }
    if (!item->mark(round_)) continue;
    wires.push_back({item, from, shownFor(link.to), shownPort(link.to, link.port),
                     frameAround(link.from, link.to), frameAround(link.to, link.from)});
    showWire(wires.back(), *target);
  }
  wires_ = std::move(wires);
  if (links_.size() == wires_.size()) return;
  std::erase_if(links_, [this](const auto& entry) {
    if (!entry.second->mark(round_)) return false;
    delete entry.second;
    return true;
  });
}

void Scene::showWire(const Wire& wire, const NodeItem& target) {
  wire.item->setFailing(target.face().error && !target.face().hasShape);
  route(wire);
}

void Scene::route(const Wire& wire) {
  wire.item->setVisible(wire.from != wire.to);
  wire.item->setEnds({wire.from->outputPoint(), wire.to->inputPoint(wire.port),
                      wire.fromFrame ? wire.fromFrame->rect() : wire.from->rect(),
                      wire.toFrame ? wire.toFrame->rect() : wire.to->rect()});
}

void Scene::showLink(const loom::Link& link) {
  const auto isIt = [&link](const Wire& wire) { return wire.item->link() == link; };
  const auto wire = std::find_if(wires_.begin(), wires_.end(), isIt);
  if (wire != wires_.end()) route(*wire);
}

void Scene::routeAll() {
  for (const Wire& wire : wires_) route(wire);
}

Hit Scene::hitTest(QPointF at, qreal reach) const {
  // Nothing lies in an area without a size.
  const qreal half = std::max(reach, 0.5);
  const QRectF around(at.x() - half, at.y() - half, 2 * half, 2 * half);
  const auto found = items(around, Qt::IntersectsItemBoundingRect, Qt::DescendingOrder);
  const auto near = [&](QPointF port) { return QLineF(at, port).length() <= reach; };
  for (QGraphicsItem* item : found) {
    const auto* node = qgraphicsitem_cast<NodeItem*>(item);
    if (!node) continue;
    if (node->face().hasOutput && near(node->outputPoint())) {
      return behind(*node, {Hit::Kind::OutputPort, node->id(), 0, {}, {}});
    }
    for (int port = 0; port < node->face().inputPorts; ++port) {
      if (near(node->inputPoint(port)))
        return behind(*node, {Hit::Kind::InputPort, node->id(), port, {}, {}});
    }
  }
  for (QGraphicsItem* item : found) {
    const auto* node = qgraphicsitem_cast<NodeItem*>(item);
    if (!node || !node->rect().contains(at)) continue;
    const bool marked = node->face().error || node->face().warning;
    const bool onBadge = marked && node->layout().badge.contains(at - node->pos());
    return behind(*node, {onBadge ? Hit::Kind::Badge : Hit::Kind::Node, node->id(), 0, {}, {}});
  }
  for (std::size_t i = notes_.size(); i-- > 0;) {
    const bool onEdge = notes_[i]->edge().contains(at);
    if (!onEdge && !notes_[i]->rect().contains(at)) continue;
    return {onEdge ? Hit::Kind::NoteEdge : Hit::Kind::Note, {}, static_cast<int>(i), {}, {}};
  }
  if (const auto wire = linkAt(at)) return {Hit::Kind::Link, {}, 0, *wire, {}};
  for (QGraphicsItem* item : found) {
    const auto* frame = qgraphicsitem_cast<BlockItem*>(item);
    if (!frame || !frame->header().contains(at)) continue;
    const bool onMark = frame->foldMark().contains(at);
    return {onMark ? Hit::Kind::FoldMark : Hit::Kind::Frame, {}, 0, {}, frame->id()};
  }
  return {};
}

std::optional<loom::Link> Scene::linkAt(QPointF at, const std::string& except) const {
  for (QGraphicsItem* item : items(at, Qt::IntersectsItemShape, Qt::DescendingOrder)) {
    const auto* wire = qgraphicsitem_cast<LinkItem*>(item);
    if (!wire || (!except.empty() && (wire->link().from == except || wire->link().to == except))) {
      continue;
    }
    return wire->link();
  }
  return std::nullopt;
}

void Scene::setFrame(const Frame& frame) {
  if (!frame.snapshotIsNew || !frame.snapshot) return;
  lights_.show(frame.snapshot->health, *this);
  const Theme& theme = themeNow();
  for (const loom::NodeView& view : frame.snapshot->activations) {
    NodeItem* item = node(view.node);
    if (!item || item->layout().maps.isEmpty() || view.shape.sizes() != item->face().mapShape)
      continue;
    QImage sample;
    if (item->face().isInput) sample = sampleImage(view.values, view.shape, theme);
    item->setMaps(sample.isNull() ? mapsImage(view, kNodeChannels, theme) : sample);
  }
}

const Theme& Scene::themeNow() const {
  return Theme::of(palette());
}

void Scene::drawBackground(QPainter* painter, const QRectF& area) {
  const Theme& theme = themeNow();
  painter->fillRect(area, theme.canvas);
  const qreal zoom = painter->worldTransform().m11();
  qreal step = 3 * kGrid;
  while (step * zoom < 12) step *= 2;  // far away, fewer dots
  painter->setRenderHint(QPainter::Antialiasing, false);
  painter->setPen(QPen(theme.grid, 1.5 / std::max(zoom, 0.01)));
  QVector<QPointF> dots;
  for (qreal x = std::floor(area.left() / step) * step; x <= area.right(); x += step) {
    for (qreal y = std::floor(area.top() / step) * step; y <= area.bottom(); y += step) {
      dots.emplace_back(x, y);
    }
  }
  painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

}  // namespace loom::ui
