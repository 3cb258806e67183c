// Mirrors an image, top to bottom.

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

void overturn(const Reader&, Warp& warp, Rng&) {
  warp.addAboutMiddle(1, 0, 0, -1);
}

Text overturnCaution(const Reader&, ClassNames classes) {
  if (!areDigits(classes)) return {};
  return {LOOM_TEXT("Upside down, a 2 looks like a 5, and a 4, 6, 7 or 9 is no digit any more.")};
}

}  // namespace

AugmentationType verticalFlip() {
  return {
      .name = "VerticalFlip",
      .summary = LOOM_TEXT("Mirrors the image, top to bottom; good where there is no up and down."),
      .warp = overturn,
      .caution = overturnCaution};
}

}  // namespace loom
