#include "engine/inspect/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loom {

namespace {

/// Adds up what figures are made of.
class FigureSums {
 public:
  void add(float value) {
    low_ = std::min(low_, value);
    high_ = std::max(high_, value);
    sum_ += static_cast<double>(value);
    squares_ += static_cast<double>(value) * static_cast<double>(value);
    zeros_ += value == 0;
    ++count_;
  }
  ChannelFigures figures() const {
    ChannelFigures out;
    if (count_ == 0) return out;
    const auto count = static_cast<double>(count_);
    const double mean = sum_ / count;
    out.low = low_;
    out.high = high_;
    out.mean = static_cast<float>(mean);
    out.deviation = static_cast<float>(std::sqrt(std::max(0.0, squares_ / count - mean * mean)));
    out.zeros = static_cast<float>(static_cast<double>(zeros_) / count);
    return out;
  }

 private:
  float low_ = std::numeric_limits<float>::infinity();
  float high_ = -std::numeric_limits<float>::infinity();
  double sum_ = 0, squares_ = 0;
  std::int64_t zeros_ = 0, count_ = 0;
};

}  // namespace

int channelAxis(const Analysis& analysis, const std::string& node) {
  const NodeInfo* info = analysis.find(node);
  const int rank = info->output->rank();
  if (rank != 2) return 0;
  // A layer that does not care goes along with what feeds it.
  while (info && info->type->layout == Layout::Any && !info->sources.empty())
    info = analysis.find(info->sources[0]);
  return info && info->type->layout == Layout::Lanes ? 0 : 1;
}

Channels channelsOf(const Shape& shape, int axis) {
  Channels out;
  if (shape.rank() == 0) {
    out.count = 1;
    return out;
  }
  const std::int64_t count = shape[axis];
  const std::int64_t places = count > 0 ? shape.elements() / count : 0;
  out.count = static_cast<int>(count);
  out.places = static_cast<int>(places);
  out.width = out.places;
  if (shape.rank() == 3 && axis == 0) {
    out.height = static_cast<int>(shape[1]);
    out.width = static_cast<int>(shape[2]);
  }
  const bool first = axis == 0;
  out.channelStep = first ? static_cast<std::ptrdiff_t>(places) : 1;
  out.placeStep = first ? 1 : static_cast<std::ptrdiff_t>(count);
  return out;
}

ChannelFigures figuresOf(const float* values, const Channels& channels, int channel) {
  FigureSums sums;
  for (int place = 0; place < channels.places; ++place)
    sums.add(values[channels.at(channel, place)]);
  return sums.figures();
}

ChannelFigures figuresOf(std::span<const float> values) {
  FigureSums sums;
  for (const float value : values) sums.add(value);
  return sums.figures();
}

std::optional<Spread> spreadOf(std::span<const std::span<const float>> parts, std::int64_t step) {
  Spread out;
  out.step = step;
  float low = std::numeric_limits<float>::infinity(), high = -low;
  for (const auto& part : parts) {
    for (const float value : part) {
      if (!std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  if (low > high) return std::nullopt;
  out.low = low;
  out.high = high;
  const double width = static_cast<double>(high) - static_cast<double>(low);
  const double scale = width > 0 ? kSpreadBins / width : 0;
  for (const auto& part : parts) {
    for (const float value : part) {
      if (!std::isfinite(value)) continue;
      const double offset = static_cast<double>(value) - static_cast<double>(low);
      const int bin = static_cast<int>(offset * scale);
      ++out.counts[static_cast<std::size_t>(std::clamp(bin, 0, kSpreadBins - 1))];
    }
  }
  return out;
}

void ThinnedSpreads::add(const Spread& spread) {
  if (any_ && spread.step < newest_.step) {
    kept_.clear();
    stride_ = 0;
  }
  newest_ = spread;
  any_ = true;
  if (!kept_.empty() && spread.step < kept_.back().step + std::max<std::int64_t>(stride_, 1))
    return;
  if (kept_.size() == kMost - 1) {
    std::vector<Spread> half;
    for (std::size_t i = 0; i < kept_.size(); i += 2) half.push_back(kept_[i]);
    kept_ = std::move(half);
    const std::int64_t length = kept_.back().step - kept_.front().step;
    stride_ = length / static_cast<std::int64_t>(std::max<std::size_t>(kept_.size() - 1, 1));
    if (spread.step < kept_.back().step + std::max<std::int64_t>(stride_, 1)) return;
  }
  kept_.push_back(spread);
}

std::vector<Spread> ThinnedSpreads::columns() const {
  std::vector<Spread> out = kept_;
  if (any_ && (out.empty() || out.back().step < newest_.step)) out.push_back(newest_);
  if (any_ && !out.empty() && out.back().step == newest_.step) out.back() = newest_;
  return out;
}

}  // namespace loom
