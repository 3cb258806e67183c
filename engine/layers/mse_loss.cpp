// The mean of the squared differences.

#include "engine/layers/pointwise_loss.h"

namespace loom {

namespace {

template <class T>
struct MSEMaths {
  explicit MSEMaths(const Reader&) {}
  T value(T x, T y) const { return (x - y) * (x - y); }
  T slope(T x, T y) const { return 2 * (x - y); }
};

}  // namespace

LayerType mseLoss() {
  LayerType type;
  type.name = "MSELoss";
  type.summary = LOOM_TEXT(
      "The mean squared difference between outputs and targets; large errors weigh most.");
  type.formula = "L = mean of (x − y)²";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.MSELoss.html";
  type.synonyms = {LOOM_TEXT("mean squared error"), "L2Loss"};
  type.pytorch = "nn.MSELoss()";
  setPointwiseLoss<MSEMaths>(type);
  return type;
}

}  // namespace loom
