// Slants an image, as handwriting leans; what was outside comes in black.

#include <cmath>
#include <numbers>

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

void slant(const Reader& params, Warp& warp, Rng& rng) {
  const double most = params.real("degrees");
  warp.addAboutMiddle(1, std::tan(rng.uniform(-most, most) * std::numbers::pi / 180), 0, 1);
}

}  // namespace

AugmentationType shear() {
  return {.name = "Shear",
          .summary = LOOM_TEXT("Slants the image to the left or right, as handwriting leans."),
          .fields = {{.key = "degrees",
                      .label = LOOM_TEXT("Degrees"),
                      .help = LOOM_TEXT("The largest slant, in either direction."),
                      .initial = 10.0,
                      .min = 0,
                      .max = 60}},
          .warp = slant};
}

}  // namespace loom
