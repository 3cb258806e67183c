// Turns an image about its centre by a random angle; what was outside comes in black.

#include <opencv2/imgproc.hpp>

#include "engine/augment/augmentation.h"

namespace loom {

namespace {

void apply(const Reader& params, const Shape& shape, std::span<float> image, Rng& rng) {
  const double most = params.real("degrees");
  const double angle = rng.uniform(-most, most);
  const int height = static_cast<int>(shape[1]);
  const int width = static_cast<int>(shape[2]);
  const cv::Point2f centre(0.5f * static_cast<float>(width - 1),
                           0.5f * static_cast<float>(height - 1));
  const cv::Mat turn = cv::getRotationMatrix2D(centre, angle, 1.0);
  const auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  for (std::size_t channel = 0; channel < static_cast<std::size_t>(shape[0]); ++channel) {
    cv::Mat plane(height, width, CV_32F, image.data() + channel * pixels);
    cv::Mat turned;
    cv::warpAffine(plane, turned, turn, plane.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, 0.0);
    turned.copyTo(plane);
  }
}

}  // namespace

AugmentationType rotate() {
  return {.name = "Rotate",
          .summary = LOOM_TEXT("Turns the image about its centre by a random angle, either way."),
          .fields = {{.key = "degrees",
                      .label = LOOM_TEXT("Degrees"),
                      .help = LOOM_TEXT("The largest angle, in either direction."),
                      .initial = 10.0,
                      .min = 0,
                      .max = 180}},
          .apply = apply};
}

}  // namespace loom
