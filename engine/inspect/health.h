#pragma once

// Whether a node learns well, from figures that were measured at a step: a verdict, the figure that
// it rests on, and what to do. Pure; any thread.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/text.h"

namespace loom {

/// What was measured of one node.
struct NodeFigures {
  std::string node;
  std::int64_t weights = 0;  // that learn, or would if it were not frozen; 0: none
  bool frozen = false;
  double weightNorm = 0;    // ‖w‖ after the step
  double gradientNorm = 0;  // ‖∂L/∂w‖ that the step followed
  double updateNorm = 0;    // ‖Δw‖ of the step
  int units = 0;            // 0: nobody counted
  int deadUnits = 0;        // of them, active for none of the samples
  std::int64_t samples = 0;
};

/// ‖Δw‖ / ‖w‖; not a number where there is none.
double updateRatio(const NodeFigures& figures);

struct NodeHealth {
  enum class Verdict { Good, Warning, Bad };
  std::string node;
  Verdict verdict = Verdict::Good;
  Text figure;
  Text advice;  // one sentence
  bool operator==(const NodeHealth&) const = default;
};

/// From which figure on something is worth a word, and a warning.
struct HealthLimits {
  /// Share of dead units. "You may find that as much as 40 % of your network can be dead": CS231n,
  /// Neural Networks 1, "ReLU" (Karpathy). Two thirds: the layer is a fraction of itself.
  double someDead = 0.4, mostDead = 2.0 / 3;
  /// ‖Δw‖ / ‖w‖ of a step. "Should be somewhere around 1e-3": CS231n, Neural Networks 3, "Ratio of
  /// weights:updates". Two orders above, a layer forgets within a few steps what it learned; four
  /// below, a thousand steps change nothing.
  double fast = 0.03, tooFast = 0.1, slow = 1e-7;
  /// ‖g‖ / ‖w‖ over the median of the other layers'. Layers of sound networks differ by one or two
  /// orders (You, Gitman, Ginsburg 2017, "Large batch training of convolutional networks", table
  /// 2); gradients that vanish or explode do so by a factor a layer (Pascanu, Mikolov, Bengio
  /// 2013).
  double strong = 1e3, exploding = 1e4, faint = 1e-3, vanishing = 1e-4;
};

/// A verdict for each, in their order.
std::vector<NodeHealth> judge(std::span<const NodeFigures> nodes, const HealthLimits& limits = {});

/// 0.0012 -> "1.2 × 10⁻³"; 0.31 -> "0.31".
std::string powerText(double value);
/// 0.708 -> "71 %".
std::string shareText(double share);

}  // namespace loom
