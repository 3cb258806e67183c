#include "ui/panels/training_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_grid.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/metric_text.h"
#include "ui/frame_clock.h"
#include "ui/panels/chart_tools.h"
#include "ui/panels/compare_runs.h"
#include "ui/panels/run_chips.h"
#include "ui/theme.h"

namespace loom::ui {

TrainingPanel::TrainingPanel(FrameClock& clock, QWidget* parent) : QWidget(parent) {
  runs_ = new CompareRuns(model_, this);
  tools_ = new ChartTools(model_, *runs_, this);
  grid_ = new ChartGrid(this);
  for (const ChartMetric metric : kChartMetrics) {
    charts_ << new LineChart(metric, model_, grid_);
    charts_.back()->hide();
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
  layout->setSpacing(0);
  layout->addWidget(new RunChips(*runs_, this));
  layout->addWidget(grid_, 1);
  takeTools();
  showCharts();
  connect(tools_, &ChartTools::wantedChanged, this, &TrainingPanel::showCharts);
  connect(tools_, &ChartTools::exportWanted, this, [this](const QList<ChartMetric>& metrics) {
    askAndWriteCharts(model_, sheet(metrics), *this);
  });
  connect(&clock, &FrameClock::frame, this, &TrainingPanel::setFrame);
  connect(&clock, &FrameClock::runStarted, this, &TrainingPanel::beginRun);
}

LineChart* TrainingPanel::chart(ChartMetric metric) const {
  return charts_[static_cast<qsizetype>(metric)];
}

QWidget* TrainingPanel::tools() const {
  return tools_;
}

void TrainingPanel::takeTools() {
  static_cast<QVBoxLayout*>(layout())->insertWidget(0, tools_);
  tools_->show();
}

void TrainingPanel::showCharts() {
  QList<QWidget*> shown;
  QList<ChartMetric> metrics;
  for (const ChartMetric metric : kChartMetrics) {
    if (!tools_->wanted().contains(metric)) continue;
    if (metric == ChartMetric::Accuracy && !hasAccuracy_ && tools_->wanted().size() > 1) continue;
    shown << chart(metric);
    metrics << metric;
  }
  grid_->setShown(shown);
  tools_->setExportable(metrics);
}

void TrainingPanel::setFrame(const Frame& frame) {
  if (!listens_) return;
  if (frame.status.epochs > 0)
    model_.setPlan(frame.status.epochs, static_cast<double>(frame.status.totalSteps));
  const auto learned = std::ranges::find(frame.newPoints, Point::Split::Train, &Point::split);
  if (learned != frame.newPoints.end() && std::isfinite(learned->accuracy) != hasAccuracy_) {
    hasAccuracy_ = !hasAccuracy_;
    showCharts();
  }
  model_.add(frame.newPoints);
}

void TrainingPanel::expectRun(const QString& folder, const QString& name) {
  folder_ = folder;
  name_ = name;
}

void TrainingPanel::beginRun() {
  listens_ = true;
  runs_->beginRun(folder_, name_);
}

void TrainingPanel::setProject(const QString& path) {
  runs_->setProject(path);
}

void TrainingPanel::forget() {
  folder_.clear();
  listens_ = false;  // the run of the project before may still end
  runs_->forget();
}

ChartSheet TrainingPanel::sheet(const QList<ChartMetric>& metrics) const {
  ChartSheet sheet;
  sheet.title = metrics.size() == 1 ? metricName(metrics.front()) : tr("Training");
  sheet.size = metrics.size() == 1 ? chart(metrics.front())->size() : grid_->size();
  const auto cells = ChartGrid::cells(static_cast<int>(metrics.size()), sheet.size);
  for (qsizetype i = 0; i < metrics.size(); ++i)
    sheet.cells.push_back({metrics[i], cells[static_cast<std::size_t>(i)]});
  return sheet;
}

}  // namespace loom::ui
