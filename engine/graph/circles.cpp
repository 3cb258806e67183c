// Wires that close a circle.

#include <algorithm>
#include <set>

#include "engine/graph/draft.h"

namespace loom {

namespace {

constexpr std::size_t kMostOffers = 8;  // wires of one circle that may be taken away

/// The links of a circle, the one drawn last, which is the likely mistake, first.
void reportCircle(Draft& draft, std::vector<int> links, std::set<int>& reported) {
  std::sort(links.rbegin(), links.rend());
  if (!reported.insert(links[0]).second) return;
  const auto at = [&](int link) -> const Link& {
    return draft.graph.links[static_cast<std::size_t>(link)];
  };
  const Link& last = at(links[0]);
  Problem problem{last.to,
                  Problem::Severity::Error,
                  {LOOM_TEXT("the wire from %1 closes a circle; a network must lead forward, so "
                             "remove it"),
                   {last.from}},
                  {removeWire(last)},
                  {},
                  Problem::Kind::Circle};
  if (links.size() > kMostOffers) links.resize(kMostOffers);
  for (std::size_t i = 1; i < links.size(); ++i) {
    const Link& other = at(links[i]);
    problem.fixes.push_back(
        {{LOOM_TEXT("Remove the wire from %1 to %2"), {other.from, other.to}}, {EraseLink{other}}});
  }
  draft.problems().push_back(std::move(problem));
}

}  // namespace

void reportCycles(Draft& draft, const std::vector<int>& ordered) {
  const std::size_t count = draft.graph.nodes.size();
  enum : char { Waiting, OnPath, Done };
  std::vector<char> state(count, Waiting);
  for (const int index : ordered) state[static_cast<std::size_t>(index)] = Done;
  std::set<int> reported;  // links
  for (std::size_t start = 0; start < count; ++start) {
    if (state[start] != Waiting || !draft.infos[start]) continue;
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
        std::vector<int> links = {wire.link};
        for (auto step = path.rbegin(); step->first != to; ++step) {
          const std::size_t above = std::next(step)->first;
          const int via = draft.outgoing[above][std::next(step)->second - 1];
          links.push_back(draft.wires[static_cast<std::size_t>(via)].link);
        }
        if (!draft.hasTwins) reportCircle(draft, std::move(links), reported);
      }
    }
  }
  std::vector<char> isOrdered(count, 0);
  for (const int index : ordered) isOrdered[static_cast<std::size_t>(index)] = 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (!isOrdered[i] && draft.infos[i]) draft.result.order.push_back(draft.graph.nodes[i].id);
  }
}

}  // namespace loom
