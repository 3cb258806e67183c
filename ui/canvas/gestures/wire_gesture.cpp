#include "ui/canvas/gestures/wire_gesture.h"

#include <QPen>
#include <algorithm>

#include "engine/graph/analysis.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/link_path.h"
#include "ui/canvas/node_edits.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/theme.h"

namespace loom::ui {

WireGesture::WireGesture(Canvas& canvas, const Pointer& start, const Hit& port)
    : Gesture(canvas), start_(start), fixed_(port) {
  if (port.kind != Hit::Kind::InputPort) return;
  loose_ = linkInto(canvas_.document().graph(), port.node, port.port);
  if (loose_ && canvas_.board().node(loose_->from)) {
    fixed_ = {Hit::Kind::OutputPort, loose_->from, 0, {}, {}};
  }
}

WireGesture::~WireGesture() {
  light(std::nullopt);
  if (loose_) {
    canvas_.board().showLink(*loose_);
  }
  canvas_.hideHint();
}

QPointF WireGesture::fixedEnd() const {
  const Scene& board = canvas_.board();
  if (!board.node(fixed_.node)) return start_.scene;
  return fixed_.kind == Hit::Kind::OutputPort ? board.outputPoint(fixed_.node)
                                              : board.inputPoint(fixed_.node, fixed_.port);
}

WireGesture::Landing WireGesture::landingAt(const Pointer& pointer) const {
  const Scene& board = canvas_.board();
  const loom::Graph& graph = canvas_.document().graph();
  const Hit hit = board.hitTest(pointer.scene, canvas_.reach() * 1.5);
  if (hit.node.empty()) return {};
  loom::Link link;
  if (fixed_.kind == Hit::Kind::OutputPort) {
    // Anywhere on a node means its next free input.
    const bool onInput = hit.kind == Hit::Kind::InputPort;
    link = {fixed_.node, hit.node, onInput ? hit.port : loom::freePort(graph, hit.node)};
  } else {
    link = {hit.node, fixed_.node, fixed_.port};
  }
  if (loose_ && link == *loose_) return {link, {}};
  return {link, engineText(whyNotWire(graph, link))};
}

void WireGesture::light(const std::optional<loom::Link>& link) {
  Scene& board = canvas_.board();
  board.lightPort(lit_, NodeItem::kNoPort);
  lit_.clear();
  if (!link) return;
  const bool forward = fixed_.kind == Hit::Kind::OutputPort;
  lit_ = forward ? link->to : link->from;
  board.lightPort(lit_, forward ? link->port : -1);
}

void WireGesture::show(const Pointer& pointer, const Landing& landing) {
  const Theme& theme = Theme::of(&canvas_);
  if (!path_) {
    path_ = std::make_unique<QGraphicsPathItem>();
    path_->setZValue(5);
    canvas_.board().addItem(path_.get());
    if (loose_) {
      if (LinkItem* item = canvas_.board().link(*loose_)) item->setVisible(false);
    }
  }
  const bool lands = landing.link && landing.reason.isEmpty();
  light(lands ? landing.link : std::nullopt);
  QPointF end = pointer.scene;
  if (lands) {
    const bool forward = fixed_.kind == Hit::Kind::OutputPort;
    const Scene& board = canvas_.board();
    end = forward ? board.inputPoint(lit_, landing.link->port) : board.outputPoint(lit_);
  }
  const QPointF fixed = fixedEnd();
  path_->setPath(fixed_.kind == Hit::Kind::OutputPort ? linkPath(fixed, end)
                                                      : linkPath(end, fixed));
  const QColor colour = lands ? theme.accent : landing.link ? theme.error : theme.wire;
  path_->setPen(QPen(colour, 2, landing.link && !lands ? Qt::DashLine : Qt::SolidLine));
  showHint(pointer, landing);
}

void WireGesture::showHint(const Pointer& pointer, const Landing& landing) {
  if (!landing.reason.isEmpty())
    return canvas_.showHint(pointer.view, landing.reason, HintLabel::Kind::Refusal);
  const QString shape = carried(landing);
  const QString trouble = landing.link ? troubleOf(*landing.link) : QString();
  if (trouble.isEmpty()) return canvas_.showHint(pointer.view, shape, HintLabel::Kind::Note);
  const bool isSaid = shape.isEmpty() || trouble.contains(shape);
  canvas_.showHint(pointer.view, isSaid ? trouble : shape + QStringLiteral(" · ") + trouble,
                   HintLabel::Kind::Warning);
}

/// The shape that flows through the wire; empty where nobody knows it yet.
QString WireGesture::carried(const Landing& landing) const {
  const bool forward = fixed_.kind == Hit::Kind::OutputPort;
  const std::string& from = landing.link ? landing.link->from : fixed_.node;
  const NodeItem* source = landing.link || forward ? canvas_.board().node(from) : nullptr;
  return source && source->face().hasShape ? source->face().shape : QString();
}

/// What would be wrong with the layer that is fed, and is not wrong now. The wire may land: there
/// are fixes.
QString WireGesture::troubleOf(const loom::Link& link) {
  if (tried_ == link) return trouble_;
  tried_ = link;
  trouble_.clear();
  const Document& document = canvas_.document();
  loom::Project after = document.project();
  loom::applyEdits(after, editsFor(link));
  const auto& now = document.analysis().problems;
  for (const loom::Problem& problem : loom::analyse(after).problems) {
    const bool isOfTheWire =
        problem.kind == loom::Problem::Kind::Shape || problem.kind == loom::Problem::Kind::Tokens;
    if (problem.node != link.to || !isOfTheWire) continue;
    const bool isOld = std::any_of(now.begin(), now.end(), [&](const loom::Problem& old) {
      return old.node == problem.node && old.text == problem.text;
    });
    if (isOld) continue;
    trouble_ = QString::fromStdString(problem.node) + QLatin1Char(' ') + engineText(problem.text);
    break;
  }
  return trouble_;
}

/// Nothing, if it goes back to where it was.
loom::Edits WireGesture::editsFor(const loom::Link& link) const {
  if (loose_ && link == *loose_) return {};
  loom::Edits edits;
  loom::Project after = canvas_.document().project();
  if (loose_) {
    edits = {loom::EraseLink{*loose_}};
    loom::applyEdits(after, edits);
  }
  const auto more = wire(after.graph, link);
  edits.insert(edits.end(), more.begin(), more.end());
  return edits;
}

void WireGesture::move(const Pointer& pointer) {
  if (!path_ && !isDrag(start_.view, pointer.view)) return;
  show(pointer, landingAt(pointer));
}

void WireGesture::finish(const Pointer& pointer) {
  move(pointer);
  if (!path_) return;
  const Landing landing = landingAt(pointer);
  path_.reset();
  Document& document = canvas_.document();
  if (landing.link) {
    if (!landing.reason.isEmpty()) return;
    document.edit(Canvas::tr("Wire %1 to %2")
                      .arg(QString::fromStdString(landing.link->from),
                           QString::fromStdString(landing.link->to)),
                  editsFor(*landing.link));
  } else if (loose_) {
    document.edit(Canvas::tr("Remove a wire"), {loom::EraseLink{*loose_}});
  } else {
    const bool forward = fixed_.kind == Hit::Kind::OutputPort;
    canvas_.openSearch(pointer.view, {forward ? Attachment::Kind::After : Attachment::Kind::Before,
                                      fixed_.node,
                                      fixed_.port,
                                      {}});
  }
}

}  // namespace loom::ui
