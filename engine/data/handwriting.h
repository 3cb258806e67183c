#pragma once

// Writes a digit the way a person might: picks one of several ways to write it, moves a pen along
// it with an unsteady hand, leans, stretches and bends the whole, and presses more or less hard.
// What is written is a pure function of the random stream, the same on every machine. Any thread.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/rng.h"
#include "engine/data/ink.h"

namespace loom {

/// The strokes of one way to write `digit` (0..9), about 1 unit high and not yet bent by the hand.
std::vector<InkLine> digitStrokes(int digit, Rng& rng);

inline constexpr int kDigitSize = 28;
using DigitImage = std::array<std::uint8_t, kDigitSize * kDigitSize>;

/// One sample: 0 is paper, 255 is ink.
DigitImage writeDigit(int digit, Rng rng);

}  // namespace loom
