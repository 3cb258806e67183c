#include "ui/charts/chart_reading.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/run_style.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

struct ChartReading {
  Q_DECLARE_TR_FUNCTIONS(loom::ui::ChartReading)
};

constexpr qreal kPad = 6;
constexpr qreal kAway = 10;    // from the line to its box
constexpr qreal kSample = 18;  // of a curve, before its words
constexpr QPointF kNowhere(std::numeric_limits<double>::quiet_NaN(), 0);

/// A row of a track, and what it says there.
struct RowReading {
  double x = 0;
  double raw = 0, smoothed = 0;
};

std::optional<RowReading> rowAt(const Track& track, ChartMetric metric, XAxis axis, double place) {
  const auto row = track.nearest(axis, place);
  if (!row || !track.has(metric)) return std::nullopt;
  const Series& series = track.series(metric);
  return RowReading{track.x(axis)[*row], static_cast<double>(series.raw().values[*row]),
                    static_cast<double>(series.smoothed().values[*row])};
}

/// The other two axes say where a place is as well.
QString whereText(const ChartModel& model, double place) {
  QStringList parts{placeText(model.axis(), place)};
  const Track& train = model.run().train();
  if (const auto row = train.nearest(model.axis(), place)) {
    for (const XAxis axis : kXAxes)
      if (axis != model.axis()) parts << placeText(axis, train.x(axis)[*row]);
  }
  return parts.join(QStringLiteral(" · "));
}

void addRun(std::vector<ReadingLine>& lines, const ChartModel& model, ChartMetric metric,
            double place, const Theme& theme) {
  const RunCurves& run = model.run();
  if (const auto train = rowAt(run.train(), metric, model.axis(), place)) {
    const bool smooth = model.smoothing() > 0 && metric != ChartMetric::LearningRate;
    QString text = metric == ChartMetric::LearningRate ? valueText(train->raw)
                   : smooth ? ChartReading::tr("train %1 · this batch %2")
                                  .arg(valueText(train->smoothed), valueText(train->raw))
                            : ChartReading::tr("train %1").arg(valueText(train->raw));
    lines.push_back({text, curvePen(theme.trainCurve, 2), {train->x, train->smoothed}});
  }
  if (metric != ChartMetric::Loss && metric != ChartMetric::Accuracy) return;
  if (const auto check = rowAt(run.validation(), metric, model.axis(), place)) {
    const auto row = run.validation().nearest(model.axis(), place);
    const QString text = row == run.best(metric)
                             ? ChartReading::tr("validation %1 after epoch %2 · the best")
                             : ChartReading::tr("validation %1 after epoch %2");
    const double epoch = run.validation().x(XAxis::Epoch)[*row];
    lines.push_back({text.arg(valueText(check->raw)).arg(std::lround(epoch)),
                     curvePen(theme.validationCurve, 2),
                     {check->x, check->raw}});
  }
}

void addCompared(std::vector<ReadingLine>& lines, const ChartModel& model,
                 const ChartModel::Shown& shown, ChartMetric metric, double place,
                 const Theme& theme) {
  const XAxis axis = model.axis();
  // A run that was over by then has nothing to say.
  if (place > shown.curves->end(axis) + model.range().width() * 0.01) return;
  const auto train = rowAt(shown.curves->train(), metric, axis, place);
  const bool judged = metric == ChartMetric::Loss || metric == ChartMetric::Accuracy;
  const auto check = judged ? rowAt(shown.curves->validation(), metric, axis, place) : std::nullopt;
  if (!train && !check) return;
  const double value = train ? train->smoothed : check->raw;
  QString text = shown.name + QStringLiteral("  ") + valueText(value);
  if (train && check)
    text += QStringLiteral(" · ") + ChartReading::tr("validation %1").arg(valueText(check->raw));
  lines.push_back({text, runPen(theme, shown.style, 1.5), {train ? train->x : check->x, value}});
}

}  // namespace

std::vector<ReadingLine> readingAt(const ChartModel& model, ChartMetric metric, double place,
                                   const Theme& theme) {
  std::vector<ReadingLine> lines;
  addRun(lines, model, metric, place, theme);
  for (const ChartModel::Shown& shown : model.compared())
    addCompared(lines, model, shown, metric, place, theme);
  if (!lines.empty())
    lines.insert(lines.begin(), {whereText(model, place), QPen(Qt::NoPen), kNowhere});
  return lines;
}

void paintReading(QPainter& painter, const Theme& theme, const Plot& plot, double place,
                  const std::vector<ReadingLine>& lines) {
  const qreal x = plot.xOf(place);
  if (x < plot.rect.left() - 1 || x > plot.rect.right() + 1) return;
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(theme.muted, 1));
  painter.drawLine(QPointF(x, plot.rect.top()), QPointF(x, plot.rect.bottom()));
  for (const ReadingLine& line : lines) {
    if (!std::isfinite(line.at.x()) || !std::isfinite(line.at.y())) continue;
    if (plot.logarithmic && line.at.y() <= 0) continue;
    const QPointF at = plot.at(line.at);
    if (!plot.rect.adjusted(-1, -1, 1, 1).contains(at)) continue;
    painter.setPen(QPen(theme.panel, 1.5));
    painter.setBrush(line.sample.color());
    painter.drawEllipse(at, 4, 4);
  }
  const QFontMetricsF metrics(painter.font());
  qreal width = 0;
  for (const ReadingLine& line : lines)
    width = std::max(width, tabularWidth(painter.font(), line.text) +
                                (line.sample.style() == Qt::NoPen ? 0 : kSample + kPad));
  const QSizeF size(width + 2 * kPad,
                    metrics.height() * static_cast<qreal>(lines.size()) + 2 * kPad);
  const bool fits = x + kAway + size.width() <= plot.rect.right();
  const qreal left = fits ? x + kAway : std::max(plot.rect.left(), x - kAway - size.width());
  const QRectF box(QPointF(left, plot.rect.top() + 4), size);
  painter.setPen(QPen(theme.line, 1));
  painter.setBrush(theme.nodeFill);
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, 0.5, 0.5), 6, 6);
  QRectF row(box.left() + kPad, box.top() + kPad, width, metrics.height());
  for (const ReadingLine& line : lines) {
    QRectF words = row;
    if (line.sample.style() != Qt::NoPen) {
      painter.setPen(line.sample);
      painter.drawLine(QPointF(row.left(), row.center().y()),
                       QPointF(row.left() + kSample, row.center().y()));
      words.setLeft(row.left() + kSample + kPad);
    }
    painter.setPen(line.sample.style() == Qt::NoPen ? theme.muted : theme.text);
    drawTabular(painter, words, Qt::AlignLeft, line.text);
    row.translate(0, metrics.height());
  }
}

}  // namespace loom::ui
