#pragma once

// What RNN, LSTM and GRU share: their declarations, and the run through a sequence. A block of
// samples goes through all steps and levels at once, samples side by side in lanes, so every
// product of a step is W(gates, n) · x(n, lanes) and needs no copy of W. The weights' gradients
// wait until all blocks are done (Layer::gradientTasks) and are split by rows of the weights, so
// nothing has to be added up. Called as layer.h says.
//
// Lanes arrays: x (T, E), states (T + 2, D H) with zeros before the first step and behind the last,
// gates (D, T, kRows H); all times lanes. D: directions, H: hidden_size.

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/layers/drop_mask.h"
#include "engine/layers/recurrent_plan.h"

namespace loom {

/// Cell: kRows, kInputSpans, kHiddenSpans, kHasState; Cell(Reader); forward and backward(Kernels,
/// CellStep).
template <class T, template <class> class CellOf>
class Recurrent final : public Layer<T> {
  using Cell = CellOf<T>;
  static constexpr int kRowsPerTask = 96;  // with fewer, turning the inputs over costs too much

 public:
  explicit Recurrent(const LayerSite<T>& site)
      : kernels_(*site.kernels), plan_(site), cell_(site.params), key_(site.key) {
    const std::ptrdiff_t size = plan_.hidden * plan_.lanes, row = plan_.width() * plan_.lanes;
    inputs_.make(plan_.places(), plan_.steps * plan_.inputs * plan_.lanes);
    biases_.make(plan_.spares(), Cell::kRows * size);
    ends_.make(plan_.spares(), row);
    auto parameter = site.parameters.begin();
    for (int l = 0; l < plan_.levels; ++l) {
      RecurrentLevel<T>& level = levels_.emplace_back();
      for (int d = 0; d < plan_.directions; ++d, parameter += 4)
        level.weights.push_back({parameter[0], parameter[1], parameter[2], parameter[3]});
      level.hidden.make(plan_.places(), (plan_.steps + 2) * row);
      level.gates.make(plan_.places(), plan_.keptSteps() * Cell::kRows * row);
      if (Cell::kHasState) {
        level.states.make(plan_.places(), (plan_.learns ? plan_.steps + 2 : 1) * row);
        level.squashed.make(plan_.places(), plan_.keptSteps() * row);
      }
      if (l == 0 || plan_.dropout <= 0) continue;
      level.dropped.make(plan_.places(), plan_.steps * row);
      level.scales.make(plan_.places(), plan_.steps * row);
    }
    if (!plan_.learns) return;
    for (Places<T>& flow : flows_)
      flow.make(plan_.spares(),
                (plan_.steps + 2) * std::max(plan_.inputs, plan_.width()) * plan_.lanes);
    stateGradients_.make(plan_.spares(), size);
    rowSums_.make(plan_.workers, kRowsPerTask * plan_.lanes);
  }

  void forward(const Pass<T>& pass, int block, int worker) override {
    const std::ptrdiff_t sample = plan_.steps * plan_.inputs;
    const int place = plan_.place(block, worker);
    kernels_.rowsToLanes(pass.imagesIn(block), static_cast<std::size_t>(sample),
                         pass.inputs[0] + block * plan_.lanes * sample, inputs_.at(place));
    for (int l = 0; l < plan_.levels; ++l) {
      if (drops(pass, l)) dropInputs(pass, l, block, place);
      for (int d = 0; d < plan_.directions; ++d)
        runForward(pass, l, d, place, biases_.at(plan_.spare(block, worker)));
    }
    give(pass, block, place, ends_.at(plan_.spare(block, worker)));
  }

  int backwardTasks(const Pass<T>& pass) const override { return pass.blocks(); }

  void backward(const Pass<T>& pass, int block, int worker) override {
    const int spare = plan_.spare(block, worker);
    T* above = flows_[0].at(spare);
    T* below = flows_[1].at(spare);
    take(pass, block, above, ends_.at(spare));
    for (int l = plan_.levels - 1; l >= 0; --l) {
      for (int d = 0; d < plan_.directions; ++d)
        runBackward(l, d, block, above, stateGradients_.at(spare));
      if (pass.imagesIn(block) < pass.lanes) clearMissing(l, block, pass.imagesIn(block));
      if (l == 0 && !pass.inputGradients[0]) return;
      inputGradients(l, block, below);
      if (drops(pass, l)) dropGradients(l, block, below);
      std::swap(above, below);
    }
    const std::ptrdiff_t sample = plan_.steps * plan_.inputs;
    kernels_.lanesToRows(pass.imagesIn(block), static_cast<std::size_t>(sample),
                         above + plan_.inputs * plan_.lanes,
                         pass.inputGradients[0] + block * plan_.lanes * sample);
  }

