#include "engine/inspect/top_search.h"

#include <algorithm>

#include "engine/inspect/statistics.h"

namespace loom {

void TopSearch::ask(const std::string& node, int channel) {
  if (node == shown_.node && channel == shown_.channel) return;
  shown_ = {};
  shown_.node = node;
  shown_.channel = channel;
  next_ = shown_;
  at_ = 0;
  stale_ = false;
  first_ = true;
}

void TopSearch::keep(const TopSample& sample) {
  auto& best = next_.samples;
  const auto place = std::find_if(best.begin(), best.end(), [&](const TopSample& other) {
    return sample.value > other.value;  // of equals, the first one stays in front
  });
  best.insert(place, sample);
  if (best.size() > kMost) best.pop_back();
}

bool TopSearch::slice(Program<float>& program, const Dataset& dataset,
                      std::span<const std::int32_t> indices) {
  const NodeInfo* info = program.network().analysis.find(shown_.node);
  if (!info || !info->output || shown_.channel < 0) return false;
  if (at_ >= indices.size()) {
    if (!stale_ || indices.empty()) return false;
    at_ = 0;
    next_.samples.clear();
    stale_ = first_ = false;
  }
  const Channels channels =
      channelsOf(*info->output, channelAxis(program.network().analysis, shown_.node));
  if (shown_.channel >= channels.count) return false;
  const std::size_t count =
      std::min(indices.size() - at_, static_cast<std::size_t>(program.maxBatch()));
  resizeBatch(batch_, dataset.train, dataset.shape, static_cast<int>(count));
  for (std::size_t i = 0; i < count; ++i)
    readSample(batch_, static_cast<int>(i), dataset.train, dataset.shape, indices[at_ + i]);
  std::copy(batch_.inputs.begin(), batch_.inputs.end(), program.input());
  program.forward(batch_.size, {});
  for (int i = 0; i < batch_.size; ++i) {
    program.copyActivation(shown_.node, i, values_);
    if (values_.empty()) return false;
    int top = 0;
    for (int place = 1; place < channels.places; ++place) {
      if (values_[channels.at(shown_.channel, place)] > values_[channels.at(shown_.channel, top)])
        top = place;
    }
    keep({batch_.samples[static_cast<std::size_t>(i)], values_[channels.at(shown_.channel, top)],
          top / channels.width, top % channels.width});
  }
  at_ += count;
  next_.height = channels.height;
  next_.width = channels.width;
  next_.searched = static_cast<double>(at_) / static_cast<double>(indices.size());
  if (first_ || at_ >= indices.size()) {
    shown_ = next_;
  } else {
    shown_.searched = 1;
  }
  return true;
}

}  // namespace loom
