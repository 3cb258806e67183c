// The Gaussian error linear unit (Hendrycks and Gimpel 2016), exact, as transformers use it.

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct GELUMaths {
  explicit GELUMaths(const Reader&) {}
  static void values(const Kernels<T>& kernels, std::size_t n, const T* x, T* y) {
    kernels.gelu(n, x, y);
  }
  static void gradients(const Kernels<T>& kernels, std::size_t n, const T* x, const T* dy, T* dx) {
    kernels.geluBackward(n, x, dy, dx);
  }
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
