// Wires: which exist, which ports they feed, and which close a circle.

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "engine/graph/draft.h"

namespace loom {

namespace {

Problem onNode(const std::string& node, Text text, std::vector<Fix> fixes = {}) {
  return {node, Problem::Severity::Error, std::move(text), std::move(fixes), {}};
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

/// Renames the second of two nodes, whose wires are told apart by the order in which they were
/// drawn: of several into one input, or out of both, the first belongs to the first node.
Fix tellApart(const Draft& draft, int first, int second) {
  const std::string& id = draft.node(first).id;
  Node renamed = draft.node(second);
  renamed.id = freshId(draft.graph, isValidId(id) ? id + "_" : "node");
  std::vector<Link> links;
  std::vector<int> taken;  // ports of the first node that have their wire
  const auto count = std::count_if(draft.graph.links.begin(), draft.graph.links.end(),
                                   [&](const Link& link) { return link.from == id; });
  int leaving = 0;
  for (const Link& link : draft.graph.links) {
    Link now = link;
    if (link.to == id) {
      const bool full = std::find(taken.begin(), taken.end(), link.port) != taken.end();
      if (full) now.to = renamed.id;
      taken.push_back(link.port);
    }
    if (link.from == id && 2 * leaving++ >= count && count > 1) now.from = renamed.id;
    links.push_back(std::move(now));
  }
  Edits edits;
  for (auto link = draft.graph.links.rbegin(); link != draft.graph.links.rend(); ++link)
    edits.emplace_back(EraseLink{*link});
  edits.emplace_back(EraseNode{id});
  edits.emplace_back(EraseNode{id});
  edits.emplace_back(InsertNode{draft.node(first), first});
  edits.emplace_back(InsertNode{renamed, second});
  for (const Link& link : links) edits.emplace_back(InsertLink{link, -1});
  return {{LOOM_TEXT("Rename the second to %1"), {renamed.id}}, std::move(edits)};
}

void reportTwins(Draft& draft, int first, int second) {
  const std::string& id = draft.node(first).id;
  draft.problems().push_back(onNode(id,
                                    {LOOM_TEXT("two nodes are named %1; rename one of them"), {id}},
                                    {tellApart(draft, first, second)}));
}

void reportLooseWire(Draft& draft, const Link& link) {
  const bool fromKnown = draft.index.contains(link.from);
  const std::string& missing = fromKnown ? link.to : link.from;
  const std::string& owner = fromKnown                       ? link.from
                             : draft.index.contains(link.to) ? link.to
                                                             : std::string();
  if (!fromKnown && !owner.empty()) draft.explained.push_back({draft.indexOf(owner), link.port});
  std::vector<std::string> known;
  for (const Node& node : draft.graph.nodes) known.push_back(node.id);
  const std::string nearest = nearestWord(missing, known);
  Problem problem = onNode(
      owner,
      {fromKnown ? LOOM_TEXT("a wire leads to \"%1\", which does not exist; remove the wire")
                 : LOOM_TEXT("a wire comes from \"%1\", which does not exist; remove the wire"),
       {missing}});
  if (!nearest.empty() && nearest != owner) {
    Link repaired = link;
    (fromKnown ? repaired.to : repaired.from) = nearest;
    Graph without = draft.graph;
    std::erase(without.links, link);
    if (whyNotLink(without, repaired.from, repaired.to, repaired.port).empty()) {
      problem.text = {
          fromKnown ? LOOM_TEXT("a wire leads to \"%1\", which does not exist; did you mean %2?")
                    : LOOM_TEXT("a wire comes from \"%1\", which does not exist; did you mean %2?"),
          {missing, nearest}};
      problem.fixes.push_back({fromKnown ? Text(LOOM_TEXT("Lead it to %1"), {nearest})
                                         : Text(LOOM_TEXT("Lead it from %1"), {nearest}),
                               {EraseLink{link}, InsertLink{repaired, -1}}});
      draft.explained.push_back({draft.indexOf(repaired.to), link.port});
    }
  }
  problem.fixes.push_back({{LOOM_TEXT("Remove the wire")}, {EraseLink{link}}});
  draft.problems().push_back(std::move(problem));
}

/// A wire that no shape could make right: out of a loss, or into a node that takes no input.
bool reportImpossibleWire(Draft& draft, const Link& link, int source, int target) {
  const LayerType* from = draft.types[static_cast<std::size_t>(source)];
  const LayerType* to = draft.types[static_cast<std::size_t>(target)];
  Text text;
  if (from && from->isLoss) {
    if (source != draft.loss) {  // the surplus loss is what is wrong
      draft.explained.push_back({target, link.port});
      return true;
    }
    text = {LOOM_TEXT("%1 is a loss and passes nothing on; remove the wire"), {link.from}};
  } else if (to && to->maxInputs == 0) {
    text = {LOOM_TEXT("%1 takes no input; remove the wire from %2"), {to->name, link.from}};
  } else {
    return false;
  }
  draft.problems().push_back(onNode(link.to, std::move(text), {removeWire(link)}));
  return true;
}

std::vector<char> reached(const Draft& draft, const WiresByNode& wires, int Draft::Wire::*end,
                          int node) {
  std::vector<char> found(wires.size(), 0);
  std::vector<int> open = {node};
  found[static_cast<std::size_t>(node)] = 1;
  while (!open.empty()) {
    const auto at = static_cast<std::size_t>(open.back());
    open.pop_back();
    for (const int wire : wires[at]) {
      const int next = draft.wires[static_cast<std::size_t>(wire)].*end;
      if (!std::exchange(found[static_cast<std::size_t>(next)], 1)) open.push_back(next);
    }
  }
  return found;
}

/// A wire into an input that is not there, or has one already.
void reportSurplusWire(Draft& draft, const Draft::Wire& wire, std::vector<std::string> sources) {
  const Link& link = draft.graph.links[static_cast<std::size_t>(wire.link)];
  sources.resize(
      static_cast<std::size_t>(draft.types[static_cast<std::size_t>(wire.to)]->maxInputs));
  const auto port = static_cast<std::size_t>(wire.port);
  const bool exists = wire.port >= 0 && port < sources.size();
  Problem problem = onNode(link.to, {});
  const Link earlier = exists ? Link{sources[port], link.to, link.port} : Link();
  if (!exists) {
    problem.text =
        sources.size() == 1
            ? Text(LOOM_TEXT("the wire from %1 leads into input %2, but there is only input 0; "
                             "lead it there or remove it"),
                   {link.from, std::to_string(link.port)})
            : Text(LOOM_TEXT("the wire from %1 leads into input %2, but the inputs are numbered 0 "
                             "to %3; lead it into one of them"),
                   {link.from, std::to_string(link.port), std::to_string(sources.size() - 1)});
  } else if (earlier == link) {
    problem.text = {LOOM_TEXT("input %1 gets two wires, both from %2; remove one"),
                    {std::to_string(link.port), link.from}};
  } else {
    problem.text = {LOOM_TEXT("input %1 gets two wires, from %2 and from %3; remove one"),
                    {std::to_string(link.port), earlier.from, link.from}};
  }
  const auto free = std::find(sources.begin(), sources.end(), std::string());
  if (free != sources.end() && earlier != link) {
    const int place = static_cast<int>(free - sources.begin());
    problem.fixes.push_back({{LOOM_TEXT("Use input %1"), {std::to_string(place)}},
                             {EraseLink{link}, InsertLink{{link.from, link.to, place}, -1}}});
  }
  problem.fixes.push_back(removeWire(link));
  if (exists && earlier != link) problem.fixes.push_back(removeWire(earlier));
  draft.problems().push_back(std::move(problem));
}

void reportMissingWire(Draft& draft, int node, int port) {
  const auto& explained = draft.explained;
  if (std::find(explained.begin(), explained.end(), std::pair(node, port)) != explained.end())
    return;
  Text text =
      draft.types[static_cast<std::size_t>(node)]->maxInputs == 1
          ? Text(LOOM_TEXT("has no input; lead a wire into it"))
          : Text(LOOM_TEXT("its input %1 has no wire; lead one into it"), {std::to_string(port)});
  Problem problem = onNode(draft.node(node).id, std::move(text));
  problem.kind = Problem::Kind::MissingWire;
  draft.problems().push_back(std::move(problem));
}

/// The first loss that ends the network, else the first at all.
void findLoss(Draft& draft) {
  std::unordered_set<std::string_view> leading;
  const auto isLoss = [&](std::size_t i) {
    return draft.infos[i] && draft.types[i] && draft.types[i]->isLoss;
  };
  for (const Link& link : draft.graph.links) {
    const int from = draft.indexOf(link.from);
    if (from >= 0 && isLoss(static_cast<std::size_t>(from))) leading.insert(link.from);
  }
  for (std::size_t i = 0; i < draft.types.size(); ++i) {
    if (!isLoss(i)) continue;
    if (draft.loss < 0) draft.loss = static_cast<int>(i);
    if (leading.contains(draft.graph.nodes[i].id)) continue;
    draft.loss = static_cast<int>(i);
    return;
  }
}

void readNodes(Draft& draft) {
  const auto& nodes = draft.graph.nodes;
  draft.index.reserve(nodes.size());
  draft.types.reserve(nodes.size());
  draft.infos.reserve(nodes.size());
  if (draft.before) draft.store.resize(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto [place, isNew] = draft.index.emplace(nodes[i].id, static_cast<int>(i));
    draft.types.push_back(findLayerType(nodes[i].type));
    NodeInfo* info = nullptr;
    if (isNew) info = draft.before ? &draft.store[i] : &draft.result.nodes[nodes[i].id];
    if (isNew) info->type = draft.types[i];
    draft.infos.push_back(info);
    draft.hasTwins = draft.hasTwins || !isNew;
    if (!isNew) reportTwins(draft, place->second, static_cast<int>(i));
    checkId(draft, nodes[i]);
  }
  findLoss(draft);
}

}  // namespace

void WiresByNode::build(std::size_t nodes, const std::vector<int>& ends) {
  starts_.assign(nodes + 1, 0);
  wires_.resize(ends.size());
  for (const int end : ends) ++starts_[static_cast<std::size_t>(end) + 1];
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
  for (std::size_t i = 0; i < ends.size(); ++i)
    wires_[next[static_cast<std::size_t>(ends[i])]++] = static_cast<int>(i);
}

std::vector<char> above(const Draft& draft, int node) {
  return reached(draft, draft.incoming, &Draft::Wire::from, node);
}
std::vector<char> below(const Draft& draft, int node) {
  return reached(draft, draft.outgoing, &Draft::Wire::to, node);
}

Fix removeWire(const Link& link) {
  return {{LOOM_TEXT("Remove the wire from %1"), {link.from}}, {EraseLink{link}}};
}

void readWires(Draft& draft) {
  readNodes(draft);
  std::vector<int> begins;
  std::vector<int> ends;
  for (std::size_t i = 0; i < draft.graph.links.size(); ++i) {
    const Link& link = draft.graph.links[i];
    const int from = draft.indexOf(link.from);
    const int to = draft.indexOf(link.to);
    if (from < 0 || to < 0) {
      reportLooseWire(draft, link);
      continue;
    }
    if (reportImpossibleWire(draft, link, from, to)) continue;
    draft.wires.push_back({from, to, link.port, static_cast<int>(i)});
    begins.push_back(from);
    ends.push_back(to);
  }
  draft.outgoing.build(draft.graph.nodes.size(), begins);
  draft.incoming.build(draft.graph.nodes.size(), ends);
}

bool gatherSources(Draft& draft, int nodeIndex, NodeInfo& info) {
  const int most = info.type->maxInputs;
  const auto wires = draft.incoming[static_cast<std::size_t>(nodeIndex)];
  draft.sources.assign(static_cast<std::size_t>(most), -1);
  std::vector<const Draft::Wire*> surplus;
  int used = info.type->minInputs;
  for (const int wire : wires) {
    const Draft::Wire& w = draft.wires[static_cast<std::size_t>(wire)];
    if (w.port < 0 || w.port >= most || draft.sources[static_cast<std::size_t>(w.port)] >= 0) {
      surplus.push_back(&w);
      continue;
    }
    draft.sources[static_cast<std::size_t>(w.port)] = w.from;
    used = std::max(used, w.port + 1);
  }
  draft.sources.resize(static_cast<std::size_t>(used));
  info.sources.reserve(draft.sources.size());
  for (const int source : draft.sources)
    info.sources.push_back(source < 0 ? std::string() : draft.node(source).id);
  for (const Draft::Wire* wire : surplus) {
    if (!draft.hasTwins) reportSurplusWire(draft, *wire, info.sources);
  }
  const auto missing = std::find(draft.sources.begin(), draft.sources.end(), -1);
  const bool complete = missing == draft.sources.end();
  const int port = static_cast<int>(missing - draft.sources.begin());
  draft.lacksWires = draft.lacksWires || !complete;
  if (!complete && surplus.empty()) reportMissingWire(draft, nodeIndex, port);
  return complete && surplus.empty();
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
