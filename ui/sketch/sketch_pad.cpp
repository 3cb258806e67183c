#include "ui/sketch/sketch_pad.h"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTabletEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr double kEraserRadius = 0.04;   // parts of the side
constexpr double kSameWidth = 1.12;      // widths within this ratio count as one stroke
constexpr double kShortestStep = 0.004;  // nearer dots add nothing
constexpr int kPreviewPixels = 56;
constexpr std::size_t kUndoSteps = 200;

double distanceToSegment(QPointF p, QPointF a, QPointF b) {
  const QPointF ab = b - a;
  const double length = QPointF::dotProduct(ab, ab);
  const double t = length > 0 ? std::clamp(QPointF::dotProduct(p - a, ab) / length, 0.0, 1.0) : 0;
  return QLineF(p, a + ab * t).length();
}

bool touches(const PadStroke& stroke, QPointF at) {
  for (std::size_t i = 0; i < stroke.dots.size(); ++i) {
    const auto& dot = stroke.dots[i];
    const auto& before = stroke.dots[i == 0 ? 0 : i - 1];
    if (distanceToSegment(at, before.at, dot.at) <= kEraserRadius + dot.width / 2) return true;
  }
  return false;
}

bool isUndo(const QKeyEvent& event) {
  return event.matches(QKeySequence::Undo);
}

}  // namespace

SketchPad::SketchPad(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  showCursor();
}

std::vector<Stroke> SketchPad::strokes() const {
  std::vector<Stroke> result;
  const auto point = [](const PadStroke::Dot& dot) {
    return PenPoint{static_cast<float>(dot.at.x()), static_cast<float>(dot.at.y())};
  };
  for (const PadStroke& stroke : strokes_) {
    double width = 0;
    for (std::size_t i = 0; i < stroke.dots.size(); ++i) {
      const auto& dot = stroke.dots[i];
      if (i == 0 || std::max(dot.width / width, width / dot.width) > kSameWidth) {
        width = dot.width;
        result.push_back({{}, static_cast<float>(width)});
        if (i > 0) result.back().points.push_back(point(stroke.dots[i - 1]));
      }
      result.back().points.push_back(point(dot));
    }
  }
  return result;
}

void SketchPad::setErasing(bool on) {
  erasing_ = on;
  showCursor();
}

void SketchPad::showCursor() {
  setCursor(!obstacle_.isEmpty() ? Qt::ArrowCursor
            : erasing_           ? Qt::PointingHandCursor
                                 : Qt::CrossCursor);
}

void SketchPad::setPreview(const QImage& preview) {
  preview_ = preview;
  update(previewRect().adjusted(-2, -2, 2, 2));
}

void SketchPad::setObstacle(const QString& sentence) {
  if (sentence == obstacle_) return;
  obstacle_ = sentence;
  penUp();
  setAccessibleDescription(sentence);
  showCursor();
  update();
}

void SketchPad::setHint(const QString& hint) {
  hint_ = hint;
  update();
}

void SketchPad::remember() {
  if (history_.size() == kUndoSteps) history_.erase(history_.begin());
  history_.push_back(strokes_);
}

void SketchPad::undo() {
  if (history_.empty()) return;
  pen_ = Pen::Up;
  strokes_ = std::move(history_.back());
  history_.pop_back();
  redrawInk();
  emit changed();
}

void SketchPad::clear() {
  if (strokes_.empty()) return;
  remember();
  pen_ = Pen::Up;
  strokes_.clear();
  redrawInk();
  emit changed();
}

QPointF SketchPad::toPad(QPointF position) const {
  return (position - QPointF(width(), height()) / 2) / side();
}

QPointF SketchPad::toWidget(QPointF pad) const {
  return pad * side() + QPointF(width(), height()) / 2;
}

void SketchPad::penDown(QPointF position, double pressure, bool eraser) {
  if (!obstacle_.isEmpty()) return;
  penUp();  // another device may still be down
  if (eraser) {
    pen_ = Pen::Erasing;
    erasedNow_ = false;
    return eraseAt(toPad(position));
  }
  remember();
  pen_ = Pen::Drawing;
  strokes_.push_back({{{toPad(position), penWidth_ * pressure}}});
  if (strokes_.size() == 1) update();  // the hint goes
  penMove(position, pressure);
}

void SketchPad::penMove(QPointF position, double pressure) {
  if (pen_ == Pen::Erasing) return eraseAt(toPad(position));
  if (pen_ != Pen::Drawing) return;
  PadStroke& stroke = strokes_.back();
  const PadStroke::Dot dot{toPad(position), penWidth_ * pressure};
  const bool first = stroke.dots.size() == 1;
  if (!first && QLineF(stroke.dots.back().at, dot.at).length() < kShortestStep) return;
  stroke.dots.push_back(dot);
  const double reach = dot.width * side() + 2;
  update(QRectF(toWidget(stroke.dots[stroke.dots.size() - 2].at), toWidget(dot.at))
             .normalized()
             .adjusted(-reach, -reach, reach, reach)
             .toAlignedRect());
  emit changed();
}

