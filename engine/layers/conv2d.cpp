// Two-dimensional convolution (cross-correlation, as in PyTorch) over images in lanes.

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/layers/layer.h"
#include "engine/layers/window.h"

namespace loom {

namespace {

template <class T>
class Conv2dLayer final : public Layer<T> {
 public:
  explicit Conv2dLayer(const LayerSite<T>& site)
      : kernels_(*site.kernels),
        weight_(site.parameters[0]),
        lanes_(static_cast<std::size_t>(site.lanes)) {
    if (site.parameters.size() > 1) bias_ = site.parameters[1];
    const Shape& in = site.inputs[0];
    const auto [kh, kw] = site.params.pair("kernel_size");
    const auto [sh, sw] = site.params.pair("stride");
    const auto [dh, dw] = site.params.pair("dilation");
    std::tie(padH_, padW_) = site.params.pair("padding");
    const auto whole = [](std::int64_t n) { return static_cast<int>(n); };
    geometry_ = {whole(in[0]),
                 whole(in[1] + 2 * padH_),
                 whole(in[2] + 2 * padW_),
                 whole(site.output[0]),
                 whole(kh),
                 whole(kw),
                 whole(sh),
                 whole(sw),
                 whole(dh),
                 whole(dw),
                 whole(site.params.integer("groups")),
                 whole(site.output[1]),
                 whole(site.output[2])};
    inputBlock_ = static_cast<std::size_t>(in.elements()) * lanes_;
    outputBlock_ = static_cast<std::size_t>(site.output.elements()) * lanes_;
    if (padH_ > 0 || padW_ > 0 || kernels_.overread > 0) {
      paddedBlock_ = static_cast<std::size_t>(in[0] * geometry_.height * geometry_.width) * lanes_ +
                     static_cast<std::size_t>(kernels_.overread);
    }
    const auto workers = static_cast<std::size_t>(site.workers);
    scratchSize_ = kernels_.conv2dForwardScratch(geometry_);
    if (site.learns)
      scratchSize_ = std::max(scratchSize_, kernels_.conv2dInputGradientScratch(geometry_));
    padded_.resize(workers * paddedBlock_);
    scratch_.resize(workers * scratchSize_);
    parameterCount_ = static_cast<std::size_t>(weight_.size + bias_.size);
    if (site.learns) partial_.resize(parameterCount_ * static_cast<std::size_t>(site.maxBlocks()));
  }

  void forward(const Pass<T>& pass, int block, int worker) override {
    const auto b = static_cast<std::size_t>(block);
    kernels_.conv2dForward(geometry_, paddedInput(pass, b, worker), weight_.value, bias_.value,
                           pass.output + b * outputBlock_, scratch(worker));
  }

  void backward(const Pass<T>& pass, int block, int worker) override {
    const auto b = static_cast<std::size_t>(block);
    const T* outputGradient = pass.outputGradient + b * outputBlock_;
    if (pass.parameterGradients) {
      T* partial = partial_.data() + b * parameterCount_;
      kernels_.conv2dWeightGradient(geometry_, paddedInput(pass, b, worker), outputGradient,
                                    partial, bias_.size > 0 ? partial + weight_.size : nullptr);
    }
    if (T* gradient = pass.inputGradients[0]) {
      gradient += b * inputBlock_;
      if (paddedBlock_ == 0) {
        kernels_.conv2dInputGradient(geometry_, outputGradient, weight_.value, gradient,
                                     scratch(worker));
      } else {
        T* padded = padded_.data() + static_cast<std::size_t>(worker) * paddedBlock_;
        kernels_.conv2dInputGradient(geometry_, outputGradient, weight_.value, padded,
                                     scratch(worker));
        kernels_.unpadBlock(geometry_.channels, height(), width(), static_cast<int>(padH_),
                            static_cast<int>(padW_), padded, gradient);
      }
    }
  }

