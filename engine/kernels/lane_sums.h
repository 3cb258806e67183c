// Sums over the images of a block: four vectors at a time, for which it takes three shuffles and
// additions a vector.
#pragma once

#include "engine/kernels/lanes.h"

namespace loom::LOOM_ISA_NAMESPACE {

template <class T, int Count>
struct SmallVector {
  typedef T Type __attribute__((vector_size(Count * sizeof(T))));
};

/// From each quad of a (or u) and each quad of b (or v), elements `First`, `Second` of the one and
/// of the other: interleaved (a0 b0 a1 b1) or one after the other (u0 u1 v0 v1).
template <int Count, bool Interleave, int First, class V, int... I>
LOOM_ALWAYS_INLINE V pick(const V& a, const V& b, std::integer_sequence<int, I...>) {
  return Interleave
             ? __builtin_shufflevector(a, b, (I / 4 * 4 + First + I % 4 / 2 + I % 2 * Count)...)
             : __builtin_shufflevector(a, b, (I / 4 * 4 + First + I % 2 + I % 4 / 2 * Count)...);
}

/// The lower or the upper half of a vector of 2 * sizeof...(I) numbers.
template <class V, int... I>
LOOM_ALWAYS_INLINE auto half(const V& a, bool upper, std::integer_sequence<int, I...>) {
  constexpr int kHalf = sizeof...(I);
  return upper ? __builtin_shufflevector(a, a, (I + kHalf)...)
               : __builtin_shufflevector(a, a, I...);
}

/// Sum of the quads of a vector.
template <int Count, class V>
LOOM_ALWAYS_INLINE auto foldToQuad(const V& a) {
  if constexpr (Count == 4) {
    return a;
  } else {
    constexpr std::make_integer_sequence<int, Count / 2> kIndices;
    return foldToQuad<Count / 2>(half(a, false, kIndices) + half(a, true, kIndices));
  }
}

/// sums[i] = sum of the numbers of x[i].
template <class T>
LOOM_ALWAYS_INLINE void sumOverLanes(const Lanes<T> (&x)[4], T (&sums)[4]) {
  constexpr int kCount = Register<T>::kCount;
  typename Register<T>::Type part[4];
  unrolled<4>([&](auto i) LOOM_INLINE_LAMBDA {
    part[i] = x[i].part[0];
    unrolled<Lanes<T>::kParts - 1>([&](auto p) LOOM_INLINE_LAMBDA { part[i] += x[i].part[p + 1]; });
  });
  if constexpr (kCount >= 4) {
    constexpr std::make_integer_sequence<int, kCount> kIndices;
    // u = (a0+a2, b0+b2, a1+a3, b1+b3) in each quad, v the same of c and d; then all four sums side
    // by side.
    const auto u = pick<kCount, true, 0>(part[0], part[1], kIndices) +
                   pick<kCount, true, 2>(part[0], part[1], kIndices);
    const auto v = pick<kCount, true, 0>(part[2], part[3], kIndices) +
                   pick<kCount, true, 2>(part[2], part[3], kIndices);
    const auto all =
        pick<kCount, false, 0>(u, v, kIndices) + pick<kCount, false, 2>(u, v, kIndices);
    const auto quad = foldToQuad<kCount>(all);
    unrolled<4>([&](auto i) LOOM_INLINE_LAMBDA { sums[i] = quad[i.value]; });
  } else {
    unrolled<4>([&](auto i) LOOM_INLINE_LAMBDA { sums[i] = part[i][0] + part[i][1]; });
  }
}

}  // namespace loom::LOOM_ISA_NAMESPACE
