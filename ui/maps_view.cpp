#include "ui/maps_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLinearGradient>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/focus_ring.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kCellGap = 4;
constexpr int kLeastScale = 28;          // the colour bar below the maps
constexpr int kLargest = 96;             // pixels of a map's side
constexpr int kLargestCell = 28;         // of a vector's cell
constexpr int kLargestAlone = 2000;      // where there is one picture only
constexpr int kLeastStrip = 6;           // of a row of values
constexpr double kLargeShare = 0.4;      // of the width, for the picture that stands large
constexpr double kMostPixels = 300'000;  // in all pictures together: more would take too long

}  // namespace

MapsView::MapsView(QWidget* parent) : QWidget(parent) {
  setMinimumSize(120, 80);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  new FocusRing(this);
}

void MapsView::setView(const NodeView& view) {
  setPlanes(channelPlanes(view, 0));
}

void MapsView::setPlanes(Planes planes) {
  message_.clear();
  planes_ = std::move(planes);
  if (chosen_ >= planes_.count) choose(-1);
  makeImages();
  update();
}

void MapsView::clear() {
  planes_ = {};
  images_.clear();
  large_ = {};
  update();
}

void MapsView::setMessage(const QString& message) {
  if (message == message_ && images_.empty()) return;
  message_ = message;
  clear();
}

void MapsView::setOwnScales(bool on) {
  ownScales_ = on;
  makeImages();
  update();
}

void MapsView::setColours(ColourMap map) {
  map_ = map;
  makeImages();
  update();
}

void MapsView::choose(int index) {
  index = index < planes_.count ? std::max(index, -1) : -1;
  if (index == chosen_) return;
  chosen_ = index;
  makeImages();
  setAccessibleDescription(index < 0 ? QString() : readingOf(index));
  update();
  emit chosenChanged(index);
}

Range MapsView::scaleOf(int index) const {
  return stretched(map_, ownScales_ && !isVector() ? planes_.rangeOfPlane(index) : shared_);
}

void MapsView::makeImages() {
  images_.clear();
  large_ = {};
  if (planes_.isEmpty()) return;
  shared_ = planes_.range();
  const double pixels = static_cast<double>(planes_.places()) * planes_.count;
  const int stride = std::max(1, static_cast<int>(std::ceil(std::sqrt(pixels / kMostPixels))));
  for (int i = 0; i < planes_.count; ++i)
    images_.push_back(planes_.image(i, stride, scaleOf(i), map_));
  if (chosen_ < 0 || isVector()) return;
  const double alone = static_cast<double>(planes_.places());
  const int own = std::max(1, static_cast<int>(std::ceil(std::sqrt(alone / kMostPixels))));
  large_ = own == stride ? images_[static_cast<std::size_t>(chosen_)]
                         : planes_.image(chosen_, own, scaleOf(chosen_), map_);
}

int MapsView::scaleHeight() const {
  return std::max(kLeastScale, fontMetrics().height() + 8);
}

QSize MapsView::largest() const {
  const int side = isVector() ? kLargestCell : planes_.count == 1 ? kLargestAlone : kLargest;
  return {side, side};
}

QRect MapsView::largeRect() const {
  if (large_.isNull() || planes_.count < 2) return {};
  const QSize room(static_cast<int>(width() * kLargeShare), std::max(1, height() - scaleHeight()));
  QSize size = QSize(planes_.width, planes_.height).scaled(room, Qt::KeepAspectRatio);
  size.setHeight(std::max(size.height(), std::min(room.height(), 2 * kLeastStrip)));
  return {QPoint(0, 0), size};
}

MapsView::Grid MapsView::grid() const {
  const int count = static_cast<int>(images_.size());
  const double aspect = static_cast<double>(planes_.height) / planes_.width;
  const QRect large = largeRect();
  const int left = large.isEmpty() ? 0 : large.width() + 3 * kCellGap;
  const int across = std::max(1, width() - left);
  const int room = std::max(1, height() - scaleHeight());
  const int least = planes_.height == 1 && !isVector() ? kLeastStrip : 2;
  // The largest maps of which all fit; whole pixels, or the maps would flicker as columns change
  // width.
  for (int side = std::min(largest().width(), across); side > 2; --side) {
    const int tall = std::max(least, static_cast<int>(std::lround(side * aspect)));
    const int columns = std::max(1, (across + kCellGap) / (side + kCellGap));
    const int rows = (count + columns - 1) / columns;
    // Rows of the same length: 16 maps in two rows are 8 and 8.
    if (rows * (tall + kCellGap) <= room) return {left, (count + rows - 1) / rows, side, tall};
  }
  return {left, std::max(1, (across + kCellGap) / (2 + kCellGap)), 2, 2};
}

