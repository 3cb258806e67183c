// The sum of its inputs, element by element: how a residual network joins a shortcut.

#include <algorithm>

#include "engine/layers/common_shape.h"
#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class AddLayer final : public Layer<T> {
 public:
  explicit AddLayer(const LayerSite<T>& site)
      : kernels_(*site.kernels),
        blockSize_(static_cast<std::size_t>(site.output.elements() * site.lanes)) {}

  void forward(const Pass<T>& pass, int block, int) override {
    const std::size_t at = static_cast<std::size_t>(block) * blockSize_;
    kernels_.add(blockSize_, pass.inputs[0] + at, pass.inputs[1] + at, pass.output + at);
    for (std::size_t port = 2; port < pass.inputs.size(); ++port) {
      kernels_.add(blockSize_, pass.output + at, pass.inputs[port] + at, pass.output + at);
    }
  }
  void backward(const Pass<T>& pass, int block, int) override {
    const std::size_t at = static_cast<std::size_t>(block) * blockSize_;
    for (T* gradient : pass.inputGradients) {
      if (gradient) std::copy_n(pass.outputGradient + at, blockSize_, gradient + at);
    }
  }

 private:
  const Kernels<T>& kernels_;
  std::size_t blockSize_;
};

void sumWork(const WorkSite& site, std::int64_t element, Work& work) {
  for (std::size_t port = 0; port < site.inputs.size(); ++port)
    work.add({site.x(static_cast<int>(port), element)});
}

}  // namespace

LayerType add() {
  LayerType type;
  type.name = "Add";
  type.category = Category::Shape;
  type.summary = LOOM_TEXT("Adds its inputs element by element, as a shortcut around layers does.");
  type.formula = "y = x₁ + x₂ + …";
  type.source = "https://pytorch.org/docs/stable/generated/torch.add.html";
  type.idStem = "add";
  type.synonyms = {"sum", LOOM_TEXT("skip connection"), LOOM_TEXT("residual")};
  type.minInputs = 2;
  type.maxInputs = 8;
  type.shape = commonShape;
  type.readsInput = false;
  type.readsOutput = false;
  type.work = sumWork;
  type.pytorch = "torch.add";
  setFactories<AddLayer>(type);
  return type;
}

}  // namespace loom
