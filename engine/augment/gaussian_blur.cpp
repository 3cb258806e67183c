// Makes an image less sharp.

#include <opencv2/imgproc.hpp>

#include "engine/augment/augmentation.h"
#include "engine/augment/planes.h"

namespace loom {

namespace {

constexpr double kLeastSigma = 0.1;  // below, a Gaussian is a single pixel

void blur(const Reader& params, const Shape& shape, std::span<float> image, Rng& rng) {
  const double sigma = rng.uniform(0, params.real("sigma"));
  if (sigma < kLeastSigma) return;
  forEachPlane(shape, image, [&](cv::Mat& plane) {
    cv::GaussianBlur(plane, plane, cv::Size(), sigma, sigma, cv::BORDER_REPLICATE);
  });
}

}  // namespace

AugmentationType gaussianBlur() {
  return {
      .name = "GaussianBlur",
      .summary = LOOM_TEXT("Makes the image less sharp."),
      .fields = {{.key = "sigma",
                  .label = LOOM_TEXT("Width"),
                  .help = LOOM_TEXT("The widest blur: the deviation of the Gaussian, in pixels."),
                  .initial = 1.0,
                  .min = 0,
                  .max = 10}},
      .apply = blur};
}

}  // namespace loom
