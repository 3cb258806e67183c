// Products of matrices with enough rows to be worth it: a panel of B is packed, row after row and
// filled up with zeros to whole vectors, and tiles of C are kept in registers while they go down
// the panel. Thin products go to Eigen, which also has the rarer cases (product.h).
#pragma once

#include <cstring>

#include "engine/kernels/correlate.h"
#include "engine/kernels/layout.h"
#include "engine/kernels/product.h"

namespace loom::LOOM_ISA_NAMESPACE {

template <class T>
struct Panel {
  static constexpr int kRows = 256;                                          // of B at a time
  static constexpr int kColumns = tileColumns<T>(kTileRows<T>) * kLanes<T>;  // of B at a time
  static constexpr int kLeastM = 8;  // with fewer rows of C, packing costs more than the tiles save

  alignas(64) T value[kRows * kColumns];
};

/// panel(r, c) = b(r, c), or b(c, r) if `transposed`; [rows][stride], zero from `columns` on.
/// stride is a multiple of kLanes.
template <class T>
void pack(const T* b, ptrdiff_t ldb, bool transposed, int rows, int columns, int stride, T* panel) {
  if (!transposed) {
    const int whole = columns / kLanes<T> * kLanes<T>;
    for (int r = 0; r < rows; ++r, panel += stride, b += ldb) {
      for (int c = 0; c < whole; c += kLanes<T>) Lanes<T>::load(b + c).store(panel + c);
      for (int c = whole; c < stride; ++c) panel[c] = c < columns ? b[c] : T(0);
    }
    return;
  }
  constexpr int kCount = Register<T>::kCount;
  for (int c = 0; c < stride; c += kCount) {
    const int here = columns - c < kCount ? columns - c : kCount;
    int r = 0;
    for (; r + kCount <= rows; r += kCount) {
      typename Register<T>::Type x[kCount];
      unrolled<kCount>([&](auto i) LOOM_INLINE_LAMBDA {
        x[i] = i < here ? loadRegister<T>(b + (c + i) * ldb + r) : typename Register<T>::Type{};
      });
      transpose<T>(x);
      unrolled<kCount>(
          [&](auto i) LOOM_INLINE_LAMBDA { storeRegister<T>(panel + (r + i) * stride + c, x[i]); });
    }
    for (; r < rows; ++r) {
      for (int i = 0; i < kCount; ++i)
        panel[r * stride + c + i] = i < here ? b[(c + i) * ldb + r] : T(0);
    }
  }
}

/// One panel and the C below it, whose depth may come in several runs. Steps count elements of T.
template <class T>
struct ProductStrip {
  int runs = 1;
  ptrdiff_t aStepRun = 0;
  int depth;  // of a run
  const T* a;
  ptrdiff_t aStepRow, aStepDepth;
  const T* panel;  // [runs][depth][panelStep]
  ptrdiff_t panelStep;
  T* c;
  ptrdiff_t cStepRow;
  bool accumulate;
};

template <class T, int Rows, int Columns>
void productTile(const ProductStrip<T>& s) {
  Lanes<T> acc[Rows][Columns];
  const T* a[Rows];
  const T* b[Columns];
  unrolled<Columns>([&](auto c) LOOM_INLINE_LAMBDA { b[c] = s.panel + c * kLanes<T>; });
  unrolled<Rows>([&](auto r) LOOM_INLINE_LAMBDA {
    a[r] = s.a + r * s.aStepRow;
    unrolled<Columns>([&](auto c) LOOM_INLINE_LAMBDA { acc[r][c] = Lanes<T>::all(T(0)); });
  });
  for (int run = 0; run < s.runs; ++run) {
    addTapRow<T, Rows, Columns>(acc, b, a, run * s.depth * s.panelStep, run * s.aStepRun, s.depth,
                                s.panelStep, s.aStepDepth);
  }
  unrolled<Rows>([&](auto r) LOOM_INLINE_LAMBDA {
    unrolled<Columns>([&](auto c) LOOM_INLINE_LAMBDA {
      T* const to = s.c + r * s.cStepRow + c * kLanes<T>;
      if (s.accumulate) acc[r][c].add(Lanes<T>::load(to));
      acc[r][c].store(to);
    });
  });
}

/// The most rows of a tile that is one vector wide: six sums alone leave the multipliers waiting.
template <class T>
inline constexpr int kTallRows =
    kTileRows<T> < kAccumulators<T> / 2 ? kAccumulators<T> / 2 : kTileRows<T>;

template <class T>
struct ProductTiles {
  static constexpr int kColumns = tileColumns<T>(kTileRows<T>);
  void (*of[kTallRows<T> + 1][kColumns + 1])(const ProductStrip<T>&) = {};

  constexpr ProductTiles() { fill<1, 1>(); }

