// Convolution and pooling of one image, [C][H][W], when there are none to put beside it: the lanes
// of a vector are then neighbouring pixels of a row.
#pragma once

#include <cstring>

#include "engine/kernels/correlate.h"
#include "engine/kernels/pool2d.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// Vectors that cover a row of outputs at stride 1, from which wider strides are picked.
template <class T>
int vectorsPerRow(const Conv2dGeometry& g) {
  return ((g.outW - 1) * g.strideW + kLanes<T>) / kLanes<T>;
}

template <class T>
size_t singleForwardScratch(const Conv2dGeometry& g) {
  return size_t(g.filters) * g.outH * vectorsPerRow<T>(g) * kLanes<T>;
}

template <class T>
void singleForward(const Conv2dGeometry& g, const T* input, const T* weight, const T* bias,
                   T* output, T* scratch) {
  const int channels = g.channels / g.groups, filters = g.filters / g.groups;
  const ptrdiff_t plane = ptrdiff_t(g.width) * g.height;
  const ptrdiff_t kernel = ptrdiff_t(g.kernelH) * g.kernelW;
  const ptrdiff_t row = ptrdiff_t(kLanes<T>) * vectorsPerRow<T>(g), outPlane = row * g.outH;
  CorrelationGrid<T> grid{
      .taps = {.count = {channels, g.kernelH, g.kernelW},
               .inputStep = {plane, ptrdiff_t(g.width) * g.dilationH, g.dilationW},
               .weightStep = {kernel, g.kernelW, 1}},
      .rows = filters,
      .ny = g.outH,
      .nx = vectorsPerRow<T>(g),
      .inputStepY = ptrdiff_t(g.width) * g.strideH,
      .inputStepX = kLanes<T>,
      .weightStepRow = kernel * channels,
      .outputStepRow = outPlane,
      .outputStepY = row,
      .outputStepX = kLanes<T>,
  };
  for (int group = 0; group < g.groups; ++group) {
    grid.input = input + group * channels * plane;
    grid.weight = weight + group * filters * grid.weightStepRow;
    grid.bias = bias ? bias + group * filters : nullptr;
    grid.output = scratch + group * filters * outPlane;
    correlate(grid);
  }
  const T* const end = output + ptrdiff_t(g.filters) * g.outH * g.outW;
  for (; output < end; scratch += row, output += g.outW) {
    if (g.strideW > 1) {
      for (int x = 0; x < g.outW; ++x) output[x] = scratch[x * g.strideW];
    } else if (end - output >= row) {
      // What is stored too far, the next rows overwrite.
      for (ptrdiff_t x = 0; x < row; x += kLanes<T>) Lanes<T>::load(scratch + x).store(output + x);
    } else {
      std::memcpy(output, scratch, sizeof(T) * size_t(g.outW));
    }
  }
}

/// The transposed convolution: every value of `outputGradient` spreads its weights over the input.
template <class T>
void singleInputGradient(const Conv2dGeometry& g, const T* outputGradient, const T* weight,
                         T* inputGradient, T*) {
  const int channels = g.channels / g.groups, filters = g.filters / g.groups;
  const ptrdiff_t plane = ptrdiff_t(g.width) * g.height, outPlane = ptrdiff_t(g.outW) * g.outH;
  std::memset(inputGradient, 0, sizeof(T) * size_t(plane) * g.channels);
  for (int f = 0; f < g.filters; ++f, outputGradient += outPlane) {
    T* const group = inputGradient + ptrdiff_t(f / filters) * channels * plane;
    for (int c = 0; c < channels; ++c) {
      for (int tap = 0; tap < g.kernelH * g.kernelW; ++tap) {
        const T w = *weight++;
        T* to = group + c * plane + ptrdiff_t(tap / g.kernelW) * g.dilationH * g.width +
                tap % g.kernelW * g.dilationW;
        for (int y = 0; y < g.outH; ++y, to += ptrdiff_t(g.width) * g.strideH) {
          for (int x = 0; x < g.outW; ++x) to[x * g.strideW] += w * outputGradient[y * g.outW + x];
        }
      }
    }
  }
}

/// The larger of the two, or the one that is NaN; of numbers and of registers.
template <class V>
LOOM_ALWAYS_INLINE V greaterOrNan(const V& a, const V& b) {
  return ((b > a) | (b != b)) ? b : a;
}

/// out[x] = the maximum of columns 2x and 2x + 1 of both rows: the usual window. In short vectors,
/// because rows are short.
template <class T>
void maximumOfPairs(int count, const T* upper, const T* lower, T* out) {
  constexpr int kWidth = 16 / sizeof(T);
  typedef T Short __attribute__((vector_size(16), aligned(sizeof(T)), may_alias));
  const auto both = [&](int at) LOOM_INLINE_LAMBDA {
    return greaterOrNan(*reinterpret_cast<const Short*>(upper + at),
                        *reinterpret_cast<const Short*>(lower + at));
  };
  const auto pairs = [&]<int... I>(int at, std::integer_sequence<int, I...>) LOOM_INLINE_LAMBDA {
    const Short left = both(at), right = both(at + kWidth);
    return greaterOrNan(__builtin_shufflevector(left, right, (2 * I)...),
                        __builtin_shufflevector(left, right, (2 * I + 1)...));
  };
  int x = 0;
  for (; x + kWidth <= count; x += kWidth) {
    *reinterpret_cast<Short*>(out + x) = pairs(2 * x, std::make_integer_sequence<int, kWidth>());
  }
  for (; x < count; ++x) {
    out[x] = greaterOrNan(greaterOrNan(upper[2 * x], upper[2 * x + 1]),
                          greaterOrNan(lower[2 * x], lower[2 * x + 1]));
  }
}

template <class T>
void singleMaxPool(const Pool2dGeometry& g, const T* in, T* out) {
  const bool usual = g.kernelW == 2 && g.strideW == 2 && g.padW == 0 && 2 * g.outW <= g.width;
  for (int c = 0; c < g.channels; ++c, in += ptrdiff_t(g.width) * g.height) {
    for (int y = 0; y < g.outH; ++y) {
      const WindowSpan v(y, g.kernelH, g.strideH, g.padH, g.height);
      if (usual && v.size == 2) {
        const T* upper = in + v.begin * g.width;
        maximumOfPairs(g.outW, upper, upper + g.width, out);
        out += g.outW;
        continue;
      }
      for (int x = 0; x < g.outW; ++x) {
        const WindowSpan h(x, g.kernelW, g.strideW, g.padW, g.width);
        const T* window = in + v.begin * g.width + h.begin;
        T most = window[0];
        for (int i = 0; i < v.size; ++i) {
          for (int j = 0; j < h.size; ++j) most = greaterOrNan(most, window[i * g.width + j]);
        }
        *out++ = most;
      }
    }
  }
}

template <class T>
void singleSum(size_t n, const T* x, T* sum) {
  *sum = 0;
  for (size_t i = 0; i < n; ++i) *sum += x[i];
}

template <class T>
void singleSquares(size_t n, const T* x, T mean, T* sum) {
  *sum = 0;
  for (size_t i = 0; i < n; ++i) *sum += (x[i] - mean) * (x[i] - mean);
}

template <class T>
void copyOne(int, size_t elements, const T* from, T* to) {
  std::memcpy(to, from, sizeof(T) * elements);
}

}  // namespace loom::LOOM_ISA_NAMESPACE
