#pragma once

// A fast 64-bit hash of many bytes, the same on every machine: it recognises data, it does not
// protect it. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/data/dataset.h"

namespace loom {

/// Hash of `bytes`, going on from `start`.
std::uint64_t hashBytes(std::string_view bytes, std::uint64_t start = 0);

/// Hash of the shape, the classes and every sample, as 16 hexadecimal digits.
std::string fingerprintOf(const Dataset& dataset);

}  // namespace loom
