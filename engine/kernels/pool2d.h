// Max pooling of one block and its gradient.
#pragma once

#include <cstring>

#include "engine/kernels/lanes.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// The part of a window that lies inside the image, on one axis.
struct WindowSpan {
  int begin, size;
  WindowSpan(int out, int kernel, int stride, int pad, int inputSize) {
    const int first = out * stride - pad, end = first + kernel;
    begin = first < 0 ? 0 : first;
    size = (end < inputSize ? end : inputSize) - begin;
  }
};

/// The maximum of a window of rows x columns vectors, NaN if there is one.
template <class T>
LOOM_ALWAYS_INLINE Lanes<T> windowMaximum(const T* in, int rows, int columns, ptrdiff_t row) {
  auto most = Lanes<T>::load(in);
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const auto value = Lanes<T>::load(in + y * row + x * kLanes<T>);
      unrolled<Lanes<T>::kParts>([&](auto p) LOOM_INLINE_LAMBDA {
        const auto v = value.part[p], m = most.part[p];
        most.part[p] = ((v > m) | (v != v)) ? v : m;
      });
    }
  }
  return most;
}

template <class T>
void maxPool2dForward(const Pool2dGeometry& g, const T* in, T* out) {
  constexpr ptrdiff_t L = kLanes<T>;
  const ptrdiff_t row = L * g.width;
  for (int c = 0; c < g.channels; ++c, in += row * g.height) {
    for (int y = 0; y < g.outH; ++y) {
      const WindowSpan v(y, g.kernelH, g.strideH, g.padH, g.height);
      for (int x = 0; x < g.outW; ++x, out += L) {
        const WindowSpan h(x, g.kernelW, g.strideW, g.padW, g.width);
        const T* window = in + v.begin * row + h.begin * L;
        // The usual window, with its size known: half the time of the general loop.
        if (v.size == 2 && h.size == 2) {
          windowMaximum(window, 2, 2, row).store(out);
        } else {
          windowMaximum(window, v.size, h.size, row).store(out);
        }
      }
    }
  }
}

/// Gives each lane's gradient to the first place of the window that equals its maximum; where the
/// maximum is NaN none does. `Add` adds to what other windows gave.
template <bool Add, class T>
LOOM_ALWAYS_INLINE void giveToFirst(const T* in, const Lanes<T>& most, Lanes<T> left, T* din,
                                    int rows, int columns, ptrdiff_t row) {
  constexpr typename Register<T>::Type kZero = {};
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const ptrdiff_t at = y * row + x * kLanes<T>;
      const auto value = Lanes<T>::load(in + at);
      Lanes<T> given;
      unrolled<Lanes<T>::kParts>([&](auto p) LOOM_INLINE_LAMBDA {
        const auto equal = value.part[p] == most.part[p];
        given.part[p] = equal ? left.part[p] : kZero;
        left.part[p] = equal ? kZero : left.part[p];
      });
      if constexpr (Add) given.add(Lanes<T>::load(din + at));
      given.store(din + at);
    }
  }
}

/// The rare rest of the backward pass: a window's gradient goes to its last NaN, where PyTorch
/// sends it.
template <class T>
void giveToNan(const Pool2dGeometry& g, const T* in, const T* out, const T* dout, T* din) {
  constexpr int L = kLanes<T>;
  for (int i = 0; i < g.outH * g.outW * L; ++i) {
    if (out[i] == out[i]) continue;
    const int lane = i % L;
    const WindowSpan v(i / L / g.outW, g.kernelH, g.strideH, g.padH, g.height);
    const WindowSpan h(i / L % g.outW, g.kernelW, g.strideW, g.padW, g.width);
    for (int k = v.size * h.size - 1; k >= 0; --k) {
      const ptrdiff_t at =
          (ptrdiff_t(v.begin + k / h.size) * g.width + h.begin + k % h.size) * L + lane;
      if (in[at] != in[at]) {
        din[at] += dout[i];
        break;
      }
    }
  }
}

/// One channel. `Add`: windows overlap. Returns whether a maximum is NaN.
template <bool Add, class T>
bool maxPool2dBackwardChannel(const Pool2dGeometry& g, const T* in, const T* out, const T* dout,
                              T* din) {
  constexpr ptrdiff_t L = kLanes<T>;
  const ptrdiff_t row = L * g.width;
  typename Register<T>::Mask nan = {};
  for (int y = 0; y < g.outH; ++y) {
    const WindowSpan v(y, g.kernelH, g.strideH, g.padH, g.height);
    for (int x = 0; x < g.outW; ++x, out += L, dout += L) {
      const WindowSpan h(x, g.kernelW, g.strideW, g.padW, g.width);
      const ptrdiff_t at = v.begin * row + h.begin * L;
      const auto most = Lanes<T>::load(out);
      unrolled<Lanes<T>::kParts>([&](auto p)
                                     LOOM_INLINE_LAMBDA { nan |= most.part[p] != most.part[p]; });
      if (v.size == 2 && h.size == 2) {
        giveToFirst<Add>(in + at, most, Lanes<T>::load(dout), din + at, 2, 2, row);
      } else {
        giveToFirst<Add>(in + at, most, Lanes<T>::load(dout), din + at, v.size, h.size, row);
      }
    }
  }
  bool any = false;
  for (int i = 0; i < Register<T>::kCount; ++i) any |= nan[i] != 0;
  return any;
}

template <class T>
void maxPool2dBackward(const Pool2dGeometry& g, const T* in, const T* out, const T* dout, T* din) {
  const ptrdiff_t plane = ptrdiff_t(kLanes<T>) * g.height * g.width,
                  outPlane = ptrdiff_t(kLanes<T>) * g.outH * g.outW;
  const bool overlap = g.strideH < g.kernelH || g.strideW < g.kernelW;
  // Windows side by side that leave nothing out write every element, so nothing has to be cleared
  // before.
  const bool complete = g.strideH == g.kernelH && g.strideW == g.kernelW && g.padH == 0 &&
                        g.padW == 0 && g.outH * g.strideH >= g.height &&
                        g.outW * g.strideW >= g.width;
  if (!complete) std::memset(din, 0, sizeof(T) * static_cast<size_t>(g.channels * plane));
  for (int c = 0; c < g.channels;
       ++c, in += plane, din += plane, out += outPlane, dout += outPlane) {
    const bool nan = overlap ? maxPool2dBackwardChannel<true>(g, in, out, dout, din)
                             : maxPool2dBackwardChannel<false>(g, in, out, dout, din);
    if (nan) giveToNan(g, in, out, dout, din);
  }
}

}  // namespace loom::LOOM_ISA_NAMESPACE
