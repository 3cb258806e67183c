// How loops are cut into register tiles: a tile of Rows x Columns accumulators that all stay in
// registers.
#pragma once

#include "engine/kernels/lanes.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// Accumulators (of kLanes numbers each) that fit beside the operands in the register file. Few in
/// double: gradient checks need no speed, and half the time to compile these files.
template <class T>
inline constexpr int kAccumulators = sizeof(T) == 8
                                         ? 4
                                         : (kVectorBytes == 64 ? 24 : 12) / Lanes<T>::kParts;
inline constexpr int kMaxRows = 6;
inline constexpr int kMaxColumns = 8;

/// The most rows a tile may have, so that at least two columns fit.
template <class T>
inline constexpr int kTileRows = kAccumulators<T> / 2 < kMaxRows ? kAccumulators<T> / 2 : kMaxRows;

/// The most columns a tile of so many rows may have.
template <class T>
constexpr int tileColumns(int rows) {
  const int fit = kAccumulators<T> / rows;
  return fit < kMaxColumns ? fit : kMaxColumns;
}

/// [0, count) in the fewest parts of at most `most`, as equal as can be: 16 by 6 is 6 + 5 + 5,
/// never 6 + 6 + 4.
struct EvenParts {
  int count, parts;
  EvenParts(int n, int most) : count(n), parts((n + most - 1) / most) {}
  int widest() const { return (count + parts - 1) / parts; }
  /// Calls fn(begin, size) for each part, the wider ones first.
  template <class Fn>
  LOOM_ALWAYS_INLINE void forEach(Fn&& fn) const {
    const int size = count / parts, wider = count % parts;
    for (int i = 0, begin = 0; i < parts; ++i) {
      const int n = size + (i < wider ? 1 : 0);
      fn(begin, n);
      begin += n;
    }
  }
};

}  // namespace loom::LOOM_ISA_NAMESPACE
