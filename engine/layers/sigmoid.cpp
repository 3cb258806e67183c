// The logistic function.

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct SigmoidMaths {
  explicit SigmoidMaths(const Reader&) {}
  static void values(const Kernels<T>& kernels, std::size_t n, const T* x, T* y) {
    kernels.sigmoid(n, x, y);
  }
  T slope(T, T y) const { return y * (1 - y); }
};

}  // namespace

LayerType sigmoid() {
  LayerType type;
  type.name = "Sigmoid";
  type.summary = LOOM_TEXT("Squeezes every value between 0 and 1.");
  type.formula = "y = 1 / (1 + exp(−x))";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html";
  type.idStem = "sigmoid";
  type.synonyms = {"logistic"};
  type.inPlace = true;
  type.readsInput = false;
  type.pytorch = "nn.Sigmoid()";
  setElementwise<SigmoidMaths>(type);
  return type;
}

}  // namespace loom
