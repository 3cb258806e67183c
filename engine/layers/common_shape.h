#pragma once

// What merges share: inputs of one shape. Pure; any thread.

#include "engine/layers/layer_type.h"

namespace loom {

/// The shape of all inputs, or which two of them differ.
ShapeAnswer commonShape(const SiteInfo& site);

}  // namespace loom
