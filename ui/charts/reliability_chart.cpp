#include "ui/charts/reliability_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {
constexpr double kWidestPlot = 1.9;  // of its height
constexpr double kWellCalibrated = 0.02;
}  // namespace

ReliabilityChart::ReliabilityChart(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
}

void ReliabilityChart::setCalibration(const loom::Calibration& calibration) {
  calibration_ = calibration;
  setAccessibleDescription(bin_ < 0 ? verdict() : reading(bin_));
  update();
}

QString ReliabilityChart::verdict() const {
  if (calibration_.count() == 0) return {};
  double confidence = 0, correct = 0;
  for (const loom::Calibration::Bin& bin : calibration_.bins()) {
    confidence += bin.probabilities;
    correct += static_cast<double>(bin.correct);
  }
  const QString error = tr("calibration error %1").arg(percentText(calibration_.error()));
  const QString what = calibration_.error() < kWellCalibrated
                           ? tr("about as often right as it is sure")
                       : confidence > correct ? tr("surer than it is right")
                                              : tr("more often right than it is sure");
  return QStringLiteral("%1 · %2").arg(error, what);
}

QString ReliabilityChart::reading(int bin) const {
  const loom::Calibration::Bin& here = calibration_.bins()[static_cast<std::size_t>(bin)];
  const double width = 1.0 / loom::Calibration::kBins;
  const QString low = percentText(bin * width, 0), high = percentText((bin + 1) * width, 0);
  if (here.count == 0) return tr("no answer was given %1 to %2").arg(low, high);
  return tr("of %1 answers given %2 to %3, %4 are right")
      .arg(groupedNumber(here.count), low, high, percentText(here.accuracy()));
}

QRectF ReliabilityChart::plot() const {
  const QFontMetricsF metrics(font());
  const qreal left = tabularWidth(font(), percentText(1, 0)) + 6;
  const qreal top = metrics.height() + 6;
  const qreal height = std::max(10.0, this->height() - top - metrics.height() - 4);
  const qreal width = std::clamp(this->width() - left - 8.0, 10.0, height * kWidestPlot);
  return {left, top, width, height};
}

void ReliabilityChart::paintAxes(QPainter& painter, const QRectF& plot) const {
  const Theme& theme = Theme::of(this);
  const qreal line = QFontMetricsF(font()).height();
  for (const double share : {0.0, 0.5, 1.0}) {
    const qreal y = plot.bottom() - share * plot.height();
    const qreal x = plot.left() + share * plot.width();
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setPen(theme.muted);
    const QRectF beside(0, std::clamp(y - line / 2, plot.top() - line / 2, height() - line),
                        plot.left() - 6, line);
    drawTabular(painter, beside, Qt::AlignRight, percentText(share, 0));
    const auto side = share == 0 ? Qt::AlignLeft : share == 1 ? Qt::AlignRight : Qt::AlignHCenter;
    drawTabular(painter,
                QRectF(x - (share == 0   ? 0
                            : share == 1 ? 60
                                         : 30),
                       plot.bottom() + 3, 60, line),
                side, percentText(share, 0));
  }
}

void ReliabilityChart::paintBins(QPainter& painter, const QRectF& plot) const {
  const Theme& theme = Theme::of(this);
  const auto bins = calibration_.bins();
  const qreal wide = plot.width() / static_cast<qreal>(bins.size());
  const auto heightOf = [&](double share) { return plot.bottom() - share * plot.height(); };
  QColor gap = theme.error;
  gap.setAlphaF(0.35F);
  painter.setPen(Qt::NoPen);
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (bins[i].count == 0) continue;
    const QRectF bar(plot.left() + wide * static_cast<qreal>(i) + 1, heightOf(bins[i].accuracy()),
                     wide - 2, plot.bottom() - heightOf(bins[i].accuracy()));
    QColor full = theme.accent;
    full.setAlphaF(static_cast<int>(i) == bin_ ? 1.0F : 0.75F);
    painter.setBrush(full);
    painter.drawRect(bar);
    const qreal sure = heightOf(bins[i].confidence());
    painter.setBrush(gap);
    painter.drawRect(
        QRectF(bar.left(), std::min(sure, bar.top()), bar.width(), std::abs(sure - bar.top())));
  }
  painter.setPen(QPen(theme.muted, 1, Qt::DashLine));
  painter.drawLine(plot.bottomLeft(), plot.topRight());
  if (bin_ < 0) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.text, 1));
  painter.drawRect(QRectF(plot.left() + wide * bin_, plot.top(), wide, plot.height()));
}

void ReliabilityChart::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  const QRectF area = plot();
  paintAxes(painter, area);
  painter.setRenderHint(QPainter::Antialiasing);
  paintBins(painter, area);
  painter.setPen(theme.text);
  drawTabular(painter, QRectF(0, 0, width(), area.top() - 6), Qt::AlignLeft,
              bin_ < 0 ? verdict() : reading(bin_));
  painter.setPen(theme.muted);
  const QFontMetricsF metrics(font());
  const QRectF beside(area.right() + 12, area.top(), width() - area.right() - 12, area.height());
  if (beside.width() > 90)
    painter.drawText(beside, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     tr("Across: how sure the network is of its answer. Up: how often it is right. "
                        "Red: the gap between both."));
}

void ReliabilityChart::setBin(int bin) {
  if (bin == bin_) return;
  bin_ = bin;
  setAccessibleDescription(bin_ < 0 ? verdict() : reading(bin_));
  update();
}

void ReliabilityChart::mouseMoveEvent(QMouseEvent* event) {
  const QRectF area = plot();
  const double share = (event->position().x() - area.left()) / area.width();
  const bool inside = area.adjusted(0, 0, 0, 20).contains(event->position());
  setBin(inside ? std::clamp(static_cast<int>(share * loom::Calibration::kBins), 0,
                             loom::Calibration::kBins - 1)
                : -1);
}

void ReliabilityChart::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  if (!hasFocus()) setBin(-1);
}

void ReliabilityChart::keyPressEvent(QKeyEvent* event) {
  const int by = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
  if (by == 0) return QWidget::keyPressEvent(event);
  setBin(std::clamp(bin_ + by, 0, loom::Calibration::kBins - 1));
}

void ReliabilityChart::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (bin_ < 0 && event->reason() != Qt::MouseFocusReason) setBin(loom::Calibration::kBins - 1);
}

void ReliabilityChart::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  setBin(-1);
}

void ReliabilityChart::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange)
    setAccessibleDescription(bin_ < 0 ? verdict() : reading(bin_));
}

}  // namespace loom::ui
