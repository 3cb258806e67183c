// Scores of one axis as shares that add up to 1.

#include <algorithm>
#include <cmath>

#include "engine/layers/axis.h"
#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class SoftmaxLayer final : public Layer<T> {
 public:
  explicit SoftmaxLayer(const LayerSite<T>& site)
      : blockSize_(static_cast<std::ptrdiff_t>(site.output.elements()) * site.lanes) {
    const AxisView view =
        viewOf(site.output, sampleAxis(site.params.integer("dim"), site.output.rank()));
    count_ = static_cast<std::ptrdiff_t>(view.count);
    stride_ = static_cast<std::ptrdiff_t>(view.inner);
  }

  void forward(const Pass<T>& pass, int block, int) override {
    forEachGroup(block, [&](std::ptrdiff_t first) {
      const T* x = pass.inputs[0] + first;
      T* y = pass.output + first;
      T largest = x[0];
      for (std::ptrdiff_t i = 1; i < count_; ++i) largest = std::max(largest, x[i * stride_]);
      T sum = 0;
      for (std::ptrdiff_t i = 0; i < count_; ++i)
        sum += y[i * stride_] = std::exp(x[i * stride_] - largest);
      for (std::ptrdiff_t i = 0; i < count_; ++i) y[i * stride_] /= sum;
    });
  }

  // dx = y (dy - sum of y dy)
  void backward(const Pass<T>& pass, int block, int) override {
    if (!pass.inputGradients[0]) return;
    forEachGroup(block, [&](std::ptrdiff_t first) {
      const T* y = pass.output + first;
      const T* dy = pass.outputGradient + first;
      T* dx = pass.inputGradients[0] + first;
      T sum = 0;
      for (std::ptrdiff_t i = 0; i < count_; ++i) sum += y[i * stride_] * dy[i * stride_];
      for (std::ptrdiff_t i = 0; i < count_; ++i)
        dx[i * stride_] = y[i * stride_] * (dy[i * stride_] - sum);
    });
  }

 private:
  /// fn(index of the first of each `count_` values that are `stride_` apart)
  template <class Fn>
  void forEachGroup(int block, Fn&& fn) const {
    const std::ptrdiff_t begin = block * blockSize_;
    for (std::ptrdiff_t outer = begin; outer < begin + blockSize_; outer += count_ * stride_)
      for (std::ptrdiff_t inner = 0; inner < stride_; ++inner) fn(outer + inner);
  }

  std::ptrdiff_t blockSize_;
  std::ptrdiff_t count_ = 1;
  std::ptrdiff_t stride_ = 1;
};

ShapeAnswer softmaxShape(const SiteInfo& site) {
  if (sampleAxis(site.params.integer("dim"), site.inputs[0].rank()) < 0)
    return wrongAxis(site, "dim", -1);
  return ShapeAnswer::of(site.inputs[0]);
}

void shareWork(const WorkSite& site, std::int64_t element, Work& work) {
  const AxisView view =
      viewOf(site.output, sampleAxis(site.params.integer("dim"), site.output.rank()));
  const std::int64_t first = element - element / view.inner % view.count * view.inner;
  const auto score = [&](std::int64_t i) { return site.x(0, first + i * view.inner); };
  double largest = score(0).value;
  for (std::int64_t i = 1; i < view.count; ++i) largest = std::max(largest, score(i).value);
  double sum = 0;
  for (std::int64_t i = 0; i < view.count; ++i) sum += std::exp(score(i).value - largest);
  const double own = std::exp(site.x(0, element).value - largest) / sum;
  work.say(
      "exp(" + workNumber(site.x(0, element).value) + ") / " + workNumber(sum * std::exp(largest)),
      own);
  for (std::int64_t i = 0; i < view.count; ++i) {
    const Operand x = score(i);
    const double other = std::exp(x.value - largest) / sum;
    work.slope(x, own * ((x.element == element ? 1 : 0) - other));
  }
}

}  // namespace

LayerType softmax() {
  LayerType type;
  type.name = "Softmax";
  type.category = Category::Activation;
  type.summary = LOOM_TEXT("Turns scores into shares between 0 and 1 that add up to 1.");
  type.formula = "y[i] = exp(x[i]) / Σ exp(x[j])";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Softmax.html";
  type.idStem = "softmax";
  type.fields = {
      {.key = "dim",
       .label = LOOM_TEXT("Axis"),
       .help = LOOM_TEXT("The axis along which the shares add up to 1; the batch is axis "
                         "0, and -1 is the last."),
       .initial = std::int64_t{-1},
       .min = -16,
       .max = 16}};
  type.layout = Layout::Rows;
  type.shape = softmaxShape;
  type.work = shareWork;
  type.pytorch = "nn.Softmax(dim={dim})";
  setFactories<SoftmaxLayer>(type);
  return type;
}

}  // namespace loom
