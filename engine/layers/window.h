#pragma once

// What convolution and pooling share: a window that slides over an image (C, H, W), or over a row
// (C, T). Pure functions; any thread.

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "engine/layers/layer_type.h"

namespace loom {

using IntPair = std::pair<std::int64_t, std::int64_t>;  // height, width

struct Window {
  IntPair kernel;
  IntPair stride;
  IntPair padding;
  IntPair dilation;
};

/// One axis of a window and of what it slides over
/// (https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html).
struct WindowAxis {
  std::int64_t size, kernel, stride, padding, dilation;

  std::int64_t padded() const { return size + 2 * padding; }
  std::int64_t reach() const { return dilation * (kernel - 1) + 1; }
  bool fits() const { return reach() <= padded(); }
  /// REQUIRES: fits().
  std::int64_t places() const { return (padded() - reach()) / stride + 1; }
  /// The kernel, or the largest one that fits.
  std::int64_t fittingKernel() const { return std::min(kernel, (padded() - 1) / dilation + 1); }
};

std::string pairText(IntPair pair);

/// What to say when the input is no image (C, H, W).
ShapeAnswer notAnImage(const SiteInfo& site);

/// What to say when the window is larger than what it slides over; the sizes are what a person
/// reads, `smaller` is the kernel_size that fits.
ShapeAnswer kernelTooLarge(const SiteInfo& site, const std::string& kernel,
                           const std::string& padded, const Value& smaller);

/// (channels, H', W') with H' = floor((H + 2 padding - dilation (kernel - 1) - 1) / stride) + 1, or
/// the problem that stands in the way.
ShapeAnswer windowShape(const SiteInfo& site, std::int64_t channels, const Window& window);
/// (channels, T') of a row (C, T). REQUIRES: the input has two axes.
ShapeAnswer windowShape(const SiteInfo& site, std::int64_t channels, const WindowAxis& window);

}  // namespace loom
