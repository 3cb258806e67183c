// Transposed convolution over images in lanes: what a convolution does to gradients, done to
// images. So its parts are those of the convolution that leads from its output back to its input,
// with the roles exchanged.

#include "engine/layers/convolution.h"

namespace loom {

namespace {

template <class T>
class ConvTranspose2dLayer final : public ConvolutionWork<T> {
 public:
  explicit ConvTranspose2dLayer(const LayerSite<T>& site)
      : ConvolutionWork<T>(site,
                           convolutionBetween(site.output, site.inputs[0], windowOf(site.params),
                                              site.params.integer("groups"))),
        channels_(static_cast<std::size_t>(site.output[0])),
        plane_(this->outputBlock_ / channels_) {}

  void forward(const Pass<T>& pass, int block, int worker) override {
    const auto b = static_cast<std::size_t>(block);
    T* output = pass.output + b * this->outputBlock_;
    this->spread(pass.inputs[0] + b * this->inputBlock_, output, worker);
    if (this->bias_.size == 0) return;
    for (std::size_t c = 0; c < channels_; ++c) {
      const T bias = this->bias_.value[c];
      for (std::size_t i = c * plane_; i < (c + 1) * plane_; ++i) output[i] += bias;
    }
  }

  void backward(const Pass<T>& pass, int block, int worker) override {
    const auto b = static_cast<std::size_t>(block);
    const T* input = pass.inputs[0] + b * this->inputBlock_;
    const T* outputGradient = pass.outputGradient + b * this->outputBlock_;
    if (pass.parameterGradients) {
      this->weightGradient(b, outputGradient, input, nullptr, worker);
      if (T* partial = this->biasPartial(b)) biasGradient(outputGradient, partial);
    }
    if (T* gradient = pass.inputGradients[0])
      this->gather(outputGradient, nullptr, gradient + b * this->inputBlock_, worker);
  }

 private:
  /// db[c] = sum of dy over pixels and images; missing images have gradient 0. Eight sums side by
  /// side, because one after the other would wait for each addition.
  void biasGradient(const T* outputGradient, T* gradient) const {
    constexpr std::size_t kSums = 8;
    for (std::size_t c = 0; c < channels_; ++c) {
      const T* dy = outputGradient + c * plane_;
      T sums[kSums] = {};
      std::size_t i = 0;
      for (; i + kSums <= plane_; i += kSums)
        for (std::size_t k = 0; k < kSums; ++k) sums[k] += dy[i + k];
      for (; i < plane_; ++i) sums[0] += dy[i];
      gradient[c] = 0;
      for (const T sum : sums) gradient[c] += sum;
    }
  }

  std::size_t channels_;
  std::size_t plane_;  // values of one channel of a block's output
};

/// One axis of the output: its size and what a setting may be at most.
struct TransposedAxis {
  std::int64_t size, kernel, stride, padding, dilation, outputPadding;

