#include "ui/canvas/canvas.h"

#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/canvas/arrange_commands.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/gestures/place_gesture.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/note_commands.h"
#include "ui/canvas/problem_card.h"
#include "ui/canvas/rename_field.h"
#include "ui/canvas/search_popup.h"
#include "ui/canvas/status_chip.h"
#include "ui/canvas/travel.h"
#include "ui/canvas/wire_commands.h"
#include "ui/document.h"
#include "ui/focus_ring.h"
#include "ui/frame_clock.h"
#include "ui/planes.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr double kLeastZoom = 0.1;
constexpr double kMostZoom = 4;
constexpr double kMostSelectedZoom = 2;  // nobody wants one node as large as the window
constexpr double kMapsFrom = 0.25;       // below this zoom, maps cannot be read
constexpr int kOverlayEdge = 12;

}  // namespace

Canvas::Canvas(Document& document, QWidget* parent)
    : QGraphicsView(parent), document_(document), board_(std::make_unique<Scene>(document)) {
  setObjectName(QStringLiteral("canvas"));
  setScene(board_.get());
  setSceneRect(-kCanvasReach, -kCanvasReach, 2 * kCanvasReach, 2 * kCanvasReach);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFrameShape(QFrame::NoFrame);
  setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);  // hundreds of nodes may move at once
  setTransformationAnchor(QGraphicsView::NoAnchor);
  setResizeAnchor(QGraphicsView::NoAnchor);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  viewport()->setMouseTracking(true);
  hint_ = new HintLabel(this);
  search_ = new SearchPopup(this);
  rename_ = new RenameField(*this);
  commands_ = std::make_unique<CanvasCommands>(*this);
  blockCommands_ = std::make_unique<BlockCommands>(*this);
  arrange_ = std::make_unique<ArrangeCommands>(*this);
  notes_ = std::make_unique<NoteCommands>(*this);
  wires_ = std::make_unique<WireCommands>(*this);
  minimap_ = new Minimap(*this);
  chip_ = new StatusChip(document, this);
  card_ = new ProblemCard(*this);
  travel_ = new TravelMarks(*board_, this);
  new FocusRing(this);
  search_->raise();
  visibleTimer_.setSingleShot(true);
  visibleTimer_.setInterval(50);
  connect(&visibleTimer_, &QTimer::timeout, this, &Canvas::emitVisible);
  connect(this, &Canvas::viewMoved, &visibleTimer_, qOverload<>(&QTimer::start));
  connect(board_.get(), &Scene::arranged, &visibleTimer_, qOverload<>(&QTimer::start));
  connect(board_.get(), &Scene::selectionEdited, this, [this] {
    QStringList ids;
    for (const std::string& id : board_->selectedIds()) ids << QString::fromStdString(id);
    emit selectionChanged(ids);
    describe();
  });
  connect(&document_, &Document::changed, this, [this] {
    cancelGesture();
    search_->dismiss();  // what fits, and where it is to be wired, may be another by now
    clearHover();
    placeOverlays();
    describe();
  });
  connect(&document_, &Document::replaced, this, [this] {
    gesture_.reset();  // there is nothing left to put back
    search_->dismiss();
    card_->dismiss();
    rename_->dismiss();
    // The nodes come with `changed`; until then there is nothing to fit.
    if (isVisible()) QTimer::singleShot(0, this, &Canvas::fit);
    fitWhenShown_ = !isVisible();
  });
  takeFont();
  retranslate();
}

Canvas::~Canvas() {
  gesture_.reset();
  setScene(nullptr);
}

void Canvas::retranslate() {
  setAccessibleName(tr("Canvas"));
  describe();
  commands_->retranslate();
  blockCommands_->retranslate();
  arrange_->retranslate();
  notes_->retranslate();
  wires_->retranslate();
}

/// What is selected, for who cannot see it.
void Canvas::describe() {
  const auto ids = board_->selectedIds();
  const NodeItem* item = ids.empty() ? nullptr : board_->shownFor(ids.front());
  if (!item) {
    setAccessibleDescription(tr(
        "The network as a drawing. Tab adds a layer; arrow keys walk along the wires, Enter goes "
        "to the settings, Ctrl and arrow keys move what is selected, F6 leaves."));
  } else if (ids.size() > 1 && board_->unitOf(ids.front()).size() != ids.size()) {
    setAccessibleDescription(tr("%1 layers selected").arg(ids.size()));
  } else {
    const QString lines = item->toolTipText().replace(QLatin1Char('\n'), QStringLiteral(". "));
    setAccessibleDescription(tr("%1. Output: %2").arg(lines, item->face().shape));
  }
}

void Canvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && commands_) retranslate();
  if (event->type() == QEvent::FontChange && board_) takeFont();
  QGraphicsView::changeEvent(event);
}

/// Places are kept in units of the scene, the same for everyone; so the view grows with the
/// letters, not the nodes.
void Canvas::takeFont() {
  board_->setFonts(font());
  const double shown = zoom();
  textScale_ = textScale(font());
  zoomTo(shown);
  if (fitWhenShown_ && isVisible()) fit();
  placeOverlays();
}

Pointer Canvas::pointerAt(QPoint view, Qt::KeyboardModifiers modifiers) const {
  return {mapToScene(view), view, modifiers};
}

qreal Canvas::reach() const {
  return kPortReach / std::max(0.5, zoom());
}

QRectF Canvas::shownArea() const {
  return mapToScene(viewport()->rect()).boundingRect();
}

void Canvas::zoomTo(double wanted, QPoint anchor) {
  wanted = std::clamp(wanted, kLeastZoom, kMostZoom);
  const QPointF held = mapToScene(anchor);
  setTransform(QTransform::fromScale(wanted * textScale_, wanted * textScale_));
  const QPointF shift = mapFromScene(held) - anchor;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() +
                                  static_cast<int>(std::round(shift.x())));
  verticalScrollBar()->setValue(verticalScrollBar()->value() +
                                static_cast<int>(std::round(shift.y())));
  emit zoomChanged(zoom());
  emit viewMoved();
}

void Canvas::zoomTo(double wanted) {
  zoomTo(wanted, viewport()->rect().center());
}

void Canvas::showArea(QRectF area, double mostZoom) {
  area.adjust(-24, -24, 24, 24);
  // The chip at the bottom hides nothing of the network.
  const int below = chip_->height() + kOverlayEdge;
  const QSize room = viewport()->size() - QSize(0, below);
  zoomTo(std::min({mostZoom, room.width() / area.width() / textScale_,
                   room.height() / area.height() / textScale_}));
  centerOn(area.center() + QPointF(0, below / 2.0 / transform().m11()));
  emit viewMoved();
}

void Canvas::fit() {
  const QRectF all = board_->contentRect();
  showArea(all.isEmpty() ? QRectF(0, 0, 1, 1) : all, 1);
}

void Canvas::zoomToSelection() {
  const QRectF around = board_->selectedRect();
  if (!around.isNull()) showArea(around, kMostSelectedZoom);
}

Canvas::ViewPlace Canvas::viewPlace() const {
  return {zoom(), {horizontalScrollBar()->value(), verticalScrollBar()->value()}};
}

void Canvas::restore(const ViewPlace& place) {
  if (place.zoom != zoom()) zoomTo(place.zoom);
  horizontalScrollBar()->setValue(place.scroll.x());
  verticalScrollBar()->setValue(place.scroll.y());
}

QPoint Canvas::focusPoint() const {
  const QPoint pointer = viewport()->mapFromGlobal(QCursor::pos());
  return viewport()->rect().contains(pointer) ? pointer : viewport()->rect().center();
}

void Canvas::reveal(const QString& id) {
  const NodeItem* item = board_->shownFor(id.toStdString());
  if (!item) return;
  board_->select(board_->unitOf(id.toStdString()));
  ensureVisible(item->rect(), 48, 48);
}

void Canvas::openSearch(QPoint at, const Attachment& attachment) {
  const bool pulled = attachment.kind != Attachment::Kind::None;
  std::vector<SearchEntry> entries =
      searchEntries(document_.graph(), document_.analysis(),
                    pulled ? attachment : commands_->selectedAttachment(), !pulled);
  const QPointF place = mapToScene(at);
  search_->open(at, std::move(entries),
                [this, attachment, pulled, place](const loom::LayerType& type) {
                  if (pulled) {
                    // The port that was pulled towards the pointer lands under it.
                    const qreal half = attachment.kind == Attachment::Kind::Before ? -60 : 60;
                    commands_->add(type, attachment, place + QPointF(half, 0));
                  } else if (board_->selection().size() == 1) {
                    commands_->addToSelection(type);
                  } else {
                    commands_->add(type, {}, place);
                  }
                });
}

void Canvas::showHint(QPoint at, const QString& text, HintLabel::Kind kind) const {
  hint_->showAt(at, text, kind);
}

void Canvas::hideHint() const {
  hint_->hide();
}

void Canvas::setFrame(const Frame& frame) {
  board_->setFrame(frame);
  if (!frame.snapshotIsNew || !frame.snapshot || !hovered_) return;
  flow_ = frame.snapshot->flow;
  if (hint_->isVisible()) showWireHint(hoverAt_);
}

