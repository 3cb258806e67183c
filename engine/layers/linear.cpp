// A dense layer over the last axis: a matrix product over the whole batch. The weight gradient is
// split by rows of the weight, so nothing has to be added up afterwards.

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/layers/layer.h"

namespace loom {

namespace {

/// A matrix of `count` rows cut into tasks of equal size. It depends on the work only, never on the
/// threads.
class Slices {
 public:
  Slices(std::int64_t count, double flops) : count_(count) {
    constexpr double kFlopsPerTask =
        1.0e6;  // about 10 µs: below that, handing out costs more than it gains
    constexpr unsigned kMostTasks = 32;
    const auto wanted = static_cast<unsigned>(std::min(flops / kFlopsPerTask, double{kMostTasks}));
    const std::int64_t strips = (count + kStrip - 1) / kStrip;
    tasks_ = static_cast<int>(std::min<std::int64_t>(std::bit_floor(std::max(wanted, 1U)), strips));
  }
  int tasks() const { return tasks_; }
  int begin(int task) const {
    const std::int64_t strips = (count_ + kStrip - 1) / kStrip;
    return static_cast<int>(std::min(count_, strips * task / tasks_ * kStrip));
  }
  int size(int task) const { return begin(task + 1) - begin(task); }

 private:
  static constexpr std::int64_t kStrip = 16;  // rows: a full vector of the widest machine

  std::int64_t count_;
  int tasks_ = 1;
};

template <class T>
class LinearLayer final : public Layer<T> {
 public:
  explicit LinearLayer(const LayerSite<T>& site)
      : kernels_(*site.kernels), weight_(site.parameters[0]) {
    if (site.parameters.size() > 1) bias_ = site.parameters[1];
    const Shape& in = site.inputs[0];
    inputs_ = static_cast<int>(in[in.rank() - 1]);
    outputs_ = static_cast<int>(site.output[site.output.rank() - 1]);
    rowsPerSample_ = static_cast<int>(in.elements() / inputs_);
  }

  int forwardTasks(const Pass<T>& pass) const override { return outputSlices(pass).tasks(); }

  // y(rows, n) = x(rows, k) W(n, k)^T + b, split by outputs so that each task packs its part of W
  // once.
  void forward(const Pass<T>& pass, int task, int) override {
    const Slices slices = outputSlices(pass);
    const int first = slices.begin(task);
    const int size = slices.size(task);
    T* y = pass.output + first;
    const int rows = rowsIn(pass);
    if (bias_.size > 0) {
      for (int r = 0; r < rows; ++r)
        std::copy_n(bias_.value + first, size, y + std::ptrdiff_t{r} * outputs_);
    }
    kernels_.gemm(rows, size, inputs_, pass.inputs[0], inputs_, false,
                  weight_.value + std::ptrdiff_t{first} * inputs_, inputs_, true, y, outputs_,
                  bias_.size > 0);
  }

  int backwardTasks(const Pass<T>& pass) const override {
    return (pass.inputGradients[0] ? inputSlices(pass).tasks() : 0) +
           (pass.parameterGradients ? outputSlices(pass).tasks() : 0);
  }

  void backward(const Pass<T>& pass, int task, int) override {
    if (T* gradient = pass.inputGradients[0]) {
      const Slices slices = inputSlices(pass);
      if (task < slices.tasks()) {
        inputGradient(pass, gradient, slices.begin(task), slices.size(task));
        return;
      }
      task -= slices.tasks();
    }
    const Slices slices = outputSlices(pass);
    weightGradient(pass, slices.begin(task), slices.size(task));
  }

 private:
  int rowsIn(const Pass<T>& pass) const { return pass.batch * rowsPerSample_; }
  double flops(const Pass<T>& pass) const { return 2.0 * rowsIn(pass) * inputs_ * outputs_; }
  Slices outputSlices(const Pass<T>& pass) const { return {outputs_, flops(pass)}; }
  Slices inputSlices(const Pass<T>& pass) const { return {inputs_, flops(pass)}; }

  // dx(rows, k) = dy(rows, n) W(n, k), columns [first, first + size)
  void inputGradient(const Pass<T>& pass, T* gradient, int first, int size) {
    kernels_.gemm(rowsIn(pass), size, outputs_, pass.outputGradient, outputs_, false,
                  weight_.value + first, inputs_, false, gradient + first, inputs_, false);
  }

