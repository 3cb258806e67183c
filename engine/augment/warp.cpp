#include "engine/augment/warp.h"

#include <opencv2/imgproc.hpp>
#include <utility>

namespace loom {

Warp::Warp(const Shape& shape)
    : channels_(static_cast<int>(shape[0])),
      height_(static_cast<int>(shape[1])),
      width_(static_cast<int>(shape[2])) {}

void Warp::add(const PlaneMap& source) {
  // A place goes through the newest step first, then back through those before it.
  PlaneMap product{};
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t column = 0; column < 3; ++column)
      for (std::size_t i = 0; i < 3; ++i)
        product[3 * row + column] += map_[3 * row + i] * source[3 * i + column];
  map_ = product;
}

void Warp::addAboutMiddle(double a, double b, double c, double d) {
  const double x = 0.5 * (width_ - 1), y = 0.5 * (height_ - 1);
  add({a, b, x - a * x - b * y, c, d, y - c * x - d * y, 0, 0, 1});
}

void Warp::addShift(double dx, double dy) {
  add({1, 0, -dx, 0, 1, -dy, 0, 0, 1});
}

void Warp::displace(std::vector<float> offsets) {
  offsets_ = std::move(offsets);
}

void Warp::sample(std::span<float> image) const {
  cv::Mat places(height_, width_, CV_32FC2);
  const float* offset = offsets_.data();
  for (int row = 0; row < height_; ++row) {
    auto* place = places.ptr<cv::Vec2f>(row);
    for (int column = 0; column < width_; ++column) {
      double x = column, y = row;
      if (isDisplaced()) {
        x += static_cast<double>(*offset++);
        y += static_cast<double>(*offset++);
      }
      const double w = map_[6] * x + map_[7] * y + map_[8];
      place[column] = {static_cast<float>((map_[0] * x + map_[1] * y + map_[2]) / w),
                       static_cast<float>((map_[3] * x + map_[4] * y + map_[5]) / w)};
    }
  }
  const auto pixels = static_cast<std::size_t>(height_) * static_cast<std::size_t>(width_);
  cv::Mat moved;
  for (int channel = 0; channel < channels_; ++channel) {
    cv::Mat plane(height_, width_, CV_32F,
                  image.data() + static_cast<std::size_t>(channel) * pixels);
    cv::remap(plane, moved, places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, 0.0);
    moved.copyTo(plane);
  }
}

}  // namespace loom