/// The node under way is kept in view.
void Canvas::showTravel(const Travel& travel) {
  const bool another = travel.isOn && travel.node != travel_->travel().node;
  travel_->show(travel);
  const NodeItem* item = another ? board_->shownFor(travel.node) : nullptr;
  if (item) ensureVisible(item->rect(), 48, 48);
}

/// What runs through the wire under the pointer, as far as it is known.
void Canvas::showWireHint(QPoint at) {
  hoverAt_ = at;
  const NodeItem* source = hovered_ ? board_->node(hovered_->from) : nullptr;
  if (!source) return;
  QString text = source->face().shape;
  if (flow_.node == hovered_->from && flow_.samples > 0) {
    text += QLatin1Char('\n') +
            tr("values %1 to %2, mean %3")
                .arg(figureOf(flow_.low), figureOf(flow_.high), figureOf(flow_.mean));
    text += QLatin1Char('\n') +
            (std::isfinite(flow_.gradientNorm)
                 ? tr("gradient back %1")
                       .arg(QString::fromStdString(loom::powerText(flow_.gradientNorm)))
                 : tr("no gradient flows back"));
  }
  showHint(at, text, HintLabel::Kind::Note);
}

void Canvas::beginPlacing(const QString& type) {
  if (const loom::LayerType* found = loom::findLayerType(type.toStdString()))
    begin(std::make_unique<PlaceGesture>(*this, *found));
}

void Canvas::beginPlacingBlock(const QString& name, const loom::Graph& block) {
  begin(std::make_unique<PlaceGesture>(*this, name, block));
}

void Canvas::movePlacing(QPoint global) {
  moveGesture(pointerAt(viewport()->mapFromGlobal(global)));
}

void Canvas::finishPlacing(QPoint global) {
  finishGesture(pointerAt(viewport()->mapFromGlobal(global)));
}

void Canvas::begin(std::unique_ptr<Gesture> gesture) {
  cancelGesture();
  search_->dismiss();
  gesture_ = std::move(gesture);
}

void Canvas::moveGesture(const Pointer& pointer) {
  if (gesture_) gesture_->move(pointer);
}

void Canvas::finishGesture(const Pointer& pointer) {
  // Taken out first: what it does to the document must not cancel it.
  if (const auto gesture = std::move(gesture_)) gesture->finish(pointer);
}

void Canvas::cancelGesture() {
  if (const auto gesture = std::move(gesture_)) gesture->cancel();
}

bool Canvas::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QGraphicsView::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const Hit hit = board_->hitTest(mapToScene(help->pos()), 0);
  const NodeItem* item = gesture_ ? nullptr : board_->shownFor(hit.node);
  QString text = item ? item->toolTipText() : QString();
  const QString mark = item ? travel_->markText(hit.node) : QString();
  if (!mark.isEmpty()) text += QLatin1Char('\n') + mark;
  QToolTip::showText(help->globalPos(), text, viewport());
  return true;
}

void Canvas::placeOverlays() {
  const QSize map = minimap_->sizeHint();
  minimap_->setGeometry(width() - map.width() - kOverlayEdge,
                        height() - map.height() - kOverlayEdge, map.width(), map.height());
  minimap_->setVisible(width() > 360 && height() > 220 && !document_.graph().nodes.empty());
  chip_->setVisible(!document_.graph().nodes.empty());
  const QSize chip = chip_->sizeHint();
  const int room =
      width() - 2 * kOverlayEdge - (minimap_->isHidden() ? 0 : map.width() + kOverlayEdge);
  chip_->setGeometry(kOverlayEdge, height() - chip.height() - kOverlayEdge,
                     std::min(chip.width(), room), chip.height());
}

void Canvas::emitVisible() {
  QStringList ids;
  if (zoom() >= kMapsFrom && isVisible()) {
    const QRectF area = shownArea();
    for (const std::string& id : board_->nodesIn(area)) {
      if (!board_->node(id)->layout().maps.isEmpty()) ids << QString::fromStdString(id);
    }
  }
  if (ids == visible_) return;
  visible_ = ids;
  emit visibleNodesChanged(ids);
}

void Canvas::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  placeOverlays();
  if (fitWhenShown_ && isVisible()) fit();
  emit viewMoved();
}

void Canvas::showEvent(QShowEvent* event) {
  QGraphicsView::showEvent(event);
  // The layout settles after the first show; until the first input, the network stays fitted.
  if (fitWhenShown_) fit();
}

void Canvas::scrollContentsBy(int dx, int dy) {
  QGraphicsView::scrollContentsBy(dx, dy);
  hideHint();
  emit viewMoved();
}

}  // namespace loom::ui