  /// Before the padding is cut off.
  std::int64_t whole() const {
    return (size - 1) * stride + dilation * (kernel - 1) + outputPadding + 1;
  }
  std::int64_t places() const { return whole() - 2 * padding; }
  std::int64_t fittingPadding() const { return std::min(padding, (whole() - 1) / 2); }
  std::int64_t fittingOutputPadding() const {
    return std::min(outputPadding, std::max(stride, dilation) - 1);
  }
};

/// "<key> <found> <why>; make it at most <fitting>"
ShapeAnswer tooMuch(const SiteInfo& site, const char* pattern, const std::string& key,
                    IntPair found, IntPair fitting, const std::string& more) {
  return ShapeAnswer::wrong(
      {pattern, {pairText(found), pairText(fitting), more}},
      {{{LOOM_TEXT("Set %1 to %2"), {key, pairText(fitting)}},
        setParam(site.graph, site.node.id, key, Ints{fitting.first, fitting.second})}},
      key);
}

/// H' = (H − 1) stride − 2 padding + dilation (kernel − 1) + output_padding + 1
ShapeAnswer transposedShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (in.rank() != 3) return notAnImage(site);
  if (auto problem = channelProblem(site)) return *problem;
  const auto [kernel, stride, padding, dilation] = windowOf(site.params);
  const IntPair extra = site.params.pair("output_padding");
  const TransposedAxis y{in[1],         kernel.first,   stride.first,
                         padding.first, dilation.first, extra.first};
  const TransposedAxis x{in[2],          kernel.second,   stride.second,
                         padding.second, dilation.second, extra.second};
  const IntPair fittingExtra = {y.fittingOutputPadding(), x.fittingOutputPadding()};
  if (fittingExtra != extra) {
    return tooMuch(site,
                   LOOM_TEXT("output_padding %1 must stay below the stride or the dilation on each "
                             "axis; make it at most %2"),
                   "output_padding", extra, fittingExtra, {});
  }
  if (y.places() < 1 || x.places() < 1) {
    return tooMuch(site,
                   LOOM_TEXT("padding %1 leaves nothing of the output %3; make it at most %2"),
                   "padding", padding, {y.fittingPadding(), x.fittingPadding()},
                   pairText({y.whole(), x.whole()}));
  }
  return ShapeAnswer::of({site.params.integer("out_channels"), y.places(), x.places()});
}

Shape weightShapeTranspose2d(const SiteInfo& site) {
  const auto [kh, kw] = site.params.pair("kernel_size");
  return {site.inputs[0][0], site.params.integer("out_channels") / site.params.integer("groups"),
          kh, kw};
}

Text captionTranspose2d(const SiteInfo& site) {
  const IntPair stride = site.params.pair("stride");
  const std::string text = std::to_string(site.params.integer("out_channels")) + " @ " +
                           pairText(site.params.pair("kernel_size"));
  if (stride == IntPair{1, 1}) return Text(text);
  return {LOOM_TEXT("%1 · stride %2"), {text, pairText(stride)}};
}

/// What the convolution that leads from the output back to the input would give away.
void spreadWork(const WorkSite& site, std::int64_t element, Work& work) {
  const auto [kernel, stride, padding, dilation] = windowOf(site.params);
  const Shape &in = site.inputs[0], &out = site.output;
  const std::int64_t groups = site.params.integer("groups");
  const std::int64_t filters = out[0] / groups, channels = in[0] / groups;
  const std::int64_t column = element % out[2], row = element / out[2] % out[1];
  const std::int64_t filter = element / out[2] / out[1];
  const auto sourceOf = [](std::int64_t place, std::int64_t step, std::int64_t size) {
    return place >= 0 && place % step == 0 && place / step < size ? place / step : -1;
  };
  for (std::int64_t c = filter / filters * channels; c < (filter / filters + 1) * channels; ++c) {
    for (std::int64_t u = 0; u < kernel.first; ++u) {
      const std::int64_t y =
          sourceOf(row + padding.first - u * dilation.first, stride.first, in[1]);
      for (std::int64_t v = 0; v < kernel.second && y >= 0; ++v) {
        const std::int64_t x =
            sourceOf(column + padding.second - v * dilation.second, stride.second, in[2]);
        if (x < 0) continue;
        const std::int64_t weight = (c * filters + filter % filters) * kernel.first + u;
        work.add({site.w(0, weight * kernel.second + v), site.x(0, (c * in[1] + y) * in[2] + x)});
      }
    }
  }
  if (site.parameters.size() > 1) work.add({site.w(1, filter)});
}

}  // namespace

LayerType convTranspose2d() {
  LayerType type;
  type.name = "ConvTranspose2d";
  type.category = Category::Convolution;
  type.summary = LOOM_TEXT(
      "Paints small filters into a larger image, each as strongly as its pixel says: the way back "
      "from a convolution with stride.");
  type.formula = "y[o, s·i + d·u − p, s·j + d·v − p] = b[o] + Σ w[c,o,u,v] · x[c,i,j]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html";
  type.idStem = "upconv";
  type.synonyms = {"Conv2DTranspose", LOOM_TEXT("deconvolution"),
                   LOOM_TEXT("transposed convolution")};
  type.fields = {
      filtersField(),
      pairField("kernel_size", LOOM_TEXT("Kernel size"),
                LOOM_TEXT("Height and width of each filter."), 3, 1),
      pairField("stride", LOOM_TEXT("Stride"),
                LOOM_TEXT("Distance in the output between neighbours of the input."), 1, 1),
      pairField("padding", LOOM_TEXT("Padding"),
                LOOM_TEXT("Rows and columns cut off around the output."), 0, 0),
      pairField("output_padding", LOOM_TEXT("Output padding"),
                LOOM_TEXT("Rows and columns added at the lower and right edge of the output; they "
                          "tell apart the sizes that a stride would merge."),
                0, 0),
      pairField("dilation", LOOM_TEXT("Dilation"),
                LOOM_TEXT("Distance between the pixels that a filter paints."), 1, 1),
      groupsField(),
      convolutionBiasField(),
      inChannelsField()};
  type.layout = Layout::Lanes;
  type.shape = transposedShape;
  type.parameters = [](const SiteInfo& site) {
    return convolutionParameters(site, weightShapeTranspose2d(site));
  };
  type.flops = [](const SiteInfo& site, const Shape&) {
    return convolutionFlops(site.inputs[0].elements(), weightShapeTranspose2d(site));
  };
  type.caption = captionTranspose2d;
  type.readsOutput = false;
  type.work = spreadWork;
  type.pytorch =
      "nn.ConvTranspose2d({in_channels}, {out_channels}, {kernel_size}, stride={stride}, "
      "padding={padding}, output_padding={output_padding}, dilation={dilation}, groups={groups}, "
      "bias={bias})";
  setFactories<ConvTranspose2dLayer>(type);
  return type;
}

}  // namespace loom
