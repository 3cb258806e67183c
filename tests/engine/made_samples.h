#pragma once

// Made-up samples and answers of all kinds, for any network.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/rng.h"
#include "engine/graph/program.h"
#include "engine/layer_cases.h"

namespace loom::test {

struct Made {
  std::vector<std::int32_t> classes;
  std::vector<float> targets;

  /// Fills the program's inputs with `batch` samples.
  Made(Program<float>& program, const Graph& graph, int batch)
      : classes(static_cast<std::size_t>(batch) * 64),
        targets(static_cast<std::size_t>(batch) * 256) {
    const Analysis& analysis = program.network().analysis;
    Rng rng(5);
    const auto tokens = static_cast<std::uint64_t>(tokensOf(graph));
    int index = 0;
    for (const std::string& id : analysis.inputNodes) {
      float* input = program.input(index++);
      const auto size = batch * analysis.find(id)->output->elements();
      for (std::int64_t i = 0; i < size; ++i) {
        input[i] = tokens > 0 ? static_cast<float>(rng.below(tokens))
                              : static_cast<float>(rng.uniform(-1, 1));
      }
    }
    for (std::int32_t& c : classes) c = static_cast<std::int32_t>(rng.below(3));
    for (float& value : targets) value = static_cast<float>(rng.uniform());
  }
  float forward(Program<float>& program, int batch, std::uint64_t seed = 3) const {
    return program.forward(batch, {classes.data(), targets.data()}, true, {seed, 1});
  }
};

}  // namespace loom::test
