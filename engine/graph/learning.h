#pragma once

// What any node with weights may say about them beside `frozen`: how they start, and what holds
// them small. Pure; any thread.
//
// The penalty on a node's weights w is l1 * sum |w| + l2 / 2 * sum w^2, so that l2 is PyTorch's
// weight_decay: l1 * sign(w) + l2 * w is added to the gradient, before it is clipped. The loss that
// a run reports is without it.

#include <vector>

#include "engine/base/value.h"
#include "engine/layers/layer_type.h"

namespace loom {

/// init, l1, l2: the keys of Node::learning.
const Fields& learningFields();

/// Which of a layer's parameters are its weights, which `init`, `l1` and `l2` are about: those
/// named weight that are matrices or more; where there is none, those named weight.
std::vector<bool> weightsAmong(const std::vector<ParameterSpec>& parameters);
bool haveWeights(const std::vector<ParameterSpec>& parameters);

}  // namespace loom
