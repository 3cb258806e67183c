#pragma once

// Which parts of a drawing mattered: a patch of paper slides over it, and where the probability of
// the likeliest class falls most, there was what the network went by (Zeiler and Fergus 2014,
// "Visualizing and Understanding Convolutional Networks", section 4.2). A few patches at a time, so
// that whoever calls can do something else in between. The trainer's thread.

#include <cstdint>
#include <vector>

#include "engine/graph/program.h"
#include "engine/train/snapshot.h"

namespace loom {

/// A square of paper, its upper left corner at (row, column), which may lie outside the picture.
struct Patch {
  int row = 0;
  int column = 0;
};

/// The patches that slide over a picture: side x side pixels, so placed that every pixel lies under
/// the same number of them.
struct Patches {
  int side = 1;
  std::vector<Patch> places;
};
Patches patchesOver(int height, int width);

class Occlusion {
 public:
  /// False: a drawing of this shape (C, H, W) cannot be occluded. Begins anew for another drawing,
  /// and, once it has come to the end, for weights of another step.
  bool ask(const std::vector<float>& drawing, std::int64_t id, const Shape& shape,
           std::int64_t step);
  /// The weights changed, and no step made them so.
  void changed() { stale_ = true; }

  /// The next few patches; false if there is nothing left to do. What was found before stays until
  /// all were seen once more.
  bool slice(Program<float>& program);
  const HeatMap& found() const { return found_; }

 private:
  void begin(const Shape& shape);
  bool begin(Program<float>& program);
  void cover(float* sample, const Patch& patch) const;
  void finish();

  std::vector<float> drawing_;
  std::int64_t step_ = -1;
  bool stale_ = false;
  int channels_ = 1;
  HeatMap found_, next_;
  Patches patches_;
  std::vector<Patch> inked_;  // those that cover something
  std::vector<float> falls_;  // of inked_, as far as they are known
  std::vector<float> scores_;
};

}  // namespace loom
