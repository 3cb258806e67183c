#include "ui/panels/chart_tools.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QSettings>
#include <QToolButton>
#include <algorithm>

#include "ui/charts/chart_axis.h"
#include "ui/charts/metric_text.h"
#include "ui/panels/compare_popup.h"
#include "ui/panels/flow_layout.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr double kSmoothings[] = {0, 0.6, 0.9, 0.97, 0.99};

/// The triangle says that a menu hangs below.
QString withTriangle(const QString& text) {
  return text + QStringLiteral(" ▾");
}

QString settingsKey(const char* name) {
  return QStringLiteral("charts/") + QLatin1String(name);
}

}  // namespace

ChartTools::ChartTools(ChartModel& model, CompareRuns& runs, QWidget* parent)
    : QWidget(parent), model_(model), runs_(runs), popup_(new ComparePopup(runs, this)) {
  charts_ = menuButton("charts");
  axis_ = menuButton("xAxis");
  smoothing_ = menuButton("smoothing");
  scale_ = menuButton("scale");
  compare_ = menuButton("compare");
  export_ = menuButton("export");
  compare_->setMenu(nullptr);
  compare_->setPopupMode(QToolButton::DelayedPopup);
  connect(compare_, &QToolButton::clicked, this, [this] { popup_->showBelow(compare_); });
  auto* row = new FlowLayout(0, this);
  for (QToolButton* button : {charts_, axis_, smoothing_, scale_, compare_, export_})
    row->addWidget(button);
  connect(&model_, &ChartModel::viewChanged, this, &ChartTools::showChoices);
  connect(&runs_, &CompareRuns::changed, this, &ChartTools::showCount);
  restore();
  makeChoices();
  retranslate();
}

QSize ChartTools::sizeHint() const {
  QSize all(0, 0);
  for (const QToolButton* button : {charts_, axis_, smoothing_, scale_, compare_, export_}) {
    const QSize one = button->sizeHint();
    all = {all.width() + one.width(), std::max(all.height(), one.height())};
  }
  return all;
}

QToolButton* ChartTools::menuButton(const char* name) {
  auto* button = new QToolButton(this);
  button->setObjectName(QLatin1String(name));
  button->setProperty("quiet", true);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setMenu(new QMenu(button));
  button->menu()->setToolTipsVisible(true);
  return button;
}

void ChartTools::restore() {
  const QSettings settings;
  const QStringList shown = settings.value(settingsKey("shown")).toStringList();
  QList<ChartMetric> wanted;
  for (const ChartMetric metric : kChartMetrics)
    if (shown.contains(metricKey(metric))) wanted << metric;
  if (!wanted.isEmpty()) wanted_ = wanted;
  const int axis = settings.value(settingsKey("axis"), 0).toInt();
  model_.setAxis(kXAxes[static_cast<std::size_t>(std::clamp(axis, 0, 2))]);
  const double keep = settings.value(settingsKey("smoothing"), model_.smoothing()).toDouble();
  if (std::ranges::find(kSmoothings, keep) != std::end(kSmoothings)) model_.setSmoothing(keep);
  model_.setLogarithmic(settings.value(settingsKey("logarithmic"), false).toBool());
}

void ChartTools::remember() const {
  QSettings settings;
  QStringList shown;
  for (const ChartMetric metric : wanted_) shown << metricKey(metric);
  settings.setValue(settingsKey("shown"), shown);
  settings.setValue(settingsKey("axis"), static_cast<int>(model_.axis()));
  settings.setValue(settingsKey("smoothing"), model_.smoothing());
  settings.setValue(settingsKey("logarithmic"), model_.isLogarithmic());
}

void ChartTools::setWanted(ChartMetric metric, bool wanted) {
  QList<ChartMetric> next;
  for (const ChartMetric other : kChartMetrics)
    if (other == metric ? wanted : wanted_.contains(other)) next << other;
  if (next.isEmpty()) return fillCharts();  // the last one stays
  wanted_ = next;
  remember();
  fillCharts();
  emit wantedChanged();
}

void ChartTools::setExportable(const QList<ChartMetric>& metrics) {
  if (metrics == exportable_) return;
  exportable_ = metrics;
  fillExport();
}