  // dW(n, k) = dy(rows, n)^T x(rows, k), rows [first, first + size); db = column sums of dy
  void weightGradient(const Pass<T>& pass, int first, int size) {
    const int rows = rowsIn(pass);
    const T* dy = pass.outputGradient + first;
    kernels_.gemm(size, inputs_, rows, dy, outputs_, true, pass.inputs[0], inputs_, false,
                  weight_.gradient + std::ptrdiff_t{first} * inputs_, inputs_, false);
    if (bias_.size == 0) return;
    T* db = bias_.gradient + first;
    std::fill_n(db, size, T(0));
    for (int r = 0; r < rows; ++r) {
      for (int n = 0; n < size; ++n) db[n] += dy[std::ptrdiff_t{r} * outputs_ + n];
    }
  }

  const Kernels<T>& kernels_;
  ParameterView<T> weight_;
  ParameterView<T> bias_;
  int inputs_ = 0;
  int outputs_ = 0;
  int rowsPerSample_ = 1;
};

ShapeAnswer denseShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (in.rank() > 2) {
    Node flatten;
    flatten.type = "Flatten";
    flatten.id = freshId(site.graph, "flatten");
    flatten.position = {site.node.position.x - 80, site.node.position.y};
    const Link wire{site.sources[0], site.node.id, 0};
    ShapeAnswer answer = ShapeAnswer::wrong(
        {LOOM_TEXT("needs a flat input, but gets %1 from %2; insert a Flatten before it"),
         {in.text(), site.sources[0]}},
        {{LOOM_TEXT("Insert Flatten"), insertOnLink(site.graph, wire, flatten)}});
    return answer;
  }
  const std::int64_t features = in[in.rank() - 1];
  if (!site.params.isNull("in_features") && site.params.integer("in_features") != features) {
    const std::int64_t expected = site.params.integer("in_features");
    ShapeAnswer answer = ShapeAnswer::wrong(
        {LOOM_TEXT("in_features is %1, but %2 values arrive from %3; make %1 arrive or let it "
                   "follow its input"),
         {std::to_string(expected), std::to_string(features), site.sources[0]}},
        {{{LOOM_TEXT("Let %1 follow its input (%2)"), {site.node.id, std::to_string(features)}},
          clearParam(site.graph, site.node.id, "in_features")}},
        "in_features");
    answer.expectedElements = in.rank() == 1 ? std::optional(expected) : std::nullopt;
    return answer;
  }
  std::vector<std::int64_t> sizes = in.sizes();
  sizes.back() = site.params.integer("out_features");
  return ShapeAnswer::of(Shape(std::move(sizes)));
}

/// PyTorch's start: U(±1 / sqrt(in_features)) for weight and bias.
std::vector<ParameterSpec> denseParameters(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  const std::int64_t features = in[in.rank() - 1];
  const std::int64_t outputs = site.params.integer("out_features");
  const Init init{Init::Kind::Uniform, 1.0 / std::sqrt(static_cast<double>(features))};
  std::vector<ParameterSpec> specs = {{"weight", {outputs, features}, init}};
  if (site.params.boolean("bias")) specs.push_back({"bias", {outputs}, init});
  return specs;
}

std::int64_t denseFlops(const SiteInfo& site, const Shape& output) {
  const Shape& in = site.inputs[0];
  return 2 * output.elements() * in[in.rank() - 1];
}

}  // namespace

LayerType linear() {
  LayerType type;
  type.name = "Linear";
  type.category = Category::Dense;
  type.summary = LOOM_TEXT("Every output is a weighted sum of all inputs, plus a bias.");
  type.formula = "y = W x + b";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Linear.html";
  type.idStem = "fc";
  type.fields = {{.key = "out_features",
                  .label = LOOM_TEXT("Outputs"),
                  .help = LOOM_TEXT("Number of values that come out."),
                  .initial = std::int64_t{10},
                  .min = 1,
                  .max = 1 << 20},
                 {.key = "bias",
                  .label = LOOM_TEXT("Bias"),
                  .help = LOOM_TEXT("Adds a learnable constant to each output."),
                  .initial = true},
                 {.key = "in_features",
                  .label = LOOM_TEXT("Inputs"),
                  .help = LOOM_TEXT("Follows from the input; if you give it, it must agree."),
                  .initial = std::monostate{},
                  .min = 1,
                  .max = 1 << 24,
                  .kind = Field::Kind::Int,
                  .optional = true,
                  .nullText = LOOM_TEXT("follows the input")}};
  type.layout = Layout::Rows;
  type.widthKey = "out_features";
  type.shape = denseShape;
  type.parameters = denseParameters;
  type.flops = denseFlops;
  type.caption = [](const SiteInfo& site) {
    return Text(std::to_string(site.params.integer("out_features")));
  };
  type.readsOutput = false;
  type.pytorch = "nn.Linear({in_features}, {out_features}, bias={bias})";
  setFactories<LinearLayer>(type);
  return type;
}

}  // namespace loom
