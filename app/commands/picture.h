#pragma once

// A picture file as a network's input. Any thread; touches the disk.

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/shape.h"

namespace loom {

/// A picture of any size, grey, colour or transparent (on white), as (C, H, W) values 0..1.
/// - Of the input's own size: value / 255 as it is, never inverted, so that a sample of the data
/// set gives what the
///   data set gives.
/// - Else for an input of (1, 28, 28): a digit. If its border is brighter than the middle grey it
/// is dark on light
///   and gets inverted; then paper becomes 0, ink 1, and it is framed as MNIST is.
/// - Else scaled to the input's size.
/// REQUIRES: input.rank() == 3 with 1 or 3 channels.
Result<std::vector<float>> readPicture(const std::string& path, const Shape& input);

}  // namespace loom
