#include "ui/charts/series.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace loom::ui {

void Smoother::reset(double keep, double unit) {
  keep_ = std::clamp(keep, 0.0, 0.9999);
  unit_ = unit > 0 ? unit : 1;
  lastX_ = mean_ = weight_ = 0;
  lastDistance_ = -1;
}

/// Steps are all but equal, and powers are slow.
double Smoother::keptOver(double distance) {
  if (std::abs(distance - lastDistance_) > 1e-9 * distance) {
    lastDistance_ = distance;
    lastKept_ = std::pow(keep_, std::max(distance, 1e-9));
  }
  return lastKept_;
}

double Smoother::next(double x, double y) {
  if (keep_ <= 0) return y;
  // The first point has no distance: it counts as one unit.
  const double kept = keptOver(weight_ > 0 ? (x - lastX_) / unit_ : 1);
  lastX_ = x;
  // Written as a step from the mean so far, so that a constant stays bit for bit what it is.
  if (weight_ == 0) mean_ = y;
  weight_ = weight_ * kept + (1 - kept);
  mean_ += (y - mean_) * (1 - kept) / weight_;
  return mean_;
}

void Line::add(float value) {
  values.push_back(value);
  pyramid.add(value);
}

void Series::Pass::add(double x, float value) {
  line.add(std::isfinite(value) ? static_cast<float>(smoother.next(x, static_cast<double>(value)))
                                : value);
}

void Series::add(double x, double value) {
  const auto kept = static_cast<float>(value);
  raw_.add(kept);
  smoothed_.add(std::isfinite(kept) ? static_cast<float>(smoother_.next(x, value)) : kept);
}

void Series::setSmoothing(double keep, double unit) {
  if (keep == keep_ && unit == unit_) return;
  keep_ = keep;
  unit_ = unit;
  pass_.emplace();
  pass_->smoother.reset(keep, unit);
  if (raw_.values.empty()) smoothSome({}, 1);
}

bool Series::smoothSome(const Chunked<double>& x, std::size_t most) {
  if (!pass_) return true;
  const Chunked<float>& values = raw_.values;
  const std::size_t end = std::min(values.size(), pass_->line.values.size() + most);
  for (std::size_t i = pass_->line.values.size(); i < end; ++i) pass_->add(x[i], values[i]);
  if (end < values.size()) return false;
  smoothed_ = std::move(pass_->line);
  smoother_ = pass_->smoother;
  pass_.reset();
  ++edition_;
  return true;
}

}  // namespace loom::ui
