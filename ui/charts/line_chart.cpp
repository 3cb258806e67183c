#include "ui/charts/line_chart.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QScatterSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_reading.h"
#include "ui/focus_ring.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kRepaintMs = 66;
constexpr double kRimPixels = 8;  // beyond the ends of an axis, so that markers are not cut off
constexpr double kSmoothingParts = 1000;  // of the run: the unit of smoothing

NiceAxis epochAxis(double from, double to) {
  const double span = to - from;
  if (span >= 3 && span <= 12) return {from, to, 1};
  return {from, to, std::max(niceAxis(from, to, span > 12 ? 10 : 5).step, 1e-6)};
}

double rim(const NiceAxis& axis, double pixels) {
  return kRimPixels * (axis.high - axis.low) / std::max(pixels, 10 * kRimPixels);
}

/// Qt Charts makes items for every tick, also for those of a moment: never a wide range with a
/// narrow step.
void setAxis(QValueAxis* axis, double low, double high, double step) {
  axis->setTickType(QValueAxis::TicksDynamic);
  if (step > axis->tickInterval()) axis->setTickInterval(step);
  axis->setRange(low, high);
  axis->setTickInterval(step);
}

/// Digits behind the point that a multiple of `step` needs.
int decimalsOf(double step) {
  for (int decimals = 0; decimals < 6; ++decimals, step *= 10)
    if (std::abs(step - std::round(step)) < 1e-6) return decimals;
  return 6;
}

QColor mixed(const QColor& a, const QColor& b, float part) {
  const auto mix = [part](float from, float to) { return from + (to - from) * part; };
  return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()),
                          mix(a.blueF(), b.blueF()));
}

void setPen(QLineSeries* line, const QColor& colour, qreal width) {
  QPen pen(colour, width);
  pen.setCapStyle(Qt::RoundCap);
  pen.setJoinStyle(Qt::RoundJoin);
  line->setPen(pen);
}

}  // namespace

LineChart::LineChart(Scale scale, Best best, QWidget* parent)
    : QChartView(parent), scale_(scale), best_(best) {
  makeChart();
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(QFrame::NoFrame);
  viewport()->setMouseTracking(true);
  new FocusRing(this);
  setMinimumSize(200, 120);
  repaint_.setSingleShot(true);
  repaint_.setInterval(kRepaintMs);
  connect(&repaint_, &QTimer::timeout, this, &LineChart::flush);
  restyle();
  retranslate();
  flush();
}

QLineSeries* LineChart::addLine() {
  auto* line = new QLineSeries;
  chart_->addSeries(line);
  return line;
}

void LineChart::makeChart() {
  chart_ = new QChart;
  setChart(chart_);
  chart_->setAnimationOptions(QChart::NoAnimation);
  chart_->legend()->hide();
  chart_->layout()->setContentsMargins(0, 0, 0, 0);
  chart_->setMargins(QMargins(4, 4, 12, 4));
  chart_->setBackgroundRoundness(0);
  xAxis_ = new QValueAxis;
  yAxis_ = new QValueAxis;
  logAxis_ = new QLogValueAxis;
  logAxis_->setParent(this);
  logAxis_->setLabelFormat(QStringLiteral("%g"));
  logAxis_->setMinorTickCount(-1);
  chart_->addAxis(xAxis_, Qt::AlignBottom);
  chart_->addAxis(yAxis_, Qt::AlignLeft);
  rawLine_ = addLine();
  smoothLine_ = addLine();
  validationLine_ = addLine();
  validationDots_ = new QScatterSeries;
  bestDot_ = new QScatterSeries;
  chart_->addSeries(validationDots_);
  chart_->addSeries(bestDot_);
  for (QAbstractSeries* series : chart_->series()) {
    series->attachAxis(xAxis_);
    series->attachAxis(yAxis_);
  }
  for (QAbstractAxis* axis :
       {static_cast<QAbstractAxis*>(xAxis_), static_cast<QAbstractAxis*>(yAxis_),
        static_cast<QAbstractAxis*>(logAxis_)}) {
    axis->setLineVisible(false);
    axis->setTruncateLabels(false);
  }
  validationDots_->setMarkerSize(6);
  bestDot_->setMarkerSize(12);
  reading_ = new ChartReading(chart_);
}

