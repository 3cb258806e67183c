// A smooth unit that dips below zero (Misra 2019).

#include <algorithm>
#include <cmath>

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct MishMaths {
  explicit MishMaths(const Reader&) {}
  T value(T x) const { return x * std::tanh(softplus(x)); }
  T slope(T x, T) const {
    const T t = std::tanh(softplus(x));
    return t + x * (1 - t * t) / (1 + std::exp(-x));
  }

 private:
  static T softplus(T x) { return std::max(x, T(0)) + std::log1p(std::exp(-std::abs(x))); }
};

}  // namespace

LayerType mish() {
  LayerType type;
  type.name = "Mish";
  type.summary = LOOM_TEXT("A smooth curve like SiLU that lets small negative values through.");
  type.formula = "y = x · tanh(ln(1 + exp(x)))";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Mish.html";
  type.idStem = "mish";
  type.pytorch = "nn.Mish()";
  setElementwise<MishMaths>(type);
  return type;
}

}  // namespace loom
