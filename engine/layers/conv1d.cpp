// One-dimensional convolution over rows (C, T) in lanes: a two-dimensional one of height 1.

#include "engine/layers/convolution.h"

namespace loom {

namespace {

PaddedConvolution convolutionOfRows(const Reader& params, const Shape& in, const Shape& out) {
  const Window window{{1, params.integer("kernel_size")},
                      {1, params.integer("stride")},
                      {0, params.integer("padding")},
                      {1, params.integer("dilation")}};
  return convolutionBetween({in[0], 1, in[1]}, {out[0], 1, out[1]}, window,
                            params.integer("groups"));
}

template <class T>
std::unique_ptr<Layer<T>> makeConv1d(const LayerSite<T>& site) {
  return std::make_unique<ConvolutionLayer<T>>(
      site, convolutionOfRows(site.params, site.inputs[0], site.output));
}

void convolvedWork1d(const WorkSite& site, std::int64_t element, Work& work) {
  convolutionWork(site, convolutionOfRows(site.params, site.inputs[0], site.output), element, work);
}

ShapeAnswer convolvedShape1d(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (in.rank() != 2) {
    return ShapeAnswer::wrong(
        {LOOM_TEXT("needs a row (channels × length), but gets %1 from %2; make the layer before "
                   "give two axes"),
         {in.text(), site.sources[0]}});
  }
  if (auto problem = channelProblem(site)) return *problem;
  const Reader& params = site.params;
  return windowShape(site, params.integer("out_channels"),
                     WindowAxis{in[1], params.integer("kernel_size"), params.integer("stride"),
                                params.integer("padding"), params.integer("dilation")});
}

Shape weightShape1d(const SiteInfo& site) {
  return {site.params.integer("out_channels"), site.inputs[0][0] / site.params.integer("groups"),
          site.params.integer("kernel_size")};
}

std::vector<Resizing> paddings1d(const SiteInfo& site) {
  std::vector<Resizing> out;
  const std::int64_t most = std::min<std::int64_t>(site.params.integer("kernel_size"), 16);
  for (std::int64_t p = 1; p < most; ++p) {
    out.push_back(
        {"padding",
         p,
         {LOOM_TEXT("Pad %1 by %2, so that %3 arrive"), {site.node.id, std::to_string(p)}}});
  }
  return out;
}

Text caption1d(const SiteInfo& site) {
  const std::int64_t padding = site.params.integer("padding");
  return convolutionCaption(site, std::to_string(site.params.integer("kernel_size")),
                            padding == 0 ? "" : std::to_string(padding));
}

Field wholeField(const char* key, const char* label, const char* help, std::int64_t initial,
                 double min) {
  return {.key = key, .label = label, .help = help, .initial = initial, .min = min, .max = 1024};
}

}  // namespace

LayerType conv1d() {
  LayerType type;
  type.name = "Conv1d";
  type.category = Category::Convolution;
  type.summary = LOOM_TEXT(
      "Slides small filters along a row of channels, such as a sound or a sequence turned so that "
      "its features are channels.");
  type.formula = "y[o,i] = b[o] + Σ w[o,c,u] · x[c, s·i + d·u − p]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Conv1d.html";
  type.idStem = "conv";
  type.synonyms = {LOOM_TEXT("convolution"), "Convolution1D"};
  type.fields = {filtersField(),
                 wholeField("kernel_size", LOOM_TEXT("Kernel size"),
                            LOOM_TEXT("Length of each filter."), 3, 1),
                 wholeField("stride", LOOM_TEXT("Stride"),
                            LOOM_TEXT("How far the filter moves each time."), 1, 1),
                 wholeField("padding", LOOM_TEXT("Padding"),
                            LOOM_TEXT("Zeros added at both ends of the row."), 0, 0),
                 wholeField("dilation", LOOM_TEXT("Dilation"),
                            LOOM_TEXT("Distance between the places that a filter reads."), 1, 1),
                 groupsField(),
                 convolutionBiasField(),
                 inChannelsField()};
  type.layout = Layout::Lanes;
  type.shape = convolvedShape1d;
  type.parameters = [](const SiteInfo& site) {
    return convolutionParameters(site, weightShape1d(site));
  };
  type.flops = [](const SiteInfo& site, const Shape& output) {
    return convolutionFlops(output.elements(), weightShape1d(site));
  };
  type.resizings = paddings1d;
  type.caption = caption1d;
  type.readsOutput = false;
  type.work = convolvedWork1d;
  type.pytorch =
      "nn.Conv1d({in_channels}, {out_channels}, {kernel_size}, stride={stride}, padding={padding}, "
      "dilation={dilation}, groups={groups}, bias={bias})";
  type.makeFloat = makeConv1d<float>;
  type.makeDouble = makeConv1d<double>;
  return type;
}

}  // namespace loom
