// What batch normalisation does to one channel of one block: [n pixels][lanes].
#pragma once

#include "engine/kernels/elementwise.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// sums[l] = Σ fn(inputs at pixel i, lane l), four pixels in flight.
template <class T, class Fn, class... In>
LOOM_ALWAYS_INLINE void sumOverPixels(size_t n, T* sums, Fn&& fn, const In*... in) {
  constexpr size_t L = kLanes<T>;
  Lanes<T> acc[4];
  unrolled<4>([&](auto i) LOOM_INLINE_LAMBDA { acc[i] = Lanes<T>::all(T(0)); });
  size_t pixel = 0;
  for (; pixel + 4 <= n; pixel += 4) {
    unrolled<4>([&](auto i) LOOM_INLINE_LAMBDA {
      fn(acc[i], Lanes<T>::load(in + (pixel + i.value) * L)...);
    });
  }
  for (; pixel < n; ++pixel) fn(acc[0], Lanes<T>::load(in + pixel * L)...);
  acc[0].add(acc[1]);
  acc[2].add(acc[3]);
  acc[0].add(acc[2]);
  acc[0].store(sums);
}

template <class T>
void laneSums(size_t n, const T* x, T* sums) {
  sumOverPixels<T>(
      n, sums, [](Lanes<T>& acc, const Lanes<T>& v) LOOM_INLINE_LAMBDA { acc.add(v); }, x);
}

template <class T>
LOOM_ALWAYS_INLINE Lanes<T> minus(Lanes<T> x, T mean) {
  unrolled<Lanes<T>::kParts>([&](auto p) LOOM_INLINE_LAMBDA { x.part[p] -= mean; });
  return x;
}

template <class T>
void laneSquares(size_t n, const T* x, T mean, T* sums) {
  sumOverPixels<T>(
      n, sums,
      [mean](Lanes<T>& acc, const Lanes<T>& v) LOOM_INLINE_LAMBDA {
        const Lanes<T> off = minus(v, mean);
        acc.addProduct(off, off);
      },
      x);
}

template <class T>
void laneProducts(size_t n, const T* dy, const T* x, T mean, T* sums) {
  sumOverPixels<T>(
      n, sums,
      [mean](Lanes<T>& acc, const Lanes<T>& d, const Lanes<T>& v)
          LOOM_INLINE_LAMBDA { acc.addProduct(d, minus(v, mean)); },
      dy, x);
}

template <class T>
void normalise(size_t n, const T* x, T mean, T scale, T shift, T* y) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, y, [=](const V& v) LOOM_INLINE_LAMBDA { return (v - mean) * scale + shift; }, x);
}

template <class T>
void normaliseBackward(size_t n, const T* dy, const T* x, T mean, T scale, T shift, T slope,
                       T* dx) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, dx,
      [=](const V& d, const V& v)
          LOOM_INLINE_LAMBDA { return scale * d - (shift + (v - mean) * slope); },
      dy, x);
}

}  // namespace loom::LOOM_ISA_NAMESPACE
