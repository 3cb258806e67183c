#pragma once

// A layer with a fault in it, for tests of what finds faults.

#include <algorithm>

#include "engine/layers/layer.h"

namespace loom::test {

/// A ReLU that hands back twice what it should.
template <class T>
class DoublingRelu final : public Layer<T> {
 public:
  explicit DoublingRelu(const LayerSite<T>& site)
      : size_(static_cast<std::size_t>(site.output.elements() * site.lanes)) {}
  void forward(const Pass<T>& pass, int block, int) override {
    const std::size_t at = static_cast<std::size_t>(block) * size_;
    for (std::size_t i = at; i < at + size_; ++i)
      pass.output[i] = std::max(pass.inputs[0][i], T(0));
  }
  void backward(const Pass<T>& pass, int block, int) override {
    const std::size_t at = static_cast<std::size_t>(block) * size_;
    for (std::size_t i = at; i < at + size_ && pass.inputGradients[0]; ++i)
      pass.inputGradients[0][i] = pass.inputs[0][i] > 0 ? 2 * pass.outputGradient[i] : T(0);
  }

 private:
  std::size_t size_;
};

}  // namespace loom::test
