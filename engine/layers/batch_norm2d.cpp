// Batch normalisation of images: a mean and a variance for each channel.

#include "engine/layers/batch_norm.h"
#include "engine/layers/window.h"

namespace loom {

LayerType batchNorm2d() {
  LayerType type;
  type.name = "BatchNorm2d";
  type.summary = LOOM_TEXT(
      "Brings each channel of the batch's images to mean 0 and variance 1, then scales and shifts "
      "it by learned weights.");
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html";
  type.shape = [](const SiteInfo& site) {
    return site.inputs[0].rank() == 3 ? batchNormShape(site) : notAnImage(site);
  };
  type.pytorch = "nn.BatchNorm2d({num_features}, eps={eps}, momentum={momentum}, affine={affine})";
  setBatchNorm(type);
  return type;
}

}  // namespace loom
