// Gradient of a convolution with respect to its weights and bias: for each filter and each tap, the
// sum over pixels and images of the output gradient times the input. A tile of Filters x Taps sums
// stays in registers, one vector of images each, and is folded into numbers at its end.
#pragma once

#include "engine/kernels/lane_sums.h"
#include "engine/kernels/tiles.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// Taps of a tile. Four, because sumOverLanes folds four vectors at a time.
inline constexpr int kTileTaps = 4;

/// One row of output pixels after another. Steps count elements of T.
template <class T>
struct WeightGradientTile {
  int outH, outW;
  ptrdiff_t inputStepY, inputStepX;  // from one output pixel to the next
  const T* outputGradient;           // of the first filter, [outH][outW][lanes]
  ptrdiff_t outputStepFilter;
  const T* input[kTileTaps];  // what each tap sees at the first pixel
  T* weightGradient;          // of the first filter and the first tap
  ptrdiff_t weightStepFilter;
  T* biasGradient;  // of the first filter; used by tiles with a bias
};

template <class T, int Filters, int Taps, bool Bias>
void weightGradientTile(const WeightGradientTile<T>& tile) {
  Lanes<T> acc[Filters][Taps + Bias];
  const T* dy[Filters];
  unrolled<Filters>([&](auto f) LOOM_INLINE_LAMBDA {
    dy[f] = tile.outputGradient + f * tile.outputStepFilter;
    unrolled<Taps + Bias>([&](auto t) LOOM_INLINE_LAMBDA { acc[f][t] = Lanes<T>::all(T(0)); });
  });
  const T* input[Taps];
  unrolled<Taps>([&](auto t) LOOM_INLINE_LAMBDA { input[t] = tile.input[t]; });
  ptrdiff_t pixel = 0;
  for (int y = 0; y < tile.outH; ++y) {
    ptrdiff_t in = y * tile.inputStepY;
    for (int x = 0; x < tile.outW; ++x, in += tile.inputStepX, pixel += kLanes<T>) {
      Lanes<T> value[Taps];
      unrolled<Taps>([&](auto t) LOOM_INLINE_LAMBDA { value[t] = Lanes<T>::load(input[t] + in); });
      unrolled<Filters>([&](auto f) LOOM_INLINE_LAMBDA {
        const auto gradient = Lanes<T>::load(dy[f] + pixel);
        unrolled<Taps>([&](auto t)
                           LOOM_INLINE_LAMBDA { acc[f][t].addProduct(value[t], gradient); });
        if constexpr (Bias) acc[f][Taps].add(gradient);
      });
    }
  }
  unrolled<Filters>([&](auto f) LOOM_INLINE_LAMBDA {
    T sums[kTileTaps];
    Lanes<T> column[kTileTaps];
    unrolled<kTileTaps>([&](auto t) LOOM_INLINE_LAMBDA {
      if constexpr (t < Taps + Bias)
        column[t] = acc[f][t];
      else
        column[t] = Lanes<T>::all(T(0));
    });
    sumOverLanes(column, sums);
    unrolled<Taps>([&](auto t) LOOM_INLINE_LAMBDA {
      tile.weightGradient[f * tile.weightStepFilter + t] = sums[t];
    });
    if constexpr (Bias) tile.biasGradient[f] = sums[Taps];
  });
}

template <class T>
using WeightGradientTileFunction = void (*)(const WeightGradientTile<T>&);

/// The most filters of a tile. Beside 4 taps each they fill the accumulators.
template <class T>
inline constexpr int kTileFilters =
    kAccumulators<T> / kTileTaps > 1 ? kAccumulators<T> / kTileTaps : 1;

template <class T>
struct WeightGradientTiles {
  WeightGradientTileFunction<T> of[kTileFilters<T> + 1][kTileTaps + 1][2] = {};

  constexpr WeightGradientTiles() { fill<1, 1>(); }

 private:
  template <int Filters, int Taps>
  constexpr void fill() {
    if constexpr (Filters <= kTileFilters<T>) {
      of[Filters][Taps][0] = &weightGradientTile<T, Filters, Taps, false>;
      if constexpr (Taps < kTileTaps) {
        of[Filters][Taps][1] = &weightGradientTile<T, Filters, Taps, true>;
        fill<Filters, Taps + 1>();
      } else {
        fill<Filters + 1, 1>();
      }
    }
  }
};

template <class T>
void conv2dWeightGradient(const Conv2dGeometry& g, const T* input, const T* outputGradient,
                          T* weightGradient, T* biasGradient) {
  static constexpr WeightGradientTiles<T> kTiles;
  constexpr ptrdiff_t L = kLanes<T>;
  const int channels = g.channels / g.groups, filters = g.filters / g.groups;
  const ptrdiff_t row = L * g.width, plane = row * g.height, outPlane = L * g.outH * g.outW;
  const int kernel = g.kernelH * g.kernelW, taps = channels * kernel;
  WeightGradientTile<T> tile{};
  tile.outH = g.outH;
  tile.outW = g.outW;
  tile.inputStepY = row * g.strideH;
  tile.inputStepX = L * g.strideW;
  tile.outputStepFilter = outPlane;
  tile.weightStepFilter = taps;
  // The bias is one more tap, whose input is 1 everywhere; the first tile has it.
  const int bias = biasGradient ? 1 : 0;
  for (int group = 0; group < g.groups; ++group) {
    EvenParts(filters, kTileFilters<T>).forEach([&](int filter, int filterCount) {
      filter += group * filters;
      tile.outputGradient = outputGradient + filter * outPlane;
      EvenParts(taps + bias, kTileTaps).forEach([&](int tap, int tapCount) {
        const bool withBias = bias && tap == 0;
        const int n = tapCount - withBias, first = tap == 0 ? 0 : tap - bias;
        for (int t = 0; t < n; ++t) {
          const int c = (first + t) / kernel, k = (first + t) % kernel;
          tile.input[t] = input + (group * channels + c) * plane +
                          (k / g.kernelW) * g.dilationH * row + (k % g.kernelW) * g.dilationW * L;
        }
        tile.weightGradient = weightGradient + filter * taps + first;
        tile.biasGradient = biasGradient + (biasGradient ? filter : 0);
        kTiles.of[filterCount][n][withBias](tile);
      });
    });
  }
}

}  // namespace loom::LOOM_ISA_NAMESPACE