 private:
  template <int Rows, int Columns>
  constexpr void fill() {
    of[Rows][Columns] = &productTile<T, Rows, Columns>;
    if constexpr (Columns < kColumns && Rows <= kTileRows<T>) {
      fill<Rows, Columns + 1>();
    } else if constexpr (Rows < kTallRows<T>) {
      fill<Rows + 1, 1>();
    }
  }
};

/// Multiplies the rows of A by one panel, whose `columns` may end inside a vector.
template <class T>
void multiplyPanel(ProductStrip<T> s, int rows, int columns) {
  static constexpr ProductTiles<T> kTiles;
  const int vectors = (columns + kLanes<T> - 1) / kLanes<T>;
  const bool whole = columns % kLanes<T> == 0;
  const size_t bytes = sizeof(T) * static_cast<size_t>(columns);
  const ProductStrip<T> all = s;
  EvenParts(rows, vectors == 1 ? kTallRows<T> : kTileRows<T>).forEach([&](int row, int count) {
    s.a = all.a + row * all.aStepRow;
    s.c = all.c + row * all.cStepRow;
    if (whole) return kTiles.of[count][vectors](s);
    // C's rows end inside a vector: the tile works on a copy with room behind them.
    alignas(64) T copy[kTallRows<T> * Panel<T>::kColumns];
    T* const c = s.c;
    for (int r = 0; r < count && s.accumulate; ++r) {
      std::memcpy(copy + r * Panel<T>::kColumns, c + r * all.cStepRow, bytes);
    }
    s.c = copy;
    s.cStepRow = Panel<T>::kColumns;
    kTiles.of[count][vectors](s);
    for (int r = 0; r < count; ++r)
      std::memcpy(c + r * all.cStepRow, copy + r * Panel<T>::kColumns, bytes);
  });
}

template <class T>
void gemm(int m, int n, int k, const T* a, int lda, bool transA, const T* b, int ldb, bool transB,
          T* c, int ldc, bool accumulate) {
  if (m < Panel<T>::kLeastM || k == 0) {
    return LOOM_PRODUCT_NAMESPACE::thinGemm(m, n, k, a, lda, transA, b, ldb, transB, c, ldc,
                                            accumulate);
  }
  Panel<T> panel;
  const EvenParts depths(k, Panel<T>::kRows);
  const EvenParts strips((n + kLanes<T> - 1) / kLanes<T>, Panel<T>::kColumns / kLanes<T>);
  depths.forEach([&](int depth, int depthCount) {
    strips.forEach([&](int vector, int vectorCount) {
      const int column = vector * kLanes<T>, stride = vectorCount * kLanes<T>;
      const int columns = n - column < stride ? n - column : stride;
      const ptrdiff_t from =
          transB ? ptrdiff_t(column) * ldb + depth : ptrdiff_t(depth) * ldb + column;
      pack<T>(b + from, ldb, transB, depthCount, columns, stride, panel.value);
      multiplyPanel<T>({.depth = depthCount,
                        .a = a + (transA ? ptrdiff_t(depth) * lda : depth),
                        .aStepRow = transA ? 1 : lda,
                        .aStepDepth = transA ? lda : 1,
                        .panel = panel.value,
                        .panelStep = stride,
                        .c = c + column,
                        .cStepRow = ldc,
                        .accumulate = accumulate || depth > 0},
                       m, columns);
    });
  });
}

/// The depth is all steps' lanes: a panel holds some steps of B, turned over.
template <class T>
void stepProducts(int rows, int columns, int steps, const T* a, ptrdiff_t aStep, const T* b,
                  ptrdiff_t bStep, T* c, int ldc, bool accumulate) {
  constexpr int kDepth = kLanes<T>;
  Panel<T> panel;
  const EvenParts depths(steps, Panel<T>::kRows / kDepth);
  const EvenParts strips((columns + kLanes<T> - 1) / kLanes<T>, Panel<T>::kColumns / kLanes<T>);
  depths.forEach([&](int step, int stepCount) {
    strips.forEach([&](int vector, int vectorCount) {
      const int column = vector * kLanes<T>, stride = vectorCount * kLanes<T>;
      const int here = columns - column < stride ? columns - column : stride;
      for (int s = 0; s < stepCount; ++s) {
        pack<T>(b + (step + s) * bStep + ptrdiff_t(column) * kDepth, kDepth, true, kDepth, here,
                stride, panel.value + ptrdiff_t(s) * kDepth * stride);
      }
      multiplyPanel<T>({.runs = stepCount,
                        .aStepRun = aStep,
                        .depth = kDepth,
                        .a = a + step * aStep,
                        .aStepRow = kDepth,
                        .aStepDepth = 1,
                        .panel = panel.value,
                        .panelStep = stride,
                        .c = c + column,
                        .cStepRow = ldc,
                        .accumulate = accumulate || step > 0},
                       rows, here);
    });
  });
}

}  // namespace loom::LOOM_ISA_NAMESPACE
