#include "ui/charts/predicted_chart.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_axis.h"
#include "ui/charts/series.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kNear = 3;  // pixels around the pointer that are counted

QString axisFigure(double value) {
  return QString::number(value, 'g', 4).replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace

PredictedChart::PredictedChart(QWidget* parent) : QWidget(parent) {}

void PredictedChart::setPairs(const std::vector<loom::EvaluationReport::Pair>& pairs) {
  pairs_.clear();
  double low = INFINITY, high = -INFINITY;
  for (const auto& pair : pairs) {
    if (!std::isfinite(pair.target) || !std::isfinite(pair.answer)) continue;
    pairs_.push_back(pair);
    low = std::min(low, static_cast<double>(std::min(pair.target, pair.answer)));
    high = std::max(high, static_cast<double>(std::max(pair.target, pair.answer)));
  }
  const NiceAxis axis = niceAxis(pairs_.empty() ? 0 : low, pairs_.empty() ? 1 : high, 4);
  low_ = axis.low;
  high_ = axis.high;
  reduce();
}

QRect PredictedChart::plot() const {
  const QFontMetricsF metrics(font());
  const qreal names =
      std::max(tabularWidth(font(), axisFigure(low_)), tabularWidth(font(), axisFigure(high_)));
  const int left = static_cast<int>(names) + 8;
  const int bottom = static_cast<int>(metrics.height()) + 4;
  return {left, 4, std::max(8, width() - left - 4), std::max(8, height() - bottom - 4)};
}

QPointF PredictedChart::placeOf(float target, float answer) const {
  const QRect area = plot();
  const auto share = [this](float value) {
    return (static_cast<double>(value) - low_) / (high_ - low_);
  };
  return {area.left() + share(target) * (area.width() - 1),
          area.bottom() - share(answer) * (area.height() - 1)};
}

/// So that any number of pairs is drawn at once.
void PredictedChart::reduce() {
  const QRect area = plot();
  const auto wide = static_cast<std::size_t>(area.width());
  counts_.assign(wide * static_cast<std::size_t>(area.height()), 0);
  int most = 1;
  for (const auto& pair : pairs_) {
    const QPoint at = placeOf(pair.target, pair.answer).toPoint() - area.topLeft();
    const int x = std::clamp(at.x(), 0, area.width() - 1);
    const int y = std::clamp(at.y(), 0, area.height() - 1);
    int& count = counts_[static_cast<std::size_t>(y) * wide + static_cast<std::size_t>(x)];
    most = std::max(most, ++count);
  }
  image_ = QImage(area.size(), QImage::Format_ARGB32);
  const QRgb colour = Theme::of(this).accent.rgb() & 0xffffff;
  for (int y = 0; y < area.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(image_.scanLine(y));
    for (int x = 0; x < area.width(); ++x) {
      const int count = counts_[static_cast<std::size_t>(y) * wide + static_cast<std::size_t>(x)];
      const double strength = 0.35 + 0.65 * std::log1p(count) / std::log1p(most);
      line[x] = count == 0 ? 0 : static_cast<QRgb>(qRound(255 * strength)) << 24 | colour;
    }
  }
  update();
}

QString PredictedChart::readingAt(QPoint position) const {
  const QRect area = plot();
  if (!area.contains(position) || pairs_.empty()) return {};
  const QPoint at = position - area.topLeft();
  std::int64_t near = 0;
  for (int y = std::max(0, at.y() - kNear); y <= std::min(area.height() - 1, at.y() + kNear); ++y)
    for (int x = std::max(0, at.x() - kNear); x <= std::min(area.width() - 1, at.x() + kNear); ++x)
      near += counts_[static_cast<std::size_t>(y) * static_cast<std::size_t>(area.width()) +
                      static_cast<std::size_t>(x)];
  const auto value = [this](int pixels, int length) {
    return axisFigure(low_ + (high_ - low_) * pixels / std::max(1, length - 1));
  };
  return tr("wanted %1, given %2: %3 answers near")
      .arg(value(at.x(), area.width()), value(area.height() - 1 - at.y(), area.height()),
           groupedNumber(near));
}

void PredictedChart::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  const QRect area = plot();
  const qreal line = QFontMetricsF(font()).height();
  painter.setPen(QPen(theme.line, 1));
  painter.drawRect(area);
  painter.drawImage(area.topLeft(), image_);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.muted, 1, Qt::DashLine));
  painter.drawLine(QPointF(area.bottomLeft()), QPointF(area.topRight()));
  painter.setPen(theme.muted);
  const qreal names = area.left() - 6;
  drawTabular(painter, QRectF(0, area.top(), names, line), Qt::AlignRight, axisFigure(high_));
  drawTabular(painter, QRectF(0, area.bottom() - line, names, line), Qt::AlignRight,
              axisFigure(low_));
  const QRectF below(area.left(), area.bottom() + 3, area.width(), line);
  drawTabular(painter, below, Qt::AlignLeft, axisFigure(low_));
  drawTabular(painter, below, Qt::AlignRight, axisFigure(high_));
}

void PredictedChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  reduce();
}

void PredictedChart::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) reduce();
}

bool PredictedChart::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), readingAt(help->pos()), this);
  return true;
}

}  // namespace loom::ui
