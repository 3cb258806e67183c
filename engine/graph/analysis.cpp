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
    if (waiting[i] == 0 && draft.infos[i]) order.push_back(static_cast<int>(i));
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
  Problem problem = unknownName(
      node.id,
      LOOM_TEXT("there is no layer type \"%1\"; replace this node by one from the palette"),
      LOOM_TEXT("there is no layer type \"%1\"; did you mean %2?"), node.type, known,
      [&](const std::string& nearest) {
        Node renamed = node;
        renamed.type = nearest;
        return Edits{ReplaceNode{node.id, renamed}};
      });
  problem.kind = Problem::Kind::Type;
  draft.problems().push_back(std::move(problem));
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
  info.inputs.reserve(draft.sources.size());
  for (const int source : draft.sources) {
    const NodeInfo* above = source < 0 ? nullptr : draft.infos[static_cast<std::size_t>(source)];
    if (!above || !above->output) return false;
    info.inputs.push_back(*above->output);
  }
  return true;
}

/// What a node gave before, if neither it nor its inputs are others now. Layers for tokens look
/// further up than their inputs.
bool takeFromBefore(const Draft& draft, int index, NodeInfo& info) {
  if (!draft.before || !info.type->tokensKey.empty()) return false;
  const Node& node = draft.node(index);
  const auto& nodes = draft.before->graph.nodes;
  const bool stayed = static_cast<std::size_t>(index) < nodes.size() &&
                      nodes[static_cast<std::size_t>(index)].id == node.id;
  const int then = stayed ? index : draft.before->indexOf(node.id);
  if (then < 0 || draft.touched.contains(node.id)) return false;
  const NodeInfo* old = draft.before->infos[static_cast<std::size_t>(then)];
  if (!old || !old->output || old->inputs.size() != draft.sources.size()) return false;
  for (std::size_t port = 0; port < draft.sources.size(); ++port) {
    const NodeInfo* above = draft.infos[static_cast<std::size_t>(draft.sources[port])];
    if (!above || !above->output || *above->output != old->inputs[port]) return false;
  }
  info.output = old->output;
  return true;
}

// Of a sample and of a layer's parameters. Sizes, borders added, then fit an int, and their
// products a 64-bit number.
constexpr std::int64_t kMostElements = std::int64_t{1} << 30;

/// The layer's own answer, but for a single number, which most layers have no axis for.
ShapeAnswer outputOf(const SiteInfo& site, const LayerType& type) {
  const bool takesAny = type.shape == sameAsInput || type.takesNumbers ||
                        type.category == Category::Shape || type.category == Category::Activation;
  for (std::size_t port = 0; port < site.inputs.size() && !takesAny; ++port) {
    if (site.inputs[port].rank() > 0) continue;
    return ShapeAnswer::wrong({LOOM_TEXT("needs values along an axis, but gets a single number "
                                         "from %1; make the layer before give more"),
                               {site.sources[port]}});
  }
  return type.shape(site);
}

void reportSize(Draft& draft, const Node& node, const NodeInfo& info) {
  Problem problem{
      node.id,
      Problem::Severity::Error,
      {LOOM_TEXT("has %1 parameters, more than the %2 a layer may have; make it smaller"),
       {grouped(info.parameterCount), grouped(kMostElements)}},
      {},
      {}};
  if (const std::string& key = info.type->widthKey; !key.empty()) {
    const std::int64_t width = Reader(info.type->fields, node.params).integer(key);
    const std::int64_t fitting = width / (info.parameterCount / kMostElements + 1);
    if (fitting > 0) {
      problem.fixes.push_back({{LOOM_TEXT("Set %1 to %2"), {key, std::to_string(fitting)}},
                               setParam(draft.graph, node.id, key, fitting)});
    }
  }
  draft.problems().push_back(std::move(problem));
}

void infer(Draft& draft, const Node& node, NodeInfo& info) {
  const SiteInfo site{node, Reader(info.type->fields, node.params), info.inputs, info.sources,
                      draft.graph};
  if (info.type->caption) info.caption = info.type->caption(site);
  ShapeAnswer answer = outputOf(site, *info.type);
  if (answer.problem.empty() && answer.shape.elements() > kMostElements) {
    answer.problem = {
        LOOM_TEXT("one sample of its output %1 has more than %2 values; make the network smaller"),
        {answer.shape.text(), grouped(kMostElements)}};
  }
  if (!answer.problem.empty()) {
    if (draft.inputAtFault) return;
    if (answer.expectedElements) draft.mismatches.push_back({node.id, *answer.expectedElements});
    draft.problems().push_back({node.id, Problem::Severity::Error, answer.problem,
                                std::move(answer.fixes), answer.field, Problem::Kind::Shape});
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
    reportSize(draft, node, info);
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
  const Node& node = draft.node(index);
  NodeInfo& info = *draft.infos[static_cast<std::size_t>(index)];
  if (!info.type) {
    checkType(draft, node);
    return;
  }
  const bool wired = gatherSources(draft, index, info);
  if (node.bypassed) {
    if (wired && gatherInputs(draft, info)) passOn(draft, node, info);
    return;
  }
  if (wired && takeFromBefore(draft, index, info)) return;
  const bool fieldsFine = checkFields(draft, node, *info.type);
  if (fieldsFine && wired && gatherInputs(draft, info)) infer(draft, node, info);
  if (info.output && info.type->maxInputs == 0) checkInputShape(draft, node, info);
  checkLearning(draft, node, info);
}

/// Whether the newest error is at a node that had none before: there is no need to look further.
bool breaksWhatWorked(const Draft& draft) {
  if (!draft.before || draft.result.problems.empty()) return false;
  const Problem& newest = draft.result.problems.back();
  const int then = draft.before->indexOf(newest.node);
  const NodeInfo* old = then < 0 ? nullptr : draft.before->infos[static_cast<std::size_t>(then)];
  return newest.severity == Problem::Severity::Error && old && old->output;
}

void findEnds(Draft& draft, const std::vector<int>& order) {
  if (draft.loss >= 0) {
    draft.result.lossNode = draft.node(draft.loss).id;
    const NodeInfo& info = *draft.infos[static_cast<std::size_t>(draft.loss)];
    if (!info.sources.empty()) draft.result.outputNode = info.sources[0];
  }
  for (const int index : order) {
    const LayerType* type = draft.types[static_cast<std::size_t>(index)];
    if (type && type->maxInputs == 0) draft.result.inputNodes.push_back(draft.node(index).id);
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

Analysis analyseWithoutRepairs(Draft& draft) {
  readWires(draft);
  const std::vector<int> order = kahnOrder(draft);
  draft.result.order.reserve(order.size());
  for (const int index : order) {
    draft.result.order.push_back(draft.node(index).id);
    analyseNode(draft, index);
    if (breaksWhatWorked(draft)) return std::move(draft.result);
  }
  if (order.size() < draft.index.size()) reportCycles(draft, order);
  findEnds(draft, order);
  checkEnds(draft);
  checkBlocks(draft);
  return std::move(draft.result);
}

Analysis analyse(const Graph& graph, const DataInfo* data) {
  Draft draft(graph, data);
  Analysis analysis = analyseWithoutRepairs(draft);
  addRepairs(analysis, draft);
  return analysis;
}

}  // namespace loom
