// A block of a transformer (Vaswani et al. 2017): attention, then two dense layers at each step,
// both with a way around them and a norm. BERT is a stack of these, and GPT one of the causal kind.

#include <cmath>

#include "engine/layers/followed.h"
#include "engine/layers/row_norm.h"
#include "engine/layers/self_attention.h"

namespace loom {

namespace {

// The order in which encoderParameters() lists what follows attention's four.
enum Index : std::size_t { kLinear1 = 4, kLinear2 = 6, kNorm1 = 8, kNorm2 = 10 };

template <class T>
class EncoderLayer final : public Layer<T> {
 public:
  explicit EncoderLayer(const LayerSite<T>& site)
      : kernels_(*site.kernels),
        steps_(static_cast<int>(site.output[0])),
        samples_(samplesPerTask(steps_)),
        first_(site.params.boolean("norm_first")),
        gelu_(site.params.text("activation") == "gelu"),
        attention_(site, {site.params.integer("nhead"), site.params.boolean("causal"), true,
                          site.params.real("dropout")}),
        linear1_(kernels_, site.parameters[kLinear1], site.parameters[kLinear1 + 1],
                 site.output[1]),
        linear2_(kernels_, site.parameters[kLinear2], site.parameters[kLinear2 + 1],
                 linear1_.outputs()),
        norm1_(site, site.parameters[kNorm1], site.parameters[kNorm1 + 1], rowsOf(site),
               tasksOf(site)),
        norm2_(site, site.parameters[kNorm2], site.parameters[kNorm2 + 1], rowsOf(site),
               tasksOf(site)),
        attentionMask_(site, site.params.real("dropout"), 1),
        hiddenMask_(site, site.params.real("dropout"), 2),
        outputMask_(site, site.params.real("dropout"), 3) {
    const std::size_t narrow = rowsOf(site) * static_cast<std::size_t>(linear1_.inputs());
    const std::size_t wide = rowsOf(site) * static_cast<std::size_t>(linear1_.outputs());
    for (Array<T>* array : {&normed1_, &attended_, &second_}) array->resize(narrow);
    hidden_.resize(wide);
    if (gelu_) active_.resize(wide);
    if (!site.learns) return;
    for (Array<T>* array : {&running_, &attendedGradient_, &outputGradient_}) array->resize(narrow);
    if (first_) spare_.resize(narrow);
    hiddenGradient_.resize(wide);
  }

  int forwardTasks(const Pass<T>& pass) const override {
    return (pass.batch + samples_ - 1) / samples_;
  }
  int backwardTasks(const Pass<T>& pass) const override { return forwardTasks(pass); }

  // Norms behind: h = N1(x + A(x)), y = N2(h + F(h)). Norms first: h = x + A(N1(x)),
  // y = h + F(N2(h)).
  void forward(const Pass<T>& pass, int task, int worker) override {
    const Part part(*this, pass, task);
    const T* x = pass.inputs[0] + part.at;
    T *y = pass.output + part.at, *normed = normed1_.data() + part.at;
    T *attended = attended_.data() + part.at, *second = second_.data() + part.at;
    if (first_) norm1_.forward(part.row, part.rows, x, normed);
    attention_.forward(pass, part.sample, part.samples, first_ ? normed : x, attended, worker);
    attentionMask_.apply(pass, part.at, part.size, attended);
    kernels_.add(part.size, x, attended, attended);
    if (first_) {
      norm2_.forward(part.row, part.rows, attended, second);
      feedForward(pass, part, second, attended, y);
    } else {
      norm1_.forward(part.row, part.rows, attended, normed);
      feedForward(pass, part, normed, normed, second);
      norm2_.forward(part.row, part.rows, second, y);
    }
  }

  void backward(const Pass<T>& pass, int task, int worker) override {
    const Part part(*this, pass, task);
    const T *dy = pass.outputGradient + part.at, *attended = attended_.data() + part.at;
    T* running = running_.data() + part.at;
    if (first_) {
      T* spare = spare_.data() + part.at;
      std::copy_n(dy, part.size, running);
      feedForwardBackward(pass, part, running, spare, false);
      norm2_.backward(part.row, part.rows, task, attended, spare, spare);
      kernels_.add(part.size, running, spare, running);
    } else {
      norm2_.backward(part.row, part.rows, task, second_.data() + part.at, dy, running);
      feedForwardBackward(pass, part, running, running, true);
      norm1_.backward(part.row, part.rows, task, attended, running, running);
    }
    attentionBackward(pass, part, task, worker);
  }

