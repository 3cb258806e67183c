#include "engine/inspect/prover.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace loom {

namespace {

constexpr std::array kSteps = {3e-3, 3e-4, 3e-5, 3e-6, 3e-7};
constexpr double kRounding = 4e-16;   // of the loss, for each that is computed
constexpr double kShownBound = 1e-3;  // single precision against double
constexpr double kShownFloor = 1e-5;  // of the array's largest gradient
constexpr double kNoise = 1e-7;       // of the largest of all

constexpr double kKink = 1e-3;  // between slopes to the left and right

/// A slope by differences, and how exact it is.
struct Slope {
  double value = 0;
  double error = 0;
  double step = 0;
};

/// Five points around a value: of fourth order in the step.
template <class Loss>
double centralSlope(Loss& loss, double at, double step) {
  const double near = loss(at + step) - loss(at - step);
  const double far = loss(at + 2 * step) - loss(at - 2 * step);
  return (8 * near - far) / (12 * step);
}

/// Where two steps agree best, the longer is short enough for the loss's bends and kinks, and the
/// shorter long enough for its rounding.
template <class Loss>
Slope bestSlope(Loss& loss, double at) {
  const double scale = std::max(1.0, std::abs(at));
  const double rounding = kRounding * std::max(1.0, std::abs(loss(at)));
  Slope best;
  double before = 0;
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    const double step = kSteps[i] * scale;
    const double now = centralSlope(loss, at, step);
    const double longer = i > 0 ? kSteps[i - 1] * scale : step;
    const double error = std::abs(now - before) + 2 * rounding / longer;
    if (i > 0 && (best.step == 0 || error < best.error)) best = {before, error, longer};
    before = now;
  }
  return best;
}

/// Three points on one side, of second order; `step` may be negative.
template <class Loss>
double sideSlope(Loss& loss, double at, double step) {
  return (4 * loss(at + step) - 3 * loss(at) - loss(at + 2 * step)) / (2 * step);
}

double largestOf(const std::vector<float>& values) {
  double largest = 0;
  for (const float value : values)
    largest = std::max(largest, std::abs(static_cast<double>(value)));
  return largest;
}

double largestGradient(const PassRecord& record) {
  double largest = 0;
  for (const NodePass& node : record.nodes) largest = std::max(largest, largestOf(node.gradient));
  for (const ParameterPass& parameter : record.parameters)
    largest = std::max(largest, largestOf(parameter.gradient));
  return largest;
}

/// Fills in what differences say of proof.shown, which single precision blurs by `noise`, and of
/// proof.analytic.
template <class Loss>
void judge(Proof& proof, Loss& loss, double at, double noise) {
  const Slope slope = bestSlope(loss, at);
  proof.numeric = slope.value;
  proof.step = slope.step;
  const double apart = std::abs(proof.analytic - proof.numeric);
  const double larger = std::max(std::abs(proof.analytic), std::abs(proof.numeric));
  proof.difference = larger > 0 ? apart / larger : 0;
  const bool sound = std::abs(proof.shown - proof.analytic) <=
                     std::max(kShownBound * std::abs(proof.analytic), noise);
  if (!sound)
    proof.difference = std::abs(proof.shown - proof.numeric) /
                       std::max({std::abs(proof.shown), std::abs(proof.numeric), 1e-300});
  if (sound && (apart <= Proof::kBound * larger || apart <= slope.error)) {
    proof.verdict = Proof::Verdict::Agrees;
    return;
  }
  const double step = kSteps.back() * std::max(1.0, std::abs(at));
  proof.left = sideSlope(loss, at, -step);
  proof.right = sideSlope(loss, at, step);
  const double most = std::max(std::abs(proof.left), std::abs(proof.right));
  const bool kink =
      std::abs(proof.left - proof.right) >
      std::max(kKink * most, 16 * kRounding * std::max(1.0, std::abs(loss(at))) / step);
  proof.verdict = kink ? Proof::Verdict::Kink : Proof::Verdict::Differs;
}

std::set<std::string> leadingTo(const Graph& graph, const std::string& end,
                                const std::string& without) {
  std::set<std::string> found = {end};
  for (std::size_t before = 0; before != found.size();) {
    before = found.size();
    for (const Link& link : graph.links) {
      if (link.to != without && found.count(link.to)) found.insert(link.from);
    }
  }
  return found;
}

}  // namespace

Graph cutAt(const Network& network, const std::string& node) {
  const Graph& whole = network.graph;
  const auto kept = leadingTo(whole, network.analysis.lossNode, node);
  const auto& types = layerTypes();
  const auto entry = std::ranges::find_if(types, [](const LayerType& type) {
    return type.category == Category::Data && type.maxInputs == 0;
  });
  Graph cut;
  for (const Node& old : whole.nodes) {
    if (!kept.count(old.id)) continue;
    Node copy = old;
    copy.block.clear();
    if (old.id == node) {
      copy = Node{};
      copy.id = node;
      copy.type = entry->name;
      const Shape& shape = *network.analysis.find(node)->output;
      copy.params.set(entry->fields[0].key, shape.rank() > 0 ? shape.sizes() : Ints{1});
    }
    cut.nodes.push_back(std::move(copy));
  }
  for (const Link& link : whole.links) {
    if (link.to != node && kept.count(link.from) && kept.count(link.to)) cut.links.push_back(link);
  }
  return cut;
}

