#include "ui/sketch/sketch_pad.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/background.h"
#include "ui/sketch/heat_paint.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr double kEraserRadius = 0.04;  // parts of the side
constexpr double kPictureShare = 0.8;   // of the side, for a picture
constexpr int kPreviewPixels = 56;
constexpr int kLegendWidth = 150, kLegendHeight = 24;

}  // namespace

SketchPad::SketchPad(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_AcceptTouchEvents);
  setAcceptDrops(true);
  showCursor();
}

SketchPad::~SketchPad() = default;

void SketchPad::setPenWidth(double width) {
  penWidth_ = width;
  emit toolChanged();
}

void SketchPad::setErasing(bool on) {
  if (erasing_ == on) return;
  erasing_ = on;
  showCursor();
  emit toolChanged();
}

void SketchPad::showCursor() {
  setCursor(isBlocked() ? Qt::ArrowCursor : erasing_ ? Qt::PointingHandCursor : Qt::CrossCursor);
}

void SketchPad::setPreview(const QImage& preview) {
  preview_ = preview;
  update(previewRect().adjusted(-2, -2, 2, 2));
}

void SketchPad::setHeat(const HeatMap& heat, const Framing& framing, const QString& name) {
  if (framing.scale <= 0 || heat.fall.empty()) return clearHeat();
  heat_ = heat;
  heatName_ = name;
  heatImage_ = ui::heatImage(heat, mostHeat(heat));
  heatToPad_ = ui::heatToPad(framing);
  redrawHeat();
  update();
}

