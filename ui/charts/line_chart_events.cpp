// What a person does to a chart, and what it gives away: pointer, size, theme, and export.

#include <QBuffer>
#include <QChart>
#include <QEvent>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QRubberBand>
#include <QScatterSeries>
#include <QSvgGenerator>

#include "ui/charts/chart_reading.h"
#include "ui/charts/line_chart.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kDragPixels = 8;  // less is a click, not a zoom

/// While it lives the chart has a title and a legend, as its picture needs them without the panel
/// around it.
class PictureDress {
 public:
  PictureDress(QChart* chart, const QString& title, std::initializer_list<QAbstractSeries*> unnamed)
      : chart_(chart), margins_(chart->margins()) {
    chart_->setTitle(title);
    chart_->setMargins(QMargins(16, 8, 16, 8));
    chart_->legend()->setVisible(true);
    chart_->legend()->setAlignment(Qt::AlignBottom);
    for (QAbstractSeries* series : unnamed)
      for (QLegendMarker* marker : chart_->legend()->markers(series)) marker->setVisible(false);
  }
  ~PictureDress() {
    chart_->legend()->setVisible(false);
    chart_->setTitle({});
    chart_->setMargins(margins_);
  }
  PictureDress(const PictureDress&) = delete;
  PictureDress& operator=(const PictureDress&) = delete;

 private:
  QChart* chart_;
  QMargins margins_;
};

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
  if (event->button() != Qt::LeftButton) return event->ignore();
  pressed_ = event->position().toPoint();
  if (!band_) band_ = new QRubberBand(QRubberBand::Rectangle, this);
  event->accept();
}

void LineChart::mouseMoveEvent(QMouseEvent* event) {
  const QPoint position = event->position().toPoint();
  if (!(event->buttons() & Qt::LeftButton) || !band_) return showReading(position);
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
  if (event->button() != Qt::LeftButton || !band_ || !band_->isVisible()) return;
  band_->hide();
  if (std::abs(position.x() - pressed_.x()) < kDragPixels) return;
  const QRectF range = shownRange();
  const double a = std::clamp(epochAt(pressed_), range.left(), range.right());
  const double b = std::clamp(epochAt(position), range.left(), range.right());
  zoomTo(std::min(a, b), std::max(a, b));
}

void LineChart::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) resetZoom();
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

QByteArray LineChart::svg() {
  reading_->setVisible(false);
  const PictureDress dress(chart_, name_, {validationDots_, bestDot_});
  QBuffer buffer;
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(size());
  generator.setViewBox(QRect(QPoint(0, 0), size()));
  generator.setTitle(name_);
  QPainter painter(&generator);
  scene()->render(&painter, QRectF(QPointF(0, 0), size()), sceneRect());
  painter.end();
  return buffer.data();
}

QImage LineChart::image(qreal scale) {
  reading_->setVisible(false);
  const PictureDress dress(chart_, name_, {validationDots_, bestDot_});
  QImage picture((QSizeF(size()) * scale).toSize(), QImage::Format_RGB32);
  picture.setDevicePixelRatio(scale);
  picture.fill(Theme::of(this).panel);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  scene()->render(&painter, QRectF(QPointF(0, 0), size()), sceneRect());
  return picture;
}

}  // namespace loom::ui