QRect MapsView::cellRect(const Grid& grid, int index) const {
  return {grid.left + index % grid.columns * (grid.cellWidth + kCellGap),
          index / grid.columns * (grid.cellHeight + kCellGap), grid.cellWidth, grid.cellHeight};
}

QRect MapsView::cellRect(int index) const {
  return images_.empty() ? QRect() : cellRect(grid(), index);
}

int MapsView::cellAt(const QPoint& position) const {
  if (images_.empty()) return -1;
  if (largeRect().contains(position)) return chosen_;
  const Grid layout = grid();
  for (int i = 0; i < static_cast<int>(images_.size()); ++i) {
    if (cellRect(layout, i).contains(position)) return i;
  }
  return -1;
}

void MapsView::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  if (images_.empty()) {
    painter.setPen(theme.muted);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, message_);
    return;
  }
  const Grid layout = grid();
  for (std::size_t i = 0; i < images_.size(); ++i)
    painter.drawImage(cellRect(layout, static_cast<int>(i)), images_[i]);
  if (const QRect large = largeRect(); !large.isEmpty()) painter.drawImage(large, large_);
  if (chosen_ >= 0 && planes_.count > 1) {
    painter.setPen(QPen(theme.accent, 2));
    painter.drawRect(QRectF(cellRect(layout, chosen_)).adjusted(-1, -1, 1, 1));
  }
  paintScale(painter);
}

void MapsView::paintScale(QPainter& painter) const {
  const Theme& theme = Theme::of(this);
  const bool own = ownScales_ && !isVector() && planes_.count > 1 && chosen_ < 0;
  const Range shown = chosen_ >= 0 ? scaleOf(chosen_) : stretched(map_, shared_);
  const QString low = own ? tr("lowest of each channel") : figureOf(shown.low);
  const QString high = own ? tr("highest of each channel") : figureOf(shown.high);
  const QRectF line(0, height() - scaleHeight() + 6, width(), scaleHeight() - 8);
  const qreal lowWidth =
      std::max(tabularWidth(font(), low), tabularWidth(font(), QStringLiteral("−00.00")));
  painter.setPen(theme.muted);
  drawTabular(painter, QRectF(0, line.top(), lowWidth, line.height()), Qt::AlignRight, low);
  const QRectF bar(lowWidth + 8, line.center().y() - 4, 180, 8);
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  for (int i = 0; i <= 8; ++i)
    gradient.setColorAt(i / 8.0, QColor::fromRgb(colourOf(map_, static_cast<float>(i) / 8)));
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradient);
  painter.drawRoundedRect(bar, 4, 4);
  painter.setPen(theme.muted);
  drawTabular(painter, QRectF(bar.right() + 8, line.top(), width(), line.height()), Qt::AlignLeft,
              high);
}

QString MapsView::readingOf(int index) const {
  if (index < 0 || index >= planes_.count) return {};
  const Range range = planes_.rangeOfPlane(index);
  const QString name = planes_.name ? planes_.name(index) : QString::number(index);
  return isVector() ? QStringLiteral("%1 · %2").arg(name, figureOf(range.low))
                    : tr("%1 · %2 to %3").arg(name, figureOf(range.low), figureOf(range.high));
}

QString MapsView::readingAt(const QPoint& position) const {
  return readingOf(cellAt(position));
}

bool MapsView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), readingAt(help->pos()), this);
    return true;
  }
  return QWidget::event(event);
}

void MapsView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const int cell = cellAt(event->position().toPoint());
  choose(cell == chosen_ ? -1 : cell);
}

void MapsView::mouseMoveEvent(QMouseEvent* event) {
  setHovered(cellAt(event->position().toPoint()));
}

void MapsView::leaveEvent(QEvent* event) {
  setHovered(-1);
  QWidget::leaveEvent(event);
}

void MapsView::setHovered(int index) {
  if (index == hovered_) return;
  hovered_ = index;
  emit hoveredChanged(index);
}

void MapsView::keyPressEvent(QKeyEvent* event) {
  if (images_.empty()) return QWidget::keyPressEvent(event);
  const int last = planes_.count - 1;
  const auto walk = [&](int by) { choose(chosen_ < 0 ? 0 : std::clamp(chosen_ + by, 0, last)); };
  switch (event->key()) {
    case Qt::Key_Left:
      return walk(-1);
    case Qt::Key_Right:
      return walk(1);
    case Qt::Key_Up:
      return walk(-grid().columns);
    case Qt::Key_Down:
      return walk(grid().columns);
    case Qt::Key_Home:
      return choose(0);
    case Qt::Key_End:
      return choose(last);
    case Qt::Key_Escape:
      if (chosen_ >= 0) return choose(-1);
      break;
    default:
      break;
  }
  QWidget::keyPressEvent(event);
}

}  // namespace loom::ui
