#pragma once

// What a layer does while a program runs. A program owns one Layer per node, calls it from several
// workers at once with different tasks, and plans all memory: no layer allocates after its
// constructor. What grows there with the batch or the shapes is an Array (memory.h), which refuses
// more than the machine has.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/memory.h"
#include "engine/base/shape.h"
#include "engine/kernels/kernels.h"
#include "engine/layers/inner.h"
#include "engine/layers/layer_type.h"

namespace loom {

/// What the data says the answer should be; the loss reads it.
template <class T>
struct Targets {
  const std::int32_t* classes = nullptr;  // (batch) or (batch, T)
  const T* values = nullptr;              // (batch, ...) for regression
  /// Samples that were mixed two and two have a second class, as `classes`; null: they were not.
  const std::int32_t* otherClasses = nullptr;
  T share = 1;  // how much of an answer is `classes`; the rest is `otherClasses`

  /// The class that has the larger part of each answer.
  const std::int32_t* mainClasses() const {
    return otherClasses && share < T(0.5) ? otherClasses : classes;
  }
};

/// Which random numbers this step may draw: a pure function of these and the element (rng.h).
struct RandomKey {
  std::uint64_t seed = 0;
  std::uint64_t step = 0;
};

/// One layer's view of one forward or backward pass over a batch.
/// Every array holds ceil(batch / lanes) blocks of lanes * elements values, in Lanes or Rows layout
/// alike, so block b begins at b * lanes * elements. In the last block, missing images hold values
/// that no sum may include; in Lanes those are finite, and their gradients are 0.
template <class T>
struct Pass {
  int batch = 0;
  int lanes = 1;
  bool training = false;
  RandomKey random;
  std::span<const T* const> inputs;
  T* output = nullptr;
  std::span<T* const> inputGradients;  // to overwrite; null where nobody learns below
  const T* outputGradient = nullptr;
  Targets<T> targets;
  bool parameterGradients = true;  // false: the node is frozen, or only looked at

  int blocks() const { return (batch + lanes - 1) / lanes; }
  /// Images that are really there in block b.
  int imagesIn(int block) const { return std::min(lanes, batch - block * lanes); }
};

/// A parameter's memory while a program runs.
template <class T>
struct ParameterView {
  T* value = nullptr;
  T* gradient = nullptr;
  std::int64_t size = 0;
};

/// Where a layer is put: all that its constructor may use.
template <class T>
struct LayerSite {
  std::string id = {};
  Reader params;
  std::vector<Shape> inputs = {};
  Shape output = {};
  Layout layout = Layout::Rows;  // of inputs and output
  int maxBatch = 1;
  int lanes = 1;
  int workers = 1;     // worker indices are below this
  bool learns = true;  // false: backward() will never be called
  bool frozen = false;
  const Kernels<T>* kernels = nullptr;
  std::vector<ParameterView<T>> parameters = {};  // in the order of LayerType::parameters
  std::uint64_t key = 0;                          // hash of the id: the layer's own random stream

  int maxBlocks() const { return (maxBatch + lanes - 1) / lanes; }
};

template <class T>
class Layer {
 public:
  /// Work that goes block by block: task b reads and writes block b only, so the program runs
  /// several such layers on one block while it is in the cache.
  static constexpr int kPerBlock = 0;

  virtual ~Layer() = default;

  /// kPerBlock, or the number of independent tasks. It must not depend on the number of threads.
  virtual int forwardTasks(const Pass<T>&) const { return kPerBlock; }
  virtual int backwardTasks(const Pass<T>&) const { return kPerBlock; }

  virtual void forward(const Pass<T>& pass, int task, int worker) = 0;
  virtual void backward(const Pass<T>& pass, int task, int worker) = 0;

  /// Independent tasks that begin when all of backward is done, for parameters whose gradients need
  /// what it leaves in every block. REQUIRES where there are any: backwardTasks is not kPerBlock,
  /// for else the layers below would already have taken the memory.
  virtual int gradientTasks(const Pass<T>&) const { return 0; }
  virtual void parameterGradients(const Pass<T>&, int /*task*/, int /*worker*/) {}

  /// After the last task, on the program's own thread: adds up partial sums, in block order.
  virtual void finishForward(const Pass<T>&) {}
  virtual void finishBackward(const Pass<T>&) {}

  /// A loss, after forward: what each sample lost, (batch). Their mean is what forward gave.
  virtual void sampleLosses(const Pass<T>&, T* /*losses*/) const {}

  /// What it kept of one sample of the last forward, for people to see; most keep nothing.
  virtual void copyInner(const Pass<T>&, int /*sample*/, Inner<T>& out) const { out.clear(); }
};

/// Fills both factories of a declaration from one template.
template <template <class> class L>
void setFactories(LayerType& type) {
  type.makeFloat = [](const LayerSite<float>& site) -> std::unique_ptr<Layer<float>> {
    return std::make_unique<L<float>>(site);
  };
  type.makeDouble = [](const LayerSite<double>& site) -> std::unique_ptr<Layer<double>> {
    return std::make_unique<L<double>>(site);
  };
}

}  // namespace loom
