#pragma once

// The learnable numbers of a network, owned apart from the programs that run it, so that training,
// evaluation and the probe share one copy. Not synchronised: the trainer's thread owns it while a
// run goes on.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/graph/analysis.h"
#include "engine/layers/layer.h"

namespace loom {

/// A named float tensor as files hold it.
struct NamedTensor {
  std::string name;
  Shape shape;
  std::vector<float> values;
};

template <class T>
class Parameters {
 public:
  struct Entry {
    std::string key;  // "<node id>.<parameter>"
    std::string node;
    Shape shape;
    std::size_t offset = 0;  // into values() and gradients()
    std::size_t size = 0;
    bool buffer = false;    // ParameterSpec::buffer
    bool frozen = false;    // no gradient changes it: its node is frozen, or it is a buffer
    bool isWeight = false;  // what the node's init, l1 and l2 are about (learning.h)
  };

  /// Started as PyTorch starts them, or as the node's `init` says, from `seed`; each parameter has
  /// its own random stream, named by its key. Fails if the memory cannot be had. REQUIRES:
  /// !analysis.hasErrors().
  static Result<std::shared_ptr<Parameters>> create(const Graph& graph, const Analysis& analysis,
                                                    std::uint64_t seed);

  const std::vector<Entry>& entries() const { return entries_; }
  const Entry* find(const std::string& key) const;
  T* value(const Entry& entry) { return values_.data() + entry.offset; }
  const T* value(const Entry& entry) const { return values_.data() + entry.offset; }
  T* gradient(const Entry& entry) { return gradients_.data() + entry.offset; }
  const T* gradient(const Entry& entry) const { return gradients_.data() + entry.offset; }

  /// All of them side by side; entries say which is whose.
  T* allValues() { return values_.data(); }
  const T* allGradients() const { return gradients_.data(); }
  T* allGradients() { return gradients_.data(); }

  /// Copies in the tensors by name. Every parameter must be there with its shape, and nothing else.
  Result<void> load(const std::vector<NamedTensor>& tensors);
  std::vector<NamedTensor> tensors() const;
  /// Plain copy of all values, for keeping the best ones.
  const std::vector<T>& values() const { return values_; }
  void assign(const std::vector<T>& values) { values_ = values; }

 private:
  std::vector<Entry> entries_;
  std::vector<T> values_;
  std::vector<T> gradients_;
};

extern template class Parameters<float>;
extern template class Parameters<double>;

}  // namespace loom
