// A dense layer over the last axis: a matrix product over the whole batch.

#include <cmath>

#include "engine/layers/affine.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class LinearLayer final : public Layer<T> {
 public:
  explicit LinearLayer(const LayerSite<T>& site)
      : dense_(*site.kernels, site.parameters[0],
               site.parameters.size() > 1 ? site.parameters[1] : ParameterView<T>(),
               site.inputs[0].sizes().back()),
        rowsPerSample_(static_cast<int>(site.inputs[0].elements() / dense_.inputs())) {}

  int forwardTasks(const Pass<T>& pass) const override {
    return dense_.outputSlices(rowsIn(pass)).tasks();
  }

  void forward(const Pass<T>& pass, int task, int) override {
    const Slices slices = dense_.outputSlices(rowsIn(pass));
    dense_.forward(rowsIn(pass), pass.inputs[0], pass.output, slices.begin(task),
                   slices.size(task));
  }

  int backwardTasks(const Pass<T>& pass) const override {
    const int tasks = dense_.inputSlices(rowsIn(pass)).tasks();
    return (pass.inputGradients[0] ? tasks : 0) + (pass.parameterGradients ? tasks : 0);
  }

  void backward(const Pass<T>& pass, int task, int) override {
    const Slices slices = dense_.inputSlices(rowsIn(pass));
    if (T* gradient = pass.inputGradients[0]) {
      if (task < slices.tasks()) {
        dense_.inputGradient(rowsIn(pass), pass.outputGradient, gradient, slices.begin(task),
                             slices.size(task), false);
        return;
      }
      task -= slices.tasks();
    }
    dense_.parameterGradient(rowsIn(pass), pass.inputs[0], pass.outputGradient, slices, task);
  }

 private:
  int rowsIn(const Pass<T>& pass) const { return pass.batch * rowsPerSample_; }

  Affine<T> dense_;
  int rowsPerSample_;
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

void denseWork(const WorkSite& site, std::int64_t element, Work& work) {
  const std::int64_t inputs = site.inputs[0].sizes().back();
  const std::int64_t row = element / site.output.sizes().back();
  const std::int64_t output = element % site.output.sizes().back();
  for (std::int64_t i = 0; i < inputs; ++i)
    work.add({site.w(0, output * inputs + i), site.x(0, row * inputs + i)});
  if (site.parameters.size() > 1) work.add({site.w(1, output)});
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
  type.synonyms = {"Dense", LOOM_TEXT("fully connected"), "FC", "Gemm", "InnerProduct", "affine"};
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
  type.work = denseWork;
  type.pytorch = "nn.Linear({in_features}, {out_features}, bias={bias})";
  setFactories<LinearLayer>(type);
  return type;
}

}  // namespace loom
