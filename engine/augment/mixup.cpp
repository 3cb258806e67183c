// Lays the images of a batch over each other, two and two.
// Zhang et al. 2017, "mixup: Beyond Empirical Risk Minimization", https://arxiv.org/abs/1710.09412
// As torchvision's v2.MixUp: one share for a batch.

#include "engine/augment/augmentation.h"
#include "engine/augment/mixing.h"

namespace loom {

namespace {

float layOver(const Reader& params, const Mixing& mixing, Rng& rng) {
  const auto share = static_cast<float>(drawShare(params.real("alpha"), rng));
  mixRows(mixing.images, mixing.ring, mixing.spare, share);
  return share;
}

}  // namespace

AugmentationType mixup() {
  return {.name = "Mixup",
          .summary = LOOM_TEXT("Lays another image of the batch over each one, and mixes their "
                               "answers as much; makes the network less sure of itself."),
          .fields = {{.key = "alpha",
                      .label = LOOM_TEXT("Evenness"),
                      .help = LOOM_TEXT("Alpha: near 0 one of the two images prevails, 1 gives all "
                                        "shares alike, more gives halves."),
                      .initial = 1.0,
                      .min = 0.01,
                      .max = 100}},
          .blend = layOver};
}

}  // namespace loom
