// Mirrors an image, left to right.

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

void mirror(const Reader&, Warp& warp, Rng&) {
  warp.addAboutMiddle(-1, 0, 0, 1);
}

Text mirrorCaution(const Reader&, ClassNames classes) {
  if (!areDigits(classes)) return {};
  return {LOOM_TEXT("Mirrored, a 2, 3, 4, 5, 6, 7 or 9 is no digit any more.")};
}

}  // namespace

AugmentationType horizontalFlip() {
  return {
      .name = "HorizontalFlip",
      .summary = LOOM_TEXT("Mirrors the image, left to right; good for things, not for writing."),
      .warp = mirror,
      .caution = mirrorCaution};
}

}  // namespace loom
