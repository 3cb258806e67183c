#include "engine/layers/self_attention.h"

#include <cmath>

#include "engine/layers/followed.h"
#include "engine/layers/sequence.h"

namespace loom {

int samplesPerTask(std::int64_t steps) {
  constexpr std::int64_t kRows = 128;
  return static_cast<int>(std::max<std::int64_t>(1, kRows / steps));
}

namespace {

template <class T>
ParameterView<T> biasOf(const LayerSite<T>& site, const AttentionSetup& setup, std::size_t index) {
  return setup.bias ? site.parameters[index] : ParameterView<T>();
}

}  // namespace

template <class T>
SelfAttention<T>::SelfAttention(const LayerSite<T>& site, const AttentionSetup& setup)
    : kernels_(*site.kernels),
      steps_(static_cast<int>(site.inputs[0][0])),
      width_(static_cast<int>(site.inputs[0][1])),
      heads_(static_cast<int>(setup.heads)),
      size_(width_ / heads_),
      causal_(setup.causal),
      scale_(static_cast<T>(1 / std::sqrt(static_cast<double>(size_)))),
      in_(kernels_, site.parameters[0], biasOf(site, setup, 1), width_),
      out_(kernels_, site.parameters[setup.bias ? 2 : 1], biasOf(site, setup, 3), width_),
      mask_(site, setup.dropout, 0) {
  const auto slots = static_cast<std::size_t>(site.maxBlocks() * site.lanes);
  const auto square = static_cast<std::size_t>(steps_) * static_cast<std::size_t>(steps_);
  const std::size_t rows = slots * static_cast<std::size_t>(steps_);
  const auto width = static_cast<std::size_t>(width_);
  projected_.resize(rows * 3 * width);
  weights_.resize(slots * static_cast<std::size_t>(heads_) * square);
  context_.resize(rows * width);
  if (site.learns) {
    projectedGradient_.resize(rows * 3 * width);
    contextGradient_.resize(rows * width);
  }
  if (site.learns || setup.dropout > 0)
    scratch_.resize(static_cast<std::size_t>(site.workers) * 2 * square);
}

template <class T>
auto SelfAttention<T>::headOf(int sample, int head) -> Head {
  const std::ptrdiff_t row = std::ptrdiff_t{sample} * steps_;
  const std::ptrdiff_t column = std::ptrdiff_t{head} * size_;
  const std::size_t at = (static_cast<std::size_t>(sample) * static_cast<std::size_t>(heads_) +
                          static_cast<std::size_t>(head)) *
                         static_cast<std::size_t>(steps_) * static_cast<std::size_t>(steps_);
  const std::ptrdiff_t begin = row * 3 * width_ + column;
  return {projected_.data() + begin,
          projectedGradient_.empty() ? nullptr : projectedGradient_.data() + begin,
          weights_.data() + at, at, row * width_ + column};
}

// With q, k, v = in_proj(x): weights = softmax(q k^T / √d), context = weights v, y =
// out_proj(context).
template <class T>
void SelfAttention<T>::forward(const Pass<T>& pass, int first, int count, const T* x, T* y,
                               int worker) {
  const std::ptrdiff_t row = std::ptrdiff_t{first} * steps_;
  const int rows = count * steps_, stride = 3 * width_;
  const std::size_t square = static_cast<std::size_t>(steps_) * static_cast<std::size_t>(steps_);
  in_.forward(rows, x, projected_.data() + row * stride);
  for (int sample = first; sample < first + count; ++sample) {
    for (int h = 0; h < heads_; ++h) {
      const Head head = headOf(sample, h);
      kernels_.gemm(steps_, steps_, size_, head.query, stride, false, head.query + width_, stride,
                    true, head.weights, steps_, false);
      kernels_.softmaxRows(steps_, steps_, scale_, causal_, head.weights);
      const T* weights = head.weights;
      if (mask_.active(pass)) {
        T* dropped = scratch_.data() + static_cast<std::size_t>(worker) * 2 * square;
        std::copy_n(weights, square, dropped);
        mask_.apply(pass, head.at, square, dropped);
        weights = dropped;
      }
      kernels_.gemm(steps_, size_, steps_, weights, steps_, false, head.query + 2 * width_, stride,
                    false, context_.data() + head.column, width_, false);
    }
  }
  out_.forward(rows, context_.data() + row * width_, y);
}

template <class T>
void SelfAttention<T>::backward(const Pass<T>& pass, int first, int count, const T* dy, T* dx,
                                int worker) {
  const std::ptrdiff_t row = std::ptrdiff_t{first} * steps_;
  const int rows = count * steps_;
  const std::size_t square = static_cast<std::size_t>(steps_) * static_cast<std::size_t>(steps_);
  T* dropped = scratch_.data() + static_cast<std::size_t>(worker) * 2 * square;
  out_.inputGradient(rows, dy, contextGradient_.data() + row * width_, false);
  for (int sample = first; sample < first + count; ++sample) {
    for (int h = 0; h < heads_; ++h) {
      const Head head = headOf(sample, h);
      backwardHead(pass, head, contextGradient_.data() + head.column, dropped, dropped + square);
    }
  }
  if (dx) in_.inputGradient(rows, projectedGradient_.data() + row * 3 * width_, dx, false);
}

// dv = weights^T dcontext, dweights = dcontext v^T, and through softmax and scale to ds:
// dq = ds k, dk = ds^T q.
template <class T>
void SelfAttention<T>::backwardHead(const Pass<T>& pass, const Head& head, const T* dContext,
                                    T* dropped, T* dp) {
  const int stride = 3 * width_;
  const std::size_t square = static_cast<std::size_t>(steps_) * static_cast<std::size_t>(steps_);
  const T *key = head.query + width_, *value = key + width_;
  const T* weights = head.weights;
  if (mask_.active(pass)) {
    std::copy_n(weights, square, dropped);
    mask_.apply(pass, head.at, square, dropped);
    weights = dropped;
  }
  kernels_.gemm(steps_, size_, steps_, weights, steps_, true, dContext, width_, false,
                head.gradient + 2 * width_, stride, false);
  kernels_.gemm(steps_, steps_, size_, dContext, width_, false, value, stride, true, dp, steps_,
                false);
  mask_.apply(pass, head.at, square, dp);
  kernels_.softmaxRowsBackward(steps_, steps_, scale_, head.weights, dp);
  kernels_.gemm(steps_, size_, steps_, dp, steps_, false, key, stride, false, head.gradient, stride,
                false);
  kernels_.gemm(steps_, size_, steps_, dp, steps_, true, head.query, stride, false,
                head.gradient + width_, stride, false);
}

template <class T>
int SelfAttention<T>::gradientTasks(int rows) const {
  return in_.inputSlices(rows).tasks() + out_.inputSlices(rows).tasks();
}

template <class T>
void SelfAttention<T>::parameterGradients(int rows, const T* x, const T* dy, int task) const {
  const Slices slices = in_.inputSlices(rows);
  if (task < slices.tasks()) {
    in_.parameterGradient(rows, x, projectedGradient_.data(), slices, task);
  } else {
    out_.parameterGradient(rows, context_.data(), dy, out_.inputSlices(rows),
                           task - slices.tasks());
  }
}

template <class T>
void SelfAttention<T>::copyWeights(int sample, Inner<T>& out) const {
  out.kind = Inner<T>::Kind::Attention;
  out.shape = {heads_, steps_, steps_};
  const auto size = static_cast<std::size_t>(out.shape.elements());
  const T* first = weights_.data() + static_cast<std::size_t>(sample) * size;
  out.values.assign(first, first + size);
}

template class SelfAttention<float>;
template class SelfAttention<double>;

std::vector<ParameterSpec> attentionParameters(const std::string& prefix, std::int64_t width,
                                               bool bias) {
  const auto uniform = [&](double parts) {
    return Init{Init::Kind::Uniform, std::sqrt(parts / static_cast<double>(width))};
  };
  const Init zero{Init::Kind::Constant, 0};
  // xavier_uniform of a (3E, E) matrix; Linear's own start.
  std::vector<ParameterSpec> specs = {
      {prefix + "in_proj_weight", {3 * width, width}, uniform(6.0 / 4)}};
  if (bias) specs.push_back({prefix + "in_proj_bias", {3 * width}, zero});
  specs.push_back({prefix + "out_proj.weight", {width, width}, uniform(1)});
  if (bias) specs.push_back({prefix + "out_proj.bias", {width}, zero});
  return specs;
}

std::int64_t attentionFlops(const Shape& sequence) {
  const std::int64_t steps = sequence[0], width = sequence[1];
  return 2 * steps * width * (4 * width + 2 * steps);
}

Field headsField(const char* key) {
  return {.key = key,
          .label = LOOM_TEXT("Heads"),
          .help = LOOM_TEXT("How many places a step looks at, each with its own share of the "
                            "values; must divide their number."),
          .initial = std::int64_t{4},
          .min = 1,
          .max = 1024};
}

Field causalField() {
  return {.key = "causal",
          .label = LOOM_TEXT("Causal"),
          .help = LOOM_TEXT("Each step sees itself and what came before, not what comes after; "
                            "needed to predict the next token."),
          .initial = false};
}

ShapeAnswer attendedShape(const SiteInfo& site, const char* headsKey, const char* widthKey) {
  const Shape& in = site.inputs[0];
  if (const auto wrong = noSequence(site)) return *wrong;
  if (const auto wrong = disagreement(site, widthKey, in[1])) return *wrong;
  const std::int64_t heads = site.params.integer(headsKey);
  if (in[1] % heads == 0) return sameAsInput(site);
  std::int64_t nearest = std::min(heads, in[1]);
  while (in[1] % nearest != 0) --nearest;
  return ShapeAnswer::wrong(
      {LOOM_TEXT("%1 is %2, but %2 heads cannot share the %3 values of a step from %4 evenly; use "
                 "a number that divides %3, such as %5"),
       {headsKey, std::to_string(heads), std::to_string(in[1]), site.sources[0],
        std::to_string(nearest)}},
      {{{LOOM_TEXT("Set %1 to %2"), {headsKey, std::to_string(nearest)}},
        setParam(site.graph, site.node.id, headsKey, nearest)}},
      headsKey);
}

}  // namespace loom
