#include "engine/train/gradient_rules.h"

#include <cmath>

#include "engine/graph/learning.h"
#include "engine/kernels/kernels.h"

namespace loom {

namespace {

double squaresFast(const Parameters<float>& parameters) {
  double squares = 0;
  for (const auto& entry : parameters.entries())
    if (!entry.frozen)
      squares += kernels<float>().sumOfSquares(entry.size, parameters.gradient(entry));
  return squares;
}

/// The same where a square has no room in a float.
double squaresWide(const Parameters<float>& parameters) {
  double squares = 0;
  for (const auto& entry : parameters.entries()) {
    if (entry.frozen) continue;
    const float* gradient = parameters.gradient(entry);
    for (std::size_t i = 0; i < entry.size; ++i)
      squares += static_cast<double>(gradient[i]) * gradient[i];
  }
  return squares;
}

}  // namespace

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

std::optional<double> GradientRules::apply(Parameters<float>& parameters) const {
  for (const Penalty& penalty : penalties_) {
    const float* weight = parameters.allValues() + penalty.offset;
    float* gradient = parameters.allGradients() + penalty.offset;
    for (std::size_t i = 0; i < penalty.size; ++i) {
      const auto sign = static_cast<float>((weight[i] > 0) - (weight[i] < 0));
      gradient[i] += penalty.l1 * sign + penalty.l2 * weight[i];
    }
  }
  if (!clipNorm_) return std::nullopt;
  return clip(parameters);
}

double GradientRules::clip(Parameters<float>& parameters) const {
  double length = std::sqrt(squaresFast(parameters));
  if (!std::isfinite(length)) length = std::sqrt(squaresWide(parameters));
  const double scale = *clipNorm_ / (length + 1e-6);
  if (scale >= 1) return length;
  for (const auto& entry : parameters.entries()) {
    if (entry.frozen) continue;
    float* gradient = parameters.gradient(entry);
    for (std::size_t i = 0; i < entry.size; ++i) gradient[i] *= static_cast<float>(scale);
  }
  return length;
}

}  // namespace loom
