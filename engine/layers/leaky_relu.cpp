// max(0, x) with a small slope below zero, so that no unit can die.

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct LeakyReLUMaths {
  explicit LeakyReLUMaths(const Reader& params)
      : below_(static_cast<T>(params.real("negative_slope"))) {}
  T value(T x) const { return x > 0 ? x : below_ * x; }
  T slope(T x, T) const { return x > 0 ? T(1) : below_; }

 private:
  T below_;
};

}  // namespace

LayerType leakyRelu() {
  LayerType type;
  type.name = "LeakyReLU";
  type.summary = LOOM_TEXT("Keeps what is positive and lets a little of the rest through.");
  type.formula = "y = x for x > 0, else negative_slope · x";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html";
  type.idStem = "leaky_relu";
  type.synonyms = {"LReLU"};
  type.fields = {{.key = "negative_slope",
                  .label = LOOM_TEXT("Slope below zero"),
                  .help = LOOM_TEXT("How much of a negative value comes through."),
                  .initial = 0.01,
                  .min = 0.0,
                  .max = 1.0}};
  type.caption = [](const SiteInfo& site) {
    return Text("slope " + valueText(site.params.real("negative_slope")));
  };
  type.pytorch = "nn.LeakyReLU(negative_slope={negative_slope})";
  setElementwise<LeakyReLUMaths>(type);
  return type;
}

}  // namespace loom
