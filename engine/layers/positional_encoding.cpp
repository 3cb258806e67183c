// Tells a sequence its positions by adding a table, one row a step: attention alone sees no order.

#include <algorithm>
#include <cmath>

#include "engine/layers/layer.h"
#include "engine/layers/sequence.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

/// sin(p / 10000^(2i/E)) in column 2i, cos of the same in column 2i + 1 (Vaswani et al. 2017, 3.5);
/// with an odd E the last column is a sine.
template <class T>
Array<T> waves(std::int64_t steps, std::int64_t width) {
  Array<T> table;
  table.reserve(static_cast<std::size_t>(steps * width));
  for (std::int64_t step = 0; step < steps; ++step) {
    for (std::int64_t column = 0; column < width; ++column) {
      const double exponent = static_cast<double>(column - column % 2) / static_cast<double>(width);
      const double angle = static_cast<double>(step) / std::pow(10000.0, exponent);
      table.push_back(static_cast<T>(column % 2 == 0 ? std::sin(angle) : std::cos(angle)));
    }
  }
  return table;
}

template <class T>
class PositionalEncodingLayer final : public Layer<T> {
 public:
  explicit PositionalEncodingLayer(const LayerSite<T>& site)
      : size_(site.output.elements()),
        waves_(site.parameters.empty() ? waves<T>(site.output[0], site.output[1]) : Array<T>()) {
    if (!site.parameters.empty()) learned_ = site.parameters[0];
  }

  void forward(const Pass<T>& pass, int block, int) override {
    const T* table = learned_.size > 0 ? learned_.value : waves_.data();
    const std::int64_t first = std::int64_t{block} * pass.lanes;
    for (std::int64_t sample = first; sample < first + pass.imagesIn(block); ++sample) {
      const T* x = pass.inputs[0] + sample * size_;
      T* y = pass.output + sample * size_;
      for (std::int64_t i = 0; i < size_; ++i) y[i] = x[i] + table[i];
    }
  }

  /// Each task owns some places of the table, so nothing has to be added up afterwards.
  int backwardTasks(const Pass<T>&) const override {
    constexpr std::int64_t kPlacesPerTask = 256, kMostTasks = 32;
    return static_cast<int>(std::clamp<std::int64_t>(size_ / kPlacesPerTask, 1, kMostTasks));
  }

  // dx = dy; dtable = sum of dy over the samples, 0 past the sequence's end
  void backward(const Pass<T>& pass, int task, int) override {
    const int tasks = backwardTasks(pass);
    const std::int64_t begin = size_ * task / tasks;
    const std::int64_t size = size_ * (task + 1) / tasks - begin;
    if (T* dx = pass.inputGradients[0]) {
      for (std::int64_t at = begin; at < pass.batch * size_; at += size_)
        std::copy_n(pass.outputGradient + at, size, dx + at);
    }
    if (!pass.parameterGradients) return;
    T* sum = learned_.gradient + begin;
    std::fill_n(sum, size, T(0));
    for (std::int64_t at = begin; at < pass.batch * size_; at += size_) {
      const T* dy = pass.outputGradient + at;
      for (std::int64_t i = 0; i < size; ++i) sum[i] += dy[i];
    }
    if (task == 0) std::fill(learned_.gradient + size_, learned_.gradient + learned_.size, T(0));
  }

 private:
  std::int64_t size_;  // values of a sample
  ParameterView<T> learned_;
  Array<T> waves_;  // (T, E) where the table is not learned
};

constexpr std::int64_t kLongest = 1 << 20;

bool isLearned(const SiteInfo& site) {
  return site.params.text("kind") == "learned";
}

ShapeAnswer encodedShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (const auto wrong = noSequence(site)) return *wrong;
  const std::int64_t longest = site.params.integer("max_length");
  if (in[0] <= longest) return sameAsInput(site);
  if (in[0] > kLongest) {
    return ShapeAnswer::wrong(
        {LOOM_TEXT("the sequence %1 from %2 has more than the %3 steps that positions go up to; "
                   "make it shorter"),
         {in.text(), site.sources[0], grouped(kLongest)}});
  }
  return ShapeAnswer::wrong(
      {LOOM_TEXT("max_length is %1, but the sequence %2 from %3 has %4 steps; make it at least %4"),
       {std::to_string(longest), in.text(), site.sources[0], std::to_string(in[0])}},
      {{{LOOM_TEXT("Set %1 to %2"), {"max_length", std::to_string(in[0])}},
        setParam(site.graph, site.node.id, "max_length", in[0])}},
      "max_length");
}

/// N(0, 1), as nn.Embedding(max_length, E) starts: what people write for learned positions.
std::vector<ParameterSpec> tableParameters(const SiteInfo& site) {
  if (!isLearned(site)) return {};
  const Shape table = {site.params.integer("max_length"), site.inputs[0][1]};
  return {{"weight", table, {Init::Kind::Normal, 1.0}}};
}

void placedWork(const WorkSite& site, std::int64_t element, Work& work) {
  work.add({site.x(0, element)});
  if (!site.parameters.empty()) {
    work.add({site.w(0, element)});
  } else {
    const auto table = waves<double>(site.output[0], site.output[1]);
    work.add({numberOperand(table[static_cast<std::size_t>(element)])});
  }
}

}  // namespace

LayerType positionalEncoding() {
  LayerType type;
  type.name = "PositionalEncoding";
  type.category = Category::Recurrent;
  type.summary = LOOM_TEXT(
      "Adds to each step of a sequence a row that tells where it stands, since attention sees no "
      "order.");
  type.formula = "y[t] = x[t] + table[t];  sinusoidal: sin, cos(t / 10000^(2i/E))";
  type.source = "https://arxiv.org/abs/1706.03762";
  type.idStem = "positions";
  type.synonyms = {"PositionEmbedding"};
  type.fields = {{.key = "kind",
                  .label = LOOM_TEXT("Kind"),
                  .help = LOOM_TEXT("Waves of many lengths that are given, or a table that is "
                                    "learned."),
                  .initial = std::string("sinusoidal"),
                  .choices = {"sinusoidal", "learned"}},
                 {.key = "max_length",
                  .label = LOOM_TEXT("Most steps"),
                  .help = LOOM_TEXT("The longest sequence there may be; a learned table has so "
                                    "many rows."),
                  .initial = std::int64_t{512},
                  .min = 1,
                  .max = kLongest}};
  type.layout = Layout::Rows;
  type.shape = encodedShape;
  type.parameters = tableParameters;
  type.flops = [](const SiteInfo&, const Shape& output) { return output.elements(); };
  type.caption = [](const SiteInfo& site) { return Text(site.params.text("kind")); };
  type.inPlace = true;
  type.readsInput = false;
  type.readsOutput = false;
  type.work = placedWork;
  type.pytorch = "PositionalEncoding({kind}, {max_length})";
  setFactories<PositionalEncodingLayer>(type);
  return type;
}

}  // namespace loom
