// The largest value of each window, channel by channel.

#include "engine/layers/layer.h"
#include "engine/layers/pool.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

constexpr int kMostShown = 9;  // values of a window that a working writes out

template <class T>
class MaxPool2dLayer final : public Layer<T> {
 public:
  explicit MaxPool2dLayer(const LayerSite<T>& site)
      : kernels_(*site.kernels),
        inputBlock_(static_cast<std::size_t>(site.inputs[0].elements() * site.lanes)),
        outputBlock_(static_cast<std::size_t>(site.output.elements() * site.lanes)) {
    const auto [kh, kw] = site.params.pair("kernel_size");
    const auto [sh, sw] = poolStride(site.params);
    const auto [ph, pw] = site.params.pair("padding");
    geometry_ = {static_cast<int>(site.inputs[0][0]),
                 static_cast<int>(site.inputs[0][1]),
                 static_cast<int>(site.inputs[0][2]),
                 static_cast<int>(kh),
                 static_cast<int>(kw),
                 static_cast<int>(sh),
                 static_cast<int>(sw),
                 static_cast<int>(ph),
                 static_cast<int>(pw),
                 static_cast<int>(site.output[1]),
                 static_cast<int>(site.output[2])};
  }

  void forward(const Pass<T>& pass, int block, int) override {
    const auto b = static_cast<std::size_t>(block);
    kernels_.maxPool2dForward(geometry_, pass.inputs[0] + b * inputBlock_,
                              pass.output + b * outputBlock_);
  }
  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    if (!gradient) return;
    const auto b = static_cast<std::size_t>(block);
    kernels_.maxPool2dBackward(geometry_, pass.inputs[0] + b * inputBlock_,
                               pass.output + b * outputBlock_,
                               pass.outputGradient + b * outputBlock_, gradient + b * inputBlock_);
  }

 private:
  const Kernels<T>& kernels_;
  std::size_t inputBlock_;
  std::size_t outputBlock_;
  Pool2dGeometry geometry_{};
};

void largestWork(const WorkSite& site, std::int64_t element, Work& work) {
  const Shape& in = site.inputs[0];
  const std::int64_t column = element % site.output[2], row = element / site.output[2];
  const std::int64_t channel = row / site.output[1];
  const auto [kernel, stride, padding] = poolWindow(site.params);
  const auto vertical =
      windowSpan(row % site.output[1], kernel.first, stride.first, padding.first, in[1]);
  const auto across = windowSpan(column, kernel.second, stride.second, padding.second, in[2]);
  std::string text;
  Operand largest;
  int shown = 0;
  for (std::int64_t y = vertical.first; y < vertical.second; ++y) {
    for (std::int64_t x = across.first; x < across.second; ++x) {
      const Operand value = site.x(0, (channel * in[1] + y) * in[2] + x);
      if (shown == 0 || value.value > largest.value) largest = value;
      if (shown < kMostShown) text += (shown == 0 ? "" : ", ") + workNumber(value.value);
      if (shown++ == kMostShown) text += ", …";
    }
  }
  work.say("max(" + text + ")", largest.value);
  work.slope(largest, 1);
}

}  // namespace

LayerType maxPool2d() {
  LayerType type;
  type.name = "MaxPool2d";
  type.category = Category::Pooling;
  type.summary = LOOM_TEXT("Shrinks each channel: of every window only the largest value stays.");
  type.formula = "y[c,i,j] = max over the window of x[c, s·i + u − p, s·j + v − p]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html";
  type.idStem = "pool";
  type.synonyms = {"MaxPooling2D", LOOM_TEXT("max pooling"), "downsampling"};
  type.fields = poolFields(LOOM_TEXT("Rows and columns added around the input, which never win."));
  type.layout = Layout::Lanes;
  type.shape = pooledShape;
  type.caption = [](const SiteInfo& site) {
    return Text(pairText(site.params.pair("kernel_size")));
  };
  type.work = largestWork;
  type.pytorch = "nn.MaxPool2d(kernel_size={kernel_size}, stride={stride}, padding={padding})";
  setFactories<MaxPool2dLayer>(type);
  return type;
}

}  // namespace loom
