#include "ui/charts/run_curves.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace loom::ui {

void Track::add(const Point& point) {
  const double places[] = {point.epoch, static_cast<double>(point.step), point.seconds};
  for (std::size_t axis = 0; axis < x_.size(); ++axis) {
    const double before = x_[axis].empty() ? 0 : x_[axis].back();
    x_[axis].push_back(places[axis] > before ? places[axis] : before);
  }
  const float values[] = {point.loss, point.accuracy, point.learningRate, point.gradientNorm};
  for (std::size_t i = 0; i < series_.size(); ++i)
    series_[i].add(x(XAxis::Epoch).back(), static_cast<double>(values[i]));
}

std::size_t Track::firstFrom(XAxis axis, double wanted, std::size_t from) const {
  const Chunked<double>& places = x(axis);
  // What is looked for is mostly near: steps that double, then halving between the last two.
  std::size_t step = 1, low = from;
  while (low + step < size() && places[low + step] < wanted) {
    low += step;
    step *= 2;
  }
  std::size_t high = std::min(low + step, size());
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (places[middle] < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

std::optional<std::size_t> Track::nearest(XAxis axis, double wanted) const {
  if (empty()) return std::nullopt;
  const std::size_t right = firstFrom(axis, wanted);
  if (right == 0) return 0;
  if (right == size()) return size() - 1;
  const Chunked<double>& places = x(axis);
  return wanted - places[right - 1] <= places[right] - wanted ? right - 1 : right;
}

void Track::setSmoothing(double keep, double unit) {
  // The schedule's rate is no noise.
  for (const ChartMetric metric :
       {ChartMetric::Loss, ChartMetric::Accuracy, ChartMetric::GradientNorm})
    series_[static_cast<std::size_t>(metric)].setSmoothing(keep, unit);
}

bool Track::smoothSome(std::size_t most) {
  return std::ranges::all_of(
      series_, [&](Series& series) { return series.smoothSome(x(XAxis::Epoch), most); });
}

void RunCurves::add(const Point& point) {
  if (point.split == Point::Split::Train) return train_.add(point);
  validation_.add(point);
  const std::size_t newest = validation_.size() - 1;
  const auto value = [&](ChartMetric metric, std::size_t at) {
    return validation_.series(metric).raw().values[at];
  };
  // Anything is better than what is no number, which itself is never better.
  const auto take = [&](ChartMetric metric, std::size_t& best, auto isBetter) {
    const auto now = value(metric, newest), before = value(metric, best);
    if (std::isnan(before) || isBetter(now, before)) best = newest;
  };
  take(ChartMetric::Loss, lowestLoss_, std::less<>());
  take(ChartMetric::Accuracy, highestAccuracy_, std::greater<>());
}

std::optional<std::size_t> RunCurves::best(ChartMetric metric) const {
  const std::size_t at = metric == ChartMetric::Loss ? lowestLoss_ : highestAccuracy_;
  const bool judged = metric == ChartMetric::Loss || metric == ChartMetric::Accuracy;
  if (!judged || validation_.size() < 2) return std::nullopt;
  if (!std::isfinite(validation_.series(metric).raw().values[at])) return std::nullopt;
  return at;
}

double RunCurves::end(XAxis axis) const {
  double end = 0;
  for (const Track* track : {&train_, &validation_})
    if (!track->empty()) end = std::max(end, track->x(axis).back());
  return end;
}

std::optional<double> RunCurves::epochAt(XAxis axis, double epoch) const {
  if (axis == XAxis::Epoch) return epoch;
  const std::size_t after = train_.firstFrom(XAxis::Epoch, epoch - 1e-9);
  if (after == train_.size()) return std::nullopt;
  return train_.x(axis)[after];
}

void RunCurves::setSmoothing(double keep, double unit) {
  train_.setSmoothing(keep, unit);
}

}  // namespace loom::ui
