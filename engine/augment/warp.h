#pragma once

// Where each pixel of an augmented image comes from. Steps that only move pixels add themselves to
// one Warp, and the image is sampled once for all of them: faster than one after the other, and
// sharper. Belongs to one thread.

#include <array>
#include <span>
#include <vector>

#include "engine/base/shape.h"

namespace loom {

/// A homography, row by row: takes (x, y, 1) to (x', y', w'). x to the right, y down, (0, 0) in the
/// middle of the first pixel.
using PlaneMap = std::array<double, 9>;

class Warp {
 public:
  /// `shape` is (C, H, W).
  explicit Warp(const Shape& shape);

  int height() const { return height_; }
  int width() const { return width_; }

  /// One step more: `source` maps a place in its result to the place it came from.
  /// REQUIRES: !isDisplaced().
  void add(const PlaneMap& source);
  /// The same for x' = a x + b y, y' = c x + d y about the middle of the image.
  void addAboutMiddle(double a, double b, double c, double d);
  void addShift(double dx, double dy);

  /// A step that moves every pixel its own way: what stands at a pixel came from so far to the
  /// right (x) and below (y); (H, W) pairs. Nothing can be added behind it.
  void displace(std::vector<float> offsets);
  bool isDisplaced() const { return !offsets_.empty(); }

  bool isIdentity() const { return !isDisplaced() && map_ == kIdentity; }
  /// Moves the pixels of (C, H, W); what comes from outside is black.
  void sample(std::span<float> image) const;

 private:
  static constexpr PlaneMap kIdentity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
  int channels_ = 0, height_ = 0, width_ = 0;
  PlaneMap map_ = kIdentity;
  std::vector<float> offsets_;
};

}  // namespace loom
