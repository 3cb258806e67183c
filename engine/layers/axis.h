#pragma once

// Axes as PyTorch counts them: the batch is axis 0, and negative numbers count from the end. Pure;
// any thread.

#include <cstdint>

#include "engine/layers/layer_type.h"

namespace loom {

/// The axis of a sample of this rank that `dim` means, from 0, or -1 if there is none.
int sampleAxis(std::int64_t dim, int rank);

/// What to say when `key` is no axis of the input, and the fix that sets it to `repaired`.
ShapeAnswer wrongAxis(const SiteInfo& site, const char* key, std::int64_t repaired);

/// An axis seen from outside: `outer` groups of `count` pieces, each of `inner` values in a row.
struct AxisView {
  std::int64_t outer = 1, count = 1, inner = 1;
};
AxisView viewOf(const Shape& shape, int axis);

}  // namespace loom
