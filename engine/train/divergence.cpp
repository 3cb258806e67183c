#include "engine/train/divergence.h"

#include <algorithm>
#include <cmath>

#include "engine/base/value.h"

namespace loom {

namespace {

bool isFinite(const float* values, std::size_t size) {
  return std::all_of(values, values + size, [](float v) { return std::isfinite(v); });
}

}  // namespace

Text divergence(const Program<float>& program, const Parameters<float>& parameters,
                std::int64_t step, double rate) {
  const std::string when = grouped(step);
  const auto& entries = parameters.entries();
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    // A running mean may have broken in the very pass that is to be explained.
    if (entry->buffer || isFinite(parameters.value(*entry), entry->size)) continue;
    return {LOOM_TEXT("Training diverged: the loss is no longer a number at step %1, because the "
                      "step before left weights of %2 that are not numbers. Try a smaller learning "
                      "rate than %3, or limit the gradient."),
            {when, entry->node, valueText(rate)}};
  }
  const Analysis& analysis = program.network().analysis;
  std::vector<float> activation;
  for (const std::string& node : analysis.order) {
    program.copyActivation(node, activation);
    if (isFinite(activation.data(), activation.size())) continue;
    return {
        LOOM_TEXT("Training diverged: the loss is no longer a number at step %1; the first layer "
                  "whose output is not a number is %2. Try a smaller learning rate than %3."),
        {when, node, valueText(rate)}};
  }
  return {LOOM_TEXT("Training diverged: the loss is no longer a number at step %1. Try a "
                    "smaller learning rate than %2."),
          {when, valueText(rate)}};
}

}  // namespace loom