  int gradientTasks(const Pass<T>& pass) const override {
    return pass.parameterGradients ? plan_.levels * plan_.directions * chunks() : 0;
  }

  /// Rows [begin, end) of one direction's gates, over all blocks and steps.
  void parameterGradients(const Pass<T>& pass, int task, int worker) override {
    const int chunk = task % chunks(), d = task / chunks() % plan_.directions,
              l = task / chunks() / plan_.directions;
    const std::ptrdiff_t rows = Cell::kRows * plan_.hidden;
    const std::ptrdiff_t begin = rows * chunk / chunks(), end = rows * (chunk + 1) / chunks();
    T* sums = rowSums_.at(worker);
    std::fill_n(sums, rowSums_.size, T(0));
    const CellWeights<T>& weights =
        levels_[static_cast<std::size_t>(l)].weights[static_cast<std::size_t>(d)];
    for (int block = 0; block < pass.blocks(); ++block) {
      const T* gates = gatesAt(l, d, block, 0) + begin * plan_.lanes;
      for (std::ptrdiff_t t = 0; t < plan_.steps; ++t)
        kernels_.add(static_cast<std::size_t>((end - begin) * plan_.lanes), sums,
                     gates + t * gatesStep(), sums);
      // The state before a step lies a row above it, or a row below for who comes from the end.
      const std::ptrdiff_t width = plan_.width() * plan_.lanes;
      const T* before = hiddenAt(l, d, block, d == 0 ? -1 : 1);
      weightGradient(Cell::kInputSpans, begin, end, plan_.inputsOf(l), block, gates,
                     inputOf(pass, l, block), plan_.inputsOf(l) * plan_.lanes, weights.input);
      weightGradient(Cell::kHiddenSpans, begin, end, plan_.hidden, block, gates, before, width,
                     weights.hidden);
    }
    biasGradient(Cell::kInputSpans, begin, end, sums, weights.inputBias);
    biasGradient(Cell::kHiddenSpans, begin, end, sums, weights.hiddenBias);
  }

  /// The states of the top level, (T, D H).
  void copyInner(const Pass<T>& pass, int sample, Inner<T>& out) const override {
    const int block = sample / pass.lanes;
    out.clear();
    if (!plan_.learns && plan_.blocks > plan_.workers) return;  // others took its place since
    out.kind = Inner<T>::Kind::States;
    out.shape = {plan_.steps, plan_.width()};
    const T* states = levels_.back().hidden.at(block) + plan_.width() * plan_.lanes;
    out.values.resize(static_cast<std::size_t>(out.shape.elements()));
    for (std::size_t i = 0; i < out.values.size(); ++i)
      out.values[i] = states[static_cast<std::ptrdiff_t>(i) * plan_.lanes + sample % pass.lanes];
  }

 private:
  bool drops(const Pass<T>& pass, int level) const {
    return level > 0 && pass.training && plan_.dropout > 0;
  }
  int chunks() const {
    return static_cast<int>((Cell::kRows * plan_.hidden + kRowsPerTask - 1) / kRowsPerTask);
  }
  RecurrentLevel<T>& level(int l) { return levels_[static_cast<std::size_t>(l)]; }

  std::ptrdiff_t gatesStep() const { return Cell::kRows * plan_.hidden * plan_.lanes; }
  T* gatesAt(int l, int d, int place, std::ptrdiff_t t) {
    return level(l).gates.at(place) + (d * plan_.keptSteps() + t) * gatesStep();
  }
  /// A row of a (T + 2, D H) array; t is -1 ... T.
  T* rowAt(T* values, int d, std::ptrdiff_t t) const {
    return values + ((t + 1) * plan_.width() + d * plan_.hidden) * plan_.lanes;
  }
  T* hiddenAt(int l, int d, int place, std::ptrdiff_t t) {
    return rowAt(level(l).hidden.at(place), d, t);
  }
  const T* inputOf(const Pass<T>& pass, int l, int place) {
    if (l == 0) return inputs_.at(place);
    return drops(pass, l) ? level(l).dropped.at(place) : hiddenAt(l - 1, 0, place, 0);
  }

