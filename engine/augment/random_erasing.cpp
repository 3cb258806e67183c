// Paints a random rectangle black, so that no single spot decides.
// Zhong et al. 2017, "Random Erasing Data Augmentation", https://arxiv.org/abs/1708.04896

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

#include "engine/augment/augmentation.h"
#include "engine/augment/planes.h"

namespace loom {

namespace {

constexpr double kLeastArea = 0.02;  // of the image, as in the paper
constexpr double kFlattest = 0.3;    // height to width

/// A side, in whole pixels, of a rectangle inside the image.
int side(double wanted, int room) {
  return std::clamp(static_cast<int>(std::lround(wanted)), 1, room);
}

void erase(const Reader& params, const Shape& shape, std::span<float> image, Rng& rng) {
  const int rows = static_cast<int>(shape[1]), columns = static_cast<int>(shape[2]);
  const double most = params.real("area");
  const double area = rng.uniform(std::min(kLeastArea, most), most) * rows * columns;
  const double aspect = std::exp(rng.uniform(std::log(kFlattest), -std::log(kFlattest)));
  const int height = side(std::sqrt(area * aspect), rows);
  const int width = side(std::sqrt(area / aspect), columns);
  const auto place = [&](int room) {
    return static_cast<int>(rng.below(static_cast<std::uint64_t>(room) + 1));
  };
  const int top = place(rows - height), left = place(columns - width);
  forEachPlane(shape, image,
               [&](cv::Mat& plane) { plane(cv::Rect(left, top, width, height)) = 0.0; });
}

Text erasureCaution(const Reader& params, ClassNames) {
  if (params.real("area") <= 0.5) return {};
  return {LOOM_TEXT("So large a patch may hide what is shown.")};
}

}  // namespace

AugmentationType randomErasing() {
  return {.name = "RandomErasing",
          .summary = LOOM_TEXT("Paints a random rectangle black, so that no single spot decides."),
          .fields = {{.key = "area",
                      .label = LOOM_TEXT("Area"),
                      .help = LOOM_TEXT("The largest rectangle, as a share of the image."),
                      .initial = 0.2,
                      .min = 0,
                      .max = 1}},
          .apply = erase,
          .caution = erasureCaution};
}

}  // namespace loom
