// Looks at an image from aside: each corner moves inwards by a random distance.
// As torchvision's RandomPerspective: https://pytorch.org/vision/stable/transforms.html

#include <opencv2/imgproc.hpp>

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

void lookAside(const Reader& params, Warp& warp, Rng& rng) {
  const float right = static_cast<float>(warp.width() - 1);
  const float bottom = static_cast<float>(warp.height() - 1);
  const double most = params.real("distortion") / 2;
  const cv::Point2f corners[4] = {{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
  cv::Point2f moved[4];
  for (int i = 0; i < 4; ++i) {
    const float x = right * static_cast<float>(rng.uniform(0, most));
    const float y = bottom * static_cast<float>(rng.uniform(0, most));
    moved[i] = {corners[i].x > 0 ? corners[i].x - x : x, corners[i].y > 0 ? corners[i].y - y : y};
  }
  const cv::Matx33d source = cv::getPerspectiveTransform(moved, corners);
  PlaneMap map{};
  std::copy(source.val, source.val + 9, map.begin());
  warp.add(map);
}

}  // namespace

AugmentationType perspective() {
  return {.name = "Perspective",
          .summary = LOOM_TEXT("Shows the image as if one looked at it from aside."),
          .fields = {{.key = "distortion",
                      .label = LOOM_TEXT("Distortion"),
                      .help = LOOM_TEXT(
                          "How far a corner may move inwards, as a share of half of the side."),
                      .initial = 0.2,
                      .min = 0,
                      .max = 0.9}},
          .warp = lookAside};
}

}  // namespace loom
