#include "ui/charts/pyramid.h"

#include <algorithm>
#include <cmath>

namespace loom::ui {
namespace {
constexpr std::size_t kFanBits = 4;
}

void Extent::add(float value) {
  if (!std::isfinite(value)) return;
  low = std::min(low, value);
  high = std::max(high, value);
  if (value > 0) lowPositive = std::min(lowPositive, value);
}

void Extent::add(const Extent& other) {
  low = std::min(low, other.low);
  high = std::max(high, other.high);
  lowPositive = std::min(lowPositive, other.lowPositive);
}

void Pyramid::add(float value) {
  ++count_;
  Extent block;
  block.add(value);
  all_.add(value);
  for (std::size_t k = 0;; ++k) {
    if (k == levels_.size()) levels_.emplace_back();
    Level& level = levels_[k];
    level.open.add(block);
    const std::size_t size = std::size_t{1} << (kFanBits * (k + 1));
    if (count_ & (size - 1)) return;
    level.closed.push_back(level.open);
    block = level.open;
    level.open = {};
  }
}

Extent Pyramid::over(const Chunked<float>& values, std::size_t from, std::size_t to) const {
  Extent extent;
  while (from < to) {
    std::size_t k = 0;  // so many levels can be used here
    for (; k < levels_.size(); ++k) {
      const std::size_t size = std::size_t{1} << (kFanBits * (k + 1));
      if ((from & (size - 1)) || from + size > to || (from / size) >= levels_[k].closed.size())
        break;
    }
    if (k == 0) {
      extent.add(values[from++]);
      continue;
    }
    extent.add(levels_[k - 1].closed[from >> (kFanBits * k)]);
    from += std::size_t{1} << (kFanBits * k);
  }
  return extent;
}

}  // namespace loom::ui
