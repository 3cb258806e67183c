#include "engine/train/gradient_rules.h"

#include <cmath>

#include "engine/graph/learning.h"

namespace loom {

GradientRules::GradientRules(const Graph& graph, const Parameters<float>& parameters,
                             std::optional<double> clipNorm)
    : clipNorm_(clipNorm) {
  for (const auto& entry : parameters.entries()) {
    const Node* node = graph.find(entry.node);
    if (!node || entry.frozen || !entry.isWeight) continue;
    const Reader learning(learningFields(), node->learning);
    const Penalty penalty{entry.offset, entry.size, static_cast<float>(learning.real("l1")),
                          static_cast<float>(learning.real("l2"))};
    if (penalty.l1 != 0 || penalty.l2 != 0) penalties_.push_back(penalty);
  }
}

void GradientRules::apply(Parameters<float>& parameters) const {
  for (const Penalty& penalty : penalties_) {
    const float* weight = parameters.allValues() + penalty.offset;
    float* gradient = parameters.allGradients() + penalty.offset;
    for (std::size_t i = 0; i < penalty.size; ++i) {
      const auto sign = static_cast<float>((weight[i] > 0) - (weight[i] < 0));
      gradient[i] += penalty.l1 * sign + penalty.l2 * weight[i];
    }
  }
  if (clipNorm_) clip(parameters);
}

void GradientRules::clip(Parameters<float>& parameters) const {
  double squares = 0;
  for (const auto& entry : parameters.entries()) {
    if (entry.frozen) continue;
    const float* gradient = parameters.gradient(entry);
    for (std::size_t i = 0; i < entry.size; ++i)
      squares += static_cast<double>(gradient[i]) * gradient[i];
  }
  const double scale = *clipNorm_ / (std::sqrt(squares) + 1e-6);
  if (scale >= 1) return;
  for (const auto& entry : parameters.entries()) {
    if (entry.frozen) continue;
    float* gradient = parameters.gradient(entry);
    for (std::size_t i = 0; i < entry.size; ++i) gradient[i] *= static_cast<float>(scale);
  }
}

}  // namespace loom
