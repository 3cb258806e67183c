#pragma once

// One node, seen closely, for one sample: figures of its channels, its filters, and what its layer
// keeps inside. Pure but for the program that it reads; the trainer's thread.

#include <string>

#include "engine/graph/program.h"
#include "engine/train/snapshot.h"

namespace loom {

/// Fills all of `out` but spreads and idle; leaves its node empty where there is no such node.
/// `sample`: of the program's last forward.
void lookClosely(const Program<float>& program, const Parameters<float>& parameters,
                 const std::string& node, int sample, CloseView& out);

}  // namespace loom
