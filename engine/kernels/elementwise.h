// Loops over plain arrays, and over the rows and columns of matrices.
#pragma once

#include <cstring>

#include "engine/kernels/lanes.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// out[i] = fn(in[i]...), a register at a time. Written out, because the compiler gives up on
/// vectors where an output may be one of the inputs.
template <class T, class Fn, class... In>
LOOM_ALWAYS_INLINE void forEachRegister(size_t n, T* out, Fn&& fn, const In*... in) {
  constexpr size_t kCount = Register<T>::kCount;
  using V = typename Register<T>::Type;
  size_t i = 0;
  for (; i + kCount <= n; i += kCount) storeRegister<T>(out + i, fn(loadRegister<T>(in + i)...));
  if (i == n) return;
  const auto loadRest = [&](const T* from) {
    V value = {};
    std::memcpy(&value, from, sizeof(T) * (n - i));
    return value;
  };
  const V rest = fn(loadRest(in + i)...);
  std::memcpy(out + i, &rest, sizeof(T) * (n - i));
}

template <class T>
void relu(size_t n, const T* x, T* y) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, y, [](const V& v) LOOM_INLINE_LAMBDA { return V{} > v ? V{} : v; }, x);
}

template <class T>
void reluBackward(size_t n, const T* y, const T* dy, T* dx) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, dx, [](const V& v, const V& d) LOOM_INLINE_LAMBDA { return v <= V{} ? V{} : d; }, y, dy);
}

template <class T>
void add(size_t n, const T* a, const T* b, T* y) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, y, [](const V& u, const V& v) LOOM_INLINE_LAMBDA { return u + v; }, a, b);
}

template <class T>
void addBias(int rows, int cols, const T* bias, T* y) {
  for (int r = 0; r < rows; ++r, y += cols) add<T>(static_cast<size_t>(cols), y, bias, y);
}

template <class T>
void sumRows(int rows, int cols, const T* x, T* out) {
  std::memset(out, 0, sizeof(T) * static_cast<size_t>(cols));
  for (int r = 0; r < rows; ++r, x += cols) add<T>(static_cast<size_t>(cols), out, x, out);
}

}  // namespace loom::LOOM_ISA_NAMESPACE
