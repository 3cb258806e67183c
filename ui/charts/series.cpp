#include "ui/charts/series.h"

#include <algorithm>
#include <cmath>

namespace loom::ui {

void Smoother::reset(double keep, double unit) {
  keep_ = std::clamp(keep, 0.0, 0.9999);
  unit_ = unit > 0 ? unit : 1;
  lastX_ = mean_ = weight_ = 0;
}

double Smoother::next(QPointF point) {
  if (keep_ <= 0) return point.y();
  // The first point has no distance: it counts as one unit.
  const double distance = weight_ > 0 ? (point.x() - lastX_) / unit_ : 1;
  const double kept = std::pow(keep_, std::max(distance, 1e-9));
  lastX_ = point.x();
  // Written as a step from the mean so far, so that a constant stays bit for bit what it is.
  if (weight_ == 0) mean_ = point.y();
  weight_ = weight_ * kept + (1 - kept);
  mean_ += (point.y() - mean_) * (1 - kept) / weight_;
  return mean_;
}

void Reducer::setView(const View& view) {
  view_ = view;
  clear();
}

void Reducer::clear() {
  closed_.clear();
  points_.clear();
  column_ = {};
  hasBefore_ = hasNewest_ = hasBehind_ = false;
}

void Reducer::add(QPointF point) {
  if (point.x() < view_.low) {
    before_ = point;
    hasBefore_ = true;
    return;
  }
  if (point.x() > view_.high) {
    if (!hasBehind_) behind_ = point;
    hasBehind_ = true;
    return;
  }
  const double share = (point.x() - view_.low) / std::max(view_.high - view_.low, 1e-12);
  const int index =
      std::clamp(static_cast<int>(share * view_.columns), 0, std::max(0, view_.columns - 1));
  newest_ = point;
  hasNewest_ = true;
  if (index != column_.index) {
    close();
    column_ = {index, point, point, false};
    return;
  }
  if (point.y() < column_.lowest.y()) {
    column_.lowest = point;
    column_.highestFirst = true;
  }
  if (point.y() > column_.highest.y()) {
    column_.highest = point;
    column_.highestFirst = false;
  }
}

namespace {
void append(QList<QPointF>& list, QPointF point) {
  if (list.isEmpty() || list.back() != point) list.push_back(point);
}
}  // namespace

void Reducer::close() {
  if (column_.index < 0) return;
  append(closed_, column_.highestFirst ? column_.highest : column_.lowest);
  append(closed_, column_.highestFirst ? column_.lowest : column_.highest);
}

const QList<QPointF>& Reducer::points() {
  points_.clear();
  points_.reserve(closed_.size() + 5);
  if (hasBefore_) points_.push_back(before_);
  points_.append(closed_);
  if (column_.index >= 0) {
    append(points_, column_.highestFirst ? column_.highest : column_.lowest);
    append(points_, column_.highestFirst ? column_.lowest : column_.highest);
  }
  if (hasNewest_) append(points_, newest_);
  if (hasBehind_) points_.push_back(behind_);
  return points_;
}

void Series::add(double x, double y) {
  if (!std::isfinite(x) || !std::isfinite(y)) return;
  if (!raw_.empty()) x = std::max(x, raw_.back().x());
  raw_.emplace_back(x, y);
  smoothed_.emplace_back(x, smoother_.next(raw_.back()));
  reduce(rawReducer_, raw_.back());
  reduce(smoothReducer_, smoothed_.back());
}

void Series::clear() {
  raw_.clear();
  smoothed_.clear();
  smoother_.reset(keep_, unit_);
  rawReducer_.clear();
  smoothReducer_.clear();
}

void Series::setSmoothing(double keep, double unit) {
  if (keep == keep_ && unit == unit_) return;
  keep_ = keep;
  unit_ = unit;
  smoother_.reset(keep, unit);
  for (std::size_t i = 0; i < raw_.size(); ++i) smoothed_[i].setY(smoother_.next(raw_[i]));
  reduceAll();
}

void Series::setView(const Reducer::View& view) {
  if (view == rawReducer_.view()) return;
  rawReducer_.setView(view);
  smoothReducer_.setView(view);
  reduceAll();
}

void Series::setPositiveOnly(bool on) {
  if (positiveOnly_ == on) return;
  positiveOnly_ = on;
  reduceAll();
}

void Series::reduceAll() {
  rawReducer_.clear();
  smoothReducer_.clear();
  for (const QPointF& point : raw_) reduce(rawReducer_, point);
  for (const QPointF& point : smoothed_) reduce(smoothReducer_, point);
}

void Series::reduce(Reducer& reducer, QPointF point) const {
  if (!positiveOnly_ || point.y() > 0) reducer.add(point);
}

int Series::nearest(double x) const {
  if (raw_.empty()) return -1;
  const auto right = std::ranges::lower_bound(raw_, x, {}, [](const QPointF& p) { return p.x(); });
  if (right == raw_.begin()) return 0;
  if (right == raw_.end()) return static_cast<int>(raw_.size()) - 1;
  const auto left = right - 1;
  const auto best = x - left->x() <= right->x() - x ? left : right;
  return static_cast<int>(best - raw_.begin());
}

NiceAxis niceAxis(double low, double high, int intervals) {
  if (!(high > low)) high = low + std::max(1e-6, std::abs(low) * 0.1);
  const double rough = (high - low) / intervals;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 6.0, 8.0, 10.0, 15.0}) {
    const double step = factor * power;
    // A hair of tolerance, so that 0.1 + 0.2 does not ask for one more step.
    const double from = std::floor(low / step + 1e-9) * step;
    const double to = std::ceil(high / step - 1e-9) * step;
    if ((to - from) / step <= intervals + 0.5) return {from, to, step};
  }
  return {low, high, rough};
}

}  // namespace loom::ui
