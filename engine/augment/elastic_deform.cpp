// Bends an image as a trembling hand would.
// Simard, Steinkraus and Platt 2003, "Best practices for convolutional neural networks", smooth
// white noise in [-alpha, alpha] with a Gaussian of sigma pixels. Noise on a grid two sigma wide
// with a cubic between has the same reach, and scaled to the same variance it bends as much; it
// costs a quarter.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

// What the cubic leaves of the variance of the grid's noise, on the average over all places.
constexpr double kCubicVariance = 0.735;

int gridSize(int pixels, double sigma) {
  return std::clamp(static_cast<int>(std::lround(pixels / (2 * sigma))), 2, pixels);
}

void bend(const Reader& params, Warp& warp, Rng& rng) {
  const double alpha = params.real("alpha"), sigma = params.real("sigma");
  // The deviation of uniform noise in [-1, 1] is 1/sqrt(3); a Gaussian divides it by 2 sqrt(pi)
  // sigma.
  const double smoothed = 1 / (2 * std::sqrt(std::numbers::pi) * std::max(sigma, 0.5));
  const double most = alpha * smoothed / std::sqrt(kCubicVariance);
  cv::Mat grid(gridSize(warp.height(), sigma), gridSize(warp.width(), sigma), CV_32FC2);
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.cols; ++column)
      for (int axis = 0; axis < 2; ++axis)
        grid.at<cv::Vec2f>(row, column)[axis] = static_cast<float>(rng.uniform(-most, most));
  std::vector<float> offsets(2 * static_cast<std::size_t>(warp.height()) *
                             static_cast<std::size_t>(warp.width()));
  cv::Mat bent(warp.height(), warp.width(), CV_32FC2, offsets.data());
  cv::resize(grid, bent, bent.size(), 0, 0, cv::INTER_CUBIC);
  warp.displace(std::move(offsets));
}

}  // namespace

AugmentationType elasticDeform() {
  return {
      .name = "ElasticDeform",
      .summary = LOOM_TEXT("Bends the image here and there, as if a hand had trembled."),
      .fields = {{.key = "alpha",
                  .label = LOOM_TEXT("Strength"),
                  .help = LOOM_TEXT("How far pixels move. With a smoothness of 4, a strength of 34 "
                                    "moves them by one or two pixels."),
                  .initial = 34.0,
                  .min = 0,
                  .max = 1000},
                 {.key = "sigma",
                  .label = LOOM_TEXT("Smoothness"),
                  .help = LOOM_TEXT("Over how many pixels the bend changes; larger is smoother."),
                  .initial = 4.0,
                  .min = 0.5,
                  .max = 100}},
      .warp = bend};
}

}  // namespace loom
