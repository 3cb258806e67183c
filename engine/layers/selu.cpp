// The scaled exponential linear unit, which keeps mean and variance (Klambauer et al. 2017).

#include <cmath>

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct SELUMaths {
  explicit SELUMaths(const Reader&) {}
  T value(T x) const { return x > 0 ? kScale * x : kScale * kAlpha * std::expm1(x); }
  T slope(T x, T y) const { return x > 0 ? kScale : y + kScale * kAlpha; }

 private:
  static constexpr T kAlpha = T(1.6732632423543772848170429916717);
  static constexpr T kScale = T(1.0507009873554804934193349852946);
};

}  // namespace

LayerType selu() {
  LayerType type;
  type.name = "SELU";
  type.summary =
      LOOM_TEXT("Like ELU, scaled so that values keep mean 0 and variance 1 from layer to layer.");
  type.formula = "y = 1.0507 · x for x > 0, else 1.7581 · (exp(x) − 1)";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.SELU.html";
  type.idStem = "selu";
  type.pytorch = "nn.SELU()";
  setElementwise<SELUMaths>(type);
  return type;
}

}  // namespace loom
