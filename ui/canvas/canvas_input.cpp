// How the canvas answers mouse and keys. Its other half, what it shows, is in canvas.cpp.

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/canvas/arrange_commands.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/folding.h"
#include "ui/canvas/gestures/move_gesture.h"
#include "ui/canvas/gestures/note_gesture.h"
#include "ui/canvas/gestures/pan_gesture.h"
#include "ui/canvas/gestures/rubber_band_gesture.h"
#include "ui/canvas/gestures/wire_gesture.h"
#include "ui/canvas/note_commands.h"
#include "ui/canvas/problem_card.h"
#include "ui/canvas/rename_field.h"
#include "ui/canvas/search_popup.h"
#include "ui/canvas/wire_commands.h"
#include "ui/document.h"

namespace loom::ui {

namespace {
constexpr double kZoomPerNotch = 1.15;  // a notch of the wheel is 120 eighths of a degree
}

void Canvas::beginGesture(const Pointer& pointer) {
  clearHover();
  const Hit hit = board_->hitTest(pointer.scene, reach());
  switch (hit.kind) {
    case Hit::Kind::InputPort:
    case Hit::Kind::OutputPort:
      gesture_ = std::make_unique<WireGesture>(*this, pointer, hit);
      break;
    case Hit::Kind::Node:
      gesture_ = std::make_unique<MoveGesture>(*this, pointer, board_->unitOf(hit.node));
      break;
    case Hit::Kind::Frame:
      gesture_ = std::make_unique<MoveGesture>(*this, pointer, board_->membersOf(hit.block));
      break;
    case Hit::Kind::FoldMark:
      blockCommands_->setFolded(hit.block, true);
      break;
    case Hit::Kind::Badge:
      board_->select(board_->unitOf(hit.node));
      card_->open(hit.node);
      break;
    case Hit::Kind::Link:
      board_->selectLink(hit.link);
      break;
    case Hit::Kind::Note:
    case Hit::Kind::NoteEdge:
      gesture_ = std::make_unique<NoteGesture>(
          *this, pointer, static_cast<std::size_t>(hit.port),
          hit.kind == Hit::Kind::Note ? NoteGesture::Kind::Move : NoteGesture::Kind::Widen);
      break;
    case Hit::Kind::Nothing:
      gesture_ = std::make_unique<RubberBandGesture>(*this, pointer);
      break;
  }
}

void Canvas::mousePressEvent(QMouseEvent* event) {
  fitWhenShown_ = false;
  search_->dismiss();
  card_->dismiss();
  const Pointer pointer = pointerAt(event->position().toPoint(), event->modifiers());
  if (gesture_) {  // a second button in the middle of a gesture ends it
    cancelGesture();
  } else if (event->button() == Qt::MiddleButton ||
             (event->button() == Qt::LeftButton && spaceHeld_)) {
    gesture_ = std::make_unique<PanGesture>(*this, pointer);
  } else if (event->button() == Qt::LeftButton) {
    beginGesture(pointer);
  }
  event->accept();
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  const Pointer pointer = pointerAt(event->position().toPoint(), event->modifiers());
  if (gesture_) {
    gesture_->move(pointer);
  } else {
    showHover(pointer);
  }
  event->accept();
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
  const Pointer pointer = pointerAt(event->position().toPoint(), event->modifiers());
  // Taken out first: what it does to the document must not cancel it.
  if (const auto gesture = std::move(gesture_)) gesture->finish(pointer);
  if (spaceHeld_) viewport()->setCursor(Qt::OpenHandCursor);
  event->accept();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const QPoint at = event->position().toPoint();
  const Hit hit = board_->hitTest(mapToScene(at), reach());
  if (hit.kind == Hit::Kind::Nothing) {
    openSearch(at, {});
  } else if (hit.kind == Hit::Kind::Node && !hit.block.empty()) {
    blockCommands_->setFolded(hit.block, false);
  } else if (hit.kind == Hit::Kind::Frame) {
    commands_->rename->trigger();
  } else if (hit.kind == Hit::Kind::Note) {
    notes_->write(static_cast<std::size_t>(hit.port));
  } else {
    mousePressEvent(event);
  }
}

void Canvas::showHover(const Pointer& pointer) {
  const Hit hit = board_->hitTest(pointer.scene, reach());
  const auto link = hit.kind == Hit::Kind::Link ? std::optional(hit.link) : std::nullopt;
  if (link != hovered_) {
    clearHover();
    hovered_ = link;
    if (LinkItem* item = link ? board_->link(*link) : nullptr) item->setLit(true);
  }
  if (const NodeItem* source = link ? board_->node(link->from) : nullptr) {
    showHint(pointer.view, source->face().shape, HintLabel::Kind::Note);
  }
  const bool onPort = hit.kind == Hit::Kind::InputPort || hit.kind == Hit::Kind::OutputPort;
  if (!spaceHeld_) {
    if (onPort)
      viewport()->setCursor(Qt::CrossCursor);
    else if (hit.kind == Hit::Kind::NoteEdge)
      viewport()->setCursor(Qt::SizeHorCursor);
    else
      viewport()->unsetCursor();
  }
}

void Canvas::clearHover() {
  if (!hovered_) return;
  if (LinkItem* item = board_->link(*hovered_)) item->setLit(false);
  hovered_.reset();
  hideHint();
}

void Canvas::leaveEvent(QEvent* event) {
  clearHover();
  QGraphicsView::leaveEvent(event);
}

void Canvas::contextMenuEvent(QContextMenuEvent* event) {
  if (gesture_) return;
  Hit hit = board_->hitTest(mapToScene(event->pos()), 0);
  QPoint at = event->globalPos();
  if (event->reason() == QContextMenuEvent::Keyboard) {  // of what is selected, wherever it is
    const auto ids = board_->selectedIds();
    const NodeItem* item = ids.empty() ? nullptr : board_->shownFor(ids.front());
    hit = {};
    if (item) hit = {Hit::Kind::Node, ids.front(), 0, {}, {}};
    const QPoint corner = item ? mapFromScene(item->rect().bottomLeft()) : focusPoint();
    at = viewport()->mapToGlobal(corner);
  }
  if (!hit.node.empty() && !board_->selection().count(hit.node))
    board_->select(board_->unitOf(hit.node));
  const bool onFrame = hit.kind == Hit::Kind::Frame || hit.kind == Hit::Kind::FoldMark;
  if (onFrame) board_->select(board_->membersOf(hit.block));
  const bool onNote = hit.kind == Hit::Kind::Note || hit.kind == Hit::Kind::NoteEdge;
  if (onNote) board_->selectNote(static_cast<std::size_t>(hit.port));
  if (hit.kind == Hit::Kind::Link) board_->selectLink(hit.link);
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const CanvasCommands& c = *commands_;
  if (hit.kind == Hit::Kind::Nothing) {
    menu->addActions({c.addLayer, notes_->addNote, c.paste, c.selectAll});
    menu->addSeparator();
    menu->addActions({c.tidy, c.fit});
  } else if (hit.kind == Hit::Kind::Link || onNote) {
    menu->addAction(c.remove);
  } else {
    menu->addActions({c.rename, c.cut, c.copy, c.duplicate, c.remove});
    menu->addSeparator();
    menu->addActions(blockCommands_->actions());
    if (blockCommands_->group->isEnabled()) menu->addMenu(blockCommands_->colors());
    menu->addSeparator();
    menu->addActions({arrange_->bypass, wires_->connectSelected});
    menu->addMenu(arrange_->menu());
  }
  menu->popup(at);
}

void Canvas::wheelEvent(QWheelEvent* event) {
  fitWhenShown_ = false;
  const double notches = event->angleDelta().y() / 120.0;
  if (notches != 0) zoomTo(zoom() * std::pow(kZoomPerNotch, notches), event->position().toPoint());
  event->accept();
}

bool Canvas::openSearchByKey() {
  if (gesture_) return false;
  openSearch(focusPoint(), {});
  return true;
}

bool Canvas::event(QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    // Else Tab would move the focus; Shift+Tab, Ctrl+Tab and F6 still do.
    if (key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier && openSearchByKey())
      return true;
    if (key->key() == Qt::Key_Tab && key->modifiers() == Qt::ControlModifier)
      return focusNextPrevChild(true);
  }
  if (event->type() == QEvent::ShortcutOverride && gesture_ &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QGraphicsView::event(event);
}

/// Walks; with Ctrl it moves what is selected instead, with Shift as well further.
void Canvas::pressArrow(Direction direction, const QKeyEvent& event) {
  if (gesture_) return;
  if (event.modifiers() & Qt::ControlModifier) {
    const int far = event.modifiers() & Qt::ShiftModifier ? 4 : 1;
    const int columns = direction == Direction::Right  ? far
                        : direction == Direction::Left ? -far
                                                       : 0;
    const int rows = direction == Direction::Down ? far : direction == Direction::Up ? -far : 0;
    if (!event.isAutoRepeat()) nudgeKey_ = Document::freshMergeKey();
    return commands_->nudge(columns, rows, nudgeKey_);
  }
  const auto selected = board_->selectedIds();
  const loom::Graph& graph = document_.graph();
  if (graph.nodes.empty()) return;
  std::string next = document_.analysis().order.front();
  if (!selected.empty()) {
    const bool last = direction == Direction::Right || direction == Direction::Down;
    const Stands stands = standsFor(graph);
    const std::string& from = last ? selected.back() : selected.front();
    const auto stand = stands.find(from);
    next = neighbour(shownGraph(graph), board_->rects(),
                     stand == stands.end() ? from : stand->second, direction);
  }
  if (next.empty()) return;
  Scene::Ids unit = board_->unitOf(next);
  if (event.modifiers() & Qt::ShiftModifier) unit.insert(selected.begin(), selected.end());
  board_->select(std::move(unit));
  if (const NodeItem* item = board_->shownFor(next)) ensureVisible(item->rect(), 48, 48);
}

/// Opens what is selected: a note to write, a folded block, the settings of a node.
void Canvas::pressEnter() {
  if (const auto note = board_->selectedNote()) return notes_->write(*note);
  const loom::Block* block = loom::findBlock(document_.graph(), board_->selectedBlock());
  if (block && block->folded) return blockCommands_->setFolded(block->id, false);
  if (!board_->selection().empty()) emit settingsWanted();
}

void Canvas::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Escape:
      if (gesture_)
        cancelGesture();
      else if (card_->isVisible())
        card_->dismiss();
      else
        board_->select({});
      return;
    case Qt::Key_Space:
      if (!event->isAutoRepeat() && !gesture_) {
        spaceHeld_ = true;
        viewport()->setCursor(Qt::OpenHandCursor);
      }
      return;
    case Qt::Key_Left:
      return pressArrow(Direction::Left, *event);
    case Qt::Key_Right:
      return pressArrow(Direction::Right, *event);
    case Qt::Key_Up:
      return pressArrow(Direction::Up, *event);
    case Qt::Key_Down:
      return pressArrow(Direction::Down, *event);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return pressEnter();
    default:
      QGraphicsView::keyPressEvent(event);
  }
}

void Canvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    spaceHeld_ = false;
    if (!gesture_) viewport()->unsetCursor();
    return;
  }
  QGraphicsView::keyReleaseEvent(event);
}

void Canvas::focusOutEvent(QFocusEvent* event) {
  spaceHeld_ = false;
  QGraphicsView::focusOutEvent(event);
}

}  // namespace loom::ui
