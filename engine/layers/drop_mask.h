#pragma once

// What dropout multiplies by. It is drawn anew from the step and the place whenever it is needed:
// forward and backward agree without keeping it, on any thread.

#include <cstddef>

#include "engine/base/rng.h"
#include "engine/layers/layer.h"

namespace loom {

/// The factors of one step: 0 with probability `rate`, else 1 / (1 - rate).
template <class T>
class DropScale {
 public:
  /// `stream`: a number of its own for each mask of a network.
  DropScale(RandomKey random, std::uint64_t stream, double rate)
      : rng_(random.seed, stream, random.step),
        rate_(rate),
        kept_(rate < 1 ? static_cast<T>(1.0 / (1.0 - rate)) : T(0)) {}

  T at(std::uint64_t place) const { return Rng::toUnit(rng_.at(place)) < rate_ ? T(0) : kept_; }

 private:
  Rng rng_;
  double rate_;
  T kept_;
};

/// One of several masks inside a layer.
template <class T>
class DropMask {
 public:
  /// `stream`: a number of its own for each mask of the layer.
  DropMask(const LayerSite<T>& site, double rate, std::uint64_t stream)
      : rate_(rate), stream_(mix(site.key + stream)) {}

  bool active(const Pass<T>& pass) const { return pass.training && rate_ > 0; }

  /// Multiplies values [at, at + count) of the masked array, which begin at x; leaves them alone
  /// outside training.
  void apply(const Pass<T>& pass, std::size_t at, std::size_t count, T* x) const {
    if (!active(pass)) return;
    const DropScale<T> scale(pass.random, stream_, rate_);
    for (std::size_t i = 0; i < count; ++i) x[i] *= scale.at(at + i);
  }

 private:
  double rate_;
  std::uint64_t stream_;
};

}  // namespace loom
