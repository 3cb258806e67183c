#pragma once

// A pen that goes smoothly through the places it is told, missing each by a little. Any thread.

#include <vector>

#include "engine/base/rng.h"
#include "engine/data/ink.h"

namespace loom {

class Pen {
 public:
  /// `looseness`: how far a place is missed, as a standard deviation.
  Pen(Rng& rng, double looseness) : rng_(rng), looseness_(looseness) {}

  void to(double x, double y) { knots_.push_back(miss(x, y)); }
  /// Like `to`, but the direction breaks here.
  void corner(double x, double y);
  /// Along the ellipse around (x, y) from `start`, by `sweep`, in turns: 0 is the top, more is
  /// clockwise.
  void arc(double x, double y, double rx, double ry, double start, double sweep);
  void lift();
  /// All that was drawn.
  std::vector<InkLine> finish();

 private:
  InkPoint miss(double x, double y);
  void flush();

  Rng& rng_;
  double looseness_;
  std::vector<InkPoint> knots_;
  InkLine line_;
  std::vector<InkLine> lines_;
};

/// Mean 0, variance 1, within +-3.5: a sum of uniform draws, so that no library function decides
/// about bits.
inline double roughlyNormal(Rng& rng) {
  const double sum = rng.uniform() + rng.uniform() + rng.uniform() + rng.uniform();
  return (sum - 2.0) * 1.7320508075688772;
}

}  // namespace loom
