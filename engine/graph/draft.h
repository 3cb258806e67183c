#pragma once

// The workings of analyse(): wires resolved to indices, and the checks that look at the whole
// drawing. Private to engine/graph. Pure; any thread.

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/graph/analysis.h"

namespace loom {

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

  explicit Draft(const Graph& drawn) : graph(drawn) {}

  const Graph& graph;
  std::unordered_map<std::string, int> index;
  std::vector<Wire> wires;                 // only those whose ends exist
  std::vector<std::vector<int>> outgoing;  // indices of wires, by node
  std::vector<std::vector<int>> incoming;
  std::vector<Mismatch> mismatches;
  Analysis result;

  std::vector<Problem>& problems() { return result.problems; }
};

/// Fills index, wires, outgoing, incoming; reports wires and ids that cannot be.
void readWires(Draft& draft);
/// Who feeds each port; reports missing and surplus wires. False if the node cannot be computed.
bool gatherSources(Draft& draft, int node, NodeInfo& info);
/// One problem for each wire that closes a circle.
void reportCycles(Draft& draft, const std::vector<int>& ordered);
/// A node's init, l1 and l2 against its type and its weights, as far as those are known.
void checkLearning(Draft& draft, const Node& node, const NodeInfo& info);
/// Input, loss, loose ends, and whether both ends fit the data.
void checkEnds(Draft& draft, const DataInfo* data);
/// Blocks that do not exist or stand in a circle: only the drawing suffers, so these are warnings.
void checkBlocks(Draft& draft);

Analysis analyseWithoutRepairs(const Graph& graph, const DataInfo* data, Draft& draft);
/// Fixes found by trying: a setting upstream that delivers what a node expects, a wire that is
/// missing.
void addRepairs(Analysis& analysis, const Draft& draft, const DataInfo* data);

}  // namespace loom
