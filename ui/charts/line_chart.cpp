#include "ui/charts/line_chart.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "ui/charts/chart_reading.h"
#include "ui/charts/metric_text.h"
#include "ui/focus_ring.h"
#include "ui/theme.h"

namespace loom::ui {

LineChart::LineChart(ChartMetric metric, ChartModel& model, QWidget* parent)
    : QWidget(parent), metric_(metric), model_(model), drawing_(metric, model) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  new FocusRing(this);
  connect(&model, &ChartModel::pointsAdded, this, [this] { schedule(false); });
  connect(&model, &ChartModel::viewChanged, this, [this] { schedule(true); });
  connect(&model, &ChartModel::runsChanged, this, [this] {
    drawing_.forget();
    schedule(true);
  });
  connect(&model, &ChartModel::placeChanged, this, qOverload<>(&QWidget::update));
  connect(&model, &ChartModel::momentChanged, this, qOverload<>(&QWidget::update));
  retranslate();
}

QSize LineChart::minimumSizeHint() const {
  return {grown(140, this), grown(90, this)};
}

void LineChart::retranslate() {
  setAccessibleName(metricName(metric_));
  setAccessibleDescription(
      tr("Left and right read the curves, up and down zoom, Shift with left and right moves what "
         "is shown, Esc shows everything."));
  setStatusTip(
      tr("Drag to zoom in, turn the wheel to zoom, Shift-drag to move, double-click to see "
         "everything"));
  schedule(true);
}

void LineChart::schedule(bool everything) {
  isOld_ = true;
  backIsOld_ = backIsOld_ || everything;
  update();
}

void LineChart::bringUpToDate() {
  const qreal ratio = devicePixelRatioF();
  if (back_.size() != (QSizeF(size()) * ratio).toSize() || back_.devicePixelRatio() != ratio) {
    back_ = QPixmap((QSizeF(size()) * ratio).toSize());
    back_.setDevicePixelRatio(ratio);
    backIsOld_ = isOld_ = true;
  }
  if (!isOld_) return;
  if (backIsOld_) drawing_.setPaper(size(), 1 / ratio, font(), Theme::of(this));
  if (drawing_.update()) backIsOld_ = true;
  draw();
  isOld_ = backIsOld_ = false;
}

void LineChart::draw() {
  ++drawings_;
  if (backIsOld_) {
    QPainter painter(&back_);
    drawing_.paintBack(painter);
  }
  whole_ = back_;
  QPainter painter(&whole_);
  drawing_.paintFront(painter);
}

void LineChart::paintEvent(QPaintEvent*) {
  if (size().isEmpty()) return;
  bringUpToDate();
  QPainter painter(this);
  painter.drawPixmap(0, 0, whole_);
  painter.setFont(drawing_.smallFont());
  paintMoment(painter);
  if (band_) return paintBand(painter);
  if (!model_.place() || drag_ == Drag::Pan) return;
  const Theme& theme = Theme::of(this);
  const auto lines = readingAt(model_, metric_, *model_.place(), theme);
  if (!lines.empty()) paintReading(painter, theme, drawing_.plot(), *model_.place(), lines);
}

void LineChart::paintBand(QPainter& painter) const {
  const Plot& plot = drawing_.plot();
  const QRectF rect(QPointF(plot.xOf(band_->low), plot.rect.top()),
                    QPointF(plot.xOf(band_->high), plot.rect.bottom()));
  const Theme& theme = Theme::of(this);
  QColor fill = theme.accent;
  fill.setAlphaF(0.14F);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(theme.accent);
  painter.setBrush(fill);
  painter.drawRect(rect);
}

/// A line at the epoch, with a handle on top.
void LineChart::paintMoment(QPainter& painter) const {
  if (!model_.moment()) return;
  const auto place = model_.run().epochAt(model_.axis(), *model_.moment());
  const Plot& plot = drawing_.plot();
  if (!place || *place < plot.x.low || *place > plot.x.high) return;
  const Theme& theme = Theme::of(this);
  const qreal x = plot.xOf(*place), top = plot.rect.top();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(theme.accent, 2));
  painter.drawLine(QPointF(x, top), QPointF(x, plot.rect.bottom()));
  painter.setBrush(theme.accent);
  painter.drawPolygon(QPolygonF{{x - 4, top - 3}, {x + 4, top - 3}, {x, top + 3}});
}

QRectF LineChart::shownRange() {
  bringUpToDate();
  const ChartModel::Range x = model_.range();
  const NiceAxis& y = drawing_.valueAxis();
  return {x.low, y.low, x.width(), y.high - y.low};
}

QPointF LineChart::positionOf(double place, double value) {
  bringUpToDate();
  return drawing_.plot().at({place, value});
}

QStringList LineChart::readingsAt(double place) const {
  QStringList texts;
  for (const ReadingLine& line : readingAt(model_, metric_, place, Theme::of(this)))
    texts << line.text;
  return texts;
}

void LineChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  schedule(true);
}

void LineChart::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  update();  // with what came while it was hidden
}

void LineChart::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
      event->type() == QEvent::LanguageChange) {
    schedule(true);
  }
}

}  // namespace loom::ui
