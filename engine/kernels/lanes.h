// Lanes<T, N>: N numbers, one per image of a block, added and multiplied side by side in as many
// machine registers as that takes. Only the kernel sources, compiled once per instruction set, may
// include this: every name lives in a namespace of that set, so that the linker never shares code
// between two of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "engine/kernels/kernels.h"

#if !defined(LOOM_ISA_NAMESPACE) || !defined(LOOM_VECTOR_BYTES)
#error \
    "compile through engine/kernels/kernels.cmake, which defines LOOM_ISA_NAMESPACE and LOOM_VECTOR_BYTES"
#endif

#define LOOM_ALWAYS_INLINE __attribute__((always_inline)) inline
#define LOOM_INLINE_LAMBDA __attribute__((always_inline))

namespace loom::LOOM_ISA_NAMESPACE {

/// Bytes of one machine register: 16 (v2), 32 (v3) or 64 (v4).
inline constexpr int kVectorBytes = LOOM_VECTOR_BYTES;

/// fn(0), fn(1) ... fn(N - 1), each with its index as a constant: what stays in registers must not
/// be indexed by a loop, for the compiler splits an array into registers before it unrolls loops.
template <int N, class Fn>
LOOM_ALWAYS_INLINE constexpr void unrolled(Fn&& fn) {
  [&]<int... I>(std::integer_sequence<int, I...>) LOOM_INLINE_LAMBDA {
    (fn(std::integral_constant<int, I>()), ...);
  }
  (std::make_integer_sequence<int, N>());
}

/// Images in a block.
template <class T>
inline constexpr int kLanes = kVectorBytes == 64 && sizeof(T) == 4 ? 16 : 8;

template <class T>
struct Register {
  static constexpr int kCount = kVectorBytes / static_cast<int>(sizeof(T));
  typedef T Type __attribute__((vector_size(kVectorBytes)));
  typedef T Loose __attribute__((vector_size(kVectorBytes), aligned(sizeof(T)), may_alias));
  using Index = std::conditional_t<sizeof(T) == 4, int32_t, int64_t>;
  typedef Index Mask __attribute__((vector_size(kVectorBytes)));
};

template <class T>
LOOM_ALWAYS_INLINE typename Register<T>::Type loadRegister(const T* from) {
  return *reinterpret_cast<const typename Register<T>::Loose*>(from);
}

template <class T>
LOOM_ALWAYS_INLINE void storeRegister(T* to, const typename Register<T>::Type& value) {
  *reinterpret_cast<typename Register<T>::Loose*>(to) = value;
}

template <class T, int N = kLanes<T>>
struct Lanes {
  using R = Register<T>;
  using V = typename R::Type;
  static constexpr int kParts = N / R::kCount;
  static_assert(kParts * R::kCount == N);

  V part[kParts];

  static LOOM_ALWAYS_INLINE Lanes load(const T* from) {
    Lanes x;
    unrolled<kParts>([&](auto i)
                         LOOM_INLINE_LAMBDA { x.part[i] = loadRegister<T>(from + i * R::kCount); });
    return x;
  }
  static LOOM_ALWAYS_INLINE Lanes all(T value) {
    Lanes x;
    unrolled<kParts>([&](auto i) LOOM_INLINE_LAMBDA { x.part[i] = value - V{}; });
    return x;
  }
  LOOM_ALWAYS_INLINE void store(T* to) const {
    unrolled<kParts>([&](auto i)
                         LOOM_INLINE_LAMBDA { storeRegister<T>(to + i * R::kCount, part[i]); });
  }
  /// this += a * b, fused where the machine can.
  LOOM_ALWAYS_INLINE void addProduct(const Lanes& a, const Lanes& b) {
    unrolled<kParts>([&](auto i) LOOM_INLINE_LAMBDA { part[i] += a.part[i] * b.part[i]; });
  }
  LOOM_ALWAYS_INLINE void add(const Lanes& a) {
    unrolled<kParts>([&](auto i) LOOM_INLINE_LAMBDA { part[i] += a.part[i]; });
  }
};

}  // namespace loom::LOOM_ISA_NAMESPACE