void SketchPad::penUp() {
  if (std::exchange(pen_, Pen::Up) != Pen::Drawing) return;
  QPainter painter(&ink_);
  drawStroke(painter, strokes_.back());
}

void SketchPad::eraseAt(QPointF pad) {
  if (std::ranges::none_of(strokes_, [&](const PadStroke& stroke) { return touches(stroke, pad); }))
    return;
  if (!erasedNow_) remember();  // one sweep of the eraser is one step
  erasedNow_ = true;
  std::erase_if(strokes_, [&](const PadStroke& stroke) { return touches(stroke, pad); });
  redrawInk();
  emit changed();
}

/// One line for as long as the width stays the same: where lines meet, their soft edges would add
/// up to bumps.
void SketchPad::drawStroke(QPainter& painter, const PadStroke& stroke) const {
  const auto& dots = stroke.dots;
  const auto widthAt = [&](std::size_t i) {
    return std::max(1.0, (dots[i - 1].width + dots[i].width) / 2 * side());
  };
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  for (std::size_t i = 1; i < dots.size();) {
    const double width = widthAt(i);
    QPolygonF line{toWidget(dots[i - 1].at)};
    for (; i < dots.size() && widthAt(i) == width; ++i) line << toWidget(dots[i].at);
    painter.setPen(QPen(Theme::of(this).ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (line.size() == 2 && line[0] == line[1])
      painter.drawPoint(line[0]);
    else
      painter.drawPolyline(line);
  }
}

void SketchPad::redrawInk() {
  ink_ = QPixmap((QSizeF(size()) * devicePixelRatioF()).toSize());
  ink_.setDevicePixelRatio(devicePixelRatioF());
  ink_.fill(Qt::transparent);
  QPainter painter(&ink_);
  // The stroke that is being drawn is not ink yet: it may still grow.
  const std::size_t dry = strokes_.size() - (pen_ == Pen::Drawing ? 1 : 0);
  for (std::size_t i = 0; i < dry; ++i) drawStroke(painter, strokes_[i]);
  update();
}

QRect SketchPad::previewRect() const {
  return {width() - kPreviewPixels - kGrid, height() - kPreviewPixels - kGrid, kPreviewPixels,
          kPreviewPixels};
}

void SketchPad::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  if (ink_.devicePixelRatio() != devicePixelRatioF()) redrawInk();  // moved to another screen
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme.panel);
  const bool blocked = !obstacle_.isEmpty();
  const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.setPen(QPen(hasFocus() && !blocked ? theme.accent : theme.line, 1));
  painter.setBrush(blocked ? theme.field : theme.paper);
  painter.drawRoundedRect(frame, kRadius, kRadius);
  const QRectF inner = frame.adjusted(16, 8, -16, -8);
  if (blocked) {
    painter.setPen(theme.muted);
    painter.drawText(inner, Qt::AlignCenter | Qt::TextWordWrap, obstacle_);
    return;
  }
  if (strokes_.empty()) {
    painter.setPen(Theme::light().muted);  // the paper is white in both themes
    painter.drawText(inner, Qt::AlignCenter | Qt::TextWordWrap, hint_);
  }
  painter.drawPixmap(0, 0, ink_);
  if (pen_ == Pen::Drawing) drawStroke(painter, strokes_.back());
  if (preview_.isNull()) return;
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.fillRect(previewRect(), theme.paper);
  painter.drawImage(previewRect(), preview_);
  painter.setPen(QPen(Theme::light().line, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(previewRect().adjusted(-1, -1, 0, 0));
}

void SketchPad::resizeEvent(QResizeEvent*) {
  redrawInk();
}

void SketchPad::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) redrawInk();
}

bool SketchPad::event(QEvent* event) {
  // While the pad has the focus these keys are its own, not the window's.
  if (event->type() == QEvent::ShortcutOverride) {
    auto* key = static_cast<QKeyEvent*>(event);
    if (isUndo(*key) || (key->key() == Qt::Key_Escape && !isEmpty())) event->accept();
  }
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
  return QWidget::event(event);
}

void SketchPad::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  penDown(event->position(), 1, erasing_);
}

void SketchPad::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) penMove(event->position(), 1);
}

void SketchPad::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) penUp();
}

void SketchPad::tabletEvent(QTabletEvent* event) {
  const double pressure = 0.4 + 1.2 * event->pressure();  // a light touch still leaves ink
  switch (event->type()) {
    case QEvent::TabletPress:
      setFocus(Qt::MouseFocusReason);
      penDown(event->position(), pressure,
              erasing_ || event->pointerType() == QPointingDevice::PointerType::Eraser);
      break;
    case QEvent::TabletMove:
      penMove(event->position(), pressure);
      break;
    default:
      penUp();
  }
  event->accept();
}

void SketchPad::keyPressEvent(QKeyEvent* event) {
  if (isUndo(*event)) return undo();
  if (event->key() == Qt::Key_Escape && !isEmpty()) return clear();
  QWidget::keyPressEvent(event);
}

}  // namespace loom::ui
