#pragma once

// What a bypassed node computes: nothing. It is no type that a person can choose, so it is not in
// layers.def. Immutable; any thread.

#include "engine/layers/layer_type.h"

namespace loom {

/// Hands its first input on; others are not looked at.
const LayerType& bypassType();

}  // namespace loom
