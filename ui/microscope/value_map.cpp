#include "ui/microscope/value_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/focus_ring.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr double kLargestPixel = 24;
constexpr int kMostWide = 1 << 16;  // what a picture may be wide or high

}  // namespace

ValueMap::ValueMap(QWidget* parent) : QWidget(parent) {
  setMinimumSize(120, 60);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  setFocusPolicy(Qt::StrongFocus);
  new FocusRing(this);
}

void ValueMap::setValues(std::span<const float> values, const loom::Shape& shape, Range range,
                         ColourMap map) {
  values_ = values;
  shape_ = shape;
  range_ = range;
  map_ = map;
  cursor_ = std::clamp<qint64>(cursor_, 0, std::max<qint64>(0, count() - 1));
  arrange();
}

void ValueMap::clear() {
  setValues({}, {}, {}, map_);
}

qint64 ValueMap::drawn() const {
  return std::min(count(), qint64{tiles_} * tileWidth_ * tileHeight_);
}

/// As many tiles in a row as make the pixels largest.
void ValueMap::arrange() {
  image_ = {};
  tiles_ = 0;
  update();
  if (values_.empty() || width() < 8 || height() < 8) return;
  const int rank = shape_.rank();
  const bool planes = rank >= 2;
  tileWidth_ = planes ? static_cast<int>(std::min<std::int64_t>(shape_[rank - 1], kMostWide)) : 1;
  tileHeight_ = planes ? static_cast<int>(std::min<std::int64_t>(shape_[rank - 2], kMostWide)) : 1;
  // Of a matrix that is too large, the first rows.
  tileHeight_ =
      static_cast<int>(std::min<qint64>(tileHeight_, std::max<qint64>(1, kMostDrawn / tileWidth_)));
  const qint64 each = qint64{tileWidth_} * tileHeight_;
  const bool isCut = planes && tileHeight_ < shape_[rank - 2];
  tiles_ = isCut ? 1 : static_cast<int>(std::max<qint64>(1, std::min(count(), kMostDrawn) / each));
  const int gap = planes ? 1 : 0;
  double best = 0;
  const double across = width() - 4, down = height() - 4;
  const auto tryColumns = [&](int columns) {
    const int rows = (tiles_ + columns - 1) / columns;
    const double pixel = std::min({kLargestPixel, across / (columns * (tileWidth_ + gap)),
                                   down / (rows * (tileHeight_ + gap))});
    if (pixel < best) return;
    best = pixel;
    columns_ = columns;
  };
  const double ideal =
      std::sqrt(tiles_ * across * (tileHeight_ + gap) / (down * (tileWidth_ + gap)));
  const int first = std::max(1, static_cast<int>(ideal) - 2);
  for (int columns = first; columns <= std::min(tiles_, first + 4); ++columns) tryColumns(columns);
  tryColumns(tiles_);  // all side by side, where there is room
  const int rows = (tiles_ + columns_ - 1) / columns_;
  image_ = QImage(columns_ * (tileWidth_ + gap) - gap, rows * (tileHeight_ + gap) - gap,
                  QImage::Format_ARGB32_Premultiplied);
  image_.fill(Qt::transparent);
  const Range range = stretched(map_, range_);
  const float span = range.high > range.low ? range.high - range.low : 1;
  for (qint64 i = 0; i < drawn(); ++i)
    image_.setPixel(pixelOf(i), colourOf(map_, (value(i) - range.low) / span));
  target_ = QRectF(2, 2, image_.width() * best, image_.height() * best);
}

QPoint ValueMap::pixelOf(qint64 element) const {
  const int gap = shape_.rank() >= 2 ? 1 : 0;
  const qint64 each = qint64{tileWidth_} * tileHeight_;
  const auto tile = static_cast<int>(element / each), inside = static_cast<int>(element % each);
  return {tile % columns_ * (tileWidth_ + gap) + inside % tileWidth_,
          tile / columns_ * (tileHeight_ + gap) + inside / tileWidth_};
}

qint64 ValueMap::elementOf(QPoint pixel) const {
  const int gap = shape_.rank() >= 2 ? 1 : 0;
  const int column = pixel.x() / (tileWidth_ + gap), x = pixel.x() % (tileWidth_ + gap);
  const int row = pixel.y() / (tileHeight_ + gap), y = pixel.y() % (tileHeight_ + gap);
  if (x >= tileWidth_ || y >= tileHeight_ || column >= columns_) return -1;
  const qint64 element =
      (qint64{row} * columns_ + column) * tileWidth_ * tileHeight_ + qint64{y} * tileWidth_ + x;
  return element < drawn() ? element : -1;
}

qint64 ValueMap::elementAt(QPoint position) const {
  if (image_.isNull() || !target_.contains(position)) return -1;
  const double pixel = target_.width() / image_.width();
  return elementOf({static_cast<int>((position.x() - target_.x()) / pixel),
                    static_cast<int>((position.y() - target_.y()) / pixel)});
}

QRectF ValueMap::cellRect(qint64 element) const {
  if (image_.isNull() || element < 0 || element >= drawn()) return {};
  const double pixel = target_.width() / image_.width();
  return {target_.topLeft() + QPointF(pixelOf(element)) * pixel, QSizeF(pixel, pixel)};
}

void ValueMap::setCursor(qint64 element) {
  element = std::clamp<qint64>(element, 0, std::max<qint64>(0, count() - 1));
  if (element == cursor_) return;
  cursor_ = element;
  update();
  emit cursorChanged(element);
}

void ValueMap::move(QPoint by) {
  if (image_.isNull() || cursor_ >= drawn()) return setCursor(0);
  const QPoint from = pixelOf(cursor_);
  for (int stride = 1; stride <= 2; ++stride) {  // over a gap
    const QPoint to = from + by * stride;
    if (!image_.rect().contains(to)) return;
    if (const qint64 element = elementOf(to); element >= 0) return setCursor(element);
  }
}

void ValueMap::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return move({-1, 0});
    case Qt::Key_Right:
      return move({1, 0});
    case Qt::Key_Up:
      return move({0, -1});
    case Qt::Key_Down:
      return move({0, 1});
    case Qt::Key_Home:
      return setCursor(0);
    case Qt::Key_End:
      return setCursor(count() - 1);
    default:
      QWidget::keyPressEvent(event);
  }
}

void ValueMap::mousePressEvent(QMouseEvent* event) {
  const qint64 element = elementAt(event->position().toPoint());
  if (element >= 0) setCursor(element);
}

void ValueMap::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) mousePressEvent(event);
}

void ValueMap::resizeEvent(QResizeEvent*) {
  arrange();
}

void ValueMap::paintEvent(QPaintEvent*) {
  if (image_.isNull()) return;
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.drawImage(target_, image_);
  const QRectF cell = cellRect(cursor_);
  if (cell.isEmpty()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF ring = cell.adjusted(-1.5, -1.5, 1.5, 1.5);
  painter.setPen(QPen(theme.window, 4));
  painter.drawRect(ring);
  painter.setPen(QPen(theme.text, 2));
  painter.drawRect(ring);
}

}  // namespace loom::ui
