#pragma once

// Lets arrays of a plan whose times do not overlap lie in the same memory. Private to engine/graph.
// Pure; any thread.

#include "engine/graph/plan.h"

namespace loom {

/// Renumbers the plan's buffers. Two arrays share one if they have equally many elements a sample
/// (several steps may run on one block before the next block is touched, so only then does every
/// block keep to its own part) and the one is used for the last time before the other is first
/// written. A layer that works in place also writes over what it reads. The inputs, the output, the
/// loss and the gradients of inputs stay to the end.
void shareBuffers(Plan& plan);

}  // namespace loom
