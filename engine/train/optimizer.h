#pragma once

// How weights follow their gradients. An optimiser is one file beside this one and one line in optimizers.def; its
// update is PyTorch's, to the order of operations. Owned and called by the trainer's thread.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/threads.h"
#include "engine/base/value.h"
#include "engine/graph/parameters.h"
#include "engine/graph/project.h"

namespace loom {

class Optimizer {
 public:
  virtual ~Optimizer() = default;
  /// Updates every parameter that is not frozen. `lr` is the schedule's value for this step; steps count from 1.
  virtual void step(Parameters<float>& parameters, float lr, std::int64_t step, Workers& workers) = 0;
  /// All state, for an exact resume, by name.
  virtual std::vector<NamedTensor> state() const = 0;
  virtual Result<void> restore(const std::vector<NamedTensor>& state) = 0;
};

struct OptimizerType {
  std::string name;     // "SGD"
  std::string summary;  // LOOM_TEXT
  std::string formula;
  std::string source;
  Fields fields;        // has "lr"
  std::unique_ptr<Optimizer> (*make)(const Reader&, const Parameters<float>&) = nullptr;
};

std::span<const OptimizerType> optimizerTypes();
const OptimizerType* findOptimizerType(std::string_view name);

}  // namespace loom
