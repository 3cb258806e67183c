// Wires that may be missing, and nodes that may be too many.

#include <algorithm>

#include "engine/graph/proposals.h"

namespace loom {

namespace {

/// Nodes that may feed `node` without closing a circle: those whose output nobody uses first, and
/// of these the nearest before it in the drawing.
std::vector<int> likelySources(const Draft& draft, int node) {
  constexpr std::size_t kMost = 8;
  const std::vector<char> after = below(draft, node);
  const auto& taken = draft.infos[static_cast<std::size_t>(node)]->sources;
  std::vector<int> unused;
  std::vector<int> used;
  const auto add = [&](int at) {
    const auto i = static_cast<std::size_t>(at);
    if (after[i] || !draft.infos[i] || !draft.infos[i]->output || draft.types[i]->isLoss) return;
    if (std::find(taken.begin(), taken.end(), draft.node(at).id) != taken.end()) return;
    if (draft.outgoing[i].empty()) {
      unused.push_back(at);
    } else if (used.size() < kMost) {
      used.push_back(at);
    }
  };
  for (int i = node - 1; i >= 0; --i) add(i);
  for (int i = node + 1; i < static_cast<int>(draft.infos.size()); ++i) add(i);
  unused.insert(unused.end(), used.begin(), used.end());
  if (unused.size() > kMost) unused.resize(kMost);
  return unused;
}

/// A wire into a later input, while an earlier one is free.
bool moveWire(const Search& search, int at, int port) {
  const Node& node = search.draft.node(at);
  const auto& sources = search.info(at).sources;
  for (std::size_t later = sources.size(); later-- > static_cast<std::size_t>(port) + 1;) {
    if (sources[later].empty()) continue;
    const Link link = search.wireInto(at, static_cast<int>(later));
    return search.offer(
        {{LOOM_TEXT("Lead the wire from %1 into input %2"), {link.from, std::to_string(port)}},
         {EraseLink{link}, InsertLink{{link.from, node.id, port}, -1}}});
  }
  return false;
}

/// A node that leads to no loss, and all that hangs on it.
bool removeIsland(const Search& search, int at) {
  const Draft& draft = search.draft;
  const std::vector<char> after = below(draft, at);
  if (draft.loss < 0 || after[static_cast<std::size_t>(draft.loss)]) return false;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i]) ids.push_back(draft.graph.nodes[i].id);
  }
  const std::string& id = draft.node(at).id;
  Text label = ids.size() == 1 ? Text(LOOM_TEXT("Remove %1"), {id})
                               : Text(LOOM_TEXT("Remove %1 and the %2 behind it"),
                                      {id, std::to_string(ids.size() - 1)});
  return search.offer({std::move(label), removeNodes(draft.graph, ids, false)});
}

}  // namespace

Link Search::wireInto(int node, int port) const {
  return {info(node).sources[static_cast<std::size_t>(port)], draft.node(node).id, port};
}

bool proposeWires(const Search& search) {
  const Draft& draft = search.draft;
  const int at = search.node();
  const Node& node = draft.node(at);
  const auto& sources = search.info(at).sources;
  const auto port =
      static_cast<int>(std::find(sources.begin(), sources.end(), std::string()) - sources.begin());
  if (removeIsland(search, at) || moveWire(search, at, port)) return true;
  const std::vector<int> likely = likelySources(draft, at);
  for (const int from : likely) {
    const std::string& id = draft.node(from).id;
    if (search.offer({{LOOM_TEXT("Lead %1 into %2"), {id, node.id}},
                      {InsertLink{{id, node.id, port}, -1}}})) {
      return true;
    }
    // Only to the one that is likeliest: what is behind an adapter can be made to fit anywhere.
    if (from != likely.front()) continue;
    for (const Adapter& adapter : adaptersFor(draft, node, *search.info(from).output)) {
      if (search.offer({{LOOM_TEXT("Lead %1 into %2 through %3"), {id, node.id, adapter.name}},
                        adapt(adapter, {id, node.id, port}, false)})) {
        return true;
      }
    }
  }
  return false;
}

bool proposeTokens(const Search& search) {
  const Draft& draft = search.draft;
  const int at = search.node();
  const NodeInfo& info = search.info(at);
  if (info.type->tokensKey.empty()) return false;
  const Link wire = search.wireInto(at, 0);
  if (search.offer(
          {{LOOM_TEXT("Remove %1"), {wire.from}}, removeNodes(draft.graph, {wire.from}, true)})) {
    return true;
  }
  for (std::size_t i = 0; i < draft.types.size(); ++i) {
    if (!draft.infos[i] || !draft.types[i] || draft.types[i]->maxInputs > 0) continue;
    const std::string& input = draft.graph.nodes[i].id;
    if (search.offer({{LOOM_TEXT("Lead %1 into %2"), {input, wire.to}},
                      {EraseLink{wire}, InsertLink{{input, wire.to, 0}, -1}}})) {
      return true;
    }
  }
  return false;
}

bool proposeRemoval(const Search& search) {
  const Draft& draft = search.draft;
  const int at = search.node();
  const LayerType* type = draft.types[static_cast<std::size_t>(at)];
  if (type && (type->isLoss || type->maxInputs == 0)) return false;
  const std::string& id = draft.node(at).id;
  // Of several inputs the first leads on; with a circle, the first that closes none.
  const std::vector<char> after = below(draft, at);
  Project rest;
  rest.graph = draft.graph;
  Edits edits;
  bool isFed = false;
  for (const int wire : draft.incoming[static_cast<std::size_t>(at)]) {
    const Draft::Wire& w = draft.wires[static_cast<std::size_t>(wire)];
    if (!after[static_cast<std::size_t>(w.from)] && !std::exchange(isFed, true)) continue;
    edits.emplace_back(EraseLink{draft.graph.links[static_cast<std::size_t>(w.link)]});
  }
  applyEdits(rest, edits);
  for (Edit& edit : removeNodes(rest.graph, {id}, true)) edits.push_back(std::move(edit));
  return search.offer({{LOOM_TEXT("Remove %1"), {id}}, std::move(edits)});
}

}  // namespace loom
