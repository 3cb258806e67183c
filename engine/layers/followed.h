#pragma once

// Sizes that follow from a layer's input, such as in_features or num_channels: PyTorch wants them
// written down, here they may be, and then must agree. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/layers/layer_type.h"

namespace loom {

/// The optional field; `label` is a LOOM_TEXT.
Field followedField(const char* key, const char* label);

/// What to say when `key` was given and is not the size that arrives.
std::optional<ShapeAnswer> disagreement(const SiteInfo& site, const char* key,
                                        std::int64_t arrives);

}  // namespace loom
