// The mean of each window, channel by channel.

#include "engine/layers/pool.h"
#include "engine/layers/resample.h"

namespace loom {

namespace {

template <class T>
std::vector<Taps<T>> windows(std::int64_t count, std::int64_t size, std::int64_t kernel,
                             std::int64_t stride, std::int64_t padding, bool includePad) {
  std::vector<Taps<T>> all;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t begin = std::max<std::int64_t>(i * stride - padding, 0);
    const std::int64_t end = std::min(i * stride - padding + kernel, size);
    all.push_back(meanOf<T>(begin, end, includePad ? kernel : end - begin));
  }
  return all;
}

template <class T>
std::unique_ptr<Layer<T>> makeAvgPool2d(const LayerSite<T>& site) {
  const IntPair kernel = site.params.pair("kernel_size");
  const IntPair stride = poolStride(site.params);
  const IntPair padding = site.params.pair("padding");
  const bool includePad = site.params.boolean("count_include_pad");
  const Shape& in = site.inputs[0];
  return std::make_unique<Resample<T>>(
      site,
      windows<T>(site.output[1], in[1], kernel.first, stride.first, padding.first, includePad),
      windows<T>(site.output[2], in[2], kernel.second, stride.second, padding.second, includePad));
}

void meanWork(const WorkSite& site, std::int64_t element, Work& work) {
  const auto [kernel, stride, padding] = poolWindow(site.params);
  const bool includePad = site.params.boolean("count_include_pad");
  const Shape& in = site.inputs[0];
  resampledWork(
      site, element,
      windows<double>(site.output[1], in[1], kernel.first, stride.first, padding.first, includePad),
      windows<double>(site.output[2], in[2], kernel.second, stride.second, padding.second,
                      includePad),
      work);
}

}  // namespace

LayerType avgPool2d() {
  LayerType type;
  type.name = "AvgPool2d";
  type.category = Category::Pooling;
  type.summary = LOOM_TEXT("Shrinks each channel: of every window the mean stays.");
  type.formula = "y[c,i,j] = mean over the window of x[c, s·i + u − p, s·j + v − p]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html";
  type.idStem = "pool";
  type.synonyms = {"AveragePooling2D", LOOM_TEXT("average pooling"), "downsampling"};
  type.fields = poolFields(LOOM_TEXT("Rows and columns of zeros added around the input."));
  type.fields.push_back(
      {.key = "count_include_pad",
       .label = LOOM_TEXT("Count padding"),
       .help = LOOM_TEXT("Whether the added zeros count in the mean at the edges."),
       .initial = true});
  type.layout = Layout::Lanes;
  type.shape = pooledShape;
  type.flops = [](const SiteInfo& site, const Shape& output) {
    const IntPair kernel = site.params.pair("kernel_size");
    return output.elements() * kernel.first * kernel.second;
  };
  type.caption = [](const SiteInfo& site) {
    return Text(pairText(site.params.pair("kernel_size")));
  };
  type.readsInput = false;
  type.readsOutput = false;
  type.work = meanWork;
  type.pytorch =
      "nn.AvgPool2d(kernel_size={kernel_size}, stride={stride}, padding={padding}, "
      "count_include_pad={count_include_pad})";
  type.makeFloat = makeAvgPool2d<float>;
  type.makeDouble = makeAvgPool2d<double>;
  return type;
}

}  // namespace loom
