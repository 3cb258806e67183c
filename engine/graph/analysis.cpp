#include "engine/graph/analysis.h"

#include <algorithm>
#include <limits>

#include "engine/graph/draft.h"
#include "engine/graph/field_problems.h"

namespace loom {

namespace {

/// Kahn's algorithm (1962), always taking the drawn order where there is a choice.
std::vector<int> kahnOrder(const Draft& draft) {
  const std::size_t count = draft.graph.nodes.size();
  std::vector<int> waiting(count, 0);
  for (const auto& wire : draft.wires) ++waiting[static_cast<std::size_t>(wire.to)];
  std::vector<int> order;
  for (std::size_t i = 0; i < count; ++i) {
    if (waiting[i] == 0) order.push_back(static_cast<int>(i));
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    for (const int wire : draft.outgoing[static_cast<std::size_t>(order[at])]) {
      const int to = draft.wires[static_cast<std::size_t>(wire)].to;
      if (--waiting[static_cast<std::size_t>(to)] == 0) order.push_back(to);
    }
  }
  return order;
}

void checkType(Draft& draft, const Node& node) {
  std::vector<std::string> known;
  for (const LayerType& type : layerTypes()) known.push_back(type.name);
  draft.problems().push_back(unknownName(
      node.id,
      LOOM_TEXT("there is no layer type \"%1\"; replace this node by one from the palette"),
      LOOM_TEXT("there is no layer type \"%1\"; did you mean %2?"), node.type, known,
      [&](const std::string& nearest) {
        Node renamed = node;
        renamed.type = nearest;
        return Edits{ReplaceNode{node.id, renamed}};
      }));
}

/// True if the node's own settings are in order.
bool checkFields(Draft& draft, const Node& node, const LayerType& type) {
  auto problems =
      fieldProblems(node.id, type.name, type.fields, node.params, [&](const Values& params) {
        Node changed = node;
        changed.params = params;
        return Edits{ReplaceNode{node.id, changed}};
      });
  for (const auto& [key, value] : node.extra.entries()) {
    Node without = node;
    without.extra.remove(key);
    problems.push_back(
        {node.id,
         Problem::Severity::Warning,
         {LOOM_TEXT("a node has no key \"%1\"; remove it, or move it into params"), {key}},
         {{{LOOM_TEXT("Remove %1"), {key}}, {ReplaceNode{node.id, without}}}},
         key});
  }
  const bool fine = std::none_of(problems.begin(), problems.end(), [](const Problem& p) {
    return p.severity == Problem::Severity::Error;
  });
  for (Problem& problem : problems) draft.problems().push_back(std::move(problem));
  return fine;
}

/// Known shapes of all inputs; false if one is missing or unknown (then somebody upstream is at
/// fault).
bool gatherInputs(const Draft& draft, NodeInfo& info) {
  for (const std::string& source : info.sources) {
    const NodeInfo* from = draft.result.find(source);
    if (!from || !from->output) return false;
    info.inputs.push_back(*from->output);
  }
  return true;
}

// Of a sample and of a layer's parameters. Sizes, borders added, then fit an int, and their
// products a 64-bit number.
constexpr std::int64_t kMostElements = std::int64_t{1} << 30;

void infer(Draft& draft, const Node& node, NodeInfo& info) {
  const SiteInfo site{node, Reader(info.type->fields, node.params), info.inputs, info.sources,
                      draft.graph};
  if (info.type->caption) info.caption = info.type->caption(site);
  ShapeAnswer answer = info.type->shape(site);
  if (answer.problem.empty() && answer.shape.elements() > kMostElements) {
    answer.problem = {
        LOOM_TEXT("one sample of its output %1 has more than %2 values; make the network smaller"),
        {answer.shape.text(), grouped(kMostElements)}};
  }
  if (!answer.problem.empty()) {
    if (answer.expectedElements) draft.mismatches.push_back({node.id, *answer.expectedElements});
    draft.problems().push_back(
        {node.id, Problem::Severity::Error, answer.problem, std::move(answer.fixes), answer.field});
    return;
  }
  info.output = answer.shape;
  if (info.type->parameters) info.parameters = info.type->parameters(site);
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 4;
  for (const ParameterSpec& spec : info.parameters) {
    if (spec.buffer) continue;
    info.parameterCount =
        std::min(kMost, info.parameterCount + std::min(kMost, spec.shape.elements()));
  }
  if (info.parameterCount > kMostElements) {
    draft.problems().push_back(
        {node.id,
         Problem::Severity::Error,
         {LOOM_TEXT("has %1 parameters, more than the %2 a layer may have; make it smaller"),
          {grouped(info.parameterCount), grouped(kMostElements)}},
         {},
         {}});
    return;
  }
  if (info.type->flops) info.flops = info.type->flops(site, *info.output);
  draft.result.parameterCount += info.parameterCount;
  draft.result.flops = std::min(kMost, draft.result.flops + std::min(kMost, info.flops));
}

/// A bypassed node is not asked what it would do: whoever tries without it wants no complaints.
void passOn(Draft& draft, const Node& node, NodeInfo& info) {
  if (!info.type->isLoss && info.type->maxInputs > 0) {
    info.output = info.inputs[0];
    return;
  }
  Node active = node;
  active.bypassed = false;
  draft.problems().push_back(
      {node.id,
       Problem::Severity::Error,
       {LOOM_TEXT("%1 cannot be bypassed, the network needs it; switch it "
                  "on again"),
        {info.type->name}},
       {{{LOOM_TEXT("Switch %1 on"), {node.id}}, {ReplaceNode{node.id, active}}}},
       {}});
}

void analyseNode(Draft& draft, int index) {
  const Node& node = draft.graph.nodes[static_cast<std::size_t>(index)];
  NodeInfo& info = draft.result.nodes[node.id];
  info.type = findLayerType(node.type);
  if (!info.type) {
    checkType(draft, node);
    return;
  }
  if (node.bypassed) {
    if (gatherSources(draft, index, info) && gatherInputs(draft, info)) passOn(draft, node, info);
    return;
  }
  const bool fieldsFine = checkFields(draft, node, *info.type);
  const bool wired = gatherSources(draft, index, info);
  if (fieldsFine && wired && gatherInputs(draft, info)) infer(draft, node, info);
  checkLearning(draft, node, info);
}

void findEnds(Draft& draft) {
  for (const std::string& id : draft.result.order) {
    const NodeInfo& info = draft.result.nodes[id];
    if (!info.type) continue;
    if (info.type->isLoss && draft.result.lossNode.empty()) {
      draft.result.lossNode = id;
      if (!info.sources.empty()) draft.result.outputNode = info.sources[0];
    }
    if (info.type->maxInputs == 0) draft.result.inputNodes.push_back(id);
  }
}

}  // namespace

bool Analysis::hasErrors() const {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
    return problem.severity == Problem::Severity::Error;
  });
}

const NodeInfo* Analysis::find(const std::string& id) const {
  const auto found = nodes.find(id);
  return found == nodes.end() ? nullptr : &found->second;
}

Analysis analyseWithoutRepairs(const Graph& graph, const DataInfo* data, Draft& draft) {
  readWires(draft);
  const std::vector<int> order = kahnOrder(draft);
  for (const int index : order) {
    draft.result.order.push_back(graph.nodes[static_cast<std::size_t>(index)].id);
    analyseNode(draft, index);
  }
  if (order.size() < graph.nodes.size()) reportCycles(draft, order);
  findEnds(draft);
  checkEnds(draft, data);
  checkBlocks(draft);
  return std::move(draft.result);
}

Analysis analyse(const Graph& graph, const DataInfo* data) {
  Draft draft(graph);
  Analysis analysis = analyseWithoutRepairs(graph, data, draft);
  addRepairs(analysis, draft, data);
  return analysis;
}

}  // namespace loom
