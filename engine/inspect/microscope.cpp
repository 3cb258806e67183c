#include "engine/inspect/microscope.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace loom {

namespace {

using StepKind = MicroscopeStep::Kind;
using TensorRole = MicroscopeTensor::Role;

std::int64_t valuesKept(const MicroscopeSetup& setup) {
  std::int64_t values = 0;
  for (const auto& [id, node] : setup.network->analysis.nodes)
    values += 2 * node.output->elements() * setup.batch.size + 2 * node.parameterCount;
  return values;
}

ArrayFacts factsOf(std::span<const float> values) {
  ArrayFacts facts;
  float most = -1;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float value = values[i];
    if (!std::isfinite(value)) continue;
    facts.low = most < 0 ? value : std::min(facts.low, value);
    facts.high = most < 0 ? value : std::max(facts.high, value);
    if (std::abs(value) <= most) continue;
    most = std::abs(value);
    facts.largest = static_cast<std::int64_t>(i);
  }
  return facts;
}

int readersOf(const Graph& graph, const std::string& node) {
  return static_cast<int>(std::ranges::count(graph.links, node, &Link::from));
}

std::string inputName(const NodeInfo& info, int port) {
  constexpr const char* kDigits[] = {"₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
  return info.sources.size() < 2 ? "x" : std::string("x") + kDigits[std::min(port, 8)];
}

}  // namespace

std::string elementText(const Shape& shape, std::int64_t element) {
  std::string out;
  for (int axis = shape.rank() - 1; axis >= 0; --axis) {
    const std::string index = std::to_string(element % shape[axis]);
    out = out.empty() ? index : index + ", " + out;
    element /= shape[axis];
  }
  return out.empty() ? out : "[" + out + "]";
}

Result<std::shared_ptr<const Microscope>> Microscope::look(MicroscopeSetup setup,
                                                           Workers& workers) {
  const Analysis& analysis = setup.network->analysis;
  if (analysis.lossNode.empty() || analysis.inputNodes.size() != 1)
    return failed({LOOM_TEXT("The microscope needs a network with one Input and a loss.")});
  const auto given = static_cast<std::int64_t>(setup.batch.inputs.size());
  if (given != analysis.find(analysis.inputNodes[0])->output->elements() * setup.batch.size)
    return failed({LOOM_TEXT("The samples do not fit the network's Input.")});
  if (valuesKept(setup) > kMostValues)
    return failed({LOOM_TEXT("So many numbers cannot be kept (%1, at most %2): take fewer samples "
                             "or a smaller network."),
                   {grouped(valuesKept(setup)), grouped(kMostValues)}});
  try {
    std::shared_ptr<Microscope> made(new Microscope(std::move(setup)));
    ProgramOptions options;
    options.maxBatch = made->setup_.batch.size;
    options.inputGradients = true;
    auto program =
        Program<float>::create(made->setup_.network, made->setup_.weights, workers, options);
    if (!program) return program.error();
    auto record = std::make_shared<PassRecord>(
        recordPass(**program, *made->setup_.weights, made->input(), PassDetail::Everything));
    made->loss_ = {record->loss};
    made->record_ = std::move(record);
    made->listSteps();
    made->measure();
    return std::shared_ptr<const Microscope>(std::move(made));
  } catch (const std::bad_alloc&) {
    return failed(
        {LOOM_TEXT("The machine has not enough free memory for the microscope; take "
                   "fewer samples or close other programs.")});
  }
}

PassInput Microscope::input() const {
  const Batch& batch = setup_.batch;
  return {batch.size,
          {std::span<const float>(batch.inputs)},
          batch.targets(setup_.rebuilt),
          setup_.training,
          setup_.random};
}

