// Lays a black border around an image and cuts the old size out of it at a random place.

#include "engine/augment/augmentation.h"
#include "engine/augment/warp.h"

namespace loom {

namespace {

void crop(const Reader& params, Warp& warp, Rng& rng) {
  const auto padding = static_cast<std::uint64_t>(params.integer("padding"));
  const auto draw = [&] {
    return static_cast<double>(rng.below(2 * padding + 1)) - static_cast<double>(padding);
  };
  const double x = draw();
  warp.addShift(x, draw());
}

}  // namespace

AugmentationType randomCrop() {
  return {
      .name = "RandomCrop",
      .summary = LOOM_TEXT(
          "Lays a black border around the image and cuts its size out of that at a random place."),
      .fields = {{.key = "padding",
                  .label = LOOM_TEXT("Border"),
                  .help = LOOM_TEXT("Width of the border in pixels: how far the image may move."),
                  .initial = std::int64_t{4},
                  .min = 0,
                  .max = 64}},
      .warp = crop};
}

}  // namespace loom