void SketchPad::clearHeat() {
  if (heatImage_.isNull()) return;
  heatImage_ = {};
  heated_ = {};
  update();
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

/// The content is another one as a whole.
void SketchPad::becomes() {
  pen_ = Pen::Up;
  redrawInk();
  emit changed();
}

void SketchPad::undo() {
  if (!canUndo()) return;
  history_.undo(content_);
  becomes();
}

void SketchPad::redo() {
  if (!canRedo()) return;
  history_.redo(content_);
  becomes();
}

void SketchPad::clear() {
  if (isEmpty()) return;
  history_.remember(content_);
  content_ = {};
  becomes();
}

void SketchPad::setPicture(const QImage& ink) {
  if (isBlocked() || ink.isNull()) return;
  history_.remember(content_);
  const QSizeF size = QSizeF(ink.size()).scaled(kPictureShare, kPictureShare, Qt::KeepAspectRatio);
  content_ = {};
  content_.picture = {ink, {QPointF(-size.width(), -size.height()) / 2, size}};
  becomes();
}

QPointF SketchPad::toPad(QPointF position) const {
  return (position - QPointF(width(), height()) / 2) / side();
}

QPointF SketchPad::toWidget(QPointF pad) const {
  return pad * side() + QPointF(width(), height()) / 2;
}

QTransform SketchPad::padToWidget() const {
  return QTransform::fromScale(side(), side()) *
         QTransform::fromTranslate(width() / 2.0, height() / 2.0);
}

void SketchPad::penDown(QPointF position, double pressure, bool eraser) {
  if (isBlocked()) return;
  penUp();  // another device may still be down
  if (eraser) {
    pen_ = Pen::Erasing;
    erasedNow_ = false;
    return eraseAt(toPad(position));
  }
  history_.remember(content_);
  pen_ = Pen::Drawing;
  content_.strokes.push_back({{{toPad(position), penWidth_ * pressure}}});
  if (content_.strokes.size() == 1) update();  // the hint goes
  penMove(position, pressure);
}

void SketchPad::penMove(QPointF position, double pressure) {
  if (pen_ == Pen::Erasing) return eraseAt(toPad(position));
  if (pen_ != Pen::Drawing) return;
  PadStroke& stroke = content_.strokes.back();
  const PadStroke::Dot dot{toPad(position), penWidth_ * pressure};
  const bool first = stroke.dots.size() == 1;
  if (!first && stroke.dots.back().at == dot.at) return;
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
  drawStroke(painter, content_.strokes.back());
}

/// One sweep of the eraser is one step.
void SketchPad::eraseAt(QPointF pad) {
  const PadContent before = content_;
  if (!content_.erase(pad, kEraserRadius)) return;
  if (!erasedNow_) history_.remember(before);
  erasedNow_ = true;
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

/// As ink without paper.
void SketchPad::drawPicture(QPainter& painter) const {
  const PadPicture& picture = content_.picture;
  if (picture.ink.isNull()) return;
  QImage ink(picture.ink.size(), QImage::Format_ARGB32);
  ink.fill(Theme::of(this).ink);
  ink.setAlphaChannel(picture.ink);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(padToWidget().mapRect(picture.at), ink);
}

void SketchPad::redrawInk() {
  ink_ = QPixmap((QSizeF(size()) * devicePixelRatioF()).toSize());
  ink_.setDevicePixelRatio(devicePixelRatioF());
  ink_.fill(Qt::transparent);
  {
    QPainter painter(&ink_);
    drawPicture(painter);
    // The stroke that is being drawn is not ink yet: it may still grow.
    const std::size_t dry = content_.strokes.size() - (pen_ == Pen::Drawing ? 1 : 0);
    for (std::size_t i = 0; i < dry; ++i) drawStroke(painter, content_.strokes[i]);
  }
  redrawHeat();
  update();
}

void SketchPad::redrawHeat() {
  if (heatImage_.isNull()) return;
  heated_ = ink_;
  QPainter painter(&heated_);
  painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.setTransform(heatToPad_ * padToWidget(), true);
  painter.drawImage(QPointF(0, 0), heatImage_);
}

QRect SketchPad::previewRect() const {
  return {width() - kPreviewPixels - kGrid, height() - kPreviewPixels - kGrid, kPreviewPixels,
          kPreviewPixels};
}

void SketchPad::drawPreview(QPainter& painter) const {
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.fillRect(previewRect(), Theme::of(this).paper);
  painter.drawImage(previewRect(), preview_);
  painter.setPen(QPen(Theme::light().line, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(previewRect().adjusted(-1, -1, 0, 0));
}

void SketchPad::drawLegend(QPainter& painter) const {
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.85);
  painter.setFont(small);
  const double width = std::min(grown(kLegendWidth, this), previewRect().left() - 3 * kGrid);
  const double height = grown(kLegendHeight, this);
  drawHeatLegend(painter, {1.5 * kGrid, this->height() - kGrid - height, width, height}, heatName_,
                 mostHeat(heat_));
}

void SketchPad::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  if (ink_.devicePixelRatio() != devicePixelRatioF()) redrawInk();  // moved to another screen
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme.panel);
  const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.setPen(QPen(hasFocus() && !isBlocked() ? theme.accent : theme.line, 1));
  painter.setBrush(isBlocked() ? theme.field : theme.paper);
  painter.drawRoundedRect(frame, kRadius, kRadius);
  const QRectF inner = frame.adjusted(16, 8, -16, -8);
  if (isBlocked()) {
    painter.setPen(theme.muted);
    painter.drawText(inner, Qt::AlignCenter | Qt::TextWordWrap, obstacle_);
    return;
  }
  if (isEmpty()) {
    painter.setPen(Theme::light().muted);  // the paper is white in both themes
    painter.drawText(inner, Qt::AlignCenter | Qt::TextWordWrap, hint_);
  }
  painter.drawPixmap(0, 0, showsHeat() ? heated_ : ink_);
  if (pen_ == Pen::Drawing) drawStroke(painter, content_.strokes.back());
  if (!preview_.isNull()) drawPreview(painter);
  if (showsHeat()) drawLegend(painter);
}

QImage SketchPad::picture() const {
  if (isEmpty()) return {};
  constexpr int kScale = 2;
  QImage image(size() * kScale, QImage::Format_RGB32);
  image.setDevicePixelRatio(kScale);
  image.fill(Theme::of(this).paper);
  QPainter painter(&image);
  drawPicture(painter);
  for (const PadStroke& stroke : content_.strokes) drawStroke(painter, stroke);
  return image;
}

QString SketchPad::readingAt(QPointF position) const {
  if (!showsHeat()) return {};
  const QPointF at = (heatToPad_ * padToWidget()).inverted().map(position);
  const int x = static_cast<int>(std::floor(at.x())), y = static_cast<int>(std::floor(at.y()));
  if (x < 0 || x >= heat_.width || y < 0 || y >= heat_.height) return {};
  const float fall = heat_.fall[static_cast<std::size_t>(y * heat_.width + x)];
  const double now = static_cast<double>(heat_.probability);
  return tr("Without what is here: %1 goes from %2 to %3 (mean of the patches over it)")
      .arg(heatName_, percentText(now), percentText(now - static_cast<double>(fall)));
}

void SketchPad::resizeEvent(QResizeEvent*) {
  redrawInk();
}

void SketchPad::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) redrawInk();
}

}  // namespace loom::ui
