#pragma once

// The built-in data: digits that look written by hand, made by code. The same bytes for a seed on
// every machine and for any number of threads. Any thread.

#include <cstdint>

#include "engine/data/dataset.h"

namespace loom {

inline constexpr int kDigitsTrain = 20'000;
inline constexpr int kDigitsTest = 4'000;

/// Writes all digits anew, on `threads` threads, in a second or so; fails only when it is
/// cancelled.
Result<Dataset> makeDigits(std::uint64_t seed, int threads, const LoadContext& context);

/// Where loading keeps what it made for a seed; empty if there is no cache folder.
std::string digitsCachePath(std::uint64_t seed);

}  // namespace loom