  /// The step at t of direction d.
  CellStep<T> stepAt(int l, int d, int place, std::ptrdiff_t t) {
    CellStep<T> step = {};
    step.size = static_cast<std::size_t>(plan_.hidden * plan_.lanes);
    const std::ptrdiff_t from = d == 0 ? t - 1 : t + 1;
    step.gates = gatesAt(l, d, place, plan_.learns ? t : 0);
    step.before = hiddenAt(l, d, place, from);
    step.hidden = hiddenAt(l, d, place, t);
    if (!Cell::kHasState) return step;
    T* states = level(l).states.at(place);
    step.stateBefore = rowAt(states, d, plan_.learns ? from : -1);
    step.state = rowAt(states, d, plan_.learns ? t : -1);
    step.squashed = level(l).squashed.at(place) +
                    (d * plan_.keptSteps() + (plan_.learns ? t : 0)) * plan_.hidden * plan_.lanes;
    return step;
  }

  // gates(rows, lanes) += W(rows, n) x(n, lanes)
  void addProduct(std::span<const GateSpan> spans, const ParameterView<T>& weight, const T* x,
                  std::ptrdiff_t n, T* gates) {
    for (const GateSpan& span : spans) {
      const T* w = weight.value + span.gate * plan_.hidden * n;
      T* y = gates + span.row * plan_.hidden * plan_.lanes;
      const int rows = static_cast<int>(span.count * plan_.hidden), size = static_cast<int>(n),
                lanes = static_cast<int>(plan_.lanes);
      if (lanes == 1) {  // one row by a matrix is what Eigen does best
        kernels_.gemm(1, rows, size, x, size, false, w, size, true, y, rows, true);
      } else {
        kernels_.gemm(rows, lanes, size, w, size, false, x, lanes, false, y, lanes, true);
      }
    }
  }

  // x(n, lanes) (+)= W(rows, n)^T gates(rows, lanes)
  void backProduct(std::span<const GateSpan> spans, const ParameterView<T>& weight, const T* gates,
                   std::ptrdiff_t n, T* x, bool accumulate) {
    for (const GateSpan& span : spans) {
      const int lanes = static_cast<int>(plan_.lanes);
      kernels_.gemm(static_cast<int>(n), lanes, static_cast<int>(span.count * plan_.hidden),
                    weight.value + span.gate * plan_.hidden * n, static_cast<int>(n), true,
                    gates + span.row * plan_.hidden * plan_.lanes, lanes, false, x, lanes,
                    accumulate);
      accumulate = true;
    }
  }

  /// What the gates of every step start from.
  void spreadBiases(const CellWeights<T>& weights, T* sums) const {
    std::fill_n(sums, gatesStep(), T(0));
    const auto add = [&](std::span<const GateSpan> spans, const ParameterView<T>& bias) {
      for (const GateSpan& span : spans) {
        T* row = sums + span.row * plan_.hidden * plan_.lanes;
        const T* from = bias.value + span.gate * plan_.hidden;
        for (std::ptrdiff_t r = 0; r < span.count * plan_.hidden; ++r, row += plan_.lanes)
          for (std::ptrdiff_t i = 0; i < plan_.lanes; ++i) row[i] += from[r];
      }
    };
    add(Cell::kInputSpans, weights.inputBias);
    add(Cell::kHiddenSpans, weights.hiddenBias);
  }

  void runForward(const Pass<T>& pass, int l, int d, int place, T* biases) {
    const CellWeights<T>& weights = level(l).weights[static_cast<std::size_t>(d)];
    const std::ptrdiff_t n = plan_.inputsOf(l);
    const T* x = inputOf(pass, l, place);
    spreadBiases(weights, biases);
    if (Cell::kHasState && !plan_.learns)
      std::fill_n(rowAt(level(l).states.at(place), d, -1), plan_.hidden * plan_.lanes, T(0));
    for (std::ptrdiff_t i = 0; i < plan_.steps; ++i) {
      const std::ptrdiff_t t = d == 0 ? i : plan_.steps - 1 - i;
      const CellStep<T> step = stepAt(l, d, place, t);
      std::copy_n(biases, gatesStep(), step.gates);
      addProduct(Cell::kInputSpans, weights.input, x + t * n * plan_.lanes, n, step.gates);
      addProduct(Cell::kHiddenSpans, weights.hidden, step.before, plan_.hidden, step.gates);
      cell_.forward(kernels_, step);
    }
  }

