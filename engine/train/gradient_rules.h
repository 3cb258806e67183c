#pragma once

// What happens to the gradients between the backward pass and the update: the penalties of the
// nodes (engine/graph/learning.h), then the bound on the length of all gradients together. Frozen
// nodes take no part. The trainer's thread.

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/graph/graph.h"
#include "engine/graph/parameters.h"

namespace loom {

class GradientRules {
 public:
  /// `clipNorm`: torch.nn.utils.clip_grad_norm_'s max_norm.
  GradientRules(const Graph& graph, const Parameters<float>& parameters,
                std::optional<double> clipNorm);

  /// The length of all gradients together before it was bounded, where there is a bound: else
  /// nobody measured it here.
  std::optional<double> apply(Parameters<float>& parameters) const;

 private:
  struct Penalty {
    std::size_t offset, size;  // values of Parameters
    float l1, l2;
  };
  double clip(Parameters<float>& parameters) const;

  std::vector<Penalty> penalties_;
  std::optional<double> clipNorm_;
};

}  // namespace loom