void Microscope::listSteps() {
  const Analysis& analysis = network().analysis;
  for (const NodePass& node : record_->nodes) steps_.push_back({StepKind::Forward, node.node});
  steps_.push_back({StepKind::Loss, analysis.lossNode});
  steps_.push_back({StepKind::Backward, analysis.lossNode});
  for (auto node = record_->nodes.rbegin(); node != record_->nodes.rend(); ++node) {
    if (!node->gradient.empty()) steps_.push_back({StepKind::Backward, node->node});
  }
}

std::vector<MicroscopeTensor> Microscope::tensors(const MicroscopeStep& step) const {
  const NodeInfo& info = *network().analysis.find(step.node);
  const bool back = step.kind == StepKind::Backward;
  const bool isLoss = step.node == network().analysis.lossNode;
  std::vector<MicroscopeTensor> out;
  MicroscopeTensor result{TensorRole::Output, step.node, isLoss ? "L" : "y", *info.output};
  result.isGradient = back;
  result.isLoss = isLoss;
  if (!back) out.push_back(result);
  for (std::size_t i = 0; i < info.parameters.size(); ++i) {
    const ParameterSpec& spec = info.parameters[i];
    MicroscopeTensor tensor{TensorRole::Parameter, step.node + "." + spec.name, spec.name,
                            spec.shape};
    tensor.port = static_cast<int>(i);
    tensor.isGradient = back;
    if (!back || !record_->parameter(tensor.tensor)->gradient.empty()) out.push_back(tensor);
  }
  for (std::size_t port = 0; port < info.sources.size(); ++port) {
    const std::string& source = info.sources[port];
    if (back && record_->node(source)->gradient.empty()) continue;
    MicroscopeTensor tensor{TensorRole::Input, source, inputName(info, static_cast<int>(port)),
                            info.inputs[port]};
    tensor.port = static_cast<int>(port);
    tensor.isGradient = back;
    tensor.readers = readersOf(network().graph, source);
    out.push_back(tensor);
  }
  if (back && !isLoss) out.push_back(result);
  return out;
}

std::span<const float> Microscope::values(const MicroscopeTensor& tensor, int sample) const {
  if (tensor.isLoss) return loss_;
  if (tensor.role == TensorRole::Parameter) {
    const ParameterPass* found = record_->parameter(tensor.tensor);
    return !found ? std::span<const float>() : tensor.isGradient ? found->gradient : found->values;
  }
  const NodePass* found = record_->node(tensor.tensor);
  if (!found) return {};
  const std::vector<float>& all = tensor.isGradient ? found->gradient : found->output;
  if (all.empty()) return {};
  const auto size = static_cast<std::size_t>(found->shape.elements());
  return std::span(all).subspan(static_cast<std::size_t>(sample) * size, size);
}

/// Once and here: who shows the numbers has no time to go through millions of them.
void Microscope::measure() {
  const auto add = [this](const FactsKey& key, std::span<const float> all, int parts) {
    const std::size_t size = all.size() / static_cast<std::size_t>(parts);
    for (int i = 0; i < parts && size > 0; ++i)
      facts_[key].push_back(factsOf(all.subspan(static_cast<std::size_t>(i) * size, size)));
  };
  for (const NodePass& node : record_->nodes) {
    add({node.node, false}, node.output, record_->batch);
    add({node.node, true}, node.gradient, record_->batch);
  }
  for (const ParameterPass& parameter : record_->parameters) {
    add({parameter.key, false}, parameter.values, 1);
    add({parameter.key, true}, parameter.gradient, 1);
  }
  add({network().analysis.lossNode, false}, loss_, 1);
}

const ArrayFacts& Microscope::facts(const MicroscopeTensor& tensor, int sample) const {
  static const ArrayFacts none;
  const auto found = facts_.find({tensor.tensor, tensor.isGradient});
  if (found == facts_.end()) return none;
  return found->second[tensor.perSample() ? static_cast<std::size_t>(sample) : 0];
}

std::int64_t Microscope::placeOf(const MicroscopeTensor& tensor, int sample,
                                 std::int64_t element) const {
  return tensor.perSample() ? sample * tensor.shape.elements() + element : element;
}

}  // namespace loom
