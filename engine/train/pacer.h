#pragma once

// Something that may take no more than a small share of the time: after each go it rests for many
// times as long as it took. Plain value; one thread.

#include <algorithm>
#include <chrono>

namespace loom {

class Pacer {
 public:
  using Clock = std::chrono::steady_clock;

  /// Rests `rest` times as long as a go took, at least for `gap` and at most for `longest`: one go
  /// may have stood still because another program held the core.
  explicit Pacer(int rest, Clock::duration gap = {},
                 Clock::duration longest = std::chrono::seconds(3))
      : rest_(rest), gap_(gap), longest_(longest) {}

  bool isDue(Clock::time_point now) const { return now >= next_; }
  /// A go took from `begin` to `end`.
  void went(Clock::time_point begin, Clock::time_point end) {
    next_ = end + std::min(std::max<Clock::duration>(rest_ * (end - begin), gap_), longest_);
  }
  template <class Fn>
  auto go(Fn&& fn) {
    const auto begin = Clock::now();
    auto result = fn();
    went(begin, Clock::now());
    return result;
  }

 private:
  int rest_;
  Clock::duration gap_, longest_;
  Clock::time_point next_{};
};

}  // namespace loom
