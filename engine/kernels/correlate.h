// The sum at the heart of a convolution and of its input gradient: each output pixel is a sum over
// three tap axes (channel, kernel row, kernel column) of an input vector times one weight. Which
// pixels share their taps is the caller's business; here a tile of Rows outputs (channels of the
// result) x Columns pixels is kept in registers.
#pragma once

#include "engine/kernels/tiles.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// The taps of a sum: how many on each axis, and how far one step on it moves in the input and in
/// the weights.
struct Taps {
  int count[3] = {};
  ptrdiff_t inputStep[3], weightStep[3];
};

/// A ny x nx grid of pixels that share their taps, for `rows` outputs. Steps count elements of T.
template <class T>
struct CorrelationGrid {
  Taps taps;
  int rows = 0, ny = 0, nx = 0;
  const T* input = nullptr;  // of the first pixel and the first tap
  ptrdiff_t inputStepY, inputStepX;
  const T* weight = nullptr;
  ptrdiff_t weightStepRow;
  const T* bias = nullptr;  // one for each row, or null
  T* output = nullptr;
  ptrdiff_t outputStepRow, outputStepY, outputStepX;
};

template <class T>
struct PixelTile {
  const T* input[kMaxColumns];
  T* output[kMaxColumns];
};

/// acc[r][c] += input[c][tap] * weight[r][tap] over the innermost tap axis.
template <class T, int Rows, int Columns>
LOOM_ALWAYS_INLINE void addTapRow(Lanes<T> (&acc)[Rows][Columns], const T* const (&input)[Columns],
                                  const T* const (&weight)[Rows], ptrdiff_t in, ptrdiff_t at,
                                  int count, ptrdiff_t inputStep, ptrdiff_t weightStep) {
  for (int i = 0; i < count; ++i, in += inputStep, at += weightStep) {
    Lanes<T> x[Columns];
    unrolled<Columns>([&](auto c) LOOM_INLINE_LAMBDA { x[c] = Lanes<T>::load(input[c] + in); });
    unrolled<Rows>([&](auto r) LOOM_INLINE_LAMBDA {
      const auto w = Lanes<T>::all(weight[r][at]);
      unrolled<Columns>([&](auto c) LOOM_INLINE_LAMBDA { acc[r][c].addProduct(x[c], w); });
    });
  }
}

template <class T, int Rows, int Columns>
void correlateTile(const CorrelationGrid<T>& grid, int row, const PixelTile<T>& pixels) {
  Lanes<T> acc[Rows][Columns];
  const T* weight[Rows];
  const T* input[Columns];
  unrolled<Columns>([&](auto c) LOOM_INLINE_LAMBDA { input[c] = pixels.input[c]; });
  unrolled<Rows>([&](auto r) LOOM_INLINE_LAMBDA {
    weight[r] = grid.weight + (row + r) * grid.weightStepRow;
    const auto start = Lanes<T>::all(grid.bias ? grid.bias[row + r] : T(0));
    unrolled<Columns>([&](auto c) LOOM_INLINE_LAMBDA { acc[r][c] = start; });
  });
  const Taps& taps = grid.taps;
  for (int i = 0; i < taps.count[0]; ++i) {
    for (int j = 0; j < taps.count[1]; ++j) {
      addTapRow<T, Rows, Columns>(acc, input, weight, i * taps.inputStep[0] + j * taps.inputStep[1],
                                  i * taps.weightStep[0] + j * taps.weightStep[1], taps.count[2],
                                  taps.inputStep[2], taps.weightStep[2]);
    }
  }
  unrolled<Rows>([&](auto r) LOOM_INLINE_LAMBDA {
    const ptrdiff_t at = (row + r) * grid.outputStepRow;
    unrolled<Columns>([&](auto c) LOOM_INLINE_LAMBDA { acc[r][c].store(pixels.output[c] + at); });
  });
}

template <class T>
using CorrelateTile = void (*)(const CorrelationGrid<T>&, int row, const PixelTile<T>&);

template <class T>
struct CorrelateTiles {
  CorrelateTile<T> of[kMaxRows + 1][kMaxColumns + 1] = {};

  constexpr CorrelateTiles() { fill<1, 1>(); }

 private:
  template <int Rows, int Columns>
  constexpr void fill() {
    if constexpr (Rows <= kTileRows<T>) {
      of[Rows][Columns] = &correlateTile<T, Rows, Columns>;
      if constexpr (Columns < tileColumns<T>(Rows)) {
        fill<Rows, Columns + 1>();
      } else {
        fill<Rows + 1, 1>();
      }
    }
  }
};

template <class T>
void correlate(const CorrelationGrid<T>& grid) {
  static constexpr CorrelateTiles<T> kTiles;
  const EvenParts rows(grid.rows, kTileRows<T>);
  const EvenParts pixels(grid.ny * grid.nx, tileColumns<T>(rows.widest()));
  int y = 0, x = 0;
  PixelTile<T> tile;
  pixels.forEach([&](int, int columns) {
    for (int c = 0; c < columns; ++c) {
      tile.input[c] = grid.input + y * grid.inputStepY + x * grid.inputStepX;
      tile.output[c] = grid.output + y * grid.outputStepY + x * grid.outputStepX;
      if (++x == grid.nx) x = 0, ++y;
    }
    rows.forEach([&](int row, int size) { kTiles.of[size][columns](grid, row, tile); });
  });
}

}  // namespace loom::LOOM_ISA_NAMESPACE
