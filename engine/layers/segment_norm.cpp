#include "engine/layers/segment_norm.h"

namespace loom {

Field normEpsilon() {
  return {.key = "eps",
          .label = LOOM_TEXT("Epsilon"),
          .help = LOOM_TEXT("Added to the variance, so that nothing is divided by zero."),
          .initial = 1e-5,
          .min = 0.0,
          .max = 1.0,
          .minExclusive = true};
}

std::vector<ParameterSpec> normParameters(std::int64_t count) {
  return {{"weight", Shape{count}, {Init::Kind::Constant, 1}},
          {"bias", Shape{count}, {Init::Kind::Constant, 0}}};
}

}  // namespace loom
