// exp and the two squashing functions made from it, over plain arrays: within 2 units in the last
// place in float; in double, where speed does not matter, they are the C library's.
#pragma once

#include "engine/kernels/elementwise.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// Every number of a register through a function of the C library.
template <class T, class Fn>
LOOM_ALWAYS_INLINE typename Register<T>::Type oneByOne(typename Register<T>::Type x, Fn&& fn) {
  for (int i = 0; i < Register<T>::kCount; ++i) x[i] = fn(x[i]);
  return x;
}

/// 2^n for n in [-126, 127], put straight into the exponent's bits.
LOOM_ALWAYS_INLINE Register<float>::Type powerOfTwo(const Register<float>::Mask& n) {
  return reinterpret_cast<Register<float>::Type>((n + 127) << 23);
}

/// x = n ln 2 + r with |r| <= ln 2 / 2, so exp(x) = 2^n exp(r), and exp(r) is its Taylor polynomial
/// of degree 7, which there is off by 4e-9. ln 2 is subtracted in two parts, so that nothing is
/// lost.
LOOM_ALWAYS_INLINE Register<float>::Type expOf(Register<float>::Type x) {
  using V = Register<float>::Type;
  constexpr float kLog2E = 1.44269504088896341F, kRound = 12582912.0F;  // 1.5 · 2^23
  constexpr float kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
  const V none = {};
  // Beyond these the result is infinity or 0 in any case; NaN passes both.
  x = x > none + 89.0F ? none + 89.0F : x;
  x = x < none - 104.0F ? none - 104.0F : x;
  const V whole = (x * kLog2E + kRound) - kRound;
  const V r = (x - whole * kLn2High) - whole * kLn2Low;
  V p = none + 1.0F / 5040;
  p = p * r + 1.0F / 720;
  p = p * r + 1.0F / 120;
  p = p * r + 1.0F / 24;
  p = p * r + 1.0F / 6;
  p = p * r + 0.5F;
  p = p * r + 1.0F;
  p = p * r + 1.0F;
  // Two factors, because 2^n alone may lie outside the range.
  const auto n = __builtin_convertvector(whole, Register<float>::Mask), half = n >> 1;
  return p * powerOfTwo(half) * powerOfTwo(n - half);
}
LOOM_ALWAYS_INLINE Register<double>::Type expOf(const Register<double>::Type& x) {
  return oneByOne<double>(x, [](double v) LOOM_INLINE_LAMBDA { return __builtin_exp(v); });
}

template <class T>
LOOM_ALWAYS_INLINE typename Register<T>::Type sigmoidOf(const typename Register<T>::Type& x) {
  return T(1) / (T(1) + expOf(-x));
}

/// Near 0, where 1 - 2 / (exp(2x) + 1) would lose digits, an odd polynomial (the one of the Cephes
/// library, tanhf).
LOOM_ALWAYS_INLINE Register<float>::Type tanhOf(const Register<float>::Type& x) {
  using V = Register<float>::Type;
  const V size = x < V{} ? -x : x;
  const V square = x * x;
  V p = square * -5.70498872745e-3F + 2.06390887954e-2F;
  p = p * square - 5.37397155531e-2F;
  p = p * square + 1.33314422036e-1F;
  p = p * square - 3.33332819422e-1F;
  const V near = p * square * x + x;
  const V far = 1.0F - 2.0F / (expOf(size + size) + 1.0F);
  return size < V{} + 0.625F ? near : (x < V{} ? -far : far);
}
LOOM_ALWAYS_INLINE Register<double>::Type tanhOf(const Register<double>::Type& x) {
  return oneByOne<double>(x, [](double v) LOOM_INLINE_LAMBDA { return __builtin_tanh(v); });
}

template <class T>
void exponential(size_t n, const T* x, T* y) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, y, [](const V& v) LOOM_INLINE_LAMBDA { return expOf(v); }, x);
}

template <class T>
void sigmoid(size_t n, const T* x, T* y) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, y, [](const V& v) LOOM_INLINE_LAMBDA { return sigmoidOf<T>(v); }, x);
}

template <class T>
void hyperbolicTangent(size_t n, const T* x, T* y) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, y, [](const V& v) LOOM_INLINE_LAMBDA { return tanhOf(v); }, x);
}

}  // namespace loom::LOOM_ISA_NAMESPACE
