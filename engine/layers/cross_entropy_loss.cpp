// Softmax and negative log-likelihood in one, from logits: stable for any size of logit.

#include <cmath>

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

constexpr std::int64_t kShownRows = 6;  // places of a sequence that a working writes out

template <class T>
class CrossEntropy final : public Layer<T> {
 public:
  explicit CrossEntropy(const LayerSite<T>& site)
      : kernels_(*site.kernels), smoothing_(static_cast<T>(site.params.real("label_smoothing"))) {
    const Shape& in = site.inputs[0];
    classes_ = static_cast<int>(in[in.rank() - 1]);
    rowsPerSample_ = static_cast<int>(in.elements() / classes_);
    const auto rows = static_cast<std::size_t>(site.maxBlocks()) *
                      static_cast<std::size_t>(site.lanes * rowsPerSample_);
    losses_.resize(rows);
    probabilities_.resize(rows * static_cast<std::size_t>(classes_));
  }

  // loss(row) = -sum_c q(c) log p(c), q = (1 - s) answer + s / C, where the answer is one-hot, or
  // a mixture of two
  void forward(const Pass<T>& pass, int block, int) override {
    forEachRow(pass, block, [&](std::ptrdiff_t row) {
      const T* x = pass.inputs[0] + row * classes_;
      T* p = probabilities_.data() + row * classes_;
      T largest = x[0];
      for (int c = 1; c < classes_; ++c) largest = std::max(largest, x[c]);
      T total = 0;
      for (int c = 0; c < classes_; ++c) total += p[c] = x[c] - largest;
      kernels_.exp(static_cast<std::size_t>(classes_), p, p);
      T sum = 0;
      for (int c = 0; c < classes_; ++c) sum += p[c];
      for (int c = 0; c < classes_; ++c) p[c] /= sum;
      const T logSum = std::log(sum);
      const T uniform = logSum - total / static_cast<T>(classes_);
      T hit = pass.targets.classes ? logSum - (x[pass.targets.classes[row]] - largest) : T(0);
      if (const std::int32_t* others = pass.targets.otherClasses)
        hit = pass.targets.share * hit +
              (1 - pass.targets.share) * (logSum - (x[others[row]] - largest));
      losses_[static_cast<std::size_t>(row)] = (1 - smoothing_) * hit + smoothing_ * uniform;
    });
  }

  void finishForward(const Pass<T>& pass) override {
    T sum = 0;
    const auto rows = static_cast<std::size_t>(pass.batch * rowsPerSample_);
    for (std::size_t row = 0; row < rows; ++row) sum += losses_[row];
    pass.output[0] = sum / static_cast<T>(rows);
  }

  void sampleLosses(const Pass<T>& pass, T* losses) const override {
    const T* row = losses_.data();
    for (int i = 0; i < pass.batch; ++i) {
      T sum = 0;
      for (int r = 0; r < rowsPerSample_; ++r) sum += *row++;
      losses[i] = sum / static_cast<T>(rowsPerSample_);
    }
  }

  // dx = (p - q) / rows
  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    if (!gradient || !pass.targets.classes) return;
    const T scale = T(1) / static_cast<T>(pass.batch * rowsPerSample_);
    const T spread = smoothing_ / static_cast<T>(classes_);
    const std::int32_t* others = pass.targets.otherClasses;
    const T all = (1 - smoothing_) * scale;
    const T own = others ? pass.targets.share * all : all;
    forEachRow(pass, block, [&](std::ptrdiff_t row) {
      const T* p = probabilities_.data() + row * classes_;
      T* dx = gradient + row * classes_;
      for (int c = 0; c < classes_; ++c) dx[c] = (p[c] - spread) * scale;
      dx[pass.targets.classes[row]] -= own;
      if (others) dx[others[row]] -= (1 - pass.targets.share) * all;
    });
  }

 private:
  template <class Fn>
  void forEachRow(const Pass<T>& pass, int block, Fn&& fn) const {
    const std::ptrdiff_t first = std::ptrdiff_t{block} * pass.lanes * rowsPerSample_;
    const std::ptrdiff_t count = std::ptrdiff_t{pass.imagesIn(block)} * rowsPerSample_;
    for (std::ptrdiff_t row = first; row < first + count; ++row) fn(row);
  }

  const Kernels<T>& kernels_;
  T smoothing_;
  int classes_ = 0;
  int rowsPerSample_ = 1;
  Array<T> losses_;         // (rows)
  Array<T> probabilities_;  // (rows, classes)
};