void ChartTools::fillCharts() {
  QMenu* menu = charts_->menu();
  if (menu->actions().isEmpty()) {
    for (const ChartMetric metric : kChartMetrics) {
      QAction* action = menu->addAction(QString());
      action->setCheckable(true);
      connect(action, &QAction::triggered, this,
              [this, metric](bool checked) { setWanted(metric, checked); });
    }
  }
  for (std::size_t i = 0; i < kChartMetrics.size(); ++i) {
    QAction* action = menu->actions()[static_cast<qsizetype>(i)];
    action->setText(metricName(kChartMetrics[i]));
    action->setToolTip(metricHelp(kChartMetrics[i]));
    action->setChecked(wanted_.contains(kChartMetrics[i]));
  }
}

void ChartTools::addChoice(QToolButton* button, const std::function<QString()>& text,
                           const std::function<bool()>& isChosen,
                           const std::function<void()>& choose) {
  QAction* action = button->menu()->addAction(QString());
  action->setCheckable(true);
  choices_.push_back({button, action, text, isChosen});
  connect(action, &QAction::triggered, this, [this, choose] {
    choose();
    showChoices();
    remember();
  });
}

void ChartTools::makeChoices() {
  for (const XAxis axis : kXAxes)
    addChoice(
        axis_, [axis] { return axisName(axis); }, [this, axis] { return axis == model_.axis(); },
        [this, axis] { model_.setAxis(axis); });
  for (const double keep : kSmoothings)
    addChoice(
        smoothing_, [keep] { return keep > 0 ? tr("smoothing %1").arg(keep) : tr("no smoothing"); },
        [this, keep] { return keep == model_.smoothing(); },
        [this, keep] { model_.setSmoothing(keep); });
  for (const bool on : {false, true})
    addChoice(
        scale_, [on] { return on ? tr("logarithmic") : tr("linear"); },
        [this, on] { return on == model_.isLogarithmic(); },
        [this, on] { model_.setLogarithmic(on); });
}

void ChartTools::showChoices() {
  for (const Choice& choice : choices_) {
    choice.action->setText(choice.text());
    choice.action->setChecked(choice.isChosen());
    if (choice.isChosen()) choice.button->setText(withTriangle(choice.text()));
  }
}

void ChartTools::fillExport() {
  QMenu* menu = export_->menu();
  menu->clear();
  if (exportable_.size() > 1)
    connect(menu->addAction(tr("All charts as PNG, SVG or CSV...")), &QAction::triggered, this,
            [this] { emit exportWanted(exportable_); });
  for (const ChartMetric metric : exportable_)
    connect(menu->addAction(tr("%1 as PNG, SVG or CSV...").arg(metricName(metric))),
            &QAction::triggered, this, [this, metric] { emit exportWanted({metric}); });
}

void ChartTools::showCount() {
  const auto chosen = std::ranges::count_if(runs_.items(), &CompareRuns::Item::chosen);
  compare_->setText(withTriangle(chosen > 0 ? tr("compare (%1)").arg(chosen) : tr("compare")));
}

void ChartTools::retranslate() {
  charts_->setText(withTriangle(tr("charts")));
  export_->setText(withTriangle(tr("export")));
  charts_->setToolTip(tr("Which charts are shown"));
  axis_->setToolTip(tr("What the charts run over: epochs, steps or seconds of training"));
  smoothing_->setToolTip(tr("How much of the noise between batches the strong curve leaves out"));
  scale_->setToolTip(tr("The scale of all charts but the accuracy"));
  compare_->setToolTip(tr("Lay past runs of this project behind the curves"));
  export_->setToolTip(tr("Save charts as a picture or their figures as a table"));
  charts_->setAccessibleName(tr("Charts"));
  axis_->setAccessibleName(tr("Horizontal axis"));
  smoothing_->setAccessibleName(tr("Smoothing"));
  scale_->setAccessibleName(tr("Scale of the charts"));
  compare_->setAccessibleName(tr("Compare with past runs"));
  export_->setAccessibleName(tr("Export charts"));
  fillCharts();
  showChoices();
  fillExport();
  showCount();
}

void ChartTools::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace loom::ui
