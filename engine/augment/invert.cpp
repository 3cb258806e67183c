// Turns light into dark.

#include "engine/augment/augmentation.h"

namespace loom {

namespace {

void negate(const Reader&, const Shape&, std::span<float> image, Rng&) {
  for (float& value : image) value = 1 - value;
}

}  // namespace

AugmentationType invert() {
  return {.name = "Invert",
          .summary = LOOM_TEXT("Turns light into dark and dark into light."),
          .apply = negate};
}

}  // namespace loom
