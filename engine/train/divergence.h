#pragma once

// Why a loss is not a number, as far as repeating the pass can tell. The trainer's thread.

#include <cstdint>
#include <memory>
#include <span>

#include "engine/base/text.h"
#include "engine/graph/program.h"

namespace loom {

/// A training pass forward whose loss was not finite.
struct BrokenPass {
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> parameters;
  Workers& workers;
  std::span<const float> inputs;  // rows (sample, ...) of the first Input node
  Targets<float> targets;
  int batch = 0;
  RandomKey random;
};

/// The sentence that ends the run at `step` (counted from 1), which was to be made with learning
/// rate `rate`. It names a node: where the last update left weights that are not finite, the last
/// such node in order, which is the first that the gradient came to; else the first node in order
/// whose output is not finite. For that it repeats the pass in a program that shares no memory; the
/// parameters are left as they were.
Text divergence(const BrokenPass& pass, std::int64_t step, double rate);

}  // namespace loom
