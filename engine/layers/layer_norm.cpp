// Each position's values along the last axis, normalised on their own (Ba et al. 2016).

#include "engine/layers/followed.h"
#include "engine/layers/segment_norm.h"

namespace loom {

namespace {

NormCut rowCut(const Shape& output) {
  const std::int64_t width = output.sizes().back();
  return {output.elements() / width, width, 1, width};
}

template <class T>
std::unique_ptr<Layer<T>> makeLayerNorm(const LayerSite<T>& site) {
  return std::make_unique<SegmentNorm<T>>(site, rowCut(site.output));
}

void rowNormWork(const WorkSite& site, std::int64_t element, Work& work) {
  segmentNormWork(site, element, rowCut(site.output), work);
}

}  // namespace

LayerType layerNorm() {
  LayerType type;
  type.name = "LayerNorm";
  type.category = Category::Regularisation;
  type.summary = LOOM_TEXT(
      "Brings each position's values along the last axis to mean 0 and variance 1, then scales "
      "and shifts them by learned weights.");
  type.formula = "y = (x − mean) / √(variance + eps) · weight + bias";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html";
  type.idStem = "norm";
  type.synonyms = {"LayerNormalization", "LN", LOOM_TEXT("layer normalisation")};
  type.fields = {normEpsilon(), followedField("normalized_shape", LOOM_TEXT("Values"))};
  type.layout = Layout::Rows;
  type.shape = [](const SiteInfo& site) {
    const auto wrong = disagreement(site, "normalized_shape", site.inputs[0].sizes().back());
    return wrong ? *wrong : sameAsInput(site);
  };
  type.parameters = [](const SiteInfo& site) {
    return normParameters(site.inputs[0].sizes().back());
  };
  type.flops = [](const SiteInfo&, const Shape& output) { return 8 * output.elements(); };
  type.readsOutput = false;
  type.work = rowNormWork;
  type.pytorch = "nn.LayerNorm({normalized_shape}, eps={eps})";
  type.makeFloat = makeLayerNorm<float>;
  type.makeDouble = makeLayerNorm<double>;
  return type;
}

}  // namespace loom
