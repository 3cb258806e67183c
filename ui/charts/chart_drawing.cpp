#include "ui/charts/chart_drawing.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/charts/metric_text.h"
#include "ui/charts/run_style.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

struct ChartWords {
  Q_DECLARE_TR_FUNCTIONS(loom::ui::ChartDrawing)
};

constexpr qreal kRim = 8;          // beyond the ends of an axis, for markers
constexpr qreal kTitleGap = 6;     // between the title and the plot
constexpr qreal kFiguresGap = 12;  // around the figures of the y axis
constexpr qreal kLegendLine = 18;  // of a curve, before its name
constexpr qreal kMarkHeight = 34;  // between two marks of the y axis, about

}  // namespace

void ChartDrawing::setPaper(const QSize& size, qreal fine, const QFont& font, const Theme& theme) {
  size_ = size;
  fine_ = fine;
  font_ = font;
  theme_ = &theme;
  figures_ = 0;
}

void ChartDrawing::forget() {
  run_ = {};
  compared_.clear();
}

QFont ChartDrawing::smallFont() const {
  QFont small = font_;
  small.setPointSizeF(small.pointSizeF() * 0.85);
  return small;
}

void ChartDrawing::arrange() {
  const QFont small = smallFont();
  const qreal top = QFontMetricsF(font_).height() + kTitleGap;
  const qreal left = std::max(figures_, tabularWidth(small, QStringLiteral("0.00"))) + kFiguresGap;
  plot_.rect = QRectF(left, top, std::max(40.0, size_.width() - left - 4),
                      std::max(24.0, size_.height() - top - QFontMetricsF(small).height() - 8));
  plot_.inner = plot_.rect.adjusted(0, kRim, -kRim, -kRim);
  plot_.x = model_.range();
  plot_.logarithmic = isLogarithmic();
}

void ChartDrawing::reduce(const RunCurves& run, Curves& curves) const {
  const qreal pixel = fine_ > 0 ? fine_ : 0.5;
  const Reduction::View view{model_.axis(), plot_.x.low, plot_.x.high,
                             std::max(50, static_cast<int>(plot_.inner.width() / pixel)),
                             plot_.logarithmic};
  const Series& train = run.train().series(metric_);
  if (showsRaw() && &curves == &run_) curves.raw.update(run.train(), train.raw(), 0, view);
  curves.smoothed.update(run.train(), train.smoothed(), train.edition(), view);
  if (isJudged())
    curves.validation.update(run.validation(), run.validation().series(metric_).raw(), 0, view);
}

bool ChartDrawing::update() {
  const Plot before = plot_;
  const NiceAxis axisBefore = valueAxis_;
  const std::size_t epochsBefore = epochsKnown_;
  for (int attempt = 0; attempt < 2; ++attempt) {
    arrange();
    reduce(model_.run(), run_);
    for (const ChartModel::Shown& shown : model_.compared())
      reduce(*shown.curves, compared_[shown.curves.get()]);
    fitValues();
    const QFont small = smallFont();
    qreal wanted = 0;
    for (const Mark& mark : values_) wanted = std::max(wanted, tabularWidth(small, mark.text));
    if (wanted <= figures_ && wanted > figures_ - 24) break;
    figures_ = wanted;
  }
  const int room =
      static_cast<int>(plot_.inner.width() / (model_.axis() == XAxis::Epoch ? 48 : 84));
  places_ = placeMarks(model_.axis(), plot_.x.low, plot_.x.high, std::max(2, room));
  epochsKnown_ =
      epochRun().validation().size() + static_cast<std::size_t>(epochRun().end(XAxis::Epoch));
  return !(before.rect == plot_.rect && before.x == plot_.x && valueAxis_ == axisBefore &&
           before.logarithmic == plot_.logarithmic && epochsBefore == epochsKnown_);
}

