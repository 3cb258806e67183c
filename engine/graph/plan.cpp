#include "engine/graph/plan.h"

#include <algorithm>
#include <unordered_map>

namespace loom {

namespace {

class Planner {
 public:
  Planner(const Network& network, const ProgramOptions& options)
      : network_(network), options_(options) {}

  Plan make() {
    for (const std::string& id : network_.analysis.order) addNode(id);
    markLearning();
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i) addSteps(static_cast<int>(i));
    for (const std::string& id : network_.analysis.inputNodes)
      plan_.inputSlots.push_back(nativeSlot(index_[id]));
    if (!network_.analysis.lossNode.empty()) {
      plan_.lossSlot = nativeSlot(index_[network_.analysis.lossNode]);
      plan_.outputSlot = slotIn(index_[network_.analysis.outputNode], Layout::Rows);
    }
    if (options_.backward) planGradients();
    return std::move(plan_);
  }

 private:
  void addNode(const std::string& id) {
    const NodeInfo* info = network_.analysis.find(id);
    index_[id] = static_cast<int>(plan_.nodes.size());
    PlannedNode node{id, info, oneAtATime(options_) ? Layout::Rows : info->type->layout, -1};
    if (node.layout == Layout::Any) {
      node.layout =
          info->sources.empty() ? Layout::Rows : plan_.nodes[at(index_[info->sources[0]])].layout;
    }
    plan_.nodes.push_back(node);
  }

  /// A node's gradient is wanted where something learns at or above it and it leads to the loss.
  void markLearning() {
    const auto& nodes = plan_.nodes;
    learns_.assign(nodes.size(), false);
    leads_.assign(nodes.size(), false);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const NodeInfo& info = *nodes[i].info;
      const bool frozen = network_.graph.find(nodes[i].id)->frozen;
      learns_[i] =
          (info.parameterCount > 0 && !frozen) || (info.sources.empty() && options_.inputGradients);
      if (!info.type->tokensKey.empty()) continue;  // whole numbers have no slope
      for (const std::string& source : info.sources)
        learns_[i] = learns_[i] || learns_[at(index_[source])];
    }
    for (std::size_t i = nodes.size(); i-- > 0;) {
      if (nodes[i].id == network_.analysis.lossNode) leads_[i] = true;
      if (!leads_[i] || !nodes[i].info->type->tokensKey.empty()) continue;
      for (const std::string& source : nodes[i].info->sources) leads_[at(index_[source])] = true;
    }
  }

  void addSteps(int index) {
    PlannedNode& node = plan_.nodes[at(index)];
    PlannedStep step;
    step.node = index;
    for (const std::string& source : node.info->sources) {
      step.inputs.push_back(slotIn(index_[source], node.layout));
    }
    PlannedSlot slot{index, node.layout, node.info->output->elements(), -1, -1, {}};
    slot.valueBuffer = node.info->type->view ? plan_.slots[at(step.inputs[0])].valueBuffer
                                             : newBuffer(slot.elements);
    step.output = static_cast<int>(plan_.slots.size());
    node.slot = step.output;
    step.work = node.info->flops + 4 * slot.elements;
    for (const int input : step.inputs) step.work += 2 * plan_.slots[at(input)].elements;
    plan_.slots.push_back(std::move(slot));
    step.inputGradients.assign(step.inputs.size(), -1);
    plan_.steps.push_back(std::move(step));
  }

  int nativeSlot(int node) const { return plan_.nodes[at(node)].slot; }

  /// The slot of a node's output in `layout`, converting if it is made in the other one.
  int slotIn(int node, Layout layout) {
    const int native = nativeSlot(node);
    if (plan_.slots[at(native)].layout == layout) return native;
    const auto key = std::pair(node, layout);
    for (const auto& [known, slot] : converted_) {
      if (known == key) return slot;
    }
    PlannedStep step;
    step.kind = layout == Layout::Lanes ? PlannedStep::Kind::ToLanes : PlannedStep::Kind::ToRows;
    step.inputs = {native};
    step.inputGradients = {-1};
    step.output = static_cast<int>(plan_.slots.size());
    const std::int64_t elements = plan_.slots[at(native)].elements;
    step.work = 4 * elements;
    plan_.slots.push_back({node, layout, elements, newBuffer(elements), -1, {}});
    plan_.steps.push_back(std::move(step));
    converted_.push_back({key, plan_.steps.back().output});
    return plan_.steps.back().output;
  }

  /// From the loss up: who writes the gradient of each slot, and where.
  void planGradients() {
    for (std::size_t i = plan_.steps.size(); i-- > 0;) {
      PlannedStep& step = plan_.steps[i];
      PlannedSlot& output = plan_.slots[at(step.output)];
      const auto node = at(output.node);
      if (!leads_[node] || !learns_[node]) continue;
      step.backward = true;
      finishSlot(output);
      const bool isLayer = step.kind == PlannedStep::Kind::Layer;
      step.parameterGradients = isLayer && plan_.nodes[node].info->parameterCount > 0 &&
                                !network_.graph.find(plan_.nodes[node].id)->frozen;
      const bool view = isLayer && plan_.nodes[node].info->type->view;
      if (isLayer && !plan_.nodes[node].info->type->tokensKey.empty()) continue;
      for (std::size_t port = 0; port < step.inputs.size(); ++port) {
        PlannedSlot& input = plan_.slots[at(step.inputs[port])];
        if (!learns_[at(input.node)]) continue;
        const int buffer = view ? output.gradientBuffer : newBuffer(input.elements);
        step.inputGradients[port] = buffer;
        input.summands.push_back(buffer);
      }
    }
  }

  /// All readers of the slot are planned: one of them writes its gradient, or their sum does.
  void finishSlot(PlannedSlot& slot) {
    if (slot.summands.size() == 1) {
      slot.gradientBuffer = slot.summands[0];
      slot.summands.clear();
    } else {
      slot.gradientBuffer = newBuffer(slot.elements);
    }
  }

  int newBuffer(std::int64_t elements) {
    plan_.buffers.push_back(elements);
    return static_cast<int>(plan_.buffers.size()) - 1;
  }

  static std::size_t at(int index) { return static_cast<std::size_t>(index); }

  const Network& network_;
  const ProgramOptions& options_;
  Plan plan_;
  std::unordered_map<std::string, int> index_;
  std::vector<bool> learns_;
  std::vector<bool> leads_;
  std::vector<std::pair<std::pair<int, Layout>, int>> converted_;
};

}  // namespace

std::int64_t Plan::elementsPerSample() const {
  std::int64_t total = 0;
  for (const std::int64_t buffer : buffers) {
    if (__builtin_add_overflow(total, buffer, &total)) return INT64_MAX;
  }
  return total;
}

Plan makePlan(const Network& network, const ProgramOptions& options) {
  return Planner(network, options).make();
}

}  // namespace loom