  int gradientTasks(const Pass<T>& pass) const override {
    if (!pass.parameterGradients) return 0;
    const int rows = pass.batch * steps_;
    return attention_.gradientTasks(rows) + linear1_.inputSlices(rows).tasks() +
           linear2_.inputSlices(rows).tasks();
  }
  void parameterGradients(const Pass<T>& pass, int task, int) override {
    const int rows = pass.batch * steps_;
    const Slices first = linear1_.inputSlices(rows), second = linear2_.inputSlices(rows);
    if (task < first.tasks()) {
      linear1_.parameterGradient(rows, first_ ? second_.data() : normed1_.data(),
                                 hiddenGradient_.data(), first, task);
      return;
    }
    task -= first.tasks();
    if (task < second.tasks()) {
      linear2_.parameterGradient(rows, gelu_ ? active_.data() : hidden_.data(),
                                 outputGradient_.data(), second, task);
      return;
    }
    attention_.parameterGradients(rows, first_ ? normed1_.data() : pass.inputs[0],
                                  attendedGradient_.data(), task - second.tasks());
  }

  void finishBackward(const Pass<T>& pass) override {
    if (!pass.parameterGradients) return;
    norm1_.finish(backwardTasks(pass));
    norm2_.finish(backwardTasks(pass));
  }

  void copyInner(const Pass<T>&, int sample, Inner<T>& out) const override {
    attention_.copyWeights(sample, out);
  }

 private:
  /// The samples of a task, and where they and their rows begin.
  struct Part {
    Part(const EncoderLayer& layer, const Pass<T>& pass, int task)
        : sample(task * layer.samples_),
          samples(std::min(layer.samples_, pass.batch - sample)),
          rows(samples * layer.steps_),
          row(static_cast<std::size_t>(sample) * static_cast<std::size_t>(layer.steps_)),
          at(row * static_cast<std::size_t>(layer.linear1_.inputs())),
          size(static_cast<std::size_t>(rows) * static_cast<std::size_t>(layer.linear1_.inputs())),
          wideAt(row * static_cast<std::size_t>(layer.linear1_.outputs())),
          wideSize(static_cast<std::size_t>(rows) *
                   static_cast<std::size_t>(layer.linear1_.outputs())) {}
    int sample, samples, rows;
    std::size_t row, at, size, wideAt, wideSize;
  };

  static std::size_t rowsOf(const LayerSite<T>& site) {
    return static_cast<std::size_t>(site.maxBlocks() * site.lanes) *
           static_cast<std::size_t>(site.output[0]);
  }
  static std::size_t tasksOf(const LayerSite<T>& site) {
    const int samples = samplesPerTask(site.output[0]);
    return static_cast<std::size_t>((site.maxBatch + samples - 1) / samples);
  }

  // out = around + linear2(activation(linear1(in)))
  void feedForward(const Pass<T>& pass, const Part& part, const T* in, const T* around, T* out) {
    T* hidden = hidden_.data() + part.wideAt;
    T* active = gelu_ ? active_.data() + part.wideAt : hidden;
    linear1_.forward(part.rows, in, hidden);
    (gelu_ ? kernels_.gelu : kernels_.relu)(part.wideSize, hidden, active);
    hiddenMask_.apply(pass, part.wideAt, part.wideSize, active);
    linear2_.forward(part.rows, active, out);
    outputMask_.apply(pass, part.at, part.size, out);
    kernels_.add(part.size, around, out, out);
  }

  // dIn from the gradient dOut of what linear2 gave, added to what is there if `accumulate`.
  void feedForwardBackward(const Pass<T>& pass, const Part& part, const T* dOut, T* dIn,
                           bool accumulate) {
    T* output = outputGradient_.data() + part.at;
    T* dHidden = hiddenGradient_.data() + part.wideAt;
    const T* hidden = hidden_.data() + part.wideAt;
    std::copy_n(dOut, part.size, output);
    outputMask_.apply(pass, part.at, part.size, output);
    linear2_.inputGradient(part.rows, output, dHidden, false);
    hiddenMask_.apply(pass, part.wideAt, part.wideSize, dHidden);
    (gelu_ ? kernels_.geluBackward : kernels_.reluBackward)(part.wideSize, hidden, dHidden,
                                                            dHidden);
    linear1_.inputGradient(part.rows, dHidden, dIn, accumulate);
  }

  // From the gradient `running` of x + A(...) to dx.
  void attentionBackward(const Pass<T>& pass, const Part& part, int task, int worker) {
    const T* running = running_.data() + part.at;
    T* dAttended = attendedGradient_.data() + part.at;
    T* dx = pass.inputGradients[0] ? pass.inputGradients[0] + part.at : nullptr;
    T* through = first_ ? spare_.data() + part.at : dx;
    std::copy_n(running, part.size, dAttended);
    attentionMask_.apply(pass, part.at, part.size, dAttended);
    attention_.backward(pass, part.sample, part.samples, dAttended, through, worker);
    if (first_)
      norm1_.backward(part.row, part.rows, task, pass.inputs[0] + part.at, through, through);
    if (dx) kernels_.add(part.size, running, through, dx);
  }

