#pragma once

// A photograph, a scan or a picture of a digit as ink on paper, whichever of the two is the darker
// one. Pure functions; any thread.

#include <vector>

#include "engine/base/result.h"

namespace loom {

/// `grey`: `width` x `height`, 0 black to 1 white. Gives 0 (paper) to 1 (ink), row by row. What is
/// most of the picture's edge is paper; the line between the two is where their grey values are
/// told apart best (Otsu 1979, "A threshold selection method from gray-level histograms"). Fails
/// where all is nearly one grey.
Result<std::vector<float>> inkOfPicture(const std::vector<float>& grey, int width, int height);

}  // namespace loom
