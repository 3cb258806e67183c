// The hyperbolic tangent.

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct TanhMaths {
  explicit TanhMaths(const Reader&) {}
  static void values(const Kernels<T>& kernels, std::size_t n, const T* x, T* y) {
    kernels.tanh(n, x, y);
  }
  T slope(T, T y) const { return 1 - y * y; }
};

}  // namespace

LayerType tanhLayer() {
  LayerType type;
  type.name = "Tanh";
  type.summary = LOOM_TEXT("Squeezes every value between −1 and 1.");
  type.formula = "y = tanh(x)";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Tanh.html";
  type.idStem = "tanh";
  type.synonyms = {"hyperbolic tangent"};
  type.inPlace = true;
  type.readsInput = false;
  type.pytorch = "nn.Tanh()";
  setElementwise<TanhMaths>(type);
  return type;
}

}  // namespace loom
