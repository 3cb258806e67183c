// What a person does to a chart, and what it gives away: pointer, size, theme, and export.

#include <QBuffer>
#include <QChart>
#include <QEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QRubberBand>
#include <QSvgGenerator>
#include <utility>

#include "ui/charts/chart_reading.h"
#include "ui/charts/line_chart.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr double kKeySteps = 50;   // of an arrow key, across what is shown
constexpr int kDragPixels = 8;     // less is a click, not a zoom
constexpr int kPictureTitle = 32;  // above the chart in its picture
constexpr int kLegendHeight = 28;

}  // namespace

void LineChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  schedule();
}

void LineChart::showEvent(QShowEvent* event) {
  QChartView::showEvent(event);
  flush();  // what came while it was hidden
}

void LineChart::changeEvent(QEvent* event) {
  QChartView::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void LineChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) {
    cancelDrag();
    return event->ignore();
  }
  dragging_ = true;
  pressed_ = event->position().toPoint();
  if (!band_) band_ = new QRubberBand(QRubberBand::Rectangle, this);
  event->accept();
}

void LineChart::mouseMoveEvent(QMouseEvent* event) {
  const QPoint position = event->position().toPoint();
  if (!(event->buttons() & Qt::LeftButton) || !dragging_) return showReading(position);
  if (std::abs(position.x() - pressed_.x()) < kDragPixels) return;
  const QRect plot = mapFromScene(chart_->mapToScene(chart_->plotArea())).boundingRect();
  reading_->setVisible(false);
  band_->setGeometry(QRect(QPoint(pressed_.x(), plot.top()), QPoint(position.x(), plot.bottom()))
                         .normalized()
                         .intersected(plot));
  band_->show();
}

void LineChart::mouseReleaseEvent(QMouseEvent* event) {
  const QPoint position = event->position().toPoint();
  if (event->button() != Qt::LeftButton || !std::exchange(dragging_, false)) return;
  if (!band_->isVisible()) return;
  band_->hide();
  if (std::abs(position.x() - pressed_.x()) < kDragPixels) return;
  const QRectF range = shownRange();
  const double a = std::clamp(epochAt(pressed_), range.left(), range.right());
  const double b = std::clamp(epochAt(position), range.left(), range.right());
  zoomTo(std::min(a, b), std::max(a, b));
}

void LineChart::cancelDrag() {
  dragging_ = false;
  if (band_) band_->hide();
}

void LineChart::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) resetZoom();
}

/// The values at an epoch, shown and said.
void LineChart::readAt(double epoch) {
  const QRectF range = shownRange();
  read_ = std::clamp(epoch, range.left(), range.right());
  const QPointF at = chart_->mapToPosition({*read_, range.center().y()});
  const QPointF inPlot(at.x(), chart_->plotArea().center().y());
  showReading(mapFromScene(chart_->mapToScene(inPlot)));
  const QStringList lines = readingsAt(*read_);
  if (!lines.isEmpty()) setAccessibleDescription(lines.join(QStringLiteral(", ")));
}

void LineChart::zoomAround(double epoch, double factor) {
  const QRectF range = shownRange();
  const double width = range.width() * factor;
  if (width >= std::max(epochs_, 1.0)) return resetZoom();
  zoomTo(epoch - width / 2, epoch + width / 2);
}

void LineChart::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && dragging_) return cancelDrag();
  const QRectF range = shownRange();
  const double now = std::clamp(read_.value_or(range.center().x()), range.left(), range.right());
  switch (event->key()) {
    case Qt::Key_Left:
      return readAt(now - range.width() / kKeySteps);
    case Qt::Key_Right:
      return readAt(now + range.width() / kKeySteps);
    case Qt::Key_Up:
      return zoomAround(now, 0.5);
    case Qt::Key_Down:
      return zoomAround(now, 2);
    case Qt::Key_Escape:
      return resetZoom();
    default:
      QChartView::keyPressEvent(event);
  }
}

void LineChart::focusOutEvent(QFocusEvent* event) {
  reading_->setVisible(false);
  QChartView::focusOutEvent(event);
}

void LineChart::leaveEvent(QEvent* event) {
  QChartView::leaveEvent(event);
  reading_->setVisible(false);
}

QByteArray LineChart::csv() const {
  QByteArray text = "epoch,curve,value\n";
  const auto row = [&text](double epoch, const char* curve, double value) {
    text += QByteArray::number(epoch, 'g', 10) + ',' + curve + ',' +
            QByteArray::number(value, 'g', 9) + '\n';
  };
  for (std::size_t i = 0; i < train_.raw().size(); ++i) {
    row(train_.raw()[i].x(), "train", train_.raw()[i].y());
    row(train_.smoothed()[i].x(), "train smoothed", train_.smoothed()[i].y());
  }
  for (const QPointF& point : validation_.raw()) row(point.x(), "validation", point.y());
  return text;
}

QSize LineChart::pictureSize() const {
  return size() + QSize(0, kPictureTitle + kLegendHeight);
}

void LineChart::paintLegend(QPainter& painter, const QRectF& row) const {
  const QFontMetricsF metrics(font());
  painter.setFont(font());
  qreal x = row.left();
  for (const QLineSeries* line : {rawLine_, smoothLine_, validationLine_}) {
    const qreal y = row.center().y();
    painter.setPen(line->pen());
    painter.drawLine(QPointF(x, y), QPointF(x + 20, y));
    painter.setPen(Theme::of(this).text);
    const QRectF text(x + 26, row.top(), metrics.horizontalAdvance(line->name()) + 1, row.height());
    painter.drawText(text, Qt::AlignVCenter, line->name());
    x = text.right() + 20;
  }
}

/// The chart with what the panel around it says on the screen: its name, and which line is which.
void LineChart::paintPicture(QPainter& painter) {
  reading_->setVisible(false);
  const Theme& theme = Theme::of(this);
  const QRectF whole(QPointF(0, 0), pictureSize());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(whole, theme.panel);
  QFont strong = font();
  strong.setWeight(QFont::DemiBold);
  painter.setFont(strong);
  painter.setPen(theme.text);
  const qreal left = chart_->plotArea().left();
  painter.drawText(QRectF(left, 0, whole.width() - left, kPictureTitle), Qt::AlignVCenter, name_);
  scene()->render(&painter, QRectF(QPointF(0, kPictureTitle), size()), sceneRect());
  paintLegend(painter, QRectF(left, whole.height() - kLegendHeight, whole.width(), kLegendHeight));
}

QByteArray LineChart::svg() {
  QBuffer buffer;
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(pictureSize());
  generator.setViewBox(QRect(QPoint(0, 0), pictureSize()));
  generator.setTitle(name_);
  QPainter painter(&generator);
  paintPicture(painter);
  painter.end();
  return buffer.data();
}

QImage LineChart::image(qreal scale) {
  QImage picture((QSizeF(pictureSize()) * scale).toSize(), QImage::Format_RGB32);
  picture.setDevicePixelRatio(scale);
  QPainter painter(&picture);
  paintPicture(painter);
  return picture;
}

}  // namespace loom::ui