  /// Turns the gates into their sums' gradients, from those of the states, (T + 2, D H), to which
  /// each step adds what it gives to the one before.
  void runBackward(int l, int d, int place, T* gradients, T* stateGradient) {
    const CellWeights<T>& weights = level(l).weights[static_cast<std::size_t>(d)];
    std::fill_n(stateGradient, plan_.hidden * plan_.lanes, T(0));
    for (std::ptrdiff_t i = plan_.steps - 1; i >= 0; --i) {
      const std::ptrdiff_t t = d == 0 ? i : plan_.steps - 1 - i;
      CellStep<T> step = stepAt(l, d, place, t);
      step.hiddenGradient = rowAt(gradients, d, t);
      step.beforeGradient = rowAt(gradients, d, d == 0 ? t - 1 : t + 1);
      step.stateGradient = stateGradient;
      cell_.backward(kernels_, step);
      if (i > 0)
        backProduct(Cell::kHiddenSpans, weights.hidden, step.gates, plan_.hidden,
                    step.beforeGradient, true);
    }
  }

  /// Of a level's inputs, into rows 0 ... T - 1 of (T + 2, n).
  void inputGradients(int l, int place, T* gradients) {
    const std::ptrdiff_t n = plan_.inputsOf(l);
    for (std::ptrdiff_t t = 0; t < plan_.steps; ++t) {
      for (int d = 0; d < plan_.directions; ++d)
        backProduct(Cell::kInputSpans, level(l).weights[static_cast<std::size_t>(d)].input,
                    gatesAt(l, d, place, t), n, gradients + (t + 1) * n * plan_.lanes, d > 0);
    }
  }

  // dW(rows, n) += gates(rows, steps · lanes) x(n, steps · lanes)^T, for rows [begin, end)
  void weightGradient(std::span<const GateSpan> spans, std::ptrdiff_t begin, std::ptrdiff_t end,
                      std::ptrdiff_t n, int block, const T* gates, const T* x, std::ptrdiff_t xStep,
                      const ParameterView<T>& weight) {
    for (const GateSpan& span : spans) {
      const std::ptrdiff_t offset = (span.gate - span.row) * plan_.hidden;
      const std::ptrdiff_t from = std::max(begin, span.row * plan_.hidden),
                           to = std::min(end, (span.row + span.count) * plan_.hidden);
      if (from >= to) continue;
      kernels_.stepProducts(static_cast<int>(to - from), static_cast<int>(n),
                            static_cast<int>(plan_.steps), gates + (from - begin) * plan_.lanes,
                            gatesStep(), x, xStep, weight.gradient + (from + offset) * n,
                            static_cast<int>(n), block > 0);
    }
  }

  /// sums: a row of lanes for each of the rows [begin, end).
  void biasGradient(std::span<const GateSpan> spans, std::ptrdiff_t begin, std::ptrdiff_t end,
                    const T* sums, const ParameterView<T>& bias) const {
    for (const GateSpan& span : spans) {
      const std::ptrdiff_t offset = (span.gate - span.row) * plan_.hidden;
      const std::ptrdiff_t from = std::max(begin, span.row * plan_.hidden),
                           to = std::min(end, (span.row + span.count) * plan_.hidden);
      for (std::ptrdiff_t r = from; r < to; ++r) {
        T sum = 0;
        for (std::ptrdiff_t i = 0; i < plan_.lanes; ++i) sum += sums[(r - begin) * plan_.lanes + i];
        bias.gradient[r + offset] = sum;
      }
    }
  }

