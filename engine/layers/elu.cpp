// The exponential linear unit (Clevert et al. 2015).

#include <cmath>

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct ELUMaths {
  explicit ELUMaths(const Reader& params) : alpha_(static_cast<T>(params.real("alpha"))) {}
  T value(T x) const { return x > 0 ? x : alpha_ * std::expm1(x); }
  T slope(T x, T y) const { return x > 0 ? T(1) : y + alpha_; }

 private:
  T alpha_;
};

}  // namespace

LayerType elu() {
  LayerType type;
  type.name = "ELU";
  type.summary = LOOM_TEXT("Keeps what is positive and bends the rest smoothly towards a floor.");
  type.formula = "y = x for x > 0, else alpha · (exp(x) − 1)";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.ELU.html";
  type.idStem = "elu";
  type.synonyms = {"exponential linear unit"};
  type.fields = {{.key = "alpha",
                  .label = LOOM_TEXT("Floor"),
                  .help = LOOM_TEXT("Large negative values come close to minus this."),
                  .initial = 1.0,
                  .min = 0.0,
                  .max = 100.0}};
  type.caption = [](const SiteInfo& site) {
    return Text("alpha " + valueText(site.params.real("alpha")));
  };
  type.pytorch = "nn.ELU(alpha={alpha})";
  setElementwise<ELUMaths>(type);
  return type;
}

}  // namespace loom
