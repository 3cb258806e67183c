#pragma once

// The last step of tidying a chart: layers become columns, and a long row of columns is broken into
// several like a line of text, where few wires are cut. Pure; any thread.

#include <vector>

#include "ui/canvas/tidy/heights.h"

namespace loom::ui {

/// Where the boxes of a chart stand, on the grid, with (0, 0) at the top left.
struct ChartPlaces {
  struct Corner {
    double x = 0;
    double y = 0;
  };
  std::vector<Corner> corners;  // by box
  double width = 0;
  double height = 0;
};

/// `width` is the longest row that is wanted.
ChartPlaces laidOut(const Chart& chart, double width);

}  // namespace loom::ui
