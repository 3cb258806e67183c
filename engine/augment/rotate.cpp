// Turns the image about its centre by a random angle; what comes in from outside is black.

#include <opencv2/imgproc.hpp>

#include "engine/augment/augmentation.h"

namespace loom {

namespace {

void turn(const Reader& params, const Shape& shape, std::span<float> image, Rng& rng) {
  const double degrees = params.real("degrees");
  const double angle = rng.uniform(-degrees, degrees);
  const int channels = static_cast<int>(shape[0]);
  const int height = static_cast<int>(shape[1]);
  const int width = static_cast<int>(shape[2]);
  const cv::Point2f centre(static_cast<float>(width - 1) / 2, static_cast<float>(height - 1) / 2);
  const cv::Mat matrix = cv::getRotationMatrix2D(centre, angle, 1.0);
  for (int c = 0; c < channels; ++c) {
    cv::Mat plane(height, width, CV_32F, image.data() + std::ptrdiff_t{c} * height * width);
    const cv::Mat before = plane.clone();
    cv::warpAffine(before, plane, matrix, plane.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
  }
}

}  // namespace

AugmentationType rotate() {
  return {.name = "Rotate",
          .summary = LOOM_TEXT("Turns the image about its centre by a random angle."),
          .fields = {{.key = "degrees",
                      .label = LOOM_TEXT("Degrees"),
                      .help = LOOM_TEXT("The largest angle, to either side."),
                      .initial = 10.0,
                      .min = 0.0,
                      .max = 180.0}},
          .apply = turn};
}

}  // namespace loom
