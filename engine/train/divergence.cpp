#include "engine/train/divergence.h"

#include <algorithm>
#include <cmath>

#include "engine/base/value.h"

namespace loom {

namespace {

bool isFinite(const float* values, std::size_t size) {
  return std::all_of(values, values + size, [](float v) { return std::isfinite(v); });
}

/// Empty: all weights are finite.
std::string brokenWeights(const Parameters<float>& parameters) {
  const auto& entries = parameters.entries();
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    // A running mean may have broken in the very pass that is to be explained.
    if (!entry->buffer && !isFinite(parameters.value(*entry), entry->size)) return entry->node;
  }
  return {};
}

/// Empty: no output is found broken, or there is no memory to look.
std::string brokenOutput(const BrokenPass& pass) {
  ProgramOptions options;
  options.maxBatch = std::max(pass.batch, 2);  // for one image alone other numbers are drawn
  options.backward = false;
  auto program = Program<float>::create(pass.network, pass.parameters, pass.workers, options);
  if (!program) return {};
  const std::vector<float> kept = pass.parameters->values();  // running means move in a pass
  std::copy(pass.inputs.begin(), pass.inputs.end(), (*program)->input());
  (*program)->forward(pass.batch, pass.targets, true, pass.random);
  pass.parameters->assign(kept);
  std::vector<float> output;
  for (const std::string& node : pass.network->analysis.order) {
    (*program)->copyActivation(node, output);
    if (!isFinite(output.data(), output.size())) return node;
  }
  return {};
}

}  // namespace

Text divergence(const BrokenPass& pass, std::int64_t step, double rate) {
  const std::string when = grouped(step);
  if (const std::string node = brokenWeights(*pass.parameters); !node.empty()) {
    return {LOOM_TEXT("Training diverged: the loss is no longer a number at step %1, because the "
                      "step before left weights of %2 that are not numbers. Try a smaller learning "
                      "rate than %3, or limit the gradient."),
            {when, node, valueText(rate)}};
  }
  if (const std::string node = brokenOutput(pass); !node.empty()) {
    return {LOOM_TEXT("Training diverged: the loss is no longer a number at step %1; the first "
                      "layer whose output is not a number is %2. Try a smaller learning rate than "
                      "%3."),
            {when, node, valueText(rate)}};
  }
  return {LOOM_TEXT("Training diverged: the loss is no longer a number at step %1. Try a smaller "
                    "learning rate than %2."),
          {when, valueText(rate)}};
}

}  // namespace loom
