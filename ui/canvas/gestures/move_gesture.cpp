#include "ui/canvas/gestures/move_gesture.h"

#include <algorithm>
#include <cmath>

#include "engine/graph/blocks.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/node_edits.h"
#include "ui/document.h"
#include "ui/engine_text.h"

namespace loom::ui {

namespace {
constexpr qreal kGuideReach = 5;  // pixels

/// The same keys in both: there may be thousands, and nothing is allocated.
template <class Map>
void moveAll(const Map& origins, Map& places, QPointF delta) {
  auto origin = origins.begin();
  for (auto& [key, at] : places) at = (origin++)->second + delta;
}
}  // namespace

MoveGesture::MoveGesture(Canvas& canvas, const Pointer& start, Chosen unit)
    : Gesture(canvas),
      start_(start),
      unit_(std::move(unit)),
      node_(unit_.nodes.empty() ? std::string() : *unit_.nodes.begin()),
      before_(canvas.board().chosen()) {
  Scene& board = canvas_.board();
  if (start.modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) {
    board.toggle(unit_);
  } else if (!board.holds(unit_)) {
    board.choose(unit_);
  }
}

MoveGesture::~MoveGesture() {
  light(std::nullopt);
  canvas_.hideHint();
}

void MoveGesture::beginDrag() {
  dragging_ = true;
  Scene& board = canvas_.board();
  if (!board.holds(unit_)) board.choose(unit_);  // a drag takes along what it holds
  origins_ = places_ = board.selectedPlaces();
  const NodeItem* held = board.shownFor(node_);
  held_ = held ? held->rect() : QRectF();
  const QRectF seen = canvas_.shownArea();
  for (const auto& [id, rect] : board.rects()) {
    if (!origins_.nodes.count(id) && rect.intersects(seen)) others_.push_back(rect);
  }
  guides_ = std::make_unique<GuideLines>(canvas_);
  mayInsert_ = origins_.nodes.size() == 1 && origins_.notes.empty() &&
               isUnwired(canvas_.document().graph(), node_);
}

/// On the grid, unless something is near enough to line up with; Alt moves freely.
QPointF MoveGesture::shift(const Pointer& pointer) {
  const QPointF way = pointer.scene - start_.scene;
  if (pointer.modifiers & Qt::AltModifier) {
    guides_->show({});
    return {std::round(way.x()), std::round(way.y())};
  }
  const QPointF origin =
      node_.empty() ? origins_.notes[*unit_.notes.begin()] : origins_.nodes[node_];
  QPointF delta = snapped(origin + way) - origin;
  if (node_.empty()) return delta;
  const GuideSnap snap = findGuides(held_.translated(way), others_, kGuideReach / canvas_.zoom());
  if (snap.dx) delta.setX(way.x() + *snap.dx);
  if (snap.dy) delta.setY(way.y() + *snap.dy);
  guides_->show(snap.lines);
  return delta;
}

void MoveGesture::move(const Pointer& pointer) {
  if (!dragging_) {
    if (!isDrag(start_.view, pointer.view)) return;
    beginDrag();
  }
  const QPointF delta = shift(pointer);
  moveAll(origins_.nodes, places_.nodes, delta);
  moveAll(origins_.notes, places_.notes, delta);
  canvas_.board().preview(places_);
  if (mayInsert_) findWire(pointer);
}

void MoveGesture::findWire(const Pointer& pointer) {
  Scene& board = canvas_.board();
  const NodeItem* item = board.node(node_);
  auto link = board.linkAt(pointer.scene, node_);
  if (!link && item) link = board.linkAt(item->rect().center(), node_);
  if (link == target_) return;
  const loom::Text reason =
      link ? whyNotInsert(canvas_.document().graph(), *link, node_) : loom::Text();
  canvas_.showHint(pointer.view, engineText(reason), HintLabel::Kind::Refusal);
  light(reason.empty() ? link : std::nullopt);
}

void MoveGesture::light(const std::optional<loom::Link>& link) {
  if (target_) {
    if (LinkItem* item = canvas_.board().link(*target_)) item->setLit(false);
  }
  target_ = link;
  if (!target_) return;
  if (LinkItem* item = canvas_.board().link(*target_)) item->setLit(true);
}

void MoveGesture::finish(const Pointer& pointer) {
  move(pointer);
  Scene& board = canvas_.board();
  if (!dragging_) {
    const bool plain = !(start_.modifiers & (Qt::ControlModifier | Qt::ShiftModifier));
    if (plain) board.choose(unit_);
    return;
  }
  Document& document = canvas_.document();
  loom::Edits edits = movePlaces(document.graph(), places_);
  QString name = CanvasCommands::moveText(places_);
  if (target_) {
    const auto more = loom::insertOnLink(document.graph(), *target_, *document.graph().find(node_));
    edits.insert(edits.end(), more.begin(), more.end());
    name = Canvas::tr("Insert %1").arg(QString::fromStdString(node_));
  }
  if (const std::string block = frameUnder(pointer); !block.empty()) {
    loom::Project after = document.project();
    loom::applyEdits(after, edits);
    const auto more = loom::moveIntoBlock(after.graph, board.selectedIds(), block);
    edits.insert(edits.end(), more.begin(), more.end());
    name = Canvas::tr("Move into a block");
  }
  light(std::nullopt);
  document.edit(name, std::move(edits));
}

/// The open block that was let go over, if it is not around all of what was moved anyway.
std::string MoveGesture::frameUnder(const Pointer& pointer) const {
  if (origins_.nodes.empty()) return {};
  const Scene& board = canvas_.board();
  const loom::Graph& graph = canvas_.document().graph();
  std::string found;
  qreal smallest = 0;
  for (const loom::Block& block : graph.blocks) {
    const BlockItem* frame = board.frame(block.id);
    if (!frame) continue;
    const Scene::Ids members = board.membersOf(block.id);
    const auto isInside = [&](const auto& entry) { return members.count(entry.first) > 0; };
    // A frame grows along with its own nodes, so it is under them wherever they go.
    if (std::any_of(origins_.nodes.begin(), origins_.nodes.end(), isInside)) continue;
    const qreal area = frame->rect().width() * frame->rect().height();
    if (!frame->rect().contains(pointer.scene) || (!found.empty() && area >= smallest)) continue;
    found = block.id;
    smallest = area;
  }
  return found;
}

void MoveGesture::cancel() {
  canvas_.board().clearPreview();
  canvas_.board().choose(before_);
}

}  // namespace loom::ui
