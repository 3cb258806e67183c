// max(0, x), element by element.

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class Relu final : public Layer<T> {
 public:
  explicit Relu(const LayerSite<T>& site)
      : kernels_(*site.kernels),
        blockSize_(static_cast<std::size_t>(site.output.elements() * site.lanes)) {}

  void forward(const Pass<T>& pass, int block, int) override {
    const std::size_t at = static_cast<std::size_t>(block) * blockSize_;
    kernels_.relu(blockSize_, pass.inputs[0] + at, pass.output + at);
  }
  void backward(const Pass<T>& pass, int block, int) override {
    const std::size_t at = static_cast<std::size_t>(block) * blockSize_;
    if (T* gradient = pass.inputGradients[0]) {
      kernels_.reluBackward(blockSize_, pass.output + at, pass.outputGradient + at, gradient + at);
    }
  }

 private:
  const Kernels<T>& kernels_;
  std::size_t blockSize_;
};

void reluWork(const WorkSite& site, std::int64_t element, Work& work) {
  const Operand x = site.x(0, element);
  work.say(filledFormula(site, x.value), x.value > 0 ? x.value : 0);
  work.slope(x, x.value > 0 ? 1 : 0);
}

}  // namespace

LayerType relu() {
  LayerType type;
  type.name = "ReLU";
  type.category = Category::Activation;
  type.summary = LOOM_TEXT("Keeps what is positive and sets the rest to zero.");
  type.formula = "y = max(0, x)";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.ReLU.html";
  type.idStem = "relu";
  type.synonyms = {"rectifier", "rectified linear unit"};
  type.shape = sameAsInput;
  type.inPlace = true;
  type.readsInput = false;
  type.work = reluWork;
  type.pytorch = "nn.ReLU()";
  setFactories<Relu>(type);
  return type;
}

}  // namespace loom
