#pragma once

// Mixing the images of a batch with each other: who gets a part of whom, and how much. All is drawn
// from the run's seed and the batch's step, so any thread may do it at any time. Keeps no state.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/rng.h"
#include "engine/base/shape.h"

namespace loom {

/// What whoever mixes brings along, so that nothing is allocated while a run goes on.
struct MixRoom {
  std::vector<std::int32_t> ring;  // each gets a part of the next, the last one of the first
  std::vector<float> spare;        // one row of whatever is mixed
};

/// The images that a step mixes. REQUIRES: ring.size() > 1, spare as long as an image.
struct Mixing {
  const Shape& shape;       // (C, H, W)
  std::span<float> images;  // (ring.size(), C, H, W)
  std::span<const std::int32_t> ring;
  std::span<float> spare;
};

/// A random ring of 0 .. size - 1: everyone has a partner, and nobody is his own.
void drawRing(std::vector<std::int32_t>& ring, int size, Rng& rng);

/// What share of an image stays its own, from the distribution Beta(alpha, alpha). REQUIRES:
/// alpha > 0.
double drawShare(double alpha, Rng& rng);

/// Calls change(own, partner) once for each of the rows, which lie side by side; `partner` is as it
/// was before anything changed.
template <class Fn>
void forEachPair(std::span<float> rows, std::span<const std::int32_t> ring, std::span<float> spare,
                 Fn&& change) {
  const std::size_t width = rows.size() / ring.size();
  const auto row = [&](std::size_t place) {
    return rows.subspan(static_cast<std::size_t>(ring[place]) * width, width);
  };
  const std::span<float> first = spare.first(width);
  std::ranges::copy(row(0), first.begin());
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) change(row(i), row(i + 1));
  change(row(ring.size() - 1), first);
}

/// Row = share * row + (1 - share) * partner.
void mixRows(std::span<float> rows, std::span<const std::int32_t> ring, std::span<float> spare,
             float share);

}  // namespace loom