void LineChart::restyle() {
  const Theme& theme = Theme::of(this);
  chart_->setBackgroundBrush(theme.panel);
  chart_->setBackgroundPen(Qt::NoPen);
  setBackgroundBrush(theme.panel);
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.85);
  QFont strong = font();
  strong.setWeight(QFont::DemiBold);
  chart_->setTitleFont(strong);
  chart_->setTitleBrush(theme.text);
  for (QAbstractAxis* axis :
       {static_cast<QAbstractAxis*>(xAxis_), static_cast<QAbstractAxis*>(yAxis_),
        static_cast<QAbstractAxis*>(logAxis_)}) {
    axis->setLabelsBrush(theme.muted);
    axis->setLabelsFont(small);
    axis->setGridLinePen(QPen(theme.line, 1, axis == xAxis_ ? Qt::DashLine : Qt::SolidLine));
    axis->setMinorGridLineVisible(false);
  }
  // The faint curve is opaque: a see-through pen costs three times as much to draw.
  setPen(rawLine_, mixed(theme.panel, theme.trainCurve, 0.28F), 1);
  setPen(smoothLine_, theme.trainCurve, 2);
  setPen(validationLine_, theme.validationCurve, 2);
  validationDots_->setColor(theme.validationCurve);
  validationDots_->setBorderColor(theme.panel);
  bestDot_->setColor(Qt::transparent);
  bestDot_->setPen(QPen(theme.validationCurve, 2));
  reading_->setTheme(theme);
  reading_->setFont(small);
}

void LineChart::retranslate() {
  smoothLine_->setName(tr("train"));
  rawLine_->setName(tr("train, every batch"));
  validationLine_->setName(tr("validation"));
  setAccessibleDescription(
      tr("Left and right read the curves, up and down zoom, Esc shows everything."));
  setStatusTip(tr("Drag to zoom in, double-click to see everything"));
}

void LineChart::setName(const QString& name) {
  name_ = name;
  setAccessibleName(name);
}

void LineChart::setEpochs(double epochs) {
  if (epochs == epochs_) return;
  epochs_ = epochs;
  train_.setSmoothing(keep_, std::max(epochs, 1.0) / kSmoothingParts);
  schedule();
}

void LineChart::setSmoothing(double keep) {
  keep_ = keep;
  train_.setSmoothing(keep_, std::max(epochs_, 1.0) / kSmoothingParts);
  schedule();
}

void LineChart::setLogarithmic(bool on) {
  if (on == logarithmic_) return;
  logarithmic_ = on;
  QAbstractAxis* from = on ? static_cast<QAbstractAxis*>(yAxis_) : logAxis_;
  QAbstractAxis* to = on ? static_cast<QAbstractAxis*>(logAxis_) : yAxis_;
  chart_->removeAxis(from);
  from->setParent(this);
  chart_->addAxis(to, Qt::AlignLeft);
  for (QAbstractSeries* series : chart_->series()) series->attachAxis(to);
  train_.setPositiveOnly(on);
  validation_.setPositiveOnly(on);
  shownY_ = {0, 0, 0};
  restyle();
  schedule();
}

void LineChart::addTrain(double epoch, double value) {
  train_.add(epoch, value);
  schedule();
}

void LineChart::addValidation(double epoch, double value) {
  validation_.add(epoch, value);
  schedule();
}

void LineChart::clear() {
  train_.clear();
  validation_.clear();
  reading_->setVisible(false);
  zoomed_ = false;
  schedule();
}

void LineChart::schedule() {
  if (!repaint_.isActive() && isVisible()) repaint_.start();
}

void LineChart::flush() {
  fitX();
  fitReducers();
  fitY();
  smoothLine_->replace(train_.smoothedInView());
  rawLine_->replace(keep_ > 0 ? train_.rawInView() : QList<QPointF>());
  validationLine_->replace(validation_.rawInView());
  validationDots_->replace(validation_.rawInView());
  showBest();
}

int LineChart::bestIndex() const {
  const auto& points = validation_.raw();
  if (points.size() < 2) return -1;
  const auto lower = [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); };
  const auto found = best_ == Best::Lowest ? std::ranges::min_element(points, lower)
                                           : std::ranges::max_element(points, lower);
  return static_cast<int>(found - points.begin());
}

void LineChart::showBest() {
  const int index = bestIndex();
  QList<QPointF> ring;
  if (index >= 0) {
    const QPointF point = validation_.raw()[static_cast<std::size_t>(index)];
    if (!logarithmic_ || point.y() > 0) ring.push_back(point);
  }
  if (bestDot_->points() != ring) bestDot_->replace(ring);
}

