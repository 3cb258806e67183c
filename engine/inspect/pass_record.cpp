#include "engine/inspect/pass_record.h"

#include <algorithm>

namespace loom {

const NodePass* PassRecord::node(const std::string& id) const {
  const auto found = std::ranges::find(nodes, id, &NodePass::node);
  return found == nodes.end() ? nullptr : &*found;
}

const ParameterPass* PassRecord::parameter(const std::string& key) const {
  const auto found = std::ranges::find(parameters, key, &ParameterPass::key);
  return found == parameters.end() ? nullptr : &*found;
}

PassRecord recordPass(Program<float>& program, Parameters<float>& parameters,
                      const PassInput& input, PassDetail detail) {
  const Analysis& analysis = program.network().analysis;
  const bool all = detail == PassDetail::Everything;
  PassRecord record;
  record.batch = input.batch;
  for (const auto& entry : parameters.entries()) {
    ParameterPass& kept = record.parameters.emplace_back();
    kept.key = entry.key;
    kept.node = entry.node;
    kept.shape = entry.shape;
    const float* values = parameters.value(entry);
    if (all) kept.values.assign(values, values + entry.size);
  }
  for (std::size_t i = 0; i < input.inputs.size(); ++i)
    std::ranges::copy(input.inputs[i], program.input(static_cast<int>(i)));
  record.loss = program.forward(input.batch, input.targets, input.training, input.random);
  program.backward();
  for (const std::string& id : analysis.order) {
    if (id == analysis.lossNode) continue;
    const NodeInfo& info = *analysis.find(id);
    NodePass& kept = record.nodes.emplace_back();
    kept.node = id;
    kept.shape = *info.output;
    program.copyActivation(id, kept.output);
    if (all || info.sources.empty()) program.copyGradient(id, kept.gradient);
  }
  for (std::size_t i = 0; i < record.parameters.size(); ++i) {
    const auto& entry = parameters.entries()[i];
    if (entry.frozen) continue;
    const float* gradient = parameters.gradient(entry);
    record.parameters[i].gradient.assign(gradient, gradient + entry.size);
  }
  return record;
}

}  // namespace loom
