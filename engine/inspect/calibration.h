#pragma once

// Whether a network is right as often as it is sure: answers by how likely it said they are
// (Guo et al. 2017, https://arxiv.org/abs/1706.04599). Plain values; whoever owns one calls it.

#include <array>
#include <cstdint>
#include <span>

namespace loom {

class Calibration {
 public:
  static constexpr int kBins = 15;  // as in the paper

  /// Answers whose probability lies in (b / kBins, (b + 1) / kBins].
  struct Bin {
    std::int64_t count = 0;
    std::int64_t correct = 0;
    double probabilities = 0;  // their sum

    // Means; NaN without answers.
    double accuracy() const;
    double confidence() const;
  };

  /// An answer that the network gave this probability. One that is no number counts as 0.
  void add(double probability, bool correct);

  std::span<const Bin> bins() const { return bins_; }
  std::int64_t count() const { return count_; }
  /// Expected calibration error: the mean of |accuracy - confidence| over all answers; NaN without
  /// any.
  double error() const;

 private:
  std::array<Bin, kBins> bins_{};
  std::int64_t count_ = 0;
};

}  // namespace loom
