#pragma once

// The workings of analyse(): wires resolved to indices, and the checks that look at the whole
// drawing. Private to engine/graph. Pure; any thread.

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/graph/analysis.h"

namespace loom {

/// Which wires begin, or end, at a node: lists that lie one after the other in one array.
class WiresByNode {
 public:
  /// `ends` has a node for each wire.
  void build(std::size_t nodes, const std::vector<int>& ends);
  std::span<const int> operator[](std::size_t node) const {
    return {wires_.data() + starts_[node], wires_.data() + starts_[node + 1]};
  }
  std::size_t size() const { return starts_.size() - 1; }

 private:
  std::vector<std::size_t> starts_ = {0};
  std::vector<int> wires_;
};

struct Draft {
  struct Wire {
    int from, to;  // indices of nodes
    int port;
    int link;  // index in Graph::links
  };
  /// A node that would take an input of this many elements.
  struct Mismatch {
    std::string node;
    std::int64_t elements;
  };

  Draft(const Graph& drawn, const DataInfo* known) : graph(drawn), data(known) {}

  const Graph& graph;
  const DataInfo* data;  // null: unknown
  std::unordered_map<std::string_view, int> index;
  std::vector<const LayerType*> types;  // by node; null: unknown
  std::vector<NodeInfo*> infos;         // by node; null: its name is another's
  std::vector<NodeInfo> store;          // what they point to where the analysis has no nodes
  const Draft* before = nullptr;        // of nearly the same graph, whose shapes may be used again
  std::unordered_set<std::string_view> touched;  // nodes that are others than there
  std::vector<Wire> wires;                       // only those whose ends exist
  WiresByNode outgoing;                          // indices of wires
  WiresByNode incoming;
  std::vector<int> sources;  // of the node at hand, by port
  std::vector<Mismatch> mismatches;
  std::vector<std::pair<int, int>> explained;  // node, port: why it has no wire was said elsewhere
  bool hasTwins = false;      // two nodes of one name, whose wires cannot be told apart
  bool lacksWires = false;    // so what leads nowhere is no second mistake
  int loss = -1;              // the network's one; a node
  bool inputAtFault = false;  // an Input does not fit the data, so shapes below say nothing
  Analysis result;

  std::vector<Problem>& problems() { return result.problems; }
  /// Index of a node, or -1.
  int indexOf(std::string_view id) const {
    const auto found = index.find(id);
    return found == index.end() ? -1 : found->second;
  }
  const Node& node(int at) const { return graph.nodes[static_cast<std::size_t>(at)]; }
};

/// Fills all but mismatches and result; reports wires and ids that cannot be.
void readWires(Draft& draft);
/// Who feeds each port; reports missing and surplus wires. False if the node cannot be computed.
bool gatherSources(Draft& draft, int node, NodeInfo& info);
/// One problem for each wire that closes a circle.
void reportCycles(Draft& draft, const std::vector<int>& ordered);
/// A node's init, l1 and l2 against its type and its weights, as far as those are known.
void checkLearning(Draft& draft, const Node& node, const NodeInfo& info);
/// Whether an Input, whose output is known, fits the data.
void checkInputShape(Draft& draft, const Node& node, const NodeInfo& info);
/// Input, loss, loose ends, and whether the output fits the data.
void checkEnds(Draft& draft);
/// Are the answers known to be numbers?
bool areNumbers(const DataInfo& data);
/// Whether the samples themselves are the answers for such an output and loss (analysis.h, taskOf).
bool isRebuilt(const Shape& output, const LayerType& loss, const DataInfo& data);
/// Blocks that do not exist or stand in a circle: only the drawing suffers, so these are warnings.
void checkBlocks(Draft& draft);

/// All but the fixes that are found by trying. With `before`, Analysis::nodes stays empty,
/// and what breaks a node that worked is the last that is found.
Analysis analyseWithoutRepairs(Draft& draft);
/// Keeps of every problem's fixes those that hold what they promise, and looks for more.
void addRepairs(Analysis& analysis, const Draft& draft);

/// The nodes from which wires lead to `node`, and those to which wires lead from it, as flags by
/// node; it itself counts.
std::vector<char> above(const Draft& draft, int node);
std::vector<char> below(const Draft& draft, int node);

/// The fix that takes a wire away.
Fix removeWire(const Link& link);

}  // namespace loom