void LineChart::fitX() {
  double from = 0, to = epochs_;
  if (!train_.raw().empty()) to = std::max(to, std::ceil(train_.raw().back().x() - 1e-9));
  if (to <= 0) to = 1;
  if (zoomed_) {
    from = zoom_.x();
    to = zoom_.y();
  }
  const NiceAxis wanted = epochAxis(from, to);
  setAxis(xAxis_, wanted.low, wanted.high + rim(wanted, chart_->plotArea().width()), wanted.step);
  if (wanted == shownX_) return;
  shownX_ = wanted;
  xAxis_->setLabelFormat(QStringLiteral("%.%1f").arg(decimalsOf(wanted.step)));
}

void LineChart::fitReducers() {
  const int columns = std::max(50, static_cast<int>(chart_->plotArea().width()));
  train_.setView({shownX_.low, shownX_.high, columns});
  validation_.setView({shownX_.low, shownX_.high, columns});
}

NiceAxis LineChart::wantedY() {
  double low = 1e300, high = -1e300;
  for (const QList<QPointF>* points :
       {&train_.rawInView(), &train_.smoothedInView(), &validation_.rawInView()})
    for (const QPointF& point : *points) {
      low = std::min(low, point.y());
      high = std::max(high, point.y());
    }
  if (low > high) return scale_ == Scale::Share ? NiceAxis{0, 1, 0.25} : NiceAxis{0, 2.4, 0.6};
  if (logarithmic_)
    return {std::pow(10, std::floor(std::log10(low))),
            std::pow(10, std::ceil(std::log10(high) + 1e-9)), 10};
  if (zoomed_) return niceAxis(low, high);
  return scale_ == Scale::Share ? NiceAxis{0, 1, 0.25} : niceAxis(std::min(0.0, low), high);
}

void LineChart::fitY() {
  const NiceAxis wanted = wantedY();
  const bool same = wanted == shownY_;
  shownY_ = wanted;
  if (logarithmic_) {
    // A hair wider, or rounding drops the labels at the ends.
    if (!same) logAxis_->setRange(wanted.low * (1 - 1e-9), wanted.high * (1 + 1e-9));
    return;
  }
  const double beyond = rim(wanted, chart_->plotArea().height());
  setAxis(yAxis_, wanted.low - beyond, wanted.high + beyond, wanted.step);
  if (same) return;
  yAxis_->setTickAnchor(wanted.low);
  yAxis_->setLabelFormat(QStringLiteral("%.%1f").arg(std::max(2, decimalsOf(wanted.step))));
}

QRectF LineChart::shownRange() const {
  return {shownX_.low, shownY_.low, shownX_.high - shownX_.low, shownY_.high - shownY_.low};
}

void LineChart::zoomTo(double fromEpoch, double toEpoch) {
  if (!(toEpoch - fromEpoch > 1e-4)) return;
  zoomed_ = true;
  zoom_ = {std::max(0.0, fromEpoch), toEpoch};
  reading_->setVisible(false);
  flush();
}

void LineChart::resetZoom() {
  zoomed_ = false;
  reading_->setVisible(false);
  flush();
}

double LineChart::epochAt(const QPoint& position) const {
  return chart_->mapToValue(chart_->mapFromScene(mapToScene(position))).x();
}

QStringList LineChart::readingsAt(double epoch) const {
  QStringList lines;
  const int at = train_.nearest(epoch);
  if (at >= 0) {
    const auto index = static_cast<std::size_t>(at);
    lines << tr("epoch %1").arg(train_.raw()[index].x(), 0, 'f', 2);
    lines << tr("train %1 · this batch %2")
                 .arg(train_.smoothed()[index].y(), 0, 'f', 4)
                 .arg(train_.raw()[index].y(), 0, 'f', 4);
  }
  const int check = validation_.nearest(epoch);
  if (check >= 0) {
    const QPointF point = validation_.raw()[static_cast<std::size_t>(check)];
    lines << (check == bestIndex() ? tr("validation %1 after epoch %2 · the best")
                                   : tr("validation %1 after epoch %2"))
                 .arg(point.y(), 0, 'f', 4)
                 .arg(std::lround(point.x()));
  }
  return lines;
}

void LineChart::showReading(const QPoint& position) {
  const QRectF plot = chart_->plotArea();
  const double epoch = epochAt(position);
  const QStringList lines = readingsAt(epoch);
  const int at = train_.nearest(epoch);
  if (at < 0 || lines.isEmpty() || !plot.contains(chart_->mapFromScene(mapToScene(position))))
    return reading_->setVisible(false);
  const qreal x =
      chart_->mapToPosition({train_.raw()[static_cast<std::size_t>(at)].x(), shownY_.low}).x();
  reading_->showAt(std::clamp(x, plot.left(), plot.right()), plot, lines);
}

}  // namespace loom::ui