Extent ChartDrawing::extent() const {
  Extent all;
  const auto add = [&all](const Curves& curves) {
    for (const Reduction* reduction : {&curves.raw, &curves.smoothed, &curves.validation})
      all.add(reduction->extent());
  };
  add(run_);
  for (const auto& [run, curves] : compared_) add(curves);
  return all;
}

bool ChartDrawing::isEmpty() const {
  const auto nothing = [](const Curves& curves) {
    return curves.smoothed.points().empty() && curves.validation.points().empty();
  };
  return !model_.run().has(metric_) && std::ranges::all_of(compared_, [&](const auto& entry) {
    return nothing(entry.second) || !entry.first->has(metric_);
  });
}

NiceAxis ChartDrawing::wantedValues(const Extent& extent, int intervals) const {
  const bool share = metric_ == ChartMetric::Accuracy;
  const NiceAxis shares{0, 1, intervals >= 4 ? 0.25 : 0.5};
  if (extent.isEmpty()) {
    if (share) return shares;
    if (metric_ == ChartMetric::LearningRate) return {0, 0.01, intervals >= 4 ? 0.0025 : 0.005};
    return {0, 2.4, intervals >= 4 ? 0.6 : 1.2};
  }
  double low = static_cast<double>(extent.low), high = static_cast<double>(extent.high);
  if (!model_.isZoomed()) return share ? shares : niceAxis(std::min(0.0, low), high, intervals);
  if (high - low < std::max(std::abs(high), 1e-12) * 1e-6) {  // a constant lies in the middle
    const double beside = high != 0 ? std::abs(high) * 0.1 : 0.1;
    low -= beside;
    high += beside;
  }
  return niceAxis(low, high, intervals);
}

void ChartDrawing::fitValues() {
  const int intervals = std::clamp(static_cast<int>(plot_.inner.height() / kMarkHeight), 2, 5);
  const Extent all = extent();
  if (plot_.logarithmic) {
    const bool none = !(all.lowPositive <= all.high);
    valueAxis_ =
        none ? NiceAxis{0.1, 10, 10}
             : niceLogAxis(static_cast<double>(all.lowPositive), static_cast<double>(all.high));
    values_ = logMarks(valueAxis_.low, valueAxis_.high, intervals + 1);
  } else {
    valueAxis_ = wantedValues(all, intervals);
    values_ = valueMarks(valueAxis_);
  }
  plot_.low = valueAxis_.low;
  plot_.high = valueAxis_.high;
}

/// Whose epochs the lines mark.
const RunCurves& ChartDrawing::epochRun() const {
  if (!model_.run().empty() || model_.compared().empty()) return model_.run();
  return *model_.compared().front().curves;
}

void ChartDrawing::paintBack(QPainter& painter) const {
  painter.fillRect(QRect(QPoint(0, 0), size_), theme_->panel);
  QFont strong = font_;
  strong.setWeight(QFont::DemiBold);
  painter.setFont(strong);
  painter.setPen(theme_->text);
  const QFontMetricsF words(strong);
  painter.drawText(QPointF(2, words.ascent()), metricName(metric_));
  painter.setFont(smallFont());
  if (fine_ > 0 && isJudged()) paintLegend(painter, words.horizontalAdvance(metricName(metric_)));
  PlotPainter plot(painter, *theme_, plot_, fine_);
  plot.epochs(epochRun(), model_.axis());
  plot.grid(values_, places_);
  paintCompared(plot);
}

