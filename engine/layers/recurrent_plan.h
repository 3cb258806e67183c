#pragma once

// The sizes of a recurrent layer, what its cells work on, and the memory that it keeps. Private to
// recurrent.h, which says how the arrays lie.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/layers/layer.h"

namespace loom {

/// The sizes of one such layer and what it is asked to do.
struct RecurrentPlan {
  std::ptrdiff_t steps, inputs, hidden, lanes;
  int levels, directions, blocks, workers;
  bool lastOnly, learns;
  double dropout;

  template <class T>
  explicit RecurrentPlan(const LayerSite<T>& site)
      : steps(site.inputs[0][0]),
        inputs(site.inputs[0][1]),
        hidden(site.params.integer("hidden_size")),
        lanes(site.lanes),
        levels(static_cast<int>(site.params.integer("num_layers"))),
        directions(site.params.boolean("bidirectional") ? 2 : 1),
        blocks(site.maxBlocks()),
        workers(site.workers),
        lastOnly(site.params.text("output") == "last"),
        learns(site.learns),
        dropout(site.params.real("dropout")) {}

  std::ptrdiff_t width() const { return directions * hidden; }
  std::ptrdiff_t inputsOf(int level) const { return level == 0 ? inputs : width(); }
  /// Work that is over with the block needs no more places than there are workers.
  int spares() const { return std::min(blocks, workers); }
  int spare(int block, int worker) const { return blocks <= workers ? block : worker; }
  int places() const { return learns ? blocks : spares(); }
  int place(int block, int worker) const { return learns ? block : spare(block, worker); }
  /// Gates are kept for as many steps.
  std::ptrdiff_t keptSteps() const { return learns ? steps : 1; }
};

/// `count` gates of the weights, from `gate` on, give the rows from `row` on of what a cell adds
/// up.
struct GateSpan {
  int gate, row, count;
};

/// One step of a cell: arrays of hidden · lanes values, kRows times as many in gates.
template <class T>
struct CellStep {
  std::size_t size;
  T* gates;
  const T* before;       // the hidden state
  T* hidden;             // after the step
  const T* stateBefore;  // what LSTM calls c
  T* state;              // after the step
  T* squashed;           // tanh of the state
  // Of backward:
  const T* hiddenGradient;
  T* beforeGradient;  // += what passes by the gates
  T* stateGradient;   // of the state after the step -> before it
};

/// Places of equal size in one array.
template <class T>
struct Places {
  std::size_t size = 0;
  Array<T> values;

  void make(int count, std::ptrdiff_t each) {
    size = static_cast<std::size_t>(each);
    values.resize(size * static_cast<std::size_t>(count));
  }
  T* at(int place) { return values.data() + size * static_cast<std::size_t>(place); }
  const T* at(int place) const { return values.data() + size * static_cast<std::size_t>(place); }
};

/// Weights of one direction of a level.
template <class T>
struct CellWeights {
  ParameterView<T> input, hidden, inputBias, hiddenBias;
};

/// One of the stacked layers, with what its steps leave for backward.
template <class T>
struct RecurrentLevel {
  std::vector<CellWeights<T>> weights;  // a direction each
  Places<T> hidden, gates, states, squashed;
  Places<T> dropped, scales;  // its input after dropout, and 0 or 1 / (1 - p) for each of it
};

}  // namespace loom
