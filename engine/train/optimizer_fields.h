#pragma once

// Settings that several optimisers share, declared once. Pure; any thread.

#include "engine/base/value.h"

namespace loom {

/// lr
Field learningRateField(double initial);
/// eps
Field epsilonField(double initial);
/// momentum
Field momentumField();
/// weight_decay as a penalty: weight_decay * w is added to the gradient.
Field weightDecayField();

}  // namespace loom
