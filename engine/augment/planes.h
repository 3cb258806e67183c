#pragma once

// The channels of an image as OpenCV's matrices, which look at its memory.

#include <opencv2/core.hpp>
#include <span>

#include "engine/base/shape.h"

namespace loom {

/// Calls fn(cv::Mat&) for each channel of (C, H, W).
template <class Fn>
void forEachPlane(const Shape& shape, std::span<float> image, Fn&& fn) {
  const int height = static_cast<int>(shape[1]), width = static_cast<int>(shape[2]);
  const auto pixels = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
  for (std::size_t first = 0; first + pixels <= image.size(); first += pixels) {
    cv::Mat plane(height, width, CV_32F, image.data() + first);
    fn(plane);
  }
}

}  // namespace loom
