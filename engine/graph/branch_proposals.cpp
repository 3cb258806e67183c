// Two branches that meet in a merge and differ: which of them can be made to fit the other, and
// how.

#include <algorithm>

#include "engine/graph/proposals.h"

namespace loom {

namespace {

constexpr std::size_t kMostAbove = 12;  // layers of a branch that are looked at

/// An input of a merge that should have another shape.
struct Side {
  std::size_t port;
  Shape given;
  Shape wanted;
  std::vector<int> own;  // the layers of this branch alone, the nearest first
};

std::vector<int> ownLayers(const Search& search, int source, int other) {
  const std::vector<char> mine = above(search.draft, source);
  const std::vector<char> others = above(search.draft, other);
  std::vector<int> own;
  for (auto id = search.analysis.order.rbegin(); id != search.analysis.order.rend(); ++id) {
    const int at = search.draft.indexOf(*id);
    const auto i = static_cast<std::size_t>(at);
    if (mine[i] && !others[i] && own.size() < kMostAbove) own.push_back(at);
  }
  return own;
}

/// How much larger a side is as a whole number, at least 2; 0 where it is none.
std::int64_t ratio(const Shape& given, const Shape& wanted) {
  if (given.rank() != 3 || wanted.rank() != 3) return 0;
  const std::int64_t times = (given[1] + wanted[1] - 1) / wanted[1];
  const auto fits = [&](int axis) { return (given[axis] - 1) / times + 1 == wanted[axis]; };
  return times >= 2 && fits(1) && fits(2) ? times : 0;
}

bool sameSpace(const Shape& a, const Shape& b) {
  return a.rank() == b.rank() &&
         (a.rank() == 3 ? a[1] == b[1] && a[2] == b[2] : a.rank() < 2 || a[0] == b[0]);
}

std::int64_t breadth(const Shape& shape) {
  return shape.rank() == 3 ? shape[0] : shape[shape.rank() - 1];
}

/// A setting of one of the branch's own layers.
bool adjust(const Search& search, const Side& side) {
  for (const int at : side.own) {
    const Node& node = search.draft.node(at);
    const NodeInfo& info = search.info(at);
    if (!info.type || !info.output) continue;
    const auto set = [&](const std::string& key, const Value& value) {
      return search.offer(setFurtherUp(search.draft, node.id, key, value));
    };
    const std::string key = widthKeyOf(*info.type);
    if (sameSpace(side.given, side.wanted)) {
      if (!key.empty() && set(key, breadth(side.wanted))) return true;
      continue;
    }
    const Field* padding = findField(info.type->fields, "padding");
    const bool isPair = padding && padding->resolvedKind() == Field::Kind::Pair;
    const auto even = [&](std::int64_t n) { return isPair ? Value(Ints{n, n}) : Value(n); };
    for (std::int64_t n = 0; padding && n <= 3; ++n) {
      if (set("padding", even(n))) return true;
    }
    const std::int64_t times = ratio(side.given, side.wanted);
    if (findField(info.type->fields, "stride") &&
        set("stride", even(std::max(times, std::int64_t{1}))))
      return true;
  }
  return false;
}

/// A layer at the branch's end that gives the wanted shape.
bool project(const Search& search, int at, const Side& side) {
  const Draft& draft = search.draft;
  const Node& node = draft.node(at);
  const Link wire = search.wireInto(at, static_cast<int>(side.port));
  const std::int64_t width = breadth(side.wanted);
  const auto offer = [&](std::vector<Node> nodes, Text label) {
    return search.offer({std::move(label), adapt({std::move(nodes), {}, {}}, wire, true)});
  };
  if (side.given.rank() == 3 && side.wanted.rank() == 3) {
    const std::int64_t times = std::max(ratio(side.given, side.wanted), std::int64_t{1});
    Values params = {{"out_channels", width}, {"kernel_size", Ints{1, 1}}};
    if (times > 1) params.set("stride", Ints{times, times});
    if (offer({madeNode(draft, "Conv2d", params, node)},
              {LOOM_TEXT("Insert a 1×1 %1 with %2 filters and stride %3 after %4"),
               {"Conv2d", std::to_string(width), std::to_string(times), wire.from}})) {
      return true;
    }
    return offer(
        {madeNode(draft, "AdaptiveAvgPool2d",
                  {{"output_size", Ints{side.wanted[1], side.wanted[2]}}}, node)},
        {LOOM_TEXT("Insert %1 to %2 after %3"),
         {"AdaptiveAvgPool2d",
          std::to_string(side.wanted[1]) + "×" + std::to_string(side.wanted[2]), wire.from}});
  }
  const Node dense = madeNode(draft, "Linear", {{"out_features", width}}, node);
  const Text label = {LOOM_TEXT("Insert %1 with %2 outputs after %3"),
                      {"Linear", std::to_string(width), wire.from}};
  if (sameSpace(side.given, side.wanted)) return offer({dense}, label);
  for (const Adapter& adapter : adaptersFor(draft, node, side.given)) {
    if (search.offer({adapter.label, adapt(adapter, wire, true)})) return true;
  }
  return side.wanted.rank() == 1 && side.given.rank() > 1 &&
         offer({madeNode(draft, "Flatten", {}, node), dense}, label);
}

}  // namespace

bool proposeBranches(const Search& search) {
  const int at = search.node();
  const NodeInfo& info = search.info(at);
  if (!info.type || info.type->maxInputs < 2) return false;
  for (std::size_t port = 1; port < info.inputs.size(); ++port) {
    if (info.inputs[port] == info.inputs[0]) continue;
    const int main = search.draft.indexOf(info.sources[0]);
    const int other = search.draft.indexOf(info.sources[port]);
    const Side first = {0, info.inputs[0], info.inputs[port], ownLayers(search, main, other)};
    const Side second = {port, info.inputs[port], info.inputs[0], ownLayers(search, other, main)};
    // A shortcut has no layers of its own: a 1×1 convolution belongs there (He et al. 2015).
    const bool firstIsShort = first.own.empty();
    const Side& shortcut = firstIsShort ? first : second;
    const Side& longer = firstIsShort ? second : first;
    const bool fits =
        sameSpace(shortcut.given, shortcut.wanted) || ratio(shortcut.given, shortcut.wanted) > 0;
    if (shortcut.own.empty() && fits && project(search, at, shortcut)) return true;
    if (adjust(search, shortcut) || adjust(search, longer)) return true;
    if (project(search, at, shortcut) || project(search, at, longer)) return true;
  }
  return false;
}

}  // namespace loom