  void finishBackward(const Pass<T>& pass) override {
    if (!pass.parameterGradients) return;
    sumPartials(pass, weight_, 0);
    sumPartials(pass, bias_, static_cast<std::size_t>(weight_.size));
  }

 private:
  T* scratch(int worker) {
    return scratch_.data() + static_cast<std::size_t>(worker) * scratchSize_;
  }
  int height() const { return geometry_.height - 2 * static_cast<int>(padH_); }
  int width() const { return geometry_.width - 2 * static_cast<int>(padW_); }

  const T* paddedInput(const Pass<T>& pass, std::size_t block, int worker) {
    const T* input = pass.inputs[0] + block * inputBlock_;
    if (paddedBlock_ == 0) return input;
    T* padded = padded_.data() + static_cast<std::size_t>(worker) * paddedBlock_;
    kernels_.padBlock(geometry_.channels, height(), width(), static_cast<int>(padH_),
                      static_cast<int>(padW_), input, padded);
    return padded;
  }

  void sumPartials(const Pass<T>& pass, const ParameterView<T>& parameter, std::size_t offset) {
    const auto size = static_cast<std::size_t>(parameter.size);
    if (size == 0) return;
    std::copy_n(partial_.data() + offset, size, parameter.gradient);
    for (std::size_t b = 1; b < static_cast<std::size_t>(pass.blocks()); ++b) {
      kernels_.add(size, parameter.gradient, partial_.data() + b * parameterCount_ + offset,
                   parameter.gradient);
    }
  }

