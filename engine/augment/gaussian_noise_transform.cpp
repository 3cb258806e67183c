// Adds to every value a random number of its own.

#include <algorithm>

#include "engine/augment/augmentation.h"

namespace loom {

namespace {

void addNoise(const Reader& params, const Shape&, std::span<float> image, Rng& rng) {
  const double std = params.real("std");
  const auto noisy = [std](float value, double noise) {
    return static_cast<float>(std::clamp(static_cast<double>(value) + std * noise, 0.0, 1.0));
  };
  for (std::size_t i = 0; i < image.size(); i += 2) {
    const auto [first, second] = rng.normals();
    image[i] = noisy(image[i], first);
    if (i + 1 < image.size()) image[i + 1] = noisy(image[i + 1], second);
  }
}

}  // namespace

AugmentationType gaussianNoiseTransform() {
  return {
      .name = "GaussianNoise",
      .summary = LOOM_TEXT("Adds random noise to every pixel, as a cheap camera does."),
      .fields = {{.key = "std",
                  .label = LOOM_TEXT("Deviation"),
                  .help = LOOM_TEXT("Standard deviation of the noise; an image goes from 0 to 1."),
                  .initial = 0.1,
                  .min = 0,
                  .max = 1}},
      .apply = addNoise};
}

}  // namespace loom
