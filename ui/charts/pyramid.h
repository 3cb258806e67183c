#pragma once

// The lowest and highest of any stretch of a curve, found without looking at every point: extents
// of 16 values, of 256, of 4096 and so on. It grows with the curve, a constant cost a point. Any
// one thread.

#include <limits>
#include <vector>

#include "ui/charts/chunked.h"

namespace loom::ui {

/// Of the values that are finite.
struct Extent {
  float low = std::numeric_limits<float>::infinity();
  float high = -std::numeric_limits<float>::infinity();
  float lowPositive = std::numeric_limits<float>::infinity();  // for a logarithmic axis

  bool isEmpty() const { return low > high; }
  void add(float value);
  void add(const Extent& other);
};

class Pyramid {
 public:
  void add(float value);
  /// Of everything.
  const Extent& all() const { return all_; }
  /// Of values[from] to values[to - 1]. REQUIRES: `values` are those that were added.
  Extent over(const Chunked<float>& values, std::size_t from, std::size_t to) const;

 private:
  struct Level {
    Chunked<Extent> closed;
    Extent open;  // of the block that still fills
  };
  std::vector<Level> levels_;  // level k: blocks of 16^(k + 1) values
  Extent all_;
  std::size_t count_ = 0;
};

}  // namespace loom::ui
