#include "ui/panels/weights_histogram.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {

WeightsHistogram::WeightsHistogram(QWidget* parent) : QWidget(parent) {
  setFixedHeight(44);
}

void WeightsHistogram::setHistogram(const loom::Histogram& histogram) {
  if (histogram.counts == histogram_.counts && histogram.low == histogram_.low &&
      histogram.high == histogram_.high) {
    return;
  }
  histogram_ = histogram;
  const auto figure = [](float value) {
    return QString::number(static_cast<double>(value), 'g', 3);
  };
  const QString range = tr("from %1 to %2").arg(figure(histogram.low), figure(histogram.high));
  setToolTip(range);
  setAccessibleName(tr("Weights, %1").arg(range));
  update();
}

void WeightsHistogram::paintEvent(QPaintEvent*) {
  const auto& counts = histogram_.counts;
  if (counts.empty()) return;
  const int most = std::max(1, *std::max_element(counts.begin(), counts.end()));
  QPainter painter(this);
  QColor colour = Theme::of(this).accent;
  colour.setAlphaF(0.75F);
  const qreal step = static_cast<qreal>(width()) / static_cast<qreal>(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const qreal high = std::max(1.0, (height() - 2.0) * counts[i] / most);
    painter.fillRect(
        QRectF(static_cast<qreal>(i) * step, height() - high, std::max(1.0, step - 1), high),
        colour);
  }
}

}  // namespace loom::ui
