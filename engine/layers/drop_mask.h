#pragma once

// Dropout inside a layer: the mask is drawn anew from the step and the place whenever it is needed,
// so forward and backward agree without keeping it, on any thread.

#include <cstddef>

#include "engine/base/rng.h"
#include "engine/layers/layer.h"

namespace loom {

template <class T>
class DropMask {
 public:
  /// `stream`: a number of its own for each mask of the layer.
  DropMask(const LayerSite<T>& site, double rate, std::uint64_t stream)
      : rate_(rate), key_(mix(site.key + stream)) {}

  bool active(const Pass<T>& pass) const { return pass.training && rate_ > 0; }

  /// Multiplies values [at, at + count) of the masked array, which begin at x, by 0 or
  /// 1 / (1 - rate); leaves them alone outside training.
  void apply(const Pass<T>& pass, std::size_t at, std::size_t count, T* x) const {
    if (!active(pass)) return;
    const Rng rng(pass.random.seed, key_, pass.random.step);
    const T kept = rate_ < 1 ? static_cast<T>(1.0 / (1.0 - rate_)) : T(0);
    for (std::size_t i = 0; i < count; ++i)
      x[i] *= Rng::toUnit(rng.at(at + i)) < rate_ ? T(0) : kept;
  }

 private:
  double rate_;
  std::uint64_t key_;
};

}  // namespace loom