ShapeAnswer lossShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (in.rank() <= 2) return ShapeAnswer::of(Shape());
  Node flatten;
  flatten.type = "Flatten";
  flatten.id = freshId(site.graph, "flatten");
  flatten.position = {site.node.position.x - 80, site.node.position.y};
  return ShapeAnswer::wrong(
      {LOOM_TEXT(
           "needs one score a class, but gets %1 from %2; end the network with a Linear layer"),
       {in.text(), site.sources[0]}},
      {{LOOM_TEXT("Insert Flatten"),
        insertOnLink(site.graph, {site.sources[0], site.node.id, 0}, flatten)}});
}

void surpriseWork(const WorkSite& site, std::int64_t, Work& work) {
  const Shape& in = site.inputs[0];
  const std::int64_t classes = in[in.rank() - 1], rows = in.elements() / classes;
  const double smoothing = site.params.real("label_smoothing");
  const double spread = smoothing / static_cast<double>(classes);
  double total = 0;
  std::string text;
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto score = [&](std::int64_t c) { return site.x(0, row * classes + c); };
    const std::int64_t answer = site.classes[static_cast<std::size_t>(row)];
    double largest = score(0).value, sum = 0, loss = 0;
    for (std::int64_t c = 1; c < classes; ++c) largest = std::max(largest, score(c).value);
    for (std::int64_t c = 0; c < classes; ++c) sum += std::exp(score(c).value - largest);
    for (std::int64_t c = 0; c < classes; ++c) {
      const double logShare = score(c).value - largest - std::log(sum);
      const double wanted = spread + (c == answer ? 1 - smoothing : 0);
      loss -= wanted * logShare;
      work.slope(score(c), (std::exp(logShare) - wanted) / static_cast<double>(rows));
    }
    total += loss / static_cast<double>(rows);
    const double share = std::exp(score(answer).value - largest) / sum;
    if (row < kShownRows)
      text += (row > 0 ? " + " : "") +
              (smoothing > 0 ? workFactor(loss) : "−log(" + workNumber(share) + ")");
    if (row == kShownRows) text += " + …";
  }
  work.say(rows > 1 ? "(" + text + ") / " + std::to_string(rows) : text, total);
}

}  // namespace

LayerType crossEntropyLoss() {
  LayerType type;
  type.name = "CrossEntropyLoss";
  type.category = Category::Loss;
  type.summary = LOOM_TEXT(
      "How surprised the network is by the right class; takes one raw score (logit) a class.");
  type.formula = "L = −log( exp(x[target]) / Σ exp(x[c]) ), mean over the batch";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html";
  type.idStem = "loss";
  type.synonyms = {"CategoricalCrossentropy", "SparseCategoricalCrossentropy",
                   LOOM_TEXT("cross-entropy"), "SoftmaxLoss"};
  type.fields = {{.key = "label_smoothing",
                  .label = LOOM_TEXT("Label smoothing"),
                  .help = LOOM_TEXT("Share of the target that is spread evenly over all classes."),
                  .initial = 0.0,
                  .min = 0.0,
                  .max = 1.0}};
  type.layout = Layout::Rows;
  type.isLoss = true;
  type.takesLogits = true;
  type.shape = lossShape;
  type.readsInput = false;
  type.readsOutput = false;
  type.work = surpriseWork;
  type.pytorch = "nn.CrossEntropyLoss(label_smoothing={label_smoothing})";
  setFactories<CrossEntropy>(type);
  return type;
}

}  // namespace loom
