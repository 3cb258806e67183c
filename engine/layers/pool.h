#pragma once

// What the poolings share: their settings, and how their window moves. Pure; any thread.

#include "engine/layers/window.h"

namespace loom {

/// kernel_size, stride (the window's if left out) and padding.
Fields poolFields(const char* paddingHelp);

IntPair poolStride(const Reader& params);
/// Refuses padding of more than half a window, as PyTorch does.
ShapeAnswer pooledShape(const SiteInfo& site);

}  // namespace loom
