#pragma once

// The values of one curve, raw and smoothed. Every value is kept. Adding one costs only what is
// new; smoothing anew goes on in pieces as short as the caller wants, and the curve as it was stays
// until the new one is complete. No widgets; one thread.

#include <QPointF>
#include <optional>

#include "ui/charts/chunked.h"
#include "ui/charts/pyramid.h"

namespace loom::ui {

/// A time-weighted exponential moving average without the bias of its start: the weight of what was
/// falls by `keep` with every `unit` of x, however densely the points lie. A constant stays exactly
/// flat. keep = 0 changes nothing.
class Smoother {
 public:
  void reset(double keep, double unit);
  double next(double x, double y);

 private:
  double keptOver(double distance);

  double keep_ = 0;
  double unit_ = 1;
  double lastX_ = 0;
  double mean_ = 0;
  double weight_ = 0;  // of all points so far, of 1
  double lastDistance_ = -1, lastKept_ = 1;
};

/// Values in the order of their points, and what finds the extremes of any stretch of them.
struct Line {
  Chunked<float> values;  // not finite: nothing is known there, a gap
  Pyramid pyramid;
  void add(float value);
};

class Series {
 public:
  /// x is the place that smoothing goes by; a value that is not finite leaves a gap.
  void add(double x, double value);
  std::size_t size() const { return raw_.values.size(); }

  const Line& raw() const { return raw_; }
  const Line& smoothed() const { return smoothed_; }
  /// Changes when smoothed values change that were there before.
  int edition() const { return edition_; }

  /// `keep` 0..1 per `unit` of x, for what is added from now on; smoothSome does the rest.
  void setSmoothing(double keep, double unit);
  /// Smooths up to `most` of the values that are there, at `x`; true if nothing is left to do.
  bool smoothSome(const Chunked<double>& x, std::size_t most);

 private:
  struct Pass {
    Smoother smoother;
    Line line;
    void add(double x, float value);
  };

  Line raw_, smoothed_;
  Smoother smoother_;
  double keep_ = 0, unit_ = 1;
  std::optional<Pass> pass_;  // smoothing anew, under way
  int edition_ = 0;
};

}  // namespace loom::ui
