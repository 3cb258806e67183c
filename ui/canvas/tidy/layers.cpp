#include "ui/canvas/tidy/layers.h"

#include <algorithm>
#include <limits>
#include <map>

namespace loom::ui {

namespace {

/// More stops than this would take longer than anyone waits; then the longest wires get none.
constexpr long kMostStops = 20'000;

bool isForward(const Chart::Wire& wire) {
  return wire.from < wire.to;
}

/// One more than the farthest of what feeds it; who feeds more than it is fed moves up to those.
std::vector<int> layersOfBoxes(const Chart& chart) {
  const std::size_t count = chart.boxes.size();
  std::vector<std::vector<int>> targets(count);
  std::vector<std::size_t> sources(count);
  for (const Chart::Wire& wire : chart.wires) {
    if (!isForward(wire)) continue;
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
  int reach = 0;  // the layer of the farthest target
};
using Bundles = std::map<std::pair<int, double>, Bundle>;

Bundles bundled(const Chart& chart, const std::vector<int>& layer, int longest) {
  Bundles bundles;
  for (const Chart::Wire& wire : chart.wires) {
    const int to = layer[static_cast<std::size_t>(wire.to)];
    const int span = to - layer[static_cast<std::size_t>(wire.from)];
    if (!isForward(wire) || !wire.drawn || span > longest) continue;
    Bundle& bundle = bundles[{wire.from, wire.fromPort}];
    bundle.wires.push_back(&wire);
    bundle.reach = std::max(bundle.reach, to);
  }
  return bundles;
}

/// All wires, or those that are short enough for the number of stops to stay reasonable.
Bundles bundlesToLay(const Chart& chart, const std::vector<int>& layer, int layers) {
  for (int longest = layers;; longest /= 2) {
    Bundles bundles = bundled(chart, layer, longest);
    long stops = 0;
    for (const auto& [port, bundle] : bundles)
      stops += bundle.reach - layer[static_cast<std::size_t>(port.first)] - 1;
    if (stops <= kMostStops) return bundles;
  }
}

void lay(Layers& layers, const Bundle& bundle, int from, double port) {
  const int first = layers.layerOf[static_cast<std::size_t>(from)];
  std::vector<int> stops = {from};  // by layer, from the first on
  for (int layer = first + 1; layer < bundle.reach; ++layer) {
    const int stop = static_cast<int>(layers.layerOf.size());
    layers.layerOf.push_back(layer);
    layers.segments.push_back({stops.back(), stop, stops.size() == 1 ? port : 0, 0, from});
    stops.push_back(stop);
  }
  for (const Chart::Wire* wire : bundle.wires) {
    const int to = layers.layerOf[static_cast<std::size_t>(wire->to)];
    const int before = stops[static_cast<std::size_t>(to - first - 1)];
    layers.segments.push_back({before, wire->to, before == from ? port : 0, wire->toPort, from});
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
