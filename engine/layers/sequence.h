#pragma once

// What layers over sequences, (T, E) per sample, say to anything else. Pure; any thread.

#include <optional>

#include "engine/layers/layer_type.h"

namespace loom {

/// The answer to an input that is no sequence, if it is none; a grey image gets a fix that reads it
/// row by row.
std::optional<ShapeAnswer> noSequence(const SiteInfo& site);

}  // namespace loom
