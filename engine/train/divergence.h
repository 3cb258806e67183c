#pragma once

// Why a loss is not a number, as far as a program that has just computed it can tell. The thread
// that owns the program.

#include <cstdint>

#include "engine/base/text.h"
#include "engine/graph/parameters.h"
#include "engine/graph/program.h"

namespace loom {

/// The sentence that ends the run at `step` (counted from 1), which was to be made with learning
/// rate `rate`. It names a node: where the last update left weights that are not finite, the last
/// such node in order, which is the first that the gradient came to; else the first node in order
/// whose output is not finite. REQUIRES: the loss of the last forward of `program` is not finite.
Text divergence(const Program<float>& program, const Parameters<float>& parameters,
                std::int64_t step, double rate);

}  // namespace loom
