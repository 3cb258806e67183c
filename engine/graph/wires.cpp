// Wires: which exist, which ports they feed, and which close a circle.

#include <algorithm>
#include <set>

#include "engine/graph/draft.h"

namespace loom {

namespace {

Problem onNode(const std::string& node, Text text, std::vector<Fix> fixes = {}) {
  return {node, Problem::Severity::Error, std::move(text), std::move(fixes), {}};
}

Fix removeWire(const Link& link) {
  return {{LOOM_TEXT("Remove the wire from %1"), {link.from}}, {EraseLink{link}}};
}

std::string repairedId(const Graph& graph, const std::string& id) {
  std::string out;
  for (const char c : id.substr(0, 60)) {
    const bool allowed = isValidId(std::string("a") + c);
    out += allowed ? c : '_';
  }
  if (!isValidId(out)) out = "node" + out;
  return graph.find(out) ? freshId(graph, out + "_") : out;
}

void checkId(Draft& draft, const Node& node) {
  if (isValidId(node.id)) return;
  Node renamed = node;
  renamed.id = repairedId(draft.graph, node.id);
  draft.problems().push_back(
      onNode(node.id,
             {LOOM_TEXT("the name \"%1\" must begin with a letter and hold only letters, digits "
                        "and _, at most 64; "
                        "rename the node"),
              {node.id}},
             {{{LOOM_TEXT("Rename it to %1"), {renamed.id}}, {ReplaceNode{node.id, renamed}}}}));
}

void reportLooseWire(Draft& draft, const Link& link) {
  const bool fromKnown = draft.index.contains(link.from);
  const std::string& missing = fromKnown ? link.to : link.from;
  const std::string& owner = fromKnown                       ? link.from
                             : draft.index.contains(link.to) ? link.to
                                                             : std::string();
  std::vector<std::string> known;
  for (const Node& node : draft.graph.nodes) known.push_back(node.id);
  const std::string nearest = nearestWord(missing, known);
  Problem problem = onNode(
      owner,
      {LOOM_TEXT("a wire leads to \"%1\", which does not exist; remove the wire"), {missing}});
  if (!nearest.empty() && nearest != owner) {
    Link repaired = link;
    (fromKnown ? repaired.to : repaired.from) = nearest;
    if (whyNotLink(draft.graph, repaired.from, repaired.to, repaired.port).empty()) {
      problem.text = {LOOM_TEXT("a wire leads to \"%1\", which does not exist; did you mean %2?"),
                      {missing, nearest}};
      problem.fixes.push_back(
          {{LOOM_TEXT("Lead it to %1"), {nearest}}, {EraseLink{link}, InsertLink{repaired, -1}}});
    }
  }
  problem.fixes.push_back({{LOOM_TEXT("Remove the wire")}, {EraseLink{link}}});
  draft.problems().push_back(std::move(problem));
}

/// A wire that no shape could make right: out of a loss, or into a node that takes no input.
bool reportImpossibleWire(Draft& draft, const Link& link) {
  const LayerType* from = findLayerType(draft.graph.find(link.from)->type);
  const LayerType* to = findLayerType(draft.graph.find(link.to)->type);
  Text text;
  if (from && from->isLoss) {
    text = {LOOM_TEXT("%1 is a loss and passes nothing on; remove the wire"), {link.from}};
  } else if (to && to->maxInputs == 0) {
    text = {LOOM_TEXT("%1 takes no input; remove the wire from %2"), {to->name, link.from}};
  } else {
    return false;
  }
  draft.problems().push_back(onNode(link.to, std::move(text), {removeWire(link)}));
  return true;
}

}  // namespace

void readWires(Draft& draft) {
  const auto& nodes = draft.graph.nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!draft.index.emplace(nodes[i].id, static_cast<int>(i)).second) {
      draft.problems().push_back(onNode(
          nodes[i].id, {LOOM_TEXT("two nodes are named %1; rename one of them"), {nodes[i].id}}));
    }
    checkId(draft, nodes[i]);
  }
  draft.outgoing.resize(nodes.size());
  draft.incoming.resize(nodes.size());
  for (std::size_t i = 0; i < draft.graph.links.size(); ++i) {
    const Link& link = draft.graph.links[i];
    const auto from = draft.index.find(link.from);
    const auto to = draft.index.find(link.to);
    if (from == draft.index.end() || to == draft.index.end()) {
      reportLooseWire(draft, link);
      continue;
    }
    if (reportImpossibleWire(draft, link)) continue;
    const int wire = static_cast<int>(draft.wires.size());
    draft.wires.push_back({from->second, to->second, link.port, static_cast<int>(i)});
    draft.outgoing[static_cast<std::size_t>(from->second)].push_back(wire);
    draft.incoming[static_cast<std::size_t>(to->second)].push_back(wire);
  }
}

