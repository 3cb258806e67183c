// SiLU made of straight pieces, for small devices (Howard et al. 2019).

#include <algorithm>

#include "engine/layers/elementwise.h"

namespace loom {

namespace {

template <class T>
struct HardswishMaths {
  explicit HardswishMaths(const Reader&) {}
  T value(T x) const { return x * std::clamp(x + 3, T(0), T(6)) / 6; }
  T slope(T x, T) const { return x < -3 ? T(0) : x <= 3 ? x / 3 + T(0.5) : T(1); }
};

}  // namespace

LayerType hardswish() {
  LayerType type;
  type.name = "Hardswish";
  type.summary = LOOM_TEXT("SiLU in straight pieces: cheap to compute on small devices.");
  type.formula = "y = x · min(max(x + 3, 0), 6) / 6";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Hardswish.html";
  type.idStem = "hardswish";
  type.synonyms = {"HardSiLU"};
  type.pytorch = "nn.Hardswish()";
  setElementwise<HardswishMaths>(type);
  return type;
}

}  // namespace loom
