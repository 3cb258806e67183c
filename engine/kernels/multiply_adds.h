// As many multiply-adds as the machine can do: nothing but that, on numbers in registers. What it
// reaches is the peak that everything else is measured against.
#pragma once

#include "engine/kernels/lanes.h"

namespace loom::LOOM_ISA_NAMESPACE {

template <class T>
int64_t multiplyAdds(int64_t rounds, T* values) {
  using R = Register<T>;
  // A result is needed again only after all the others have been started, which hides how long one
  // takes. More than that would not fit: AVX-512 has 32 registers, the others 16.
  constexpr int kChains = kVectorBytes == 64 ? 24 : 12;
  constexpr int kStride = R::kCount;
  static_assert(kChains * kStride <= kMultiplyAddValues);
  const typename R::Type half = T(0.5) - typename R::Type{}, one = T(1) - typename R::Type{};
  typename R::Type chain[kChains];
  unrolled<kChains>([&](auto i)
                        LOOM_INLINE_LAMBDA { chain[i] = loadRegister<T>(values + i * kStride); });
  for (int64_t round = 0; round < rounds; ++round) {
    unrolled<kChains>([&](auto i) LOOM_INLINE_LAMBDA { chain[i] = chain[i] * half + one; });
  }
  unrolled<kChains>([&](auto i)
                        LOOM_INLINE_LAMBDA { storeRegister<T>(values + i * kStride, chain[i]); });
  return rounds * kChains * kStride;
}

}  // namespace loom::LOOM_ISA_NAMESPACE
