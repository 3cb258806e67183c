// One step of the recurrent cells, element by element over plain arrays: what is left of a step
// once the products with the weights are done. The gates lie one after the other, n values each.
#pragma once

#include "engine/kernels/exponential.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// (out[0][i], out[1][i] ...) = fn(in[0][i], in[1][i] ...), a register at a time; fn(x, y) reads x
/// and fills y. An output may be the same array as an input.
template <class T, int Out, int In, class Fn>
LOOM_ALWAYS_INLINE void mapRegisters(size_t n, T* const (&out)[Out], const T* const (&in)[In],
                                     Fn&& fn) {
  constexpr size_t kCount = Register<T>::kCount;
  typename Register<T>::Type x[In], y[Out];
  size_t i = 0;
  for (; i + kCount <= n; i += kCount) {
    unrolled<In>([&](auto k) LOOM_INLINE_LAMBDA { x[k] = loadRegister<T>(in[k] + i); });
    fn(x, y);
    unrolled<Out>([&](auto k) LOOM_INLINE_LAMBDA { storeRegister<T>(out[k] + i, y[k]); });
  }
  if (i == n) return;
  const size_t bytes = sizeof(T) * (n - i);
  unrolled<In>([&](auto k) LOOM_INLINE_LAMBDA {
    x[k] = typename Register<T>::Type{};
    std::memcpy(&x[k], in[k] + i, bytes);
  });
  fn(x, y);
  unrolled<Out>([&](auto k) LOOM_INLINE_LAMBDA { std::memcpy(out[k] + i, &y[k], bytes); });
}

template <class T>
void tanhBackward(size_t n, const T* y, const T* dy, T* dx) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, dx, [](const V& v, const V& d) LOOM_INLINE_LAMBDA { return d * (T(1) - v * v); }, y, dy);
}

template <class T>
void lstmForward(size_t n, T* gates, const T* before, T* state, T* squashed, T* hidden) {
  mapRegisters<T, 7, 5>(n,
                        {gates, gates + n, gates + 2 * n, gates + 3 * n, state, squashed, hidden},
                        {gates, gates + n, gates + 2 * n, gates + 3 * n, before},
                        [](const auto& x, auto& y) LOOM_INLINE_LAMBDA {
                          y[0] = sigmoidOf<T>(x[0]);
                          y[1] = sigmoidOf<T>(x[1]);
                          y[2] = tanhOf(x[2]);
                          y[3] = sigmoidOf<T>(x[3]);
                          y[4] = y[1] * x[4] + y[0] * y[2];
                          y[5] = tanhOf(y[4]);
                          y[6] = y[3] * y[5];
                        });
}

template <class T>
void lstmBackward(size_t n, T* gates, const T* before, const T* squashed, const T* dHidden,
                  T* dState) {
  mapRegisters<T, 5, 8>(
      n, {gates, gates + n, gates + 2 * n, gates + 3 * n, dState},
      {gates, gates + n, gates + 2 * n, gates + 3 * n, before, squashed, dHidden, dState},
      [](const auto& x, auto& y) LOOM_INLINE_LAMBDA {
        const auto &in = x[0], &forget = x[1], &fresh = x[2], &out = x[3];
        const auto d = x[7] + x[6] * out * (T(1) - x[5] * x[5]);
        y[0] = d * fresh * in * (T(1) - in);
        y[1] = d * x[4] * forget * (T(1) - forget);
        y[2] = d * in * (T(1) - fresh * fresh);
        y[3] = x[6] * x[5] * out * (T(1) - out);
        y[4] = d * forget;
      });
}

template <class T>
void gruForward(size_t n, T* gates, const T* before, T* hidden) {
  mapRegisters<T, 4, 5>(n, {gates, gates + n, gates + 3 * n, hidden},
                        {gates, gates + n, gates + 2 * n, gates + 3 * n, before},
                        [](const auto& x, auto& y) LOOM_INLINE_LAMBDA {
                          y[0] = sigmoidOf<T>(x[0]);
                          y[1] = sigmoidOf<T>(x[1]);
                          y[2] = tanhOf(x[3] + y[0] * x[2]);
                          y[3] = (T(1) - y[1]) * y[2] + y[1] * x[4];
                        });
}

template <class T>
void gruBackward(size_t n, T* gates, const T* before, const T* dHidden, T* dBefore) {
  mapRegisters<T, 5, 7>(n, {gates, gates + n, gates + 2 * n, gates + 3 * n, dBefore},
                        {gates, gates + n, gates + 2 * n, gates + 3 * n, before, dHidden, dBefore},
                        [](const auto& x, auto& y) LOOM_INLINE_LAMBDA {
                          const auto &reset = x[0], &update = x[1], &recalled = x[2], &fresh = x[3],
                                     &d = x[5];
                          y[3] = d * (T(1) - update) * (T(1) - fresh * fresh);
                          y[0] = y[3] * recalled * reset * (T(1) - reset);
                          y[1] = d * (x[4] - fresh) * update * (T(1) - update);
                          y[2] = y[3] * reset;
                          y[4] = x[6] + d * update;
                        });
}

}  // namespace loom::LOOM_ISA_NAMESPACE
