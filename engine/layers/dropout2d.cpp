// While training, sets whole channels to zero (Tompson et al. 2015): neighbouring pixels say much
// the same, so dropping single ones would hide little.

#include <algorithm>

#include "engine/layers/drop_mask.h"
#include "engine/layers/window.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class Dropout2dLayer final : public Layer<T> {
 public:
  explicit Dropout2dLayer(const LayerSite<T>& site)
      : rate_(site.params.real("p")),
        key_(site.key),
        lanes_(static_cast<std::size_t>(site.lanes)),
        channels_(static_cast<std::size_t>(site.output[0])),
        pixels_(static_cast<std::size_t>(site.output[1] * site.output[2])) {}

  void forward(const Pass<T>& pass, int block, int) override {
    scale(pass, block, pass.inputs[0], pass.output);
  }
  void backward(const Pass<T>& pass, int block, int) override {
    if (T* gradient = pass.inputGradients[0]) scale(pass, block, pass.outputGradient, gradient);
  }

 private:
  void scale(const Pass<T>& pass, int block, const T* from, T* to) const {
    const std::size_t channel = pixels_ * lanes_;
    const std::size_t first = static_cast<std::size_t>(block) * channels_;
    if (!pass.training) {
      std::copy_n(from + first * channel, channels_ * channel, to + first * channel);
      return;
    }
    const DropScale<T> drawn(pass.random, key_, rate_);
    for (std::size_t c = first; c < first + channels_; ++c) {
      for (std::size_t lane = 0; lane < lanes_; ++lane) {
        // Drawn by position, so that forward and backward agree without keeping a mask.
        const T factor = drawn.at(c * lanes_ + lane);
        for (std::size_t i = c * channel + lane; i < (c + 1) * channel; i += lanes_)
          to[i] = from[i] * factor;
      }
    }
  }

  double rate_;
  std::uint64_t key_;
  std::size_t lanes_, channels_, pixels_;
};

}  // namespace

LayerType dropout2d() {
  LayerType type;
  type.name = "Dropout2d";
  type.category = Category::Regularisation;
  type.summary = LOOM_TEXT(
      "While training, sets a random share of whole channels to zero and scales up the rest.");
  type.formula = "y[c] = x[c] · m[c] / (1 − p), m[c] = 0 with probability p, else 1";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Dropout2d.html";
  type.idStem = "dropout";
  type.synonyms = {"SpatialDropout2D"};
  type.fields = {{.key = "p",
                  .label = LOOM_TEXT("Rate"),
                  .help = LOOM_TEXT("Share of the channels that is set to zero."),
                  .initial = 0.5,
                  .min = 0.0,
                  .max = 1.0}};
  type.layout = Layout::Lanes;
  type.shape = [](const SiteInfo& site) {
    return site.inputs[0].rank() == 3 ? sameAsInput(site) : notAnImage(site);
  };
  type.caption = [](const SiteInfo& site) {
    return Text("p = " + valueText(site.params.real("p")));
  };
  type.inPlace = true;
  type.readsInput = false;
  type.readsOutput = false;
  type.work = passedOnWhenStill;
  type.pytorch = "nn.Dropout2d(p={p})";
  setFactories<Dropout2dLayer>(type);
  return type;
}

}  // namespace loom
