// How the canvas answers mouse and keys. Its other half, what it shows, is in canvas.cpp.

#include <QContextMenuEvent>
#include <QGuiApplication>
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
#include "ui/canvas/gestures/pan_gesture.h"
#include "ui/canvas/gestures/rubber_band_gesture.h"
#include "ui/canvas/gestures/widen_gesture.h"
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

std::unique_ptr<Gesture> Canvas::gestureFor(const Hit& hit, const Pointer& pointer) {
  const auto note = static_cast<std::size_t>(hit.port);
  switch (hit.kind) {
    case Hit::Kind::InputPort:
    case Hit::Kind::OutputPort:
      return std::make_unique<WireGesture>(*this, pointer, hit);
    case Hit::Kind::Node:
      return std::make_unique<MoveGesture>(*this, pointer,
                                           Chosen{board_->unitOf(hit.node), {}, {}});
    case Hit::Kind::Frame:
      return std::make_unique<MoveGesture>(*this, pointer,
                                           Chosen{board_->membersOf(hit.block), {}, {}});
    case Hit::Kind::Note:
      return std::make_unique<MoveGesture>(*this, pointer, Chosen{{}, {note}, {}});
    case Hit::Kind::NoteEdge:
      return std::make_unique<WidenGesture>(*this, pointer, note);
    case Hit::Kind::Nothing:
      return std::make_unique<RubberBandGesture>(*this, pointer);
    default:
      return nullptr;
  }
}

void Canvas::beginGesture(const Pointer& pointer) {
  clearHover();
  const Hit hit = board_->hitTest(pointer.scene, reach());
  gesture_ = gestureFor(hit, pointer);
  if (hit.kind == Hit::Kind::FoldMark) blockCommands_->setFolded(hit.block, true);
  if (hit.kind == Hit::Kind::Link) board_->selectLink(hit.link);
  if (hit.kind == Hit::Kind::Badge) {
    board_->select(board_->unitOf(hit.node));
    card_->open(hit.node);
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
  if (event->buttons() == Qt::NoButton) {
    cancelGesture();  // its button was let go where nobody saw it
    showHover(pointer);
  }
  moveGesture(pointer);
  event->accept();
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
  finishGesture(pointerAt(event->position().toPoint(), event->modifiers()));
  if (spaceHeld_) viewport()->setCursor(Qt::OpenHandCursor);
  event->accept();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (gesture_ || event->button() != Qt::LeftButton) return mousePressEvent(event);
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
    if (link) emit wireHovered(QString::fromStdString(link->from));
  }
  if (link) showWireHint(pointer.view);
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
  emit wireHovered({});
}

void Canvas::leaveEvent(QEvent* event) {
  clearHover();
  QGraphicsView::leaveEvent(event);
}

void Canvas::contextMenuEvent(QContextMenuEvent* event) {
  // The right button has just ended what the left one was doing; that is all it was pressed for.
  if (gesture_ || QGuiApplication::mouseButtons() & Qt::LeftButton) return;
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
  const auto note = static_cast<std::size_t>(hit.port);
  if (onNote && !board_->chosen().notes.count(note)) board_->selectNote(note);
  if (hit.kind == Hit::Kind::Link) board_->selectLink(hit.link);
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const CanvasCommands& c = *commands_;
  if (hit.kind == Hit::Kind::Nothing) {
    menu->addActions({c.addLayer, notes_->addNote, c.paste, c.selectAll});
    menu->addSeparator();
    menu->addActions({c.tidy, c.fit});
  } else if (hit.kind == Hit::Kind::Link) {
    menu->addAction(c.remove);
  } else if (onNote) {
    menu->addActions({c.cut, c.copy, c.duplicate, c.remove});
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

bool Canvas::event(QEvent* event) {
  // While the pointer is at work, every key comes here and no shortcut is taken: what it would
  // change is just being held.
  if (gesture_ && event->type() == QEvent::ShortcutOverride) {
    event->accept();
    return true;
  }
  if (event->type() == QEvent::KeyPress) {
    auto* key = static_cast<QKeyEvent*>(event);
    if (gesture_) {
      keyPressEvent(key);
      return true;
    }
    // Else Tab would move the focus; Shift+Tab, Ctrl+Tab and F6 still do.
    if (key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier) {
      openSearch(focusPoint(), {});
      return true;
    }
    if (key->key() == Qt::Key_Tab && key->modifiers() == Qt::ControlModifier)
      return focusNextPrevChild(true);
  }
  return QGraphicsView::event(event);
}

/// Walks; with Ctrl it moves what is selected instead, with Shift as well further.
void Canvas::pressArrow(Direction direction, const QKeyEvent& event) {
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
  if (gesture_) {
    if (event->key() != Qt::Key_Escape) return;
    cancelGesture();
    if (spaceHeld_) viewport()->setCursor(Qt::OpenHandCursor);
    return;
  }
  switch (event->key()) {
    case Qt::Key_Escape:
      if (event->isAutoRepeat()) return;  // still the press that took back a gesture
      if (card_->isVisible())
        card_->dismiss();
      else
        board_->select({});
      return;
    case Qt::Key_Space:
      if (!event->isAutoRepeat()) {
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