/// A program of the network, or of what is left of it behind a cut.
struct Prover::Rig {
  std::string cut;  // empty: whole
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<double>> parameters;
  std::unique_ptr<Program<double>> program;
  std::vector<std::vector<double>> inputs;

  double loss(int batch, const Targets<double>& targets, bool training, RandomKey random) const {
    for (std::size_t i = 0; i < inputs.size(); ++i)
      std::ranges::copy(inputs[i], program->input(static_cast<int>(i)));
    return program->forward(batch, targets, training, random);
  }
};

Prover::Prover(std::shared_ptr<const Network> network, std::shared_ptr<const PassRecord> record,
               const PassInput& input, Workers& workers)
    : network_(std::move(network)),
      record_(std::move(record)),
      targets_(input.targets),
      training_(input.training),
      random_(input.random),
      workers_(workers) {
  if (!targets_.values) return;
  const NodePass* output = record_->node(network_->analysis.outputNode);
  values_.assign(targets_.values, targets_.values + output->output.size());
}

Prover::~Prover() = default;

Result<Prover::Rig*> Prover::rigFor(const std::string& tensor) {
  const NodeInfo* info = network_->analysis.find(tensor);
  const std::string cut = info && !info->sources.empty() ? tensor : std::string();
  if (rig_ && rig_->cut == cut) return rig_.get();
  rig_ = nullptr;
  auto rig = std::make_unique<Rig>();
  rig->cut = cut;
  rig->network = network_;
  if (!cut.empty()) {
    auto compiled = compile(cutAt(*network_, cut));
    if (!compiled) return compiled.error();
    auto part = std::make_shared<Network>(**compiled);
    for (auto& [id, node] : part->analysis.nodes) {
      if (id != cut) node.type = network_->analysis.find(id)->type;
    }
    rig->network = std::move(part);
  }
  auto parameters = Parameters<double>::create(rig->network->graph, rig->network->analysis, 0);
  if (!parameters) return parameters.error();
  rig->parameters = *parameters;
  for (const auto& entry : rig->parameters->entries())
    std::ranges::copy(record_->parameter(entry.key)->values, rig->parameters->value(entry));
  ProgramOptions options;
  options.maxBatch = record_->batch;
  options.inputGradients = true;
  auto program = Program<double>::create(rig->network, rig->parameters, workers_, options);
  if (!program) return program.error();
  rig->program = std::move(*program);
  for (const std::string& id : rig->network->analysis.inputNodes) {
    const std::vector<float>& given = record_->node(id)->output;
    rig->inputs.emplace_back(given.begin(), given.end());
  }
  rig_ = std::move(rig);
  return rig_.get();
}

Result<Proof> Prover::prove(const GradientPlace& place) {
  const ParameterPass* parameter = record_->parameter(place.tensor);
  const NodePass* node = record_->node(place.tensor);
  const std::vector<float>* shown = parameter ? &parameter->gradient
                                    : node    ? &node->gradient
                                              : nullptr;
  if (!shown || place.element < 0 || place.element >= static_cast<std::int64_t>(shown->size()))
    return failed({LOOM_TEXT("No gradient leads to %1."), {place.tensor}});
  auto made = rigFor(place.tensor);
  if (!made) return made.error();
  Rig& rig = **made;
  const Targets<double> targets{targets_.classes, values_.empty() ? nullptr : values_.data(),
                                targets_.otherClasses, static_cast<double>(targets_.share)};
  const auto at = static_cast<std::size_t>(place.element);
  double* moved = nullptr;
  Proof proof;
  proof.shown = static_cast<double>((*shown)[at]);
  rig.loss(record_->batch, targets, training_, random_);
  rig.program->backward();
  if (parameter) {
    const auto& entry = *rig.parameters->find(place.tensor);
    moved = rig.parameters->value(entry) + at;
    proof.analytic = rig.parameters->gradient(entry)[at];
  } else {
    const auto& ids = rig.network->analysis.inputNodes;
    const auto index = static_cast<std::size_t>(std::ranges::find(ids, place.tensor) - ids.begin());
    moved = rig.inputs[index].data() + at;
    std::vector<double> gradient;
    rig.program->copyGradient(place.tensor, gradient);
    if (gradient.size() <= at)
      return failed({LOOM_TEXT("No gradient leads to %1."), {place.tensor}});
    proof.analytic = gradient[at];
  }
  const double kept = *moved;
  const auto loss = [&](double value) {
    *moved = value;
    const double result = rig.loss(record_->batch, targets, training_, random_);
    *moved = kept;
    return result;
  };
  const double noise =
      std::max(kShownFloor * largestOf(*shown), kNoise * largestGradient(*record_));
  judge(proof, loss, kept, noise);
  return proof;
}

}  // namespace loom
