// Means of as many areas as are wanted, whatever the size of the image; 1×1 is the mean of all.

#include "engine/layers/resample.h"
#include "engine/layers/window.h"

namespace loom {

namespace {

/// Area i of `count` reaches from floor(i size / count) to ceil((i + 1) size / count), as PyTorch
/// has it.
template <class T>
std::vector<Taps<T>> areas(std::int64_t count, std::int64_t size) {
  std::vector<Taps<T>> all;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t begin = i * size / count;
    const std::int64_t end = ((i + 1) * size + count - 1) / count;
    all.push_back(meanOf<T>(begin, end, end - begin));
  }
  return all;
}

template <class T>
std::unique_ptr<Layer<T>> makeAdaptiveAvgPool2d(const LayerSite<T>& site) {
  const Shape& in = site.inputs[0];
  return std::make_unique<Resample<T>>(site, areas<T>(site.output[1], in[1]),
                                       areas<T>(site.output[2], in[2]));
}

ShapeAnswer adaptedShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (in.rank() != 3) return notAnImage(site);
  const IntPair size = site.params.pair("output_size");
  return ShapeAnswer::of({in[0], size.first, size.second});
}

void areaWork(const WorkSite& site, std::int64_t element, Work& work) {
  const Shape& in = site.inputs[0];
  resampledWork(site, element, areas<double>(site.output[1], in[1]),
                areas<double>(site.output[2], in[2]), work);
}

}  // namespace

LayerType adaptiveAvgPool2d() {
  LayerType type;
  type.name = "AdaptiveAvgPool2d";
  type.category = Category::Pooling;
  type.summary =
      LOOM_TEXT("Shrinks each channel to a fixed size by means; 1×1 leaves one number a channel.");
  type.formula = "y[c,i,j] = mean of x[c] over area (i, j)";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html";
  type.idStem = "pool";
  type.synonyms = {"GlobalAveragePooling2D", "GAP", LOOM_TEXT("global average pooling")};
  type.fields = {{.key = "output_size",
                  .label = LOOM_TEXT("Output size"),
                  .help = LOOM_TEXT("Height and width that come out."),
                  .initial = Ints{1, 1},
                  .min = 1,
                  .max = 1024,
                  .kind = Field::Kind::Pair}};
  type.layout = Layout::Lanes;
  type.shape = adaptedShape;
  type.flops = [](const SiteInfo& site, const Shape&) { return site.inputs[0].elements(); };
  type.caption = [](const SiteInfo& site) {
    return Text(pairText(site.params.pair("output_size")));
  };
  type.readsInput = false;
  type.readsOutput = false;
  type.work = areaWork;
  type.pytorch = "nn.AdaptiveAvgPool2d({output_size})";
  type.makeFloat = makeAdaptiveAvgPool2d<float>;
  type.makeDouble = makeAdaptiveAvgPool2d<double>;
  return type;
}

}  // namespace loom
