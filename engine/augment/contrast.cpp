// Moves all values away from their mean or towards it, as torchvision's ColorJitter does for
// contrast.

#include <algorithm>
#include <numeric>

#include "engine/augment/augmentation.h"

namespace loom {

namespace {

void spreadValues(const Reader& params, const Shape&, std::span<float> image, Rng& rng) {
  const double amount = params.real("amount");
  const double factor = rng.uniform(1 - amount, 1 + amount);
  const double mean = std::accumulate(image.begin(), image.end(), 0.0) /
                      static_cast<double>(std::max<std::size_t>(1, image.size()));
  for (float& value : image) {
    const double spread = mean + factor * (static_cast<double>(value) - mean);
    value = static_cast<float>(std::clamp(spread, 0.0, 1.0));
  }
}

}  // namespace

AugmentationType contrast() {
  return {.name = "Contrast",
          .summary = LOOM_TEXT("Makes light and dark differ more or less."),
          .fields = {{.key = "amount",
                      .label = LOOM_TEXT("Amount"),
                      .help = LOOM_TEXT("Distances from the mean are multiplied by a factor that "
                                        "lies so far from 1 at most."),
                      .initial = 0.2,
                      .min = 0,
                      .max = 1}},
          .apply = spreadValues};
}

}  // namespace loom