/// Which curve is which, at the end of the title's line if there is room.
void ChartDrawing::paintLegend(QPainter& painter, qreal left) const {
  const QFontMetricsF metrics(painter.font());
  const QString train = ChartWords::tr("train"), checks = ChartWords::tr("validation");
  const qreal height = QFontMetricsF(font_).height();
  qreal x = plot_.rect.right() - metrics.horizontalAdvance(train + checks) - 2 * kLegendLine - 28;
  if (x < left + 16) return;
  painter.setRenderHint(QPainter::Antialiasing, true);
  const auto entry = [&](const QString& text, const QColor& colour, bool dotted) {
    const QPointF begin(x, height / 2), end(x + kLegendLine, height / 2);
    painter.setPen(curvePen(colour, 2));
    painter.drawLine(begin, end);
    painter.setBrush(colour);
    if (dotted) painter.drawEllipse((begin + end) / 2, 2, 2);
    painter.setPen(theme_->muted);
    x += kLegendLine + 6;
    painter.drawText(QRectF(x, 0, metrics.horizontalAdvance(text) + 1, height), Qt::AlignVCenter,
                     text);
    x += metrics.horizontalAdvance(text) + 16;
  };
  entry(train, theme_->trainCurve, false);
  entry(checks, theme_->validationCurve, true);
}

void ChartDrawing::paintCompared(PlotPainter& plot) const {
  plot.clip(true);
  for (const ChartModel::Shown& shown : model_.compared()) {
    const auto found = compared_.find(shown.curves.get());
    if (found == compared_.end()) continue;
    const QPen pen = runPen(*theme_, shown.style, 1.3);
    const Curves& curves = found->second;
    const bool noisy = curves.smoothed.isDense() && model_.smoothing() <= 0;
    if (noisy)
      plot.cover(curves.smoothed.points(), mixed(theme_->panel, pen.color(), 0.6F));
    else
      plot.curve(curves.smoothed.points(), pen);
    plot.curve(curves.validation.points(), pen);
    plot.dots(curves.validation.points(), pen.color(), 2.5);
  }
  plot.clip(false);
}

void ChartDrawing::paintFront(QPainter& painter) const {
  painter.setFont(smallFont());
  PlotPainter plot(painter, *theme_, plot_, fine_);
  if (isEmpty()) return paintEmpty(painter);
  plot.clip(true);
  if (showsRaw()) {
    const QColor faint = mixed(theme_->panel, theme_->trainCurve, 0.3F);
    if (run_.raw.isDense())
      plot.cover(run_.raw.points(), faint);
    else
      plot.curve(run_.raw.points(), QPen(faint, 1));
  }
  const bool noisy = run_.smoothed.isDense() && !showsRaw() && metric_ != ChartMetric::LearningRate;
  if (noisy)
    plot.cover(run_.smoothed.points(), theme_->trainCurve);
  else
    plot.curve(run_.smoothed.points(), curvePen(theme_->trainCurve, 2));
  plot.curve(run_.validation.points(), curvePen(theme_->validationCurve, 2));
  plot.dots(run_.validation.points(), theme_->validationCurve, 3.5);
  plot.clip(false);
  paintBest(plot);
}

void ChartDrawing::paintBest(PlotPainter& plot) const {
  const auto best = model_.run().best(metric_);
  if (!best) return;
  const Track& track = model_.run().validation();
  const QPointF at(track.x(model_.axis())[*best],
                   static_cast<double>(track.series(metric_).raw().values[*best]));
  if (at.x() < plot_.x.low || at.x() > plot_.x.high) return;
  if (plot_.logarithmic && at.y() <= 0) return;
  const double epoch = track.x(XAxis::Epoch)[*best];
  plot.best(at, ChartWords::tr("best %1 · epoch %2").arg(valueText(at.y())).arg(std::lround(epoch)),
            theme_->validationCurve, metric_ == ChartMetric::Loss);
}

void ChartDrawing::paintEmpty(QPainter& painter) const {
  const bool waits = model_.run().empty() && model_.compared().empty();
  const QString text = metricHelp(metric_) + QLatin1Char('\n') +
                       (waits ? ChartWords::tr("Press Train, and it is drawn here.")
                              : ChartWords::tr("Not known for these runs."));
  painter.setPen(theme_->muted);
  const QRectF room = plot_.inner.adjusted(12, 4, -12, -4);
  const QRectF words =
      QFontMetricsF(painter.font()).boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, text);
  painter.fillRect(words.adjusted(-6, -2, 6, 2), theme_->panel);
  painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, text);
}

}  // namespace loom::ui
