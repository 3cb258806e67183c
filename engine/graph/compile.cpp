// From a drawing to a network that is known to be sound.

#include "engine/graph/program.h"
#include "engine/layers/bypass.h"

namespace loom {

Result<std::shared_ptr<const Network>> compile(const Graph& graph, const DataInfo* data) {
  auto network = std::make_shared<Network>();
  network->graph = graph;
  network->analysis = analyse(graph, data);
  for (const Problem& problem : network->analysis.problems) {
    if (problem.severity != Problem::Severity::Error) continue;
    return badInput(Text(problem.node.empty() ? problem.text.english()
                                              : problem.node + ": " + problem.text.english()));
  }
  for (const Node& node : graph.nodes) {
    if (node.bypassed) network->analysis.nodes.at(node.id).type = &bypassType();
  }
  return std::shared_ptr<const Network>(std::move(network));
}

}  // namespace loom
