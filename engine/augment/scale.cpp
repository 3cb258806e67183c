// Enlarges or shrinks what an image shows, about its middle; the image keeps its size.

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

void resizeAboutMiddle(const Reader& params, Warp& warp, Rng& rng) {
  const double factor = rng.uniform(params.real("min"), params.real("max"));
  warp.addAboutMiddle(1 / factor, 0, 0, 1 / factor);
}

}  // namespace

AugmentationType scale() {
  return {.name = "Scale",
          .summary = LOOM_TEXT("Makes what is shown larger or smaller by a random factor."),
          .fields = {{.key = "min",
                      .label = LOOM_TEXT("Smallest"),
                      .help = LOOM_TEXT(
                          "The factor lies between this and the largest; 1 changes nothing."),
                      .initial = 0.9,
                      .min = 0.1,
                      .max = 4},
                     {.key = "max",
                      .label = LOOM_TEXT("Largest"),
                      .help = LOOM_TEXT(
                          "The factor lies between the smallest and this; 1 changes nothing."),
                      .initial = 1.1,
                      .min = 0.1,
                      .max = 4}},
          .warp = resizeAboutMiddle};
}

}  // namespace loom
