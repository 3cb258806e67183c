// The Gaussian error linear unit (Hendrycks and Gimpel 2016), exact, as transformers use it.

#include <cmath>

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct GELUMaths {
  explicit GELUMaths(const Reader&) {}
  T value(T x) const { return x * below(x); }
  T slope(T x, T) const {
    constexpr T kPerRootTwoPi = T(0.39894228040143267793994605993438);
    return below(x) + x * kPerRootTwoPi * std::exp(T(-0.5) * x * x);
  }

 private:
  /// How much of a normal distribution lies below x.
  static T below(T x) { return T(0.5) * std::erfc(x * T(-0.70710678118654752440084436210485)); }
};

}  // namespace

LayerType gelu() {
  LayerType type;
  type.name = "GELU";
  type.summary = LOOM_TEXT(
      "Lets each value through as far as a normal distribution lies below it; smooth, and common "
      "in transformers.");
  type.formula = "y = x · Φ(x), Φ = normal distribution";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.GELU.html";
  type.idStem = "gelu";
  type.pytorch = "nn.GELU()";
  setElementwise<GELUMaths>(type);
  return type;
}

}  // namespace loom
