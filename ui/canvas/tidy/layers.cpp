#include "ui/canvas/tidy/layers.h"

#include <algorithm>
#include <limits>
#include <map>

namespace loom::ui {

namespace {

/// More stops than this would take longer than anyone waits; then the longest wires get none.
constexpr long kMostStops = 20'000;

/// One more than the farthest of what feeds it; who feeds more than it is fed moves up to those.
std::vector<int> layersOfBoxes(const Chart& chart) {
  const std::size_t count = chart.boxes.size();
  std::vector<std::vector<int>> targets(count);
  std::vector<std::size_t> sources(count);
  for (const Chart::Wire& wire : chart.wires) {
    if (!wire.isInside()) continue;
    targets[static_cast<std::size_t>(wire.from)].push_back(wire.to);
    ++sources[static_cast<std::size_t>(wire.to)];
  }
  std::vector<int> layer(count, 0);
  for (std::size_t box = 0; box < count; ++box) {
    for (const int to : targets[box]) {
      int& next = layer[static_cast<std::size_t>(to)];
      next = std::max(next, layer[box] + 1);
    }
  }
  for (std::size_t box = count; box-- > 0;) {
    if (targets[box].size() <= sources[box]) continue;
    int nearest = std::numeric_limits<int>::max();
    for (const int to : targets[box])
      nearest = std::min(nearest, layer[static_cast<std::size_t>(to)]);
    layer[box] = nearest - 1;
  }
  return layer;
}

/// Wires that leave one port, by how far they reach.
struct Bundle {
  std::vector<const Chart::Wire*> wires;
  int first = -1;  // the layer in which they begin; -1: left of all
  int reach = 0;   // the layer of the farthest target
};
using Bundles = std::map<std::pair<int, double>, Bundle>;

Bundles bundled(const Chart& chart, const std::vector<int>& layer, int layers, int longest) {
  Bundles bundles;
  for (const Chart::Wire& wire : chart.wires) {
    const bool comesIn = wire.from < 0, goesOut = wire.to == Chart::kOutside;
    if (!wire.drawn || (!comesIn && !goesOut && !wire.isInside())) continue;
    const int first = comesIn ? -1 : layer[static_cast<std::size_t>(wire.from)];
    const int to = goesOut ? layers : layer[static_cast<std::size_t>(wire.to)];
    if (to - first > longest) continue;
    Bundle& bundle = bundles[{wire.from, comesIn ? 0 : wire.fromPort}];
    bundle.wires.push_back(&wire);
    bundle.first = first;
    bundle.reach = std::max(bundle.reach, to);
  }
  return bundles;
}

/// All wires, or those that are short enough for the number of stops to stay reasonable.
Bundles bundlesToLay(const Chart& chart, const std::vector<int>& layer, int layers) {
  for (int longest = layers + 1;; longest /= 2) {
    Bundles bundles = bundled(chart, layer, layers, longest);
    long stops = 0;
    for (const auto& [port, bundle] : bundles) stops += bundle.reach - bundle.first - 1;
    if (stops <= kMostStops) return bundles;
  }
}

void lay(Layers& layers, const Bundle& bundle, int from, double port) {
  std::vector<int> stops = {from};  // by layer, from the first on
  const int begin = std::max(0, bundle.first);
  const auto addSegment = [&](int before, int to, double toPort, double pull) {
    if (before < 0) return;  // it comes in here
    layers.segments.push_back({before, to, before == from ? port : 0, toPort, begin, pull});
  };
  for (int layer = bundle.first + 1; layer < bundle.reach; ++layer) {
    const int stop = static_cast<int>(layers.layerOf.size());
    layers.layerOf.push_back(layer);
    addSegment(stops.back(), stop, 0, 1);
    stops.push_back(stop);
  }
  for (const Chart::Wire* wire : bundle.wires) {
    if (wire->to == Chart::kOutside) continue;
    const int to = layers.layerOf[static_cast<std::size_t>(wire->to)];
    addSegment(stops[static_cast<std::size_t>(to - bundle.first - 1)], wire->to, wire->toPort,
               wire->pull);
  }
}

}  // namespace

Layers layered(const Chart& chart) {
  Layers layers;
  layers.boxes = static_cast<int>(chart.boxes.size());
  layers.layerOf = layersOfBoxes(chart);
  for (const int layer : layers.layerOf) layers.count = std::max(layers.count, layer + 1);
  const Bundles bundles = bundlesToLay(chart, layers.layerOf, layers.count);
  for (const auto& [port, bundle] : bundles) lay(layers, bundle, port.first, port.second);
  layers.in.resize(layers.layerOf.size());
  layers.out.resize(layers.layerOf.size());
  for (std::size_t i = 0; i < layers.segments.size(); ++i) {
    layers.out[static_cast<std::size_t>(layers.segments[i].from)].push_back(static_cast<int>(i));
    layers.in[static_cast<std::size_t>(layers.segments[i].to)].push_back(static_cast<int>(i));
  }
  return layers;
}

}  // namespace loom::ui
