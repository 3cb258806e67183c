// A larger image: pixels repeated, or mixed from their neighbours.

#include "engine/layers/resample.h"
#include "engine/layers/window.h"

namespace loom {

namespace {

/// PyTorch's places with align_corners=False: output i is centred on (i + 0.5) / scale - 0.5.
template <class T>
std::vector<Taps<T>> neighbours(std::int64_t size, std::int64_t scale, bool bilinear) {
  std::vector<Taps<T>> all;
  for (std::int64_t i = 0; i < size * scale; ++i) {
    if (!bilinear) {
      all.push_back({{i / scale, T(1)}});
      continue;
    }
    const double at =
        std::max((static_cast<double>(i) + 0.5) / static_cast<double>(scale) - 0.5, 0.0);
    const auto first = static_cast<std::int64_t>(at);
    const T share = static_cast<T>(at - static_cast<double>(first));
    Taps<T> taps = {{first, 1 - share}};
    if (share > 0) taps.push_back({std::min(first + 1, size - 1), share});
    all.push_back(std::move(taps));
  }
  return all;
}

template <class T>
std::unique_ptr<Layer<T>> makeUpsample(const LayerSite<T>& site) {
  const IntPair scale = site.params.pair("scale_factor");
  const bool bilinear = site.params.text("mode") == "bilinear";
  return std::make_unique<Resample<T>>(site,
                                       neighbours<T>(site.inputs[0][1], scale.first, bilinear),
                                       neighbours<T>(site.inputs[0][2], scale.second, bilinear));
}

ShapeAnswer enlargedShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (in.rank() != 3) return notAnImage(site);
  const IntPair scale = site.params.pair("scale_factor");
  return ShapeAnswer::of({in[0], in[1] * scale.first, in[2] * scale.second});
}

void enlargedWork(const WorkSite& site, std::int64_t element, Work& work) {
  const IntPair scale = site.params.pair("scale_factor");
  const bool bilinear = site.params.text("mode") == "bilinear";
  resampledWork(site, element, neighbours<double>(site.inputs[0][1], scale.first, bilinear),
                neighbours<double>(site.inputs[0][2], scale.second, bilinear), work);
}

}  // namespace

LayerType upsample() {
  LayerType type;
  type.name = "Upsample";
  type.category = Category::Pooling;
  type.summary = LOOM_TEXT("Enlarges each channel by repeating pixels or mixing neighbours.");
  type.formula = "y[c,i,j] = x[c, i / s, j / s], or a mix of the four nearest";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Upsample.html";
  type.idStem = "up";
  type.synonyms = {"UpSampling2D", "Resize", LOOM_TEXT("interpolation")};
  type.fields = {{.key = "scale_factor",
                  .label = LOOM_TEXT("Factor"),
                  .help = LOOM_TEXT("How many times higher and wider the image becomes."),
                  .initial = Ints{2, 2},
                  .min = 1,
                  .max = 64,
                  .kind = Field::Kind::Pair},
                 {.key = "mode",
                  .label = LOOM_TEXT("Mode"),
                  .help = LOOM_TEXT("nearest repeats pixels; bilinear mixes the four nearest."),
                  .initial = std::string("nearest"),
                  .choices = {"nearest", "bilinear"}}};
  type.layout = Layout::Lanes;
  type.shape = enlargedShape;
  type.flops = [](const SiteInfo& site, const Shape& output) {
    return site.params.text("mode") == "bilinear" ? 8 * output.elements() : 0;
  };
  type.caption = [](const SiteInfo& site) {
    return Text(pairText(site.params.pair("scale_factor")));
  };
  type.readsInput = false;
  type.readsOutput = false;
  type.work = enlargedWork;
  type.pytorch = "nn.Upsample(scale_factor={scale_factor}, mode='{mode}')";
  type.makeFloat = makeUpsample<float>;
  type.makeDouble = makeUpsample<double>;
  return type;
}

}  // namespace loom
