#pragma once

// The third step of tidying: how high the stops of one row stand, so that wires run as straight as
// the order in each layer lets them. Pure; any thread.

#include <vector>

#include "ui/canvas/tidy/ordering.h"

namespace loom::ui {

/// Part of an ordering: layers that stand beside each other, and the wires among them.
struct Row {
  Ordering layers;
  std::vector<Segment> segments;
};

/// The tops of the stops on the grid, by stop; those that are not in the row are 0.
std::vector<double> heights(const Layers& layers, const Chart& chart, const Row& row);

}  // namespace loom::ui
