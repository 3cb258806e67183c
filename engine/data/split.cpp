#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/base/rng.h"
#include "engine/data/dataset.h"

namespace loom {

namespace {

/// How many of `count` validate: the nearest whole number, halves up, but one must be left to learn
/// from.
std::size_t validationCount(std::size_t count, double fraction) {
  if (!(fraction > 0) || count == 0) return 0;
  const double wanted = std::floor(std::min(fraction, 1.0) * static_cast<double>(count) + 0.5);
  return std::min(static_cast<std::size_t>(wanted), count - 1);
}

Split splitAt(int place, int count) {
  Split split;
  split.train.resize(static_cast<std::size_t>(place));
  split.validation.resize(static_cast<std::size_t>(count - place));
  std::iota(split.train.begin(), split.train.end(), 0);
  std::iota(split.validation.begin(), split.validation.end(), place);
  return split;
}

}  // namespace

Split splitSamples(const Samples& samples, double validationFraction, std::uint64_t seed) {
  if (samples.learning >= 0) return splitAt(samples.learning, samples.size());
  if (samples.hasOneClassEach()) return stratifiedSplit(samples.labels, validationFraction, seed);
  const std::vector<std::int32_t> alike(static_cast<std::size_t>(samples.size()), 0);
  return stratifiedSplit(alike, validationFraction, seed);
}

Split stratifiedSplit(std::span<const std::int32_t> labels, double validationFraction,
                      std::uint64_t seed) {
  std::map<std::int32_t, std::vector<std::int32_t>> members;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    members[labels[i]].push_back(static_cast<std::int32_t>(i));
  }
  Split split;
  for (auto& [label, indices] : members) {
    const std::size_t count = validationCount(indices.size(), validationFraction);
    // The first `count` of a shuffle that is drawn for this class alone.
    Rng rng(seed, hashOf("split"), static_cast<std::uint64_t>(label));
    for (std::size_t i = 0; i < count; ++i) {
      std::swap(indices[i], indices[i + static_cast<std::size_t>(rng.below(indices.size() - i))]);
    }
    const auto middle = indices.begin() + static_cast<std::ptrdiff_t>(count);
    split.validation.insert(split.validation.end(), indices.begin(), middle);
    split.train.insert(split.train.end(), middle, indices.end());
  }
  std::sort(split.train.begin(), split.train.end());
  std::sort(split.validation.begin(), split.validation.end());
  return split;
}

}  // namespace loom
