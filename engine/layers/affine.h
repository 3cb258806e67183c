#pragma once

// y = x W^T + b over any number of rows: what Linear is, and what attention and recurrent layers
// are made of. Products are cut into slices whose number depends on the work only, never on the
// threads. Row-major; W is (outputs, inputs). Any thread may call any function; slices of one call
// write to different places.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "engine/layers/layer.h"

namespace loom {

/// `count` columns cut into tasks of equal size.
class Slices {
 public:
  Slices(std::int64_t count, double flops) : count_(count) {
    constexpr double kFlopsPerTask =
        1.0e6;  // about 10 µs: below that, handing out costs more than it gains
    constexpr unsigned kMostTasks = 32;
    const auto wanted = static_cast<unsigned>(std::min(flops / kFlopsPerTask, double{kMostTasks}));
    const std::int64_t strips = (count + kStrip - 1) / kStrip;
    tasks_ = static_cast<int>(std::min<std::int64_t>(std::bit_floor(std::max(wanted, 1U)), strips));
  }
  int tasks() const { return tasks_; }
  int begin(int task) const {
    const std::int64_t strips = (count_ + kStrip - 1) / kStrip;
    return static_cast<int>(std::min(count_, strips * task / tasks_ * kStrip));
  }
  int size(int task) const { return begin(task + 1) - begin(task); }

 private:
  static constexpr std::int64_t kStrip = 16;  // columns: a full vector of the widest machine

  std::int64_t count_;
  int tasks_ = 1;
};

template <class T>
class Affine {
 public:
  /// A bias of size 0 is none.
  Affine(const Kernels<T>& kernels, const ParameterView<T>& weight, const ParameterView<T>& bias,
         std::int64_t inputs)
      : kernels_(kernels),
        weight_(weight),
        bias_(bias),
        inputs_(static_cast<int>(inputs)),
        outputs_(static_cast<int>(weight.size / inputs)) {}

  int inputs() const { return inputs_; }
  int outputs() const { return outputs_; }

  Slices outputSlices(int rows) const { return {outputs_, flops(rows)}; }
  Slices inputSlices(int rows) const { return {inputs_, flops(rows)}; }

  void forward(int rows, const T* x, T* y) const { forward(rows, x, y, 0, outputs_); }
  /// Columns [first, first + size) of y: each slice packs its own part of W.
  void forward(int rows, const T* x, T* y, int first, int size) const {
    if (bias_.size > 0) {
      for (int r = 0; r < rows; ++r)
        std::copy_n(bias_.value + first, size, y + std::ptrdiff_t{r} * outputs_ + first);
    }
    kernels_.gemm(rows, size, inputs_, x, inputs_, false,
                  weight_.value + std::ptrdiff_t{first} * inputs_, inputs_, true, y + first,
                  outputs_, bias_.size > 0);
  }

  /// dx = dy W, added to what is there if `accumulate`.
  void inputGradient(int rows, const T* dy, T* dx, bool accumulate) const {
    inputGradient(rows, dy, dx, 0, inputs_, accumulate);
  }
  /// Columns [first, first + size) of it.
  void inputGradient(int rows, const T* dy, T* dx, int first, int size, bool accumulate) const {
    kernels_.gemm(rows, size, outputs_, dy, outputs_, false, weight_.value + first, inputs_, false,
                  dx + first, inputs_, accumulate);
  }

  /// dW = dy^T x in columns of W, so that each slice packs its own part of x; db = column sums of
  /// dy, shared out among the slices.
  void parameterGradient(int rows, const T* x, const T* dy, const Slices& slices, int task) const {
    const int first = slices.begin(task);
    kernels_.gemm(outputs_, slices.size(task), rows, dy, outputs_, true, x + first, inputs_, false,
                  weight_.gradient + first, inputs_, false);
    if (bias_.size == 0) return;
    const std::ptrdiff_t begin = std::ptrdiff_t{outputs_} * task / slices.tasks();
    const std::ptrdiff_t size = std::ptrdiff_t{outputs_} * (task + 1) / slices.tasks() - begin;
    T* db = bias_.gradient + begin;
    std::fill_n(db, size, T(0));
    for (int r = 0; r < rows; ++r) {
      const T* row = dy + std::ptrdiff_t{r} * outputs_ + begin;
      for (std::ptrdiff_t n = 0; n < size; ++n) db[n] += row[n];
    }
  }

 private:
  double flops(int rows) const { return 2.0 * rows * inputs_ * outputs_; }

  const Kernels<T>& kernels_;
  ParameterView<T> weight_;
  ParameterView<T> bias_;
  int inputs_;
  int outputs_;
};

}  // namespace loom
