#include "engine/inspect/vitals.h"

#include <cmath>

namespace loom {

namespace {

/// Σ w², Σ g², Σ Δw² of one tensor.
struct Squares {
  double weight = 0, gradient = 0, update = 0;
};

Squares squaresOf(std::size_t size, const float* weight, const float* gradient,
                  const float* before) {
  Squares sums;
  for (std::size_t i = 0; i < size; ++i) {
    const auto w = static_cast<double>(weight[i]), g = static_cast<double>(gradient[i]);
    const double moved = w - static_cast<double>(before[i]);
    sums.weight += w * w;
    sums.gradient += g * g;
    sums.update += moved * moved;
  }
  return sums;
}

}  // namespace

void Vitals::before(const Parameters<float>& parameters) {
  before_ = parameters.values();
}

std::vector<NodeFigures> Vitals::after(const Parameters<float>& parameters) const {
  std::vector<NodeFigures> out;
  for (const auto& entry : parameters.entries()) {
    if (entry.buffer) continue;
    if (out.empty() || out.back().node != entry.node) {
      out.emplace_back();
      out.back().node = entry.node;
      out.back().frozen = entry.frozen;
    }
    NodeFigures& node = out.back();
    const Squares squares = squaresOf(entry.size, parameters.value(entry),
                                      parameters.gradient(entry), before_.data() + entry.offset);
    node.weights += static_cast<std::int64_t>(entry.size);
    node.weightNorm += squares.weight;
    node.gradientNorm += squares.gradient;
    node.updateNorm += squares.update;
  }
  for (NodeFigures& node : out) {
    for (double* norm : {&node.weightNorm, &node.gradientNorm, &node.updateNorm})
      *norm = std::sqrt(*norm);
  }
  return out;
}

}  // namespace loom
