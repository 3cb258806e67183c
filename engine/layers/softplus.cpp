// A smooth ReLU.

#include <cmath>

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct SoftplusMaths {
  explicit SoftplusMaths(const Reader&) {}
  T value(T x) const { return x > kStraight ? x : std::log1p(std::exp(x)); }
  T slope(T x, T) const { return x > kStraight ? T(1) : 1 / (1 + std::exp(-x)); }

 private:
  static constexpr T kStraight = 20;  // above, the curve is the line, as in PyTorch
};

}  // namespace

LayerType softplus() {
  LayerType type;
  type.name = "Softplus";
  type.summary = LOOM_TEXT("A smooth ReLU: always positive, nearly x where x is large.");
  type.formula = "y = ln(1 + exp(x))";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Softplus.html";
  type.idStem = "softplus";
  type.pytorch = "nn.Softplus()";
  setElementwise<SoftplusMaths>(type);
  return type;
}

}  // namespace loom