  const Kernels<T>& kernels_;
  ParameterView<T> weight_;
  ParameterView<T> bias_;
  Conv2dGeometry geometry_{};
  std::size_t lanes_;
  std::int64_t padH_ = 0;
  std::int64_t padW_ = 0;
  std::size_t inputBlock_ = 0;
  std::size_t outputBlock_ = 0;
  std::size_t paddedBlock_ = 0;  // 0: the input is read as it lies
  std::size_t scratchSize_ = 0;
  std::size_t parameterCount_ = 0;
  std::vector<T> padded_;   // (workers, paddedBlock)
  std::vector<T> scratch_;  // (workers, scratchSize)
  std::vector<T> partial_;  // (blocks, weight and bias gradients)
};

ShapeAnswer convolvedShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  const std::int64_t filters = site.params.integer("out_channels");
  const std::int64_t groups = site.params.integer("groups");
  if (in.rank() == 3) {
    if (!site.params.isNull("in_channels") && site.params.integer("in_channels") != in[0]) {
      const std::string expected = std::to_string(site.params.integer("in_channels"));
      return ShapeAnswer::wrong(
          {LOOM_TEXT("in_channels is %1, but %2 channels arrive (%3 from %4); leave it out or "
                     "make the layer before give %1"),
           {expected, std::to_string(in[0]), in.text(), site.sources[0]}},
          {{{LOOM_TEXT("Let %1 follow its input (%2)"), {site.node.id, std::to_string(in[0])}},
            clearParam(site.graph, site.node.id, "in_channels")}},
          "in_channels");
    }
    if (in[0] % groups != 0 || filters % groups != 0) {
      return ShapeAnswer::wrong(
          {LOOM_TEXT("groups is %1, but it must divide both the %2 input channels and the %3 "
                     "filters; choose a "
                     "divisor of both"),
           {std::to_string(groups), std::to_string(in[0]), std::to_string(filters)}},
          {{{LOOM_TEXT("Set groups to %1"), {"1"}},
            setParam(site.graph, site.node.id, "groups", std::int64_t{1})}},
          "groups");
    }
  }
  return windowShape(site, filters,
                     {site.params.pair("kernel_size"), site.params.pair("stride"),
                      site.params.pair("padding"), site.params.pair("dilation")});
}

/// PyTorch's start: kaiming_uniform(a = sqrt 5), which is U(±1 / sqrt(fan_in)), for weight and bias
/// alike.
std::vector<ParameterSpec> convolutionParameters(const SiteInfo& site) {
  const auto [kh, kw] = site.params.pair("kernel_size");
  const std::int64_t filters = site.params.integer("out_channels");
  const std::int64_t perGroup = site.inputs[0][0] / site.params.integer("groups");
  const Init init{Init::Kind::Uniform, 1.0 / std::sqrt(static_cast<double>(perGroup * kh * kw))};
  std::vector<ParameterSpec> specs = {{"weight", {filters, perGroup, kh, kw}, init}};
  if (site.params.boolean("bias")) specs.push_back({"bias", {filters}, init});
  return specs;
}

std::int64_t convolutionFlops(const SiteInfo& site, const Shape& output) {
  const auto [kh, kw] = site.params.pair("kernel_size");
  return 2 * output.elements() * (site.inputs[0][0] / site.params.integer("groups")) * kh * kw;
}

std::vector<Resizing> paddings(const SiteInfo& site) {
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

Text convolutionCaption(const SiteInfo& site) {
  const std::string filters = std::to_string(site.params.integer("out_channels"));
  const std::string kernel = pairText(site.params.pair("kernel_size"));
  const IntPair padding = site.params.pair("padding");
  if (padding == IntPair{0, 0}) return Text(filters + " @ " + kernel);
  const std::string pad =
      padding.first == padding.second ? std::to_string(padding.first) : pairText(padding);
  return {LOOM_TEXT("%1 @ %2 · pad %3"), {filters, kernel, pad}};
}

Field pairField(const char* key, const char* label, const char* help, std::int64_t initial,
                double min) {
  return {.key = key,
          .label = label,
          .help = help,
          .initial = Ints{initial, initial},
          .min = min,
          .max = 1024,
          .kind = Field::Kind::Pair};
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
  type.fields = {
      {.key = "out_channels",
       .label = LOOM_TEXT("Filters"),
       .help = LOOM_TEXT("Number of filters, which is the number of channels that come out."),
       .initial = std::int64_t{8},
       .min = 1,
       .max = 65536},
      pairField("kernel_size", LOOM_TEXT("Kernel size"),
                LOOM_TEXT("Height and width of each filter."), 3, 1),
      pairField("stride", LOOM_TEXT("Stride"), LOOM_TEXT("How far the filter moves each time."), 1,
                1),
      pairField("padding", LOOM_TEXT("Padding"),
                LOOM_TEXT("Rows and columns of zeros added around the image."), 0, 0),
      pairField("dilation", LOOM_TEXT("Dilation"),
                LOOM_TEXT("Distance between the pixels that a filter reads."), 1, 1),
      {.key = "groups",
       .label = LOOM_TEXT("Groups"),
       .help = LOOM_TEXT("Splits channels and filters into groups that do not see each other."),
       .initial = std::int64_t{1},
       .min = 1,
       .max = 65536},
      {.key = "bias",
       .label = LOOM_TEXT("Bias"),
       .help = LOOM_TEXT("Adds a learnable constant to each filter's channel."),
       .initial = true},
      {.key = "in_channels",
       .label = LOOM_TEXT("Input channels"),
       .help = LOOM_TEXT("Follows from the input; if you give it, it must agree."),
       .initial = std::monostate{},
       .min = 1,
       .max = 65536,
       .kind = Field::Kind::Int,
       .optional = true,
       .nullText = LOOM_TEXT("follows the input")}};
  type.layout = Layout::Lanes;
  type.shape = convolvedShape;
  type.parameters = convolutionParameters;
  type.flops = convolutionFlops;
  type.resizings = paddings;
  type.caption = convolutionCaption;
  type.readsOutput = false;
  type.pytorch =
      "nn.Conv2d({in_channels}, {out_channels}, {kernel_size}, stride={stride}, padding={padding}, "
      "dilation={dilation}, groups={groups}, bias={bias})";
  setFactories<Conv2dLayer>(type);
  return type;
}

}  // namespace loom
