// Moving images between layouts: rows of one image each <-> lanes, and with or without a border of
// zeros.
#pragma once

#include <cstring>

#include "engine/kernels/lanes.h"

namespace loom::LOOM_ISA_NAMESPACE {

template <class T, int L = kLanes<T>>
void padBlock(int channels, int h, int w, int padH, int padW, const T* in, T* padded) {
  const size_t row = sizeof(T) * L, side = row * padW, inside = row * w,
               edge = (2 * side + inside) * padH;
  const char* from = reinterpret_cast<const char*>(in);
  char* to = reinterpret_cast<char*>(padded);
  const auto clear = [&](size_t bytes) {
    std::memset(to, 0, bytes);
    to += bytes;
  };
  for (int c = 0; c < channels; ++c) {
    clear(edge);
    for (int y = 0; y < h; ++y) {
      clear(side);
      std::memcpy(to, from, inside);
      to += inside;
      from += inside;
      clear(side);
    }
    clear(edge);
  }
}

template <class T, int L = kLanes<T>>
void unpadBlock(int channels, int h, int w, int padH, int padW, const T* padded, T* out) {
  const ptrdiff_t inside = ptrdiff_t(L) * w, row = ptrdiff_t(L) * (w + 2 * padW);
  for (int c = 0; c < channels; ++c) {
    const T* from = padded + (ptrdiff_t(c) * (h + 2 * padH) + padH) * row + padW * L;
    for (int y = 0; y < h; ++y, from += row, out += inside)
      std::memcpy(out, from, sizeof(T) * inside);
  }
}

/// One step of a transposition: registers a and b, `Step` apart, exchange the halves of every 2 *
/// Step elements.
template <int Count, int Step, class V, int... I>
LOOM_ALWAYS_INLINE void exchange(V& a, V& b, std::integer_sequence<int, I...>) {
  const V low = __builtin_shufflevector(a, b, (I & Step ? I - Step + Count : I)...);
  b = __builtin_shufflevector(a, b, (I & Step ? I + Count : I + Step)...);
  a = low;
}

/// Transposes kCount registers of kCount numbers.
template <class T, int Step = Register<T>::kCount / 2, class V>
LOOM_ALWAYS_INLINE void transpose(V (&x)[Register<T>::kCount]) {
  constexpr int kCount = Register<T>::kCount;
  if constexpr (Step > 0) {
    unrolled<kCount>([&](auto i) LOOM_INLINE_LAMBDA {
      if constexpr ((i & Step) == 0) {
        exchange<kCount, Step>(x[i], x[i + Step], std::make_integer_sequence<int, kCount>());
      }
    });
    transpose<T, Step / 2>(x);
  }
}

template <class T>
void rowsToLanes(int count, size_t elements, const T* rows, T* lanes) {
  constexpr int kCount = Register<T>::kCount;
  size_t e = 0;
  for (; e + kCount <= elements; e += kCount) {
    for (int first = 0; first < kLanes<T>; first += kCount) {
      typename Register<T>::Type x[kCount];
      unrolled<kCount>([&](auto i) LOOM_INLINE_LAMBDA {
        x[i] = first + i < count ? loadRegister<T>(rows + (first + i) * elements + e)
                                 : typename Register<T>::Type{};
      });
      transpose<T>(x);
      unrolled<kCount>([&](auto i) LOOM_INLINE_LAMBDA {
        storeRegister<T>(lanes + (e + i) * kLanes<T> + first, x[i]);
      });
    }
  }
  for (; e < elements; ++e) {
    for (int i = 0; i < kLanes<T>; ++i)
      lanes[e * kLanes<T> + i] = i < count ? rows[i * elements + e] : T(0);
  }
}

template <class T>
void lanesToRows(int count, size_t elements, const T* lanes, T* rows) {
  constexpr int kCount = Register<T>::kCount;
  size_t e = 0;
  for (; e + kCount <= elements; e += kCount) {
    for (int first = 0; first < count; first += kCount) {
      typename Register<T>::Type x[kCount];
      unrolled<kCount>([&](auto i) LOOM_INLINE_LAMBDA {
        x[i] = loadRegister<T>(lanes + (e + i) * kLanes<T> + first);
      });
      transpose<T>(x);
      unrolled<kCount>([&](auto i) LOOM_INLINE_LAMBDA {
        if (first + i < count) storeRegister<T>(rows + (first + i) * elements + e, x[i]);
      });
    }
  }
  for (; e < elements; ++e) {
    for (int i = 0; i < count; ++i) rows[i * elements + e] = lanes[e * kLanes<T> + i];
  }
}

}  // namespace loom::LOOM_ISA_NAMESPACE
