// Sigmoid and binary cross-entropy in one, from logits: stable for any size of logit.

#include <cmath>

#include "engine/layers/pointwise_loss.h"

namespace loom {

namespace {

template <class T>
struct BCEWithLogitsMaths {
  explicit BCEWithLogitsMaths(const Reader&) {}
  // -y log σ(x) - (1 - y) log(1 - σ(x)), with an exponent that is never positive
  T value(T x, T y) const {
    return (x < 0 ? T(0) : x) - x * y + std::log1p(std::exp(-std::abs(x)));
  }
  T slope(T x, T y) const {
    const T e = std::exp(-std::abs(x));
    return (x < 0 ? e : T(1)) / (1 + e) - y;
  }
};

}  // namespace

LayerType bceWithLogitsLoss() {
  LayerType type;
  type.name = "BCEWithLogitsLoss";
  type.summary = LOOM_TEXT(
      "How surprised the network is by yes or no at each output; takes raw scores (logits), and "
      "several answers may be yes at once.");
  type.formula = "L = mean of −y · log σ(x) − (1 − y) · log(1 − σ(x)), σ(x) = 1 / (1 + exp(−x))";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html";
  type.synonyms = {"BinaryCrossentropy", LOOM_TEXT("binary cross-entropy")};
  type.pytorch = "nn.BCEWithLogitsLoss()";
  type.takesLogits = true;
  setPointwiseLoss<BCEWithLogitsMaths>(type);
  return type;
}

}  // namespace loom
