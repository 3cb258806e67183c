#pragma once

// Something that may take no more than a small share of the time: after each go it rests for many
// times as long as it took. Plain value; one thread.

#include <algorithm>
#include <chrono>

namespace loom {

class Pacer {
 public:
  using Clock = std::chrono::steady_clock;

  /// Rests `rest` times as long as a go took, and at least for `gap`.
  explicit Pacer(int rest, Clock::duration gap = {}) : rest_(rest), gap_(gap) {}

  bool isDue(Clock::time_point now) const { return now >= next_; }
  /// A go took from `begin` to `end`.
  void went(Clock::time_point begin, Clock::time_point end) {
    // One go may have stood still because another program held the core.
    next_ = end + std::min<Clock::duration>(std::max<Clock::duration>(rest_ * (end - begin), gap_),
                                            kLongest);
  }
  template <class Fn>
  auto go(Fn&& fn) {
    const auto begin = Clock::now();
    auto result = fn();
    went(begin, Clock::now());
    return result;
  }

 private:
  static constexpr std::chrono::seconds kLongest{3};
  int rest_;
  Clock::duration gap_;
  Clock::time_point next_{};
};

}  // namespace loom
