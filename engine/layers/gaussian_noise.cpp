// While training, adds noise, so that a network does not lean on exact values (Bishop 1995).

#include <algorithm>

#include "engine/base/rng.h"
#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class GaussianNoiseLayer final : public Layer<T> {
 public:
  explicit GaussianNoiseLayer(const LayerSite<T>& site)
      : std_(site.params.real("std")),
        key_(site.key),
        blockSize_(static_cast<std::size_t>(site.output.elements() * site.lanes)) {}

  void forward(const Pass<T>& pass, int block, int) override {
    const std::size_t begin = static_cast<std::size_t>(block) * blockSize_;
    const T* x = pass.inputs[0];
    if (!pass.training) {
      std::copy_n(x + begin, blockSize_, pass.output + begin);
      return;
    }
    const Rng rng(pass.random.seed, key_, pass.random.step);
    for (std::size_t i = begin; i < begin + blockSize_; ++i)
      pass.output[i] = x[i] + static_cast<T>(std_ * rng.normalAt(i));
  }

  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    const std::size_t begin = static_cast<std::size_t>(block) * blockSize_;
    if (gradient) std::copy_n(pass.outputGradient + begin, blockSize_, gradient + begin);
  }

 private:
  double std_;
  std::uint64_t key_;
  std::size_t blockSize_;
};

}  // namespace

LayerType gaussianNoise() {
  LayerType type;
  type.name = "GaussianNoise";
  type.category = Category::Regularisation;
  type.summary =
      LOOM_TEXT("While training, adds random noise to every value; does nothing afterwards.");
  type.formula = "y = x + std · n, n from a normal distribution";
  type.source = "Bishop 1995, Training with Noise is Equivalent to Tikhonov Regularization";
  type.idStem = "noise";
  type.fields = {{.key = "std",
                  .label = LOOM_TEXT("Strength"),
                  .help = LOOM_TEXT("Standard deviation of the noise."),
                  .initial = 0.1,
                  .min = 0.0,
                  .max = 100.0}};
  type.shape = sameAsInput;
  type.caption = [](const SiteInfo& site) {
    return Text("std " + valueText(site.params.real("std")));
  };
  type.inPlace = true;
  type.readsInput = false;
  type.readsOutput = false;
  type.work = passedOnWhenStill;
  type.pytorch = "x + {std} * torch.randn_like(x)";
  setFactories<GaussianNoiseLayer>(type);
  return type;
}

}  // namespace loom
