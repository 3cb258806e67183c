#pragma once

// How far one step moves the weights: copies them before it and compares after it. The trainer's
// thread, between two steps.

#include <string>
#include <vector>

#include "engine/graph/parameters.h"
#include "engine/inspect/health.h"

namespace loom {

class Vitals {
 public:
  void before(const Parameters<float>& parameters);
  /// Lengths of weights, gradients and update of every node that has weights. REQUIRES: before()
  /// was called for the same parameters.
  std::vector<NodeFigures> after(const Parameters<float>& parameters) const;

 private:
  std::vector<float> before_;
};

}  // namespace loom
