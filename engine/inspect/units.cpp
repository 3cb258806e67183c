#include "engine/inspect/units.h"

#include <algorithm>

#include "engine/inspect/statistics.h"

namespace loom {

namespace {

std::int64_t channelCount(const Analysis& analysis, const std::string& node) {
  const Shape& shape = *analysis.find(node)->output;
  return shape.rank() == 0 ? 1 : shape[channelAxis(analysis, node)];
}

/// Whether it makes other channels out of those that it gets.
bool mixesChannels(Category category) {
  return category == Category::Dense || category == Category::Convolution ||
         category == Category::Recurrent || category == Category::Loss;
}

}  // namespace

ActivityNodes::ActivityNodes(const Network& network) {
  for (const auto& [id, info] : network.analysis.nodes) {
    for (const std::string& source : info.sources) readers_[source].push_back(id);
    if (info.type->category == Category::Activation) activations_.push_back(id);
  }
  for (const auto& [id, info] : network.analysis.nodes) tellers_[id] = follow(network, id);
}

std::string ActivityNodes::follow(const Network& network, const std::string& node) const {
  const Analysis& analysis = network.analysis;
  std::string at = node;
  for (;;) {
    if (analysis.find(at)->type->category == Category::Activation) return at;
    const auto readers = readers_.find(at);
    if (readers == readers_.end() || readers->second.size() != 1) return node;
    const std::string& next = readers->second[0];
    if (mixesChannels(analysis.find(next)->type->category) ||
        channelCount(analysis, next) != channelCount(analysis, at))
      return node;
    at = next;
  }
}

const std::string& ActivityNodes::of(const std::string& node) const {
  const auto found = tellers_.find(node);
  return found == tellers_.end() ? node : found->second;
}

bool ActivityNodes::isActivation(const std::string& node) const {
  return std::find(activations_.begin(), activations_.end(), node) != activations_.end();
}

void UnitCounts::add(const Program<float>& program, const std::string& node, int samples) {
  const Analysis& analysis = program.network().analysis;
  const Channels channels = channelsOf(*analysis.find(node)->output, channelAxis(analysis, node));
  UnitActivity& activity = nodes_[node];
  activity.idle.resize(static_cast<std::size_t>(channels.count), activity.seen);
  for (int sample = 0; sample < samples; ++sample) {
    program.copyActivation(node, sample, values_);
    if (values_.empty()) return;
    ++activity.seen;
    for (int unit = 0; unit < channels.count; ++unit) {
      bool active = false;
      for (int place = 0; place < channels.places && !active; ++place)
        active = values_[channels.at(unit, place)] != 0;
      std::int64_t& idle = activity.idle[static_cast<std::size_t>(unit)];
      idle = active ? 0 : idle + 1;
    }
  }
}

const UnitActivity* UnitCounts::find(const std::string& node) const {
  const auto found = nodes_.find(node);
  return found == nodes_.end() ? nullptr : &found->second;
}

void UnitCounts::fill(const std::string& node, NodeFigures& figures) const {
  const UnitActivity* activity = find(node);
  if (!activity || activity->seen < kFewest) return;
  const std::int64_t window = std::min(activity->seen, kWindow);
  figures.units = static_cast<int>(activity->idle.size());
  figures.samples = window;
  figures.deadUnits = static_cast<int>(std::count_if(activity->idle.begin(), activity->idle.end(),
                                                     [&](std::int64_t i) { return i >= window; }));
}

}  // namespace loom
