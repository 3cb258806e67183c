// Two-dimensional convolution (cross-correlation, as in PyTorch) over images in lanes.

#include "engine/layers/convolution.h"

namespace loom {

namespace {

template <class T>
std::unique_ptr<Layer<T>> makeConv2d(const LayerSite<T>& site) {
  return std::make_unique<ConvolutionLayer<T>>(
      site, convolutionBetween(site.inputs[0], site.output, windowOf(site.params),
                               site.params.integer("groups")));
}

ShapeAnswer convolvedShape2d(const SiteInfo& site) {
  if (site.inputs[0].rank() != 3) return notAnImage(site);
  if (auto problem = channelProblem(site)) return *problem;
  return windowShape(site, site.params.integer("out_channels"), windowOf(site.params));
}

Shape weightShape2d(const SiteInfo& site) {
  const auto [kh, kw] = site.params.pair("kernel_size");
  return {site.params.integer("out_channels"), site.inputs[0][0] / site.params.integer("groups"),
          kh, kw};
}

std::vector<Resizing> paddings2d(const SiteInfo& site) {
  const auto kernel = site.params.pair("kernel_size");
  std::vector<Resizing> out;
  const std::int64_t most = std::min<std::int64_t>(std::max(kernel.first, kernel.second), 16);
  for (std::int64_t p = 1; p < most; ++p) {
    out.push_back(
        {"padding",
         Ints{p, p},
         {LOOM_TEXT("Pad %1 by %2, so that %3 arrive"), {site.node.id, std::to_string(p)}}});
  }
  return out;
}

Text caption2d(const SiteInfo& site) {
  const auto [padH, padW] = site.params.pair("padding");
  const std::string padding = padH == 0 && padW == 0 ? ""
                              : padH == padW         ? std::to_string(padH)
                                                     : pairText({padH, padW});
  return convolutionCaption(site, pairText(site.params.pair("kernel_size")), padding);
}

void convolvedWork2d(const WorkSite& site, std::int64_t element, Work& work) {
  convolutionWork(site,
                  convolutionBetween(site.inputs[0], site.output, windowOf(site.params),
                                     site.params.integer("groups")),
                  element, work);
}

}  // namespace

LayerType conv2d() {
  LayerType type;
  type.name = "Conv2d";
  type.category = Category::Convolution;
  type.summary = LOOM_TEXT(
      "Slides small filters over the image; each filter makes one channel of what it finds.");
  type.formula = "y[o,i,j] = b[o] + Σ w[o,c,u,v] · x[c, s·i + d·u − p, s·j + d·v − p]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html";
  type.idStem = "conv";
  type.synonyms = {LOOM_TEXT("convolution"), "Convolution2D"};
  type.fields = {filtersField(),
                 pairField("kernel_size", LOOM_TEXT("Kernel size"),
                           LOOM_TEXT("Height and width of each filter."), 3, 1),
                 pairField("stride", LOOM_TEXT("Stride"),
                           LOOM_TEXT("How far the filter moves each time."), 1, 1),
                 pairField("padding", LOOM_TEXT("Padding"),
                           LOOM_TEXT("Rows and columns of zeros added around the image."), 0, 0),
                 pairField("dilation", LOOM_TEXT("Dilation"),
                           LOOM_TEXT("Distance between the pixels that a filter reads."), 1, 1),
                 groupsField(),
                 convolutionBiasField(),
                 inChannelsField()};
  type.layout = Layout::Lanes;
  type.shape = convolvedShape2d;
  type.parameters = [](const SiteInfo& site) {
    return convolutionParameters(site, weightShape2d(site));
  };
  type.flops = [](const SiteInfo& site, const Shape& output) {
    return convolutionFlops(output.elements(), weightShape2d(site));
  };
  type.resizings = paddings2d;
  type.caption = caption2d;
  type.readsOutput = false;
  type.work = convolvedWork2d;
  type.pytorch =
      "nn.Conv2d({in_channels}, {out_channels}, {kernel_size}, stride={stride}, padding={padding}, "
      "dilation={dilation}, groups={groups}, bias={bias})";
  type.makeFloat = makeConv2d<float>;
  type.makeDouble = makeConv2d<double>;
  return type;
}

}  // namespace loom
