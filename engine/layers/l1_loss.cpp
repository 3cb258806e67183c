// The mean of the absolute differences.

#include <cmath>

#include "engine/layers/pointwise_loss.h"

namespace loom {

namespace {

template <class T>
struct L1Maths {
  explicit L1Maths(const Reader&) {}
  T value(T x, T y) const { return std::abs(x - y); }
  T slope(T x, T y) const { return static_cast<T>((x > y) - (x < y)); }
};

}  // namespace

LayerType l1Loss() {
  LayerType type;
  type.name = "L1Loss";
  type.summary = LOOM_TEXT(
      "The mean absolute difference between outputs and targets; a few outliers matter little.");
  type.formula = "L = mean of |x − y|";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.L1Loss.html";
  type.synonyms = {LOOM_TEXT("mean absolute error"), "MAE"};
  type.pytorch = "nn.L1Loss()";
  setPointwiseLoss<L1Maths>(type);
  return type;
}

}  // namespace loom
