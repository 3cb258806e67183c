// AdamW (Loshchilov and Hutter 2019), as torch.optim.AdamW computes it.

#include "engine/train/adam_family.h"

namespace loom {

OptimizerType adamw() {
  OptimizerType type = adamFamily(WeightDecay::Decoupled);
  type.name = "AdamW";
  type.summary =
      LOOM_TEXT("Adam, but the weights shrink at their own pace beside the step, not through it.");
  type.formula =
      "w ← (1 − lr λ) w,  m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  "
      "w ← w − lr · m̂ / (√v̂ + ε)";
  type.source = "https://pytorch.org/docs/stable/generated/torch.optim.AdamW.html";
  return type;
}

}  // namespace loom
