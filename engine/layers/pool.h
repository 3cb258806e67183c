#pragma once

// What the poolings share: their settings, and how their window moves. Pure; any thread.

#include "engine/layers/window.h"

namespace loom {

/// kernel_size, stride (the window's if left out) and padding.
Fields poolFields(const char* paddingHelp);

IntPair poolStride(const Reader& params);
struct PoolWindow {
  IntPair kernel, stride, padding;
};
PoolWindow poolWindow(const Reader& params);
/// Where window `place` of an axis begins and ends, cut off at the image's edges.
IntPair windowSpan(std::int64_t place, std::int64_t kernel, std::int64_t stride,
                   std::int64_t padding, std::int64_t size);
/// Refuses padding of more than half a window, as PyTorch does.
ShapeAnswer pooledShape(const SiteInfo& site);

}  // namespace loom
