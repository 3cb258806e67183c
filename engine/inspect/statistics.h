#pragma once

// Figures of a node's values: where its channels lie, their range, mean and spread. Pure; any
// thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/graph/analysis.h"
#include "engine/train/snapshot.h"

namespace loom {

/// Where the channels of one sample's output lie: value `place` of channel `c` stands at
/// c · channelStep + place · placeStep.
struct Channels {
  int count = 0;
  int places = 1;  // height × width
  int height = 1;
  int width = 1;
  std::ptrdiff_t channelStep = 1;
  std::ptrdiff_t placeStep = 1;

  std::size_t at(int channel, int place) const {
    return static_cast<std::size_t>(channel * channelStep + place * placeStep);
  }
};

/// Which axis of the node's output counts its channels: the first of images and of rows that
/// convolutions work on, the last of sequences (T, E) and vectors. REQUIRES: its shape is known.
int channelAxis(const Analysis& analysis, const std::string& node);
Channels channelsOf(const Shape& shape, int axis);

ChannelFigures figuresOf(const float* values, const Channels& channels, int channel);
/// Of all values together.
ChannelFigures figuresOf(std::span<const float> values);

/// Of all parts together, values that are not finite left out; none if there are no others.
std::optional<Spread> spreadOf(std::span<const std::span<const float>> parts, std::int64_t step);

/// A history that always fits: when it is full, every other column goes, and from then on half as
/// many come.
class ThinnedSpreads {
 public:
  static constexpr std::size_t kMost = 120;

  /// Steps that do not follow the last one begin anew.
  void add(const Spread& spread);
  /// With the newest as the last one.
  std::vector<Spread> columns() const;

 private:
  std::vector<Spread> kept_;
  Spread newest_;
  bool any_ = false;
  std::int64_t stride_ = 0;  // steps that lie between two kept ones at least
};

}  // namespace loom
