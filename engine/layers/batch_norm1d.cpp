// Batch normalisation of vectors (C) or of signals (C, T): a mean and a variance for each of the C.

#include "engine/layers/batch_norm.h"

namespace loom {

namespace {

ShapeAnswer flatShape(const SiteInfo& site) {
  if (site.inputs[0].rank() <= 2) return batchNormShape(site);
  return ShapeAnswer::wrong(
      {LOOM_TEXT(
           "needs values (C) or signals (C, T), but gets %1 from %2; BatchNorm2d is for images"),
       {site.inputs[0].text(), site.sources[0]}});
}

}  // namespace

LayerType batchNorm1d() {
  LayerType type;
  type.name = "BatchNorm1d";
  type.summary = LOOM_TEXT(
      "Brings each feature of the batch to mean 0 and variance 1, then scales and shifts it by "
      "learned weights.");
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html";
  type.shape = flatShape;
  type.pytorch = "nn.BatchNorm1d({num_features}, eps={eps}, momentum={momentum}, affine={affine})";
  setBatchNorm(type);
  return type;
}

}  // namespace loom