bool gatherSources(Draft& draft, int nodeIndex, NodeInfo& info) {
  const Node& node = draft.graph.nodes[static_cast<std::size_t>(nodeIndex)];
  const int most = info.type->maxInputs;
  std::vector<std::string> sources(static_cast<std::size_t>(most));
  int used = 0;
  bool fine = true;
  for (const int wire : draft.incoming[static_cast<std::size_t>(nodeIndex)]) {
    const Draft::Wire& w = draft.wires[static_cast<std::size_t>(wire)];
    const Link& link = draft.graph.links[static_cast<std::size_t>(w.link)];
    if (w.port < 0 || w.port >= most) {
      Problem problem =
          onNode(node.id, {LOOM_TEXT("has no input %1; its inputs are numbered 0 to %2"),
                           {std::to_string(w.port), std::to_string(most - 1)}});
      for (int port = 0; port < most; ++port) {
        if (!whyNotLink(draft.graph, link.from, link.to, port).empty()) continue;
        problem.fixes.push_back({{LOOM_TEXT("Use input %1"), {std::to_string(port)}},
                                 {EraseLink{link}, InsertLink{{link.from, link.to, port}, -1}}});
        break;
      }
      problem.fixes.push_back(removeWire(link));
      draft.problems().push_back(std::move(problem));
      fine = false;
    } else if (!sources[static_cast<std::size_t>(w.port)].empty()) {
      draft.problems().push_back(
          onNode(node.id,
                 {LOOM_TEXT("input %1 gets two wires, from %2 and from %3; remove one"),
                  {std::to_string(w.port), sources[static_cast<std::size_t>(w.port)], link.from}},
                 {removeWire(link)}));
      fine = false;
    } else {
      sources[static_cast<std::size_t>(w.port)] = link.from;
      used = std::max(used, w.port + 1);
    }
  }
  sources.resize(static_cast<std::size_t>(std::max(used, info.type->minInputs)));
  const auto missing = std::find(sources.begin(), sources.end(), std::string());
  if (missing != sources.end() && fine) {
    Text text = info.type->maxInputs == 1
                    ? Text(LOOM_TEXT("has no input; lead a wire into it"))
                    : Text(LOOM_TEXT("its input %1 has no wire; lead one into it"),
                           {std::to_string(missing - sources.begin())});
    draft.problems().push_back(onNode(node.id, std::move(text)));
  }
  fine = fine && missing == sources.end();
  info.sources = std::move(sources);
  return fine;
}

void reportCycles(Draft& draft, const std::vector<int>& ordered) {
  const std::size_t count = draft.graph.nodes.size();
  enum : char { Waiting, OnPath, Done };
  std::vector<char> state(count, Waiting);
  for (const int index : ordered) state[static_cast<std::size_t>(index)] = Done;
  std::set<int> reported;  // links
  for (std::size_t start = 0; start < count; ++start) {
    if (state[start] != Waiting) continue;
    std::vector<std::pair<std::size_t, std::size_t>> path = {
        {start, 0}};  // node, next outgoing wire
    state[start] = OnPath;
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == draft.outgoing[node].size()) {
        state[node] = Done;
        path.pop_back();
        continue;
      }
      const auto& wire = draft.wires[static_cast<std::size_t>(draft.outgoing[node][next++])];
      const auto to = static_cast<std::size_t>(wire.to);
      if (state[to] == Waiting) {
        state[to] = OnPath;
        path.push_back({to, 0});
      } else if (state[to] == OnPath) {
        // Of all wires of the circle the one drawn last is the likely mistake.
        int last = wire.link;
        for (auto step = path.rbegin(); step->first != to; ++step) {
          const std::size_t above = std::next(step)->first;
          const int via = draft.outgoing[above][std::next(step)->second - 1];
          last = std::max(last, draft.wires[static_cast<std::size_t>(via)].link);
        }
        if (!reported.insert(last).second) continue;
        const Link& link = draft.graph.links[static_cast<std::size_t>(last)];
        draft.problems().push_back(onNode(
            link.to,
            {LOOM_TEXT(
                 "the wire from %1 closes a circle; a network must lead forward, so remove it"),
             {link.from}},
            {removeWire(link)}));
      }
    }
  }
  for (const Node& node : draft.graph.nodes) {
    if (draft.result.nodes.contains(node.id)) continue;
    draft.result.order.push_back(node.id);
    NodeInfo& info = draft.result.nodes[node.id];
    info.type = findLayerType(node.type);
  }
}

Text whyNotLink(const Graph& graph, const std::string& from, const std::string& to, int port) {
  const Node* source = graph.find(from);
  const Node* target = graph.find(to);
  if (!source || !target) return {LOOM_TEXT("A wire needs a layer at both ends.")};
  if (from == to) return {LOOM_TEXT("A layer cannot feed itself.")};
  const LayerType* sourceType = findLayerType(source->type);
  const LayerType* targetType = findLayerType(target->type);
  if (sourceType && sourceType->isLoss)
    return {LOOM_TEXT("%1 is a loss and passes nothing on."), {from}};
  if (targetType && targetType->maxInputs == 0) return {LOOM_TEXT("%1 takes no input."), {to}};
  if (port < 0 || (targetType && port >= targetType->maxInputs)) {
    return {LOOM_TEXT("%1 has no input %2."), {to, std::to_string(port)}};
  }
  for (const Link& link : graph.links) {
    if (link.to == to && link.port == port) {
      if (link.from == from) return {LOOM_TEXT("%1 already feeds %2."), {from, to}};
      return {LOOM_TEXT("This input of %1 is already fed by %2."), {to, link.from}};
    }
  }
  // A path from `to` back to `from` would make a circle.
  std::unordered_map<std::string, std::vector<std::string>> next;
  for (const Link& link : graph.links) next[link.from].push_back(link.to);
  std::vector<std::string> open = {to};
  std::unordered_map<std::string, bool> seen;
  while (!open.empty()) {
    const std::string node = std::move(open.back());
    open.pop_back();
    if (node == from) return {LOOM_TEXT("That would close a circle; a network must lead forward.")};
    if (std::exchange(seen[node], true)) continue;
    for (const std::string& follower : next[node]) open.push_back(follower);
  }
  return {};
}

int freePort(const Graph& graph, const std::string& to) {
  const Node* target = graph.find(to);
  const LayerType* type = target ? findLayerType(target->type) : nullptr;
  const int most = type ? type->maxInputs : 1;
  for (int port = 0; port < most; ++port) {
    const bool taken = std::any_of(graph.links.begin(), graph.links.end(), [&](const Link& link) {
      return link.to == to && link.port == port;
    });
    if (!taken) return port;
  }
  return 0;
}

}  // namespace loom