  const Kernels<T>& kernels_;
  int steps_;
  int samples_;  // of a task
  bool first_;   // norms first
  bool gelu_;
  SelfAttention<T> attention_;
  Affine<T> linear1_, linear2_;
  RowNorm<T> norm1_, norm2_;
  DropMask<T> attentionMask_, hiddenMask_, outputMask_;
  Array<T> normed1_;           // (samples, T, E)
  Array<T> attended_;          // (samples, T, E): x + attention
  Array<T> second_;            // (samples, T, E): what N2 gives if first, else gets
  Array<T> hidden_, active_;   // (samples, T, F), before and behind GELU; ReLU has one
  Array<T> running_;           // (samples, T, E): the gradient on its way down
  Array<T> attendedGradient_;  // (samples, T, E): of what out_proj gave
  Array<T> outputGradient_;    // (samples, T, E): of what linear2 gave
  Array<T> hiddenGradient_;    // (samples, T, F): of what linear1 gave
  Array<T> spare_;             // (samples, T, E), norms first only
};

std::vector<ParameterSpec> encoderParameters(const SiteInfo& site) {
  const std::int64_t width = site.inputs[0][1];
  const std::int64_t wide = site.params.integer("dim_feedforward");
  std::vector<ParameterSpec> specs = attentionParameters("self_attn.", width, true);
  const auto dense = [&](const std::string& name, std::int64_t in, std::int64_t out) {
    const Init init{Init::Kind::Uniform, 1 / std::sqrt(static_cast<double>(in))};
    specs.push_back({name + ".weight", {out, in}, init});
    specs.push_back({name + ".bias", {out}, init});
  };
  dense("linear1", width, wide);
  dense("linear2", wide, width);
  for (const char* name : {"norm1", "norm2"}) {
    specs.push_back({std::string(name) + ".weight", {width}, {Init::Kind::Constant, 1}});
    specs.push_back({std::string(name) + ".bias", {width}, {Init::Kind::Constant, 0}});
  }
  return specs;
}

Fields encoderFields() {
  return {headsField("nhead"),
          {.key = "dim_feedforward",
           .label = LOOM_TEXT("Hidden values"),
           .help = LOOM_TEXT("How many values lie between the two dense layers at each step."),
           .initial = std::int64_t{2048},
           .min = 1,
           .max = 1 << 20},
          {.key = "dropout",
           .label = LOOM_TEXT("Dropout"),
           .help = LOOM_TEXT("Share of values set to zero while training: of the attention "
                             "weights, behind attention, between and behind the dense layers."),
           .initial = 0.1,
           .min = 0.0,
           .max = 1.0},
          {.key = "activation",
           .label = LOOM_TEXT("Activation"),
           .help = LOOM_TEXT("What stands between the two dense layers."),
           .initial = std::string("relu"),
           .choices = {"relu", "gelu"}},
          {.key = "norm_first",
           .label = LOOM_TEXT("Norms first"),
           .help = LOOM_TEXT("Normalises in front of attention and of the dense layers, as GPT-2 "
                             "does, rather than behind, as BERT does; deep stacks learn easier."),
           .initial = false},
          causalField(),
          followedField("d_model", LOOM_TEXT("Values"))};
}

}  // namespace

LayerType transformerEncoderLayer() {
  LayerType type;
  type.name = "TransformerEncoderLayer";
  type.category = Category::Recurrent;
  type.summary = LOOM_TEXT(
      "A whole block of a transformer: attention over the steps, then two dense layers at each, "
      "with ways around them and norms.");
  type.formula = "h = norm(x + attention(x));  y = norm(h + W₂ f(W₁ h))";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.TransformerEncoderLayer.html";
  type.idStem = "encoder";
  type.synonyms = {"EncoderBlock"};
  type.fields = encoderFields();
  type.layout = Layout::Rows;
  type.shape = [](const SiteInfo& site) { return attendedShape(site, "nhead", "d_model"); };
  type.parameters = encoderParameters;
  type.flops = [](const SiteInfo& site, const Shape& output) {
    const std::int64_t wide = site.params.integer("dim_feedforward");
    return attentionFlops(output) + 4 * output.elements() * wide;
  };
  type.caption = [](const SiteInfo& site) {
    return Text(LOOM_TEXT("%1 heads · %2 wide"),
                {std::to_string(site.params.integer("nhead")),
                 std::to_string(site.params.integer("dim_feedforward"))});
  };
  type.readsOutput = false;
  type.pytorch =
      "nn.TransformerEncoderLayer({d_model}, {nhead}, dim_feedforward={dim_feedforward}, "
      "dropout={dropout}, activation={activation}, norm_first={norm_first}, batch_first=True)";
  setFactories<EncoderLayer>(type);
  return type;
}

}  // namespace loom
