#pragma once

// All that is known of one run's way: a row for every batch learned and one for every validation,
// with their places on each axis. A copy of it shares the memory of its values and stays as it is;
// it may be read on another thread. One thread otherwise.

#include <array>
#include <optional>

#include "engine/train/trainer.h"
#include "ui/charts/series.h"

namespace loom::ui {

enum class ChartMetric : std::uint8_t { Loss, Accuracy, LearningRate, GradientNorm };
inline constexpr std::array kChartMetrics = {ChartMetric::Loss, ChartMetric::Accuracy,
                                             ChartMetric::LearningRate, ChartMetric::GradientNorm};

enum class XAxis : std::uint8_t { Epoch, Step, Time };
inline constexpr std::array kXAxes = {XAxis::Epoch, XAxis::Step, XAxis::Time};

/// Rows of one kind, in order. x never falls; one that would is moved up.
class Track {
 public:
  void add(const Point& point);
  std::size_t size() const { return series_[0].size(); }
  bool empty() const { return size() == 0; }
  const Chunked<double>& x(XAxis axis) const { return x_[static_cast<std::size_t>(axis)]; }
  const Series& series(ChartMetric metric) const {
    return series_[static_cast<std::size_t>(metric)];
  }
  bool has(ChartMetric metric) const { return !series(metric).raw().pyramid.all().isEmpty(); }

  /// The first row at or behind x, at `from` or later; size() if there is none.
  std::size_t firstFrom(XAxis axis, double x, std::size_t from = 0) const;
  /// The row nearest to x, or nothing.
  std::optional<std::size_t> nearest(XAxis axis, double x) const;

  void setSmoothing(double keep, double unit);
  bool smoothSome(std::size_t most);

 private:
  std::array<Chunked<double>, 3> x_;
  std::array<Series, 4> series_;
};

class RunCurves {
 public:
  void add(const Point& point);
  const Track& train() const { return train_; }
  const Track& validation() const { return validation_; }
  bool empty() const { return train_.empty() && validation_.empty(); }
  bool has(ChartMetric metric) const { return train_.has(metric) || validation_.has(metric); }
  /// The validation row with the lowest loss, or the highest accuracy; nothing before the second.
  std::optional<std::size_t> best(ChartMetric metric) const;
  /// Where the last row is.
  double end(XAxis axis) const;
  /// Where this epoch begins on an axis, as far as is known.
  std::optional<double> epochAt(XAxis axis, double epoch) const;

  /// 0 (none) to below 1, for every `unit` of epochs; smoothSome goes on with it.
  void setSmoothing(double keep, double unit);
  bool smoothSome(std::size_t most) { return train_.smoothSome(most); }

 private:
  Track train_, validation_;
  std::size_t lowestLoss_ = 0, highestAccuracy_ = 0;
};

}  // namespace loom::ui
