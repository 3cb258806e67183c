#include "ui/maps_view.h"

#include <QHelpEvent>
#include <QLinearGradient>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kCellGap = 4;
constexpr int kLeastScale = 28;   // the colour bar below the maps
constexpr int kLargest = 96;      // pixels of a map's side
constexpr int kLargestCell = 28;  // of a vector's cell
constexpr int kMostCells = 1024;

QString figure(float value) {
  return QString::number(static_cast<double>(value), 'f', 2)
      .replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace

MapsView::MapsView(QWidget* parent) : QWidget(parent) {
  setMinimumSize(120, 80);
}

void MapsView::setView(const NodeView& view) {
  message_.clear();
  view_ = view;
  makeImages();
  update();
}

void MapsView::clear() {
  view_ = {};
  images_.clear();
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

QSize MapsView::cellPixels() const {
  if (view_.shape.rank() != 3) return {1, 1};
  return {static_cast<int>(view_.shape[2]), static_cast<int>(view_.shape[1])};
}

int MapsView::cells() const {
  if (view_.values.empty() || view_.shape.elements() <= 0) return 0;
  const std::int64_t count = view_.shape.rank() == 3 ? view_.shape[0] : view_.shape.elements();
  return static_cast<int>(std::min<std::int64_t>(count, kMostCells));
}

Range MapsView::rangeOfCell(int index) const {
  const QSize size = cellPixels();
  const auto plane =
      static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height());
  return rangeOf(std::span(view_.values).subspan(static_cast<std::size_t>(index) * plane, plane));
}

void MapsView::makeImages() {
  images_.clear();
  if (static_cast<std::int64_t>(view_.values.size()) < view_.shape.elements()) return;
  shared_ = rangeOf(view_.values);
  const QSize size = cellPixels();
  const auto plane =
      static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height());
  const bool own = ownScales_ && plane > 1;
  for (int i = 0; i < cells(); ++i)
    images_.push_back(
        channelImage(std::span(view_.values).subspan(static_cast<std::size_t>(i) * plane, plane),
                     size.width(), size.height(), own ? rangeOfCell(i) : shared_));
}

int MapsView::scaleHeight() const {
  return std::max(kLeastScale, fontMetrics().height() + 8);
}

MapsView::Grid MapsView::grid() const {
  const int count = static_cast<int>(images_.size());
  const QSize size = cellPixels();
  const bool vector = size == QSize(1, 1);
  const double aspect = static_cast<double>(size.height()) / size.width();
  const int room = std::max(1, height() - scaleHeight());
  // The largest maps of which all fit; whole pixels, or the maps would flicker as columns change
  // width.
  for (int side = vector ? kLargestCell : kLargest; side > 2; --side) {
    const int tall = std::max(2, static_cast<int>(std::lround(side * aspect)));
    const int columns = std::max(1, (width() + kCellGap) / (side + kCellGap));
    const int rows = (count + columns - 1) / columns;
    // Rows of the same length: 16 maps in two rows are 8 and 8.
    if (rows * (tall + kCellGap) <= room) return {(count + rows - 1) / rows, side, tall};
  }
  return {std::max(1, (width() + kCellGap) / (2 + kCellGap)), 2, 2};
}

QRect MapsView::cellRect(const Grid& grid, int index) const {
  return {index % grid.columns * (grid.cellWidth + kCellGap),
          index / grid.columns * (grid.cellHeight + kCellGap), grid.cellWidth, grid.cellHeight};
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
  paintScale(painter);
}

void MapsView::paintScale(QPainter& painter) const {
  const Theme& theme = Theme::of(this);
  const bool own = ownScales_ && cellPixels() != QSize(1, 1);
  const QString low = own ? tr("lowest of each channel") : figure(shared_.low);
  const QString high = own ? tr("highest of each channel") : figure(shared_.high);
  const QFontMetricsF metrics(font());
  const QRectF line(0, height() - scaleHeight() + 6, width(), scaleHeight() - 8);
  const qreal lowWidth =
      std::max(tabularWidth(metrics, low), tabularWidth(metrics, QStringLiteral("−00.00")));
  painter.setPen(theme.muted);
  drawTabular(painter, QRectF(0, line.top(), lowWidth, line.height()), Qt::AlignRight, low);
  const QRectF bar(lowWidth + 8, line.center().y() - 4, 180, 8);
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  for (int i = 0; i <= 8; ++i)
    gradient.setColorAt(i / 8.0, QColor::fromRgb(viridis(static_cast<float>(i) / 8)));
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradient);
  painter.drawRoundedRect(bar, 4, 4);
  painter.setPen(theme.muted);
  drawTabular(painter, QRectF(bar.right() + 8, line.top(), width(), line.height()), Qt::AlignLeft,
              high);
}

QString MapsView::readingAt(const QPoint& position) const {
  if (images_.empty()) return {};
  const Grid layout = grid();
  for (int i = 0; i < static_cast<int>(images_.size()); ++i) {
    if (!cellRect(layout, i).contains(position)) continue;
    const Range range = rangeOfCell(i);
    return cellPixels() == QSize(1, 1)
               ? tr("value %1 · %2").arg(i).arg(figure(range.low))
               : tr("channel %1 · %2 to %3").arg(i).arg(figure(range.low), figure(range.high));
  }
  return {};
}

bool MapsView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), readingAt(help->pos()), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace loom::ui
