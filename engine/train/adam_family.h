#pragma once

// What Adam and AdamW share: all but where the weight decay acts.

#include "engine/train/optimizer.h"

namespace loom {

enum class WeightDecay {
  InGradient,  // Adam: weight_decay * w is part of the gradient, and so of both means
  Decoupled    // AdamW: w shrinks by lr * weight_decay beside the step
};

/// All of the declaration but its name, texts and formula.
OptimizerType adamFamily(WeightDecay kind);

}  // namespace loom
