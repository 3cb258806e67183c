// Squared near the target, absolute far from it (Girshick 2015, Fast R-CNN).

#include <cmath>

#include "engine/layers/pointwise_loss.h"

namespace loom {

namespace {

template <class T>
struct SmoothL1Maths {
  explicit SmoothL1Maths(const Reader& params) : beta_(static_cast<T>(params.real("beta"))) {}
  T value(T x, T y) const {
    const T d = std::abs(x - y);
    return d < beta_ ? T(0.5) * d * d / beta_ : d - T(0.5) * beta_;
  }
  T slope(T x, T y) const {
    const T d = x - y;
    return std::abs(d) < beta_ ? d / beta_ : static_cast<T>((d > 0) - (d < 0));
  }

 private:
  T beta_;  // 0 makes it L1Loss
};

}  // namespace

LayerType smoothL1Loss() {
  LayerType type;
  type.name = "SmoothL1Loss";
  type.summary = LOOM_TEXT(
      "Squared for small differences and absolute for large ones: smooth at the target, calm about "
      "outliers.");
  type.formula = "L = mean of ½ (x − y)² / beta where |x − y| < beta, else |x − y| − ½ beta";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.SmoothL1Loss.html";
  type.synonyms = {"Huber"};
  type.fields = {{.key = "beta",
                  .label = LOOM_TEXT("Beta"),
                  .help = LOOM_TEXT("The difference from which on it is absolute."),
                  .initial = 1.0,
                  .min = 0.0,
                  .max = 1e6}};
  type.caption = [](const SiteInfo& site) {
    return Text("beta " + valueText(site.params.real("beta")));
  };
  type.pytorch = "nn.SmoothL1Loss(beta={beta})";
  setPointwiseLoss<SmoothL1Maths>(type);
  return type;
}

}  // namespace loom
