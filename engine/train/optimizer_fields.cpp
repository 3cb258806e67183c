#include "engine/train/optimizer_fields.h"

namespace loom {

Field learningRateField(double initial) {
  return {.key = "lr",
          .label = LOOM_TEXT("Learning rate"),
          .help = LOOM_TEXT("How far each step goes."),
          .initial = initial,
          .min = 0.0,
          .max = 1000.0};
}

Field epsilonField(double initial) {
  return {.key = "eps",
          .label = LOOM_TEXT("Epsilon"),
          .help = LOOM_TEXT("Keeps the division away from zero."),
          .initial = initial,
          .min = 0.0,
          .max = 1.0};
}

Field momentumField() {
  return {.key = "momentum",
          .label = LOOM_TEXT("Momentum"),
          .help = LOOM_TEXT("Share of the last step that goes on."),
          .initial = 0.0,
          .min = 0.0,
          .max = 1.0};
}

Field weightDecayField() {
  return {.key = "weight_decay",
          .label = LOOM_TEXT("L2"),
          .help = LOOM_TEXT("Pulls all weights towards zero with this strength."),
          .initial = 0.0,
          .min = 0.0,
          .max = 1000.0};
}

}  // namespace loom
