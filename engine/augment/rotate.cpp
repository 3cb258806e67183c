// Turns an image about its middle by a random angle; what was outside comes in black.

#include <cmath>
#include <numbers>

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

void turn(const Reader& params, Warp& warp, Rng& rng) {
  const double most = params.real("degrees");
  const double angle = rng.uniform(-most, most) * std::numbers::pi / 180;
  const double cosine = std::cos(angle), sine = std::sin(angle);
  warp.addAboutMiddle(cosine, -sine, sine, cosine);
}

Text turnCaution(const Reader& params, ClassNames classes) {
  if (params.real("degrees") <= 90 || !areDigits(classes)) return {};
  return {LOOM_TEXT("Turned by more than 90 degrees, a 6 reads as a 9.")};
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
          .warp = turn,
          .caution = turnCaution};
}

}  // namespace loom
