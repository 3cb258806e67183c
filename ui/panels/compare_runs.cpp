#include "ui/panels/compare_runs.h"

#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "engine/io/run_history.h"
#include "ui/charts/chart_axis.h"
#include "ui/charts/run_style.h"
#include "ui/engine_text.h"
#include "ui/tabular.h"

namespace loom::ui {
namespace {

constexpr std::size_t kRemembered = 4;  // runs of this session whose curves need not be read

struct RunWords {
  Q_DECLARE_TR_FUNCTIONS(loom::ui::CompareRuns)
};

QString resultOf(const RunRecord& record) {
  QStringList parts;
  if (record.hasValidation && std::isfinite(record.validationAccuracy))
    parts << RunWords::tr("validation %1").arg(percentText(record.validationAccuracy));
  else if (record.hasValidation && std::isfinite(record.validationLoss))
    parts << RunWords::tr("validation loss %1").arg(valueText(record.validationLoss));
  else if (std::isfinite(record.accuracy))
    parts << RunWords::tr("accuracy %1").arg(percentText(record.accuracy));
  else if (std::isfinite(record.loss))
    parts << RunWords::tr("loss %1").arg(valueText(record.loss));
  if (record.bestEpoch >= 0) parts << RunWords::tr("best epoch %1").arg(record.bestEpoch + 1);
  if (record.status == "failed") parts << RunWords::tr("failed");
  if (record.status == "stopped") parts << RunWords::tr("stopped");
  if (record.status == "running") parts << RunWords::tr("not ended");
  return parts.join(QStringLiteral(" · "));
}

/// The same for a run that left no record.
QString resultOf(const RunCurves& curves) {
  const Track& checks = curves.validation();
  RunRecord record;
  record.hasValidation = !checks.empty();
  record.accuracy = record.loss = record.validationAccuracy = record.validationLoss = NAN;
  const auto last = [](const Track& track, ChartMetric metric) {
    return track.empty() ? NAN : static_cast<double>(track.series(metric).smoothed().values.back());
  };
  record.validationAccuracy = last(checks, ChartMetric::Accuracy);
  record.validationLoss = last(checks, ChartMetric::Loss);
  record.accuracy = last(curves.train(), ChartMetric::Accuracy);
  record.loss = last(curves.train(), ChartMetric::Loss);
  return resultOf(record);
}

}  // namespace

CompareRuns::CompareRuns(ChartModel& charts, QObject* parent) : QObject(parent), charts_(charts) {}

CompareRuns::~CompareRuns() {
  *stop_ = true;
}

QString CompareRuns::title(const Item& item) {
  if (!item.started.isValid()) return item.name;
  const QDateTime local = item.started.toLocalTime();
  const bool today = local.date() == QDate::currentDate();
  const QLocale locale;
  const QString time = locale.toString(local.time(), QLocale::ShortFormat);
  return item.name + QStringLiteral(" · ") +
         (today ? time
                : locale.toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ') + time);
}

CompareRuns::Item* CompareRuns::find(const QString& id) {
  const auto found = std::ranges::find(items_, id, &Item::id);
  return found == items_.end() ? nullptr : &*found;
}

void CompareRuns::setProject(const QString& path) {
  if (path == project_) return;
  project_ = path;
  refresh();
}

void CompareRuns::forget() {
  charts_.beginRun();
  items_.clear();
  remembered_.clear();
  running_.clear();
  ++asked_;
  show();
  refresh();
}

void CompareRuns::beginRun(const QString& folder, const QString& name) {
  std::shared_ptr<RunCurves> before = charts_.beginRun();
  if (before->train().size() > 1) {
    if (!running_.isEmpty()) {
      remembered_.emplace_back(running_, before);
      if (remembered_.size() > kRemembered) remembered_.erase(remembered_.begin());
    } else {
      Item* previous = find({});
      if (!previous) previous = &*items_.insert(items_.begin(), Item());
      previous->name =
          runningName_.isEmpty() ? tr("Previous run") : tr("%1, previous run").arg(runningName_);
      previous->started = began_;
      previous->result = resultOf(*before);
      previous->curves = before;
      if (previous->chosen) show();
    }
  }
  running_ = folder;
  runningName_ = name;
  began_ = QDateTime::currentDateTimeUtc();
  refresh();
}

void CompareRuns::refresh() {
  const int question = ++asked_;
  searching_ = !project_.isEmpty();
  if (project_.isEmpty()) return take({});
  emit changed();
  background_.start([this, question, project = project_.toStdString()] {
    auto found = std::make_shared<std::vector<PastRun>>(pastRuns(project));
    return [this, question, found] {
      if (question != asked_) return;
      searching_ = false;
      take(*found);
    };
  });
}

void CompareRuns::take(const std::vector<PastRun>& found) {
  std::vector<Item> items;
  if (Item* previous = find({})) items.push_back(std::move(*previous));
  for (const PastRun& run : found) {
    const QString id = QString::fromStdString(run.path);
    if (id == running_) continue;
    Item item;
    if (Item* known = find(id)) item = std::move(*known);
    item.id = id;
    item.name = QString::fromStdString(run.name);
    item.started = QDateTime::fromString(QString::fromStdString(run.started), Qt::ISODate);
    item.result = resultOf(run.record);
    items.push_back(std::move(item));
  }
  items_ = std::move(items);
  show();
}

int CompareRuns::freeStyle() const {
  for (int style = 0; style < kRunStyles; ++style)
    if (std::ranges::none_of(items_,
                             [&](const Item& item) { return item.chosen && item.style == style; }))
      return style;
  return static_cast<int>(std::ranges::count_if(items_, &Item::chosen));
}

void CompareRuns::setChosen(const QString& id, bool chosen) {
  Item* item = find(id);
  if (!item || item->chosen == chosen) return;
  if (chosen) {
    item->style = freeStyle();
    item->problem.clear();
  }
  item->chosen = chosen;
  if (chosen && !item->curves) load(*item);
  show();
}

void CompareRuns::chooseNone() {
  for (Item& item : items_) item.chosen = false;
  show();
}

void CompareRuns::load(Item& item) {
  const auto known =
      std::ranges::find(remembered_, item.id, [](const auto& entry) { return entry.first; });
  if (known != remembered_.end()) {
    item.curves = known->second;
    return;
  }
  if (item.loading) return;
  item.loading = true;
  background_.start([this, id = item.id, keep = charts_.smoothing(), unit = charts_.smoothingUnit(),
                     stop = stop_] {
    auto curves = std::make_shared<RunCurves>();
    curves->setSmoothing(keep, unit);
    const auto read = readMetrics(
        id.toStdString(), [&](const Point& point) { curves->add(point); },
        [&] { return stop->load(); });
    const Text problem = read ? Text() : read.error().text;
    const bool gone = !read && !QFileInfo::exists(id);
    return [this, id, curves, problem, gone] { loaded(id, curves, engineText(problem), gone); };
  });
}

void CompareRuns::loaded(const QString& id, const std::shared_ptr<RunCurves>& curves,
                         const QString& problem, bool gone) {
  Item* item = find(id);
  if (!item) return;
  item->loading = false;
  if (gone) {
    items_.erase(items_.begin() + (item - items_.data()));
    return show();
  }
  item->problem = problem;
  if (problem.isEmpty() && curves->empty())
    item->problem = tr("This run ended before its first batch; it has no curves.");
  if (item->problem.isEmpty())
    item->curves = curves;
  else
    item->chosen = false;
  show();
}

/// Gives the charts what is chosen, if that is something else than before.
void CompareRuns::show() {
  std::vector<ChartModel::Shown> shown;
  for (const Item& item : items_)
    if (item.chosen && item.curves) shown.push_back({title(item), item.style, item.curves});
  const bool same = std::ranges::equal(
      shown, charts_.compared(), [](const ChartModel::Shown& a, const ChartModel::Shown& b) {
        return a.curves == b.curves && a.style == b.style && a.name == b.name;
      });
  if (!same) charts_.setCompared(std::move(shown));
  emit changed();
}

}  // namespace loom::ui
