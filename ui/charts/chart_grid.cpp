#include "ui/charts/chart_grid.h"

#include <algorithm>
#include <cmath>

#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kChartGap = 3 * kGrid;  // columns
constexpr int kRowGap = kGrid;
constexpr double kBestShape = 1.9;                             // width to height
constexpr double kReadableWidth = 230, kReadableHeight = 130;  // to be read well

/// How badly a chart of this size reads.
double badness(double width, double height) {
  const double shape =
      std::abs(std::log(std::max(width, 1.0) / std::max(height, 1.0) / kBestShape));
  const double narrow = std::max(0.0, std::log(kReadableWidth / std::max(width, 1.0)));
  const double low = std::max(0.0, std::log(kReadableHeight / std::max(height, 1.0)));
  return shape + 3 * narrow + 3 * low;
}

}  // namespace

ChartGrid::ChartGrid(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

std::vector<QRect> ChartGrid::cells(int count, const QSize& size) {
  int best = 1;
  double least = 1e300;
  for (int rows = 1; rows <= count; ++rows) {
    const int columns = (count + rows - 1) / rows;
    const double bad = badness((size.width() - kChartGap * (columns - 1)) / double(columns),
                               (size.height() - kRowGap * (rows - 1)) / double(rows));
    if (bad < least - 1e-9) {
      least = bad;
      best = rows;
    }
  }
  std::vector<QRect> cells;
  const double height = (size.height() - kRowGap * (best - 1)) / double(best);
  for (int row = 0, done = 0; row < best; ++row) {
    const int columns = (count - done + best - row - 1) / (best - row);
    const double width = (size.width() - kChartGap * (columns - 1)) / double(columns);
    for (int column = 0; column < columns; ++column) {
      const QPointF at(column * (width + kChartGap), row * (height + kRowGap));
      cells.push_back(
          QRect(at.toPoint(), QPointF(at.x() + width, at.y() + height).toPoint() - QPoint(1, 1)));
    }
    done += columns;
  }
  return cells;
}

void ChartGrid::setShown(const QList<QWidget*>& charts) {
  if (charts == shown_) return;
  for (QWidget* chart : shown_) chart->setVisible(charts.contains(chart));
  shown_ = charts;
  arrange();
  for (QWidget* chart : shown_) chart->show();
  updateGeometry();
}

QSize ChartGrid::minimumSizeHint() const {
  return {grown(160, this), grown(96, this)};
}

void ChartGrid::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void ChartGrid::arrange() {
  const auto places = cells(static_cast<int>(shown_.size()), size());
  for (qsizetype i = 0; i < shown_.size(); ++i)
    shown_[i]->setGeometry(places[static_cast<std::size_t>(i)]);
}

}  // namespace loom::ui
