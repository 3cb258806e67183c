// The product of its inputs, element by element: how one branch gates another.

#include <algorithm>

#include "engine/layers/common_shape.h"
#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class MultiplyLayer final : public Layer<T> {
 public:
  explicit MultiplyLayer(const LayerSite<T>& site)
      : blockSize_(static_cast<std::size_t>(site.output.elements() * site.lanes)) {}

  void forward(const Pass<T>& pass, int block, int) override {
    product(pass, block, pass.inputs.size(), pass.output);
  }

  void backward(const Pass<T>& pass, int block, int) override {
    const std::size_t begin = static_cast<std::size_t>(block) * blockSize_;
    for (std::size_t port = 0; port < pass.inputs.size(); ++port) {
      T* gradient = pass.inputGradients[port];
      if (!gradient) continue;
      product(pass, block, port, gradient);
      for (std::size_t i = begin; i < begin + blockSize_; ++i)
        gradient[i] *= pass.outputGradient[i];
    }
  }

 private:
  /// Of all inputs but `without`.
  void product(const Pass<T>& pass, int block, std::size_t without, T* out) const {
    const std::size_t begin = static_cast<std::size_t>(block) * blockSize_;
    const std::size_t first = without == 0 ? 1 : 0;
    std::copy_n(pass.inputs[first] + begin, blockSize_, out + begin);
    for (std::size_t port = first + 1; port < pass.inputs.size(); ++port) {
      if (port == without) continue;
      const T* x = pass.inputs[port];
      for (std::size_t i = begin; i < begin + blockSize_; ++i) out[i] *= x[i];
    }
  }

  std::size_t blockSize_;
};

/// A working has room for three factors.
void productWork(const WorkSite& site, std::int64_t element, Work& work) {
  if (site.inputs.size() == 2) work.add({site.x(0, element), site.x(1, element)});
  if (site.inputs.size() == 3)
    work.add({site.x(0, element), site.x(1, element), site.x(2, element)});
}

}  // namespace

LayerType multiply() {
  LayerType type;
  type.name = "Multiply";
  type.category = Category::Shape;
  type.summary =
      LOOM_TEXT("Multiplies its inputs element by element, so that one can open or close another.");
  type.formula = "y = x₁ · x₂ · …";
  type.source = "https://pytorch.org/docs/stable/generated/torch.mul.html";
  type.idStem = "multiply";
  type.synonyms = {"Mul", "product", "gate"};
  type.minInputs = 2;
  type.maxInputs = 8;
  type.shape = commonShape;
  type.work = productWork;
  type.pytorch = "torch.mul";
  setFactories<MultiplyLayer>(type);
  return type;
}

}  // namespace loom
