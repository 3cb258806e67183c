// Groups of a sample's channels, each group normalised on its own (Wu and He 2018); the same for
// any size of the batch.

#include <algorithm>

#include "engine/layers/followed.h"
#include "engine/layers/segment_norm.h"

namespace loom {

namespace {

NormCut groupCut(const Reader& params, const Shape& output) {
  const std::int64_t channels = output[0], groups = params.integer("num_groups");
  return {groups, channels / groups, output.elements() / channels, channels};
}

template <class T>
std::unique_ptr<Layer<T>> makeGroupNorm(const LayerSite<T>& site) {
  return std::make_unique<SegmentNorm<T>>(site, groupCut(site.params, site.output));
}

void groupNormWork(const WorkSite& site, std::int64_t element, Work& work) {
  segmentNormWork(site, element, groupCut(site.params, site.output), work);
}

ShapeAnswer groupedShape(const SiteInfo& site) {
  const std::int64_t channels = site.inputs[0][0];
  const std::int64_t groups = site.params.integer("num_groups");
  if (auto wrong = disagreement(site, "num_channels", channels)) return *wrong;
  if (channels % groups == 0) return sameAsInput(site);
  std::int64_t fitting = std::min(groups, channels);
  while (channels % fitting != 0) --fitting;
  return ShapeAnswer::wrong(
      {LOOM_TEXT("num_groups is %1, but it must divide the %2 channels of %4 from %5; make it %3, "
                 "say"),
       {std::to_string(groups), std::to_string(channels), std::to_string(fitting),
        site.inputs[0].text(), site.sources[0]}},
      {{{LOOM_TEXT("Set %1 to %2"), {"num_groups", std::to_string(fitting)}},
        setParam(site.graph, site.node.id, "num_groups", fitting)}},
      "num_groups");
}

}  // namespace

LayerType groupNorm() {
  LayerType type;
  type.name = "GroupNorm";
  type.category = Category::Regularisation;
  type.summary = LOOM_TEXT(
      "Brings groups of channels to mean 0 and variance 1 within each sample, then scales and "
      "shifts each channel by learned weights.");
  type.formula = "y = (x − mean) / √(variance + eps) · weight[c] + bias[c]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html";
  type.idStem = "norm";
  type.synonyms = {"GroupNormalization", "GN", LOOM_TEXT("group normalisation")};
  type.fields = {{.key = "num_groups",
                  .label = LOOM_TEXT("Groups"),
                  .help = LOOM_TEXT("How many groups the channels form; it must divide them."),
                  .initial = std::int64_t{1},
                  .min = 1,
                  .max = 65536},
                 normEpsilon(),
                 followedField("num_channels", LOOM_TEXT("Channels"))};
  type.layout = Layout::Rows;
  type.shape = groupedShape;
  type.parameters = [](const SiteInfo& site) { return normParameters(site.inputs[0][0]); };
  type.flops = [](const SiteInfo&, const Shape& output) { return 8 * output.elements(); };
  type.caption = [](const SiteInfo& site) {
    return Text(std::to_string(site.params.integer("num_groups")));
  };
  type.readsOutput = false;
  type.work = groupNormWork;
  type.pytorch = "nn.GroupNorm({num_groups}, {num_channels}, eps={eps})";
  type.makeFloat = makeGroupNorm<float>;
  type.makeDouble = makeGroupNorm<double>;
  return type;
}

}  // namespace loom
