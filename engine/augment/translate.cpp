// Moves an image sideways and up or down; what was outside comes in black.

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

void shift(const Reader& params, Warp& warp, Rng& rng) {
  const double most = params.real("fraction");
  const double x = rng.uniform(-most, most) * warp.width();
  warp.addShift(x, rng.uniform(-most, most) * warp.height());
}

Text shiftCaution(const Reader& params, ClassNames) {
  if (params.real("fraction") <= 0.3) return {};
  return {LOOM_TEXT("So far a shift may push what is shown out of the image.")};
}

}  // namespace

AugmentationType translate() {
  return {
      .name = "Translate",
      .summary = LOOM_TEXT("Moves the image by a random distance to any side."),
      .fields = {{.key = "fraction",
                  .label = LOOM_TEXT("Fraction"),
                  .help = LOOM_TEXT("The longest way, as a share of the image's width and height."),
                  .initial = 0.1,
                  .min = 0,
                  .max = 1}},
      .warp = shift,
      .caution = shiftCaution};
}

}  // namespace loom
