// Multiplies all values by a random factor, as torchvision's ColorJitter does for brightness.

#include <algorithm>

#include "engine/augment/augmentation.h"

namespace loom {

namespace {

void brighten(const Reader& params, const Shape&, std::span<float> image, Rng& rng) {
  const double amount = params.real("amount");
  const auto factor = static_cast<float>(rng.uniform(1 - amount, 1 + amount));
  for (float& value : image) value = std::clamp(value * factor, 0.0F, 1.0F);
}

}  // namespace

AugmentationType brightness() {
  return {.name = "Brightness",
          .summary = LOOM_TEXT("Makes the image brighter or darker."),
          .fields = {{.key = "amount",
                      .label = LOOM_TEXT("Amount"),
                      .help = LOOM_TEXT(
                          "All values are multiplied by a factor that lies so far from 1 at most."),
                      .initial = 0.2,
                      .min = 0,
                      .max = 1}},
          .apply = brighten};
}

}  // namespace loom
