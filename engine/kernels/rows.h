// What attention does to the rows of a matrix, which lie one after the other, and the Gaussian unit
// beside it.
#pragma once

#include <cmath>

#include "engine/kernels/exponential.h"

namespace loom::LOOM_ISA_NAMESPACE {

template <class T>
LOOM_ALWAYS_INLINE T sumOf(const typename Register<T>::Type& x) {
  T sums[Register<T>::kCount];
  storeRegister<T>(sums, x);
  for (int half = Register<T>::kCount / 2; half > 0; half /= 2)
    for (int i = 0; i < half; ++i) sums[i] += sums[i + half];
  return sums[0];
}

/// Σ fn(in[i]...), two registers in flight.
template <class T, class Fn, class... In>
LOOM_ALWAYS_INLINE T sumOver(size_t n, Fn&& fn, const In*... in) {
  using V = typename Register<T>::Type;
  constexpr size_t kCount = Register<T>::kCount;
  V even = {}, odd = {};
  size_t i = 0;
  for (; i + 2 * kCount <= n; i += 2 * kCount) {
    even += fn(loadRegister<T>(in + i)...);
    odd += fn(loadRegister<T>(in + i + kCount)...);
  }
  for (; i < n; i += kCount) {
    const size_t here = n - i < kCount ? n - i : kCount;
    const auto load = [&](const T* from) LOOM_INLINE_LAMBDA {
      V value = {};
      std::memcpy(&value, from, sizeof(T) * here);
      return value;
    };
    V last = fn(load(in + i)...);
    for (size_t missing = here; missing < kCount; ++missing) last[missing] = 0;
    even += last;
  }
  return sumOf<T>(even + odd);
}

template <class T>
LOOM_ALWAYS_INLINE T largestOf(size_t n, const T* x) {
  using V = typename Register<T>::Type;
  constexpr size_t kCount = Register<T>::kCount;
  T largest = x[0];
  size_t i = 0;
  if (n >= kCount) {
    V most = loadRegister<T>(x);
    for (i = kCount; i + kCount <= n; i += kCount) {
      const V v = loadRegister<T>(x + i);
      most = v > most ? v : most;
    }
    largest = most[0];
    for (size_t k = 1; k < kCount; ++k) largest = most[k] > largest ? most[k] : largest;
  }
  for (; i < n; ++i) largest = x[i] > largest ? x[i] : largest;
  return largest;
}

template <class T>
void softmaxRows(int rows, int cols, T scale, bool causal, T* x) {
  using V = typename Register<T>::Type;
  for (int r = 0; r < rows; ++r, x += cols) {
    const auto seen = static_cast<size_t>(causal && r + 1 < cols ? r + 1 : cols);
    const T largest = scale * largestOf<T>(seen, x);
    forEachRegister<T>(
        seen, x, [=](const V& v) LOOM_INLINE_LAMBDA { return expOf(v * scale - largest); }, x);
    const T share = T(1) / sumOver<T>(
                               seen, [](const V& v) LOOM_INLINE_LAMBDA { return v; }, x);
    forEachRegister<T>(
        seen, x, [=](const V& v) LOOM_INLINE_LAMBDA { return v * share; }, x);
    std::memset(x + seen, 0, sizeof(T) * (static_cast<size_t>(cols) - seen));
  }
}

template <class T>
void softmaxRowsBackward(int rows, int cols, T scale, const T* p, T* dp) {
  using V = typename Register<T>::Type;
  const auto n = static_cast<size_t>(cols);
  for (int r = 0; r < rows; ++r, p += cols, dp += cols) {
    const T sum = sumOver<T>(
        n, [](const V& u, const V& v) LOOM_INLINE_LAMBDA { return u * v; }, p, dp);
    forEachRegister<T>(
        n, dp, [=](const V& u, const V& v) LOOM_INLINE_LAMBDA { return u * (v - sum) * scale; }, p,
        dp);
  }
}

template <class T>
void normaliseRows(int rows, int cols, T eps, const T* x, const T* weight, const T* bias, T* y,
                   T* means, T* rates) {
  using V = typename Register<T>::Type;
  const auto n = static_cast<size_t>(cols);
  for (int r = 0; r < rows; ++r, x += cols, y += cols) {
    const T mean = sumOver<T>(
                       n, [](const V& v) LOOM_INLINE_LAMBDA { return v; }, x) /
                   static_cast<T>(cols);
    const T variance =
        sumOver<T>(
            n, [=](const V& v) LOOM_INLINE_LAMBDA { return (v - mean) * (v - mean); }, x) /
        static_cast<T>(cols);
    const T rate = T(1) / std::sqrt(variance + eps);
    forEachRegister<T>(
        n, y,
        [=](const V& v, const V& w, const V& b)
            LOOM_INLINE_LAMBDA { return (v - mean) * rate * w + b; },
        x, weight, bias);
    means[r] = mean;
    rates[r] = rate;
  }
}

template <class T>
void normaliseRowsBackward(int rows, int cols, const T* x, const T* means, const T* rates,
                           const T* weight, const T* dy, T* dx, T* weightSums, T* biasSums) {
  using V = typename Register<T>::Type;
  const auto n = static_cast<size_t>(cols);
  for (int r = 0; r < rows; ++r, x += cols, dy += cols, dx += cols) {
    const T mean = means[r], rate = rates[r];
    add<T>(n, biasSums, dy, biasSums);
    forEachRegister<T>(
        n, weightSums,
        [=](const V& sum, const V& d, const V& v)
            LOOM_INLINE_LAMBDA { return sum + d * ((v - mean) * rate); },
        weightSums, dy, x);
    const T shift =
        sumOver<T>(
            n, [](const V& d, const V& w) LOOM_INLINE_LAMBDA { return d * w; }, dy, weight) /
        static_cast<T>(cols);
    const T slope = sumOver<T>(
                        n,
                        [=](const V& d, const V& w, const V& v)
                            LOOM_INLINE_LAMBDA { return d * w * ((v - mean) * rate); },
                        dy, weight, x) /
                    static_cast<T>(cols);
    forEachRegister<T>(
        n, dx,
        [=](const V& d, const V& w, const V& v)
            LOOM_INLINE_LAMBDA { return rate * (d * w - shift - (v - mean) * rate * slope); },
        dy, weight, x);
  }
}

/// erfc(|x| / √2) / 2, given exp(-x² / 2). In float a polynomial in t = 1 / (1 + |x| / (2 √2)),
/// fitted for a relative error of 5e-8 over |x| < 19; beyond, the exponential is 0.
LOOM_ALWAYS_INLINE Register<float>::Type normalTail(const Register<float>::Type& x,
                                                    const Register<float>::Type& exponential) {
  using V = Register<float>::Type;
  const V none = {};
  const V t = 1.0F / (1.0F + (x < none ? -x : x) * 0.353553391F);
  V p = none - 0.0296929893F;
  p = p * t + 0.143060744F;
  p = p * t - 0.245200479F;
  p = p * t + 0.140863369F;
  p = p * t - 0.0145718808F;
  p = p * t + 0.101875195F;
  p = p * t + 0.121417843F;
  p = p * t + 0.141206008F;
  p = p * t + 0.141042168F;
  return p * t * exponential;
}
LOOM_ALWAYS_INLINE Register<double>::Type normalTail(const Register<double>::Type& x,
                                                     const Register<double>::Type&) {
  return oneByOne<double>(x, [](double v) LOOM_INLINE_LAMBDA {
    return 0.5 * __builtin_erfc(std::abs(v) * 0.70710678118654752440);
  });
}

/// How much of a normal distribution lies below x.
template <class T>
LOOM_ALWAYS_INLINE typename Register<T>::Type normalBelow(
    const typename Register<T>::Type& x, const typename Register<T>::Type& exponential) {
  using V = typename Register<T>::Type;
  const V tail = normalTail(x, exponential);
  return x < V{} ? tail : T(1) - tail;
}

template <class T>
void gelu(size_t n, const T* x, T* y) {
  using V = typename Register<T>::Type;
  forEachRegister<T>(
      n, y,
      [](const V& v) LOOM_INLINE_LAMBDA { return v * normalBelow<T>(v, expOf(v * v * T(-0.5))); },
      x);
}

template <class T>
void geluBackward(size_t n, const T* x, const T* dy, T* dx) {
  using V = typename Register<T>::Type;
  constexpr T kPerRootTwoPi = T(0.39894228040143267793994605993438);
  forEachRegister<T>(
      n, dx,
      [](const V& v, const V& d) LOOM_INLINE_LAMBDA {
        const V exponential = expOf(v * v * T(-0.5));
        return d * (normalBelow<T>(v, exponential) + v * kPerRootTwoPi * exponential);
      },
      x, dy);
}

}  // namespace loom::LOOM_ISA_NAMESPACE
