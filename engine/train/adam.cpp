// Adam (Kingma and Ba 2015), as torch.optim.Adam computes it.

#include "engine/train/adam_family.h"

namespace loom {

OptimizerType adam() {
  OptimizerType type = adamFamily(WeightDecay::InGradient);
  type.name = "Adam";
  type.summary =
      LOOM_TEXT("Gives every weight its own step size from the recent size of its gradient.");
  type.formula = "m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  w ← w − lr · m̂ / (√v̂ + ε)";
  type.source = "https://pytorch.org/docs/stable/generated/torch.optim.Adam.html";
  return type;
}

}  // namespace loom
