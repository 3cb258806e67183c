#pragma once

// How weights follow their gradients. An optimiser is one file beside this one and one line in
// optimizers.def; its update is PyTorch's, to the order of operations. Owned and called by the
// trainer's thread.

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
#include "engine/kernels/kernels.h"

namespace loom {

class Optimizer {
 public:
  virtual ~Optimizer() = default;
  /// Updates every parameter that is not frozen. `lr` is the schedule's value for this step; steps
  /// count from 1.
  virtual void step(Parameters<float>& parameters, double lr, std::int64_t step,
                    Workers& workers) = 0;
  /// All state, for an exact resume, by name.
  virtual std::vector<NamedTensor> state() const = 0;
  /// Σ g² of all that the last step changed; the same bits for any number of threads.
  virtual double squaredGradient() const = 0;
  virtual Result<void> restore(const std::vector<NamedTensor>& state) = 0;
};

/// Buffers the size of all parameters (momentum, variance ...) that an optimiser carries from step
/// to step. Making them throws NotEnoughMemory (memory.h), which whoever calls OptimizerType::make
/// catches.
class Moments {
 public:
  Moments(const Parameters<float>& parameters, std::vector<std::string> names);
  float* data(std::size_t index) { return values_[index].data(); }
  std::vector<NamedTensor> state() const;
  Result<void> restore(const std::vector<NamedTensor>& state);

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<float>> values_;
};

/// Calls `update` for all ranges of values that learn, spread over the workers. Beside that it sums
/// the squares of their gradients, which the update is about to read anyway.
class LearningRanges {
 public:
  explicit LearningRanges(const Parameters<float>& parameters);
  /// `gradients`: Parameters::allGradients().
  template <class Fn>
  void forEach(Workers& workers, const float* gradients, Fn&& update) {
    const auto& loops = kernels<float>();
    workers.forEach(static_cast<int>(ranges_.size()), [&](int index, int) {
      Range& range = ranges_[static_cast<std::size_t>(index)];
      range.squares = loops.sumOfSquares(range.size, gradients + range.offset);
      update(range.offset, range.size);
    });
  }
  double squares() const;

 private:
  struct Range {
    std::size_t offset, size;
    double squares = 0;  // of the gradients at the last step
  };
  std::vector<Range> ranges_;
};

/// An optimiser whose state is its moments and nothing else.
class MomentOptimizer : public Optimizer {
 public:
  std::vector<NamedTensor> state() const final { return moments_.state(); }
  Result<void> restore(const std::vector<NamedTensor>& state) final {
    return moments_.restore(state);
  }
  double squaredGradient() const final { return ranges_.squares(); }

 protected:
  MomentOptimizer(const Parameters<float>& parameters, std::vector<std::string> names)
      : ranges_(parameters), moments_(parameters, std::move(names)) {}

  LearningRanges ranges_;
  Moments moments_;
};

struct OptimizerType {
  std::string name;     // "SGD"
  std::string summary;  // LOOM_TEXT
  std::string formula;
  std::string source;
  Fields fields;  // has "lr"
  std::unique_ptr<Optimizer> (*make)(const Reader&, const Parameters<float>&) = nullptr;
};

std::span<const OptimizerType> optimizerTypes();
const OptimizerType* findOptimizerType(std::string_view name);

}  // namespace loom
