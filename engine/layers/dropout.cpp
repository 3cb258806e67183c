// While training, sets a random share of its inputs to zero and scales up the rest (Srivastava et
// al. 2014).

#include <algorithm>

#include "engine/layers/drop_mask.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class DropoutLayer final : public Layer<T> {
 public:
  explicit DropoutLayer(const LayerSite<T>& site)
      : rate_(site.params.real("p")),
        key_(site.key),
        blockSize_(static_cast<std::size_t>(site.output.elements() * site.lanes)),
        scale_(blockSize_ * static_cast<std::size_t>(site.maxBlocks())) {}

  void forward(const Pass<T>& pass, int block, int) override {
    const std::size_t at = static_cast<std::size_t>(block) * blockSize_;
    const T* x = pass.inputs[0] + at;
    T* y = pass.output + at;
    if (!pass.training) {
      std::copy_n(x, blockSize_, y);
      return;
    }
    const DropScale<T> drawn(pass.random, key_, rate_);
    T* scale = scale_.data() + at;
    for (std::size_t i = 0; i < blockSize_; ++i) {
      // Drawn by position, so the mask does not depend on which thread runs the block.
      scale[i] = drawn.at(at + i);
      y[i] = x[i] * scale[i];
    }
  }

  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    if (!gradient) return;
    const std::size_t at = static_cast<std::size_t>(block) * blockSize_;
    for (std::size_t i = at; i < at + blockSize_; ++i) {
      gradient[i] = pass.training ? pass.outputGradient[i] * scale_[i] : pass.outputGradient[i];
    }
  }

 private:
  double rate_;
  std::uint64_t key_;
  std::size_t blockSize_;
  Array<T> scale_;  // 0 or 1 / (1 - p) for each input
};

}  // namespace

LayerType dropout() {
  LayerType type;
  type.name = "Dropout";
  type.category = Category::Regularisation;
  type.summary = LOOM_TEXT(
      "While training, sets a random share of its inputs to zero and scales up the rest.");
  type.formula = "y = x · m / (1 − p), m = 0 with probability p, else 1";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Dropout.html";
  type.idStem = "dropout";
  type.fields = {{.key = "p",
                  .label = LOOM_TEXT("Rate"),
                  .help = LOOM_TEXT("Share of the inputs that is set to zero."),
                  .initial = 0.5,
                  .min = 0.0,
                  .max = 1.0}};
  type.shape = sameAsInput;
  type.caption = [](const SiteInfo& site) {
    return Text("p = " + valueText(site.params.real("p")));
  };
  type.inPlace = true;
  type.readsInput = false;
  type.readsOutput = false;
  type.work = passedOnWhenStill;
  type.pytorch = "nn.Dropout(p={p})";
  setFactories<DropoutLayer>(type);
  return type;
}

}  // namespace loom
