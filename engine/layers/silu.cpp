// x times its own sigmoid, also called swish (Elfwing et al. 2017).

#include <cmath>

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct SiLUMaths {
  explicit SiLUMaths(const Reader&) {}
  T value(T x) const { return x / (1 + std::exp(-x)); }
  T slope(T x, T) const {
    const T gate = 1 / (1 + std::exp(-x));
    return gate * (1 + x * (1 - gate));
  }
};

}  // namespace

LayerType silu() {
  LayerType type;
  type.name = "SiLU";
  type.summary = LOOM_TEXT("Lets each value through as far as its own sigmoid opens the gate.");
  type.formula = "y = x / (1 + exp(−x))";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.SiLU.html";
  type.idStem = "silu";
  type.synonyms = {"Swish"};
  type.pytorch = "nn.SiLU()";
  setElementwise<SiLUMaths>(type);
  return type;
}

}  // namespace loom
