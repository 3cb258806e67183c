#include "ui/charts/chart_model.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/chart_axis.h"

namespace loom::ui {
namespace {

constexpr double kSmoothingParts = 1000;         // of the run: the unit of smoothing
constexpr std::size_t kSmoothedAtOnce = 20'000;  // values a turn of the event loop, about 1 ms
constexpr double kLeastPart = 4e-6;              // of the whole that can be zoomed into

}  // namespace

ChartModel::ChartModel(QObject* parent) : QObject(parent) {
  timer_.setInterval(0);
  connect(&timer_, &QTimer::timeout, this, &ChartModel::smoothSome);
  smoothAgain();
}

std::shared_ptr<RunCurves> ChartModel::beginRun() {
  std::shared_ptr<RunCurves> before = std::move(run_);
  run_ = std::make_shared<RunCurves>();
  run_->setSmoothing(keep_, unit_);
  zoom_.reset();
  place_.reset();
  epochs_ = steps_ = 0;
  emit runsChanged();
  return before;
}

void ChartModel::add(const std::vector<Point>& points) {
  if (points.empty()) return;
  for (const Point& point : points) run_->add(point);
  emit pointsAdded();
}

void ChartModel::setPlan(double epochs, double steps) {
  if (epochs == epochs_ && steps == steps_) return;
  epochs_ = epochs;
  steps_ = steps;
  smoothAgain();
  emit viewChanged();
}

void ChartModel::setCompared(std::vector<Shown> compared) {
  compared_ = std::move(compared);
  smoothAgain();
  emit runsChanged();
}

void ChartModel::setAxis(XAxis axis) {
  if (axis == axis_) return;
  const RunCurves* run = leader();
  if (zoom_ && run && !run->train().empty()) {
    const auto there = [&](double at) {
      return run->train().x(axis)[*run->train().nearest(axis_, at)];
    };
    const Range zoom{there(zoom_->low), there(zoom_->high)};
    zoom_.reset();
    axis_ = axis;
    if (zoom.width() > 0) zoom_ = zoom;
  }
  axis_ = axis;
  place_.reset();
  emit placeChanged();
  emit viewChanged();
}

void ChartModel::setSmoothing(double keep) {
  keep_ = keep;
  smoothAgain();
  emit viewChanged();
}

void ChartModel::setLogarithmic(bool on) {
  if (on == logarithmic_) return;
  logarithmic_ = on;
  emit viewChanged();
}

/// The same for all runs, so that their curves can be compared.
double ChartModel::smoothingUnit() const {
  double epochs = epochs_;
  if (epochs <= 0) {
    for (const Shown& shown : compared_)
      epochs = std::max(epochs, std::ceil(shown.curves->end(XAxis::Epoch) - 1e-9));
  }
  return std::max(epochs, 1.0) / kSmoothingParts;
}

void ChartModel::smoothAgain() {
  unit_ = smoothingUnit();
  run_->setSmoothing(keep_, unit_);
  for (const Shown& shown : compared_) shown.curves->setSmoothing(keep_, unit_);
  timer_.start();
}

void ChartModel::smoothSome() {
  bool done = run_->smoothSome(kSmoothedAtOnce);
  for (const Shown& shown : compared_) done = done && shown.curves->smoothSome(kSmoothedAtOnce);
  if (!done) return;
  timer_.stop();
  emit viewChanged();
}

/// The run whose places count: the one under way, or the first behind it.
const RunCurves* ChartModel::leader() const {
  if (!run_->empty()) return run_.get();
  return compared_.empty() ? nullptr : compared_.front().curves.get();
}

ChartModel::Range ChartModel::whole() const {
  double end = run_->end(axis_);
  for (const Shown& shown : compared_) end = std::max(end, shown.curves->end(axis_));
  if (axis_ == XAxis::Epoch) return {0, std::max({epochs_, std::ceil(end - 1e-9), 1.0})};
  if (axis_ == XAxis::Step) return {0, std::max({steps_, end, 1.0})};
  // Time has no plan: it grows a good piece at a time, so that the curves do not crawl.
  return {0, end <= 1 ? 1 : niceAxis(0, end, 10).high};
}

void ChartModel::zoomTo(double low, double high) {
  const Range all = whole();
  const double least = all.width() * kLeastPart;
  low = std::max(all.low, low);
  high = std::min(all.high, high);
  if (!(high - low >= least)) return;
  if (high - low >= all.width() * (1 - 1e-9)) return resetZoom();
  zoom_ = Range{low, high};
  emit viewChanged();
}

void ChartModel::zoomAround(double at, double factor) {
  const Range all = whole(), now = range();
  double width = std::max(now.width() * factor, all.width() * kLeastPart * 1.001);
  if (width >= all.width()) return resetZoom();
  const double share = std::clamp((at - now.low) / now.width(), 0.0, 1.0);
  const double low = std::clamp(at - share * width, all.low, all.high - width);
  zoomTo(low, low + width);
}

void ChartModel::pan(double by) {
  if (!zoom_) return;
  const Range all = whole();
  const double low = std::clamp(zoom_->low + by, all.low, all.high - zoom_->width());
  const Range moved{low, low + zoom_->width()};
  if (moved == *zoom_) return;
  zoom_ = moved;
  emit viewChanged();
}

void ChartModel::resetZoom() {
  if (!zoom_) return;
  zoom_.reset();
  emit viewChanged();
}

void ChartModel::setPlace(std::optional<double> place) {
  if (place == place_) return;
  place_ = place;
  emit placeChanged();
}

void ChartModel::setMoment(std::optional<double> epoch) {
  if (epoch == moment_) return;
  moment_ = epoch;
  emit momentChanged();
}

std::optional<double> ChartModel::nearestPlace(double at) const {
  const RunCurves* run = leader();
  if (!run) return std::nullopt;
  for (const Track* track : {&run->train(), &run->validation()})
    if (const auto row = track->nearest(axis_, at)) return track->x(axis_)[*row];
  return std::nullopt;
}

}  // namespace loom::ui
