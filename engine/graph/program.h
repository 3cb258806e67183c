#pragma once

// A network ready to run: steps in order, memory planned once, layers built. Nothing is allocated
// while it runs. It shares its Parameters with other programs of the same network. One thread calls
// it at a time; inside, the batch is spread over the workers, with the same bits for any number of
// them.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/threads.h"
#include "engine/graph/analysis.h"
#include "engine/graph/parameters.h"
#include "engine/layers/layer.h"

namespace loom {

/// A checked network. `compile` refuses one that has errors with the first of them.
struct Network {
  Graph graph;
  Analysis analysis;
};
Result<std::shared_ptr<const Network>> compile(const Graph& graph, const DataInfo* data = nullptr);

struct ProgramOptions {
  int maxBatch = 1;
  bool backward = true;         // plan memory for gradients
  bool inputGradients = false;  // also the loss's gradient with respect to Input nodes
  /// Operations of a batch; below that, handing it out to threads costs more than it gains.
  std::int64_t worthThreads = 400'000;
  /// Values whose time is over give their memory to others: what copyActivation and copyGradient
  /// give for inner nodes is then undefined.
  bool share = false;
};

template <class T>
class Program {
 public:
  /// Fails with the figure when the memory it needs cannot be had. `workers` must outlive the
  /// program.
  static Result<std::unique_ptr<Program>> create(std::shared_ptr<const Network> network,
                                                 std::shared_ptr<Parameters<T>> parameters,
                                                 Workers& workers, const ProgramOptions& options);
  virtual ~Program() = default;

  virtual const Network& network() const = 0;
  virtual int maxBatch() const = 0;

  /// Where the caller writes the batch before forward(): rows (sample, ...) of Input node `index`
  /// in Analysis::inputNodes.
  virtual T* input(int index = 0) = 0;

  /// Runs the batch of `batch` samples; returns the mean loss, or 0 without a loss node or targets.
  virtual T forward(int batch, const Targets<T>& targets, bool training = false,
                    RandomKey random = {}) = 0;
  /// Gradients of the last forward's loss, overwriting Parameters' gradients.
  virtual void backward() = 0;

  /// The model's output (what feeds the loss) as rows (batch, ...).
  virtual const T* output() const = 0;

  /// What each sample of the last batch lost, if it had targets; else zeros.
  virtual void copySampleLosses(std::vector<T>& out) const = 0;

  /// Copies of what a node produced, and of the loss's gradient with respect to it, as rows (batch,
  /// ...); sizes to the last batch. The gradient is empty where none was computed.
  virtual void copyActivation(const std::string& node, std::vector<T>& out) const = 0;
  virtual void copyGradient(const std::string& node, std::vector<T>& out) const = 0;
  /// One sample's activation.
  virtual void copyActivation(const std::string& node, int sample, std::vector<T>& out) const = 0;
  /// What the node's layer kept of that sample on its way; nothing where it keeps nothing.
  virtual void copyInner(const std::string& node, int sample, Inner<T>& out) const = 0;
};

extern template class Program<float>;
extern template class Program<double>;

}  // namespace loom
