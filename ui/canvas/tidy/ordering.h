#pragma once

// The second step of tidying: who stands above whom in each layer, so that few wires cross. Pure;
// any thread.

#include <vector>

#include "ui/canvas/tidy/layers.h"

namespace loom::ui {

/// The stops of each layer, from top to bottom.
using Ordering = std::vector<std::vector<int>>;

/// How many pairs of segments cross when they are drawn straight.
long crossings(const Layers& layers, const Chart& chart, const Ordering& ordering);

/// An ordering with few crossings; boxes stay in the order in which they stand (Chart::Box::before)
/// unless another has fewer. Ordering what it gave once more gives the same.
Ordering ordered(const Layers& layers, const Chart& chart);

}  // namespace loom::ui
