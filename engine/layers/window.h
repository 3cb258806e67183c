#pragma once

// What convolution and pooling share: a window that slides over an image (C, H, W). Pure functions;
// any thread.

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

std::string pairText(IntPair pair);

/// What to say when the input is no image (C, H, W).
ShapeAnswer notAnImage(const SiteInfo& site);

/// (channels, H', W') with H' = floor((H + 2 padding - dilation (kernel - 1) - 1) / stride) + 1
/// (https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html), or the problem that stands in
/// the way.
ShapeAnswer windowShape(const SiteInfo& site, std::int64_t channels, const Window& window);

}  // namespace loom
