#include "engine/layers/recurrent.h"

#include <cmath>
#include <limits>

#include "engine/layers/followed.h"
#include "engine/layers/sequence.h"

namespace loom {

namespace {

std::int64_t directionsOf(const SiteInfo& site) {
  return site.params.boolean("bidirectional") ? 2 : 1;
}

ShapeAnswer recurrentShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (const auto wrong = noSequence(site)) return *wrong;
  if (const auto wrong = disagreement(site, "input_size", in[1])) return *wrong;
  const std::int64_t width = site.params.integer("hidden_size") * directionsOf(site);
  if (site.params.text("output") == "last") return ShapeAnswer::of({width});
  return ShapeAnswer::of({in[0], width});
}

/// PyTorch's order and start: U(±1 / sqrt(hidden_size)) for all.
template <int Gates>
std::vector<ParameterSpec> recurrentParameters(const SiteInfo& site) {
  const std::int64_t hidden = site.params.integer("hidden_size");
  const Init init{Init::Kind::Uniform, 1.0 / std::sqrt(static_cast<double>(hidden))};
  std::vector<ParameterSpec> specs;
  for (std::int64_t level = 0; level < site.params.integer("num_layers"); ++level) {
    const std::int64_t inputs = level == 0 ? site.inputs[0][1] : hidden * directionsOf(site);
    for (std::int64_t d = 0; d < directionsOf(site); ++d) {
      const std::string end = "_l" + std::to_string(level) + (d == 0 ? "" : "_reverse");
      specs.push_back({"weight_ih" + end, {Gates * hidden, inputs}, init});
      specs.push_back({"weight_hh" + end, {Gates * hidden, hidden}, init});
      specs.push_back({"bias_ih" + end, {Gates * hidden}, init});
      specs.push_back({"bias_hh" + end, {Gates * hidden}, init});
    }
  }
  return specs;
}

/// The products with the weights, whose rows meet every step once.
template <int Gates>
std::int64_t recurrentFlops(const SiteInfo& site, const Shape&) {
  const std::int64_t hidden = site.params.integer("hidden_size");
  std::int64_t sum = 0;
  for (std::int64_t level = 0; level < site.params.integer("num_layers"); ++level) {
    const std::int64_t inputs = level == 0 ? site.inputs[0][1] : hidden * directionsOf(site);
    // Shape multiplies without overflowing.
    const std::int64_t here =
        Shape{2, directionsOf(site), site.inputs[0][0], Gates * hidden, inputs + hidden}.elements();
    if (__builtin_add_overflow(sum, here, &sum)) return std::numeric_limits<std::int64_t>::max();
  }
  return sum;
}

Text recurrentCaption(const SiteInfo& site) {
  const std::int64_t levels = site.params.integer("num_layers");
  return Text((levels > 1 ? std::to_string(levels) + " × " : "") +
              std::to_string(site.params.integer("hidden_size")) +
              (directionsOf(site) > 1 ? " ⇄" : "") + " · " + site.params.text("output"));
}

}  // namespace

Fields recurrentFields(Fields own) {
  Fields fields = {
      {.key = "hidden_size",
       .label = LOOM_TEXT("Hidden size"),
       .help = LOOM_TEXT("Number of values that are remembered from step to step, in each "
                         "direction."),
       .initial = std::int64_t{32},
       .min = 1,
       .max = 1 << 14},
      {.key = "num_layers",
       .label = LOOM_TEXT("Stacked layers"),
       .help = LOOM_TEXT("How many are stacked: each reads the states of the one below."),
       .initial = std::int64_t{1},
       .min = 1,
       .max = 64},
      {.key = "bidirectional",
       .label = LOOM_TEXT("Both directions"),
       .help = LOOM_TEXT("Reads the sequence from its end too and gives both states side by side."),
       .initial = false},
      {.key = "dropout",
       .label = LOOM_TEXT("Dropout"),
       .help = LOOM_TEXT("Share of the values between stacked layers that is set to zero while "
                         "training; a single layer has none."),
       .initial = 0.0,
       .min = 0.0,
       .max = 1.0},
      {.key = "output",
       .label = LOOM_TEXT("Output"),
       .help = LOOM_TEXT("The state at every step, or only the last one, after all steps were "
                         "read."),
       .initial = std::string("sequence"),
       .choices = {"sequence", "last"}}};
  fields.insert(fields.end(), own.begin(), own.end());
  fields.push_back(followedField("input_size", LOOM_TEXT("Inputs")));
  return fields;
}

template <int Gates>
void declareRecurrent(LayerType& type) {
  type.category = Category::Recurrent;
  type.layout = Layout::Rows;
  type.shape = recurrentShape;
  type.parameters = recurrentParameters<Gates>;
  type.flops = recurrentFlops<Gates>;
  type.caption = recurrentCaption;
  type.readsInput = false;  // it keeps a copy in lanes
  type.readsOutput = false;
}

template void declareRecurrent<1>(LayerType&);
template void declareRecurrent<3>(LayerType&);
template void declareRecurrent<4>(LayerType&);

}  // namespace loom