  /// Drawn by sample, level and place in the sequence, so by no thread and no instruction set.
  void dropInputs(const Pass<T>& pass, int l, int block, int place) {
    const DropScale<T> drawn(pass.random, key_, plan_.dropout);
    const std::ptrdiff_t size = plan_.steps * plan_.width();
    const T* y = hiddenAt(l - 1, 0, place, 0);
    T* scale = level(l).scales.at(place);
    T* x = level(l).dropped.at(place);
    for (std::ptrdiff_t lane = 0; lane < pass.imagesIn(block); ++lane) {
      const std::ptrdiff_t first = ((block * plan_.lanes + lane) * plan_.levels + l) * size;
      for (std::ptrdiff_t i = 0; i < size; ++i) {
        const std::ptrdiff_t at = i * plan_.lanes + lane;
        scale[at] = drawn.at(static_cast<std::uint64_t>(first + i));
        x[at] = y[at] * scale[at];
      }
    }
  }
  void dropGradients(int l, int place, T* gradients) {
    const T* scale = level(l).scales.at(place);
    T* gradient = rowAt(gradients, 0, 0);
    for (std::ptrdiff_t i = 0; i < plan_.steps * plan_.width() * plan_.lanes; ++i)
      gradient[i] *= scale[i];
  }

  /// Lanes without a sample ran along from zeros; what they left may be anything, even no number.
  void clearMissing(int l, int block, int count) {
    const auto clear = [&](T* values, std::ptrdiff_t rows) {
      for (T* row = values; row < values + rows * plan_.lanes; row += plan_.lanes)
        std::fill(row + count, row + plan_.lanes, T(0));
    };
    clear(level(l).hidden.at(block), (plan_.steps + 2) * plan_.width());
    clear(level(l).gates.at(block), plan_.steps * Cell::kRows * plan_.width());
  }

  /// The top level's states as rows of the output, or only the state each direction ends with.
  void give(const Pass<T>& pass, int block, int place, T* ends) {
    const int top = plan_.levels - 1;
    const std::ptrdiff_t sample = plan_.width() * (plan_.lastOnly ? 1 : plan_.steps);
    const T* from = hiddenAt(top, 0, place, 0);
    if (plan_.lastOnly) {
      for (int d = 0; d < plan_.directions; ++d)
        std::copy_n(hiddenAt(top, d, place, lastStep(d)), plan_.hidden * plan_.lanes,
                    ends + d * plan_.hidden * plan_.lanes);
      from = ends;
    }
    kernels_.lanesToRows(pass.imagesIn(block), static_cast<std::size_t>(sample), from,
                         pass.output + block * plan_.lanes * sample);
  }
  /// The output's gradient as that of the top level's states, (T + 2, D H).
  void take(const Pass<T>& pass, int block, T* gradients, T* ends) {
    const std::ptrdiff_t sample = plan_.width() * (plan_.lastOnly ? 1 : plan_.steps);
    kernels_.rowsToLanes(pass.imagesIn(block), static_cast<std::size_t>(sample),
                         pass.outputGradient + block * plan_.lanes * sample,
                         plan_.lastOnly ? ends : rowAt(gradients, 0, 0));
    if (!plan_.lastOnly) return;
    std::fill_n(gradients, (plan_.steps + 2) * plan_.width() * plan_.lanes, T(0));
    for (int d = 0; d < plan_.directions; ++d)
      std::copy_n(ends + d * plan_.hidden * plan_.lanes, plan_.hidden * plan_.lanes,
                  rowAt(gradients, d, lastStep(d)));
  }
  std::ptrdiff_t lastStep(int d) const { return d == 0 ? plan_.steps - 1 : 0; }

  const Kernels<T>& kernels_;
  RecurrentPlan plan_;
  Cell cell_;
  std::uint64_t key_;
  std::vector<RecurrentLevel<T>> levels_;
  Places<T> inputs_;          // of the lowest level
  Places<T> biases_;          // the sums that every step's gates begin with
  Places<T> ends_;            // (D H): the last states, or their gradients
  Places<T> flows_[2];        // gradients above and below a level
  Places<T> stateGradients_;  // of LSTM's c
  Places<T> rowSums_;         // (kRowsPerTask)
};

/// The fields that all three have in front of `own`.
Fields recurrentFields(Fields own = {});
/// Everything of the declaration but name, words, fields and factories. `gates`: as PyTorch counts
/// the rows of weight_ih.
template <int Gates>
void declareRecurrent(LayerType& type);

extern template void declareRecurrent<1>(LayerType&);
extern template void declareRecurrent<3>(LayerType&);
extern template void declareRecurrent<4>(LayerType&);

}  // namespace loom
