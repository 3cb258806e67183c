#pragma once

// Layer normalisation (Ba et al. 2016) of rows, as a part of a larger layer. Tasks work on rows of
// their own; what they add up for the weights is theirs until finish() adds it in the order of the
// tasks.

#include <algorithm>

#include "engine/layers/layer.h"

namespace loom {

template <class T>
class RowNorm {
 public:
  /// `rows` of the largest batch, cut into at most `tasks`.
  RowNorm(const LayerSite<T>& site, const ParameterView<T>& weight, const ParameterView<T>& bias,
          std::size_t rows, std::size_t tasks)
      : kernels_(*site.kernels),
        weight_(weight),
        bias_(bias),
        width_(static_cast<std::size_t>(weight.size)),
        means_(rows),
        rates_(rows),
        sums_(site.learns ? tasks * 2 * width_ : 0) {}

  /// Rows [first, first + count), which begin at x and y.
  void forward(std::size_t first, int count, const T* x, T* y) {
    kernels_.normaliseRows(count, static_cast<int>(width_), T(kEpsilon), x, weight_.value,
                           bias_.value, y, means_.data() + first, rates_.data() + first);
  }

  /// The same rows; dx may be dy.
  void backward(std::size_t first, int count, int task, const T* x, const T* dy, T* dx) {
    T* sums = sums_.data() + static_cast<std::size_t>(task) * 2 * width_;
    std::fill_n(sums, 2 * width_, T(0));
    kernels_.normaliseRowsBackward(count, static_cast<int>(width_), x, means_.data() + first,
                                   rates_.data() + first, weight_.value, dy, dx, sums,
                                   sums + width_);
  }

  void finish(int tasks) {
    std::copy_n(sums_.data(), width_, weight_.gradient);
    std::copy_n(sums_.data() + width_, width_, bias_.gradient);
    for (int task = 1; task < tasks; ++task) {
      const T* sums = sums_.data() + static_cast<std::size_t>(task) * 2 * width_;
      kernels_.add(width_, weight_.gradient, sums, weight_.gradient);
      kernels_.add(width_, bias_.gradient, sums + width_, bias_.gradient);
    }
  }

 private:
  static constexpr double kEpsilon = 1e-5;  // PyTorch's layer_norm_eps

  const Kernels<T>& kernels_;
  ParameterView<T> weight_, bias_;
  std::size_t width_;
  Array<T> means_, rates_;  // a row each
  Array<T> sums_;           // (tasks, weight and bias, E)
};

}  // namespace loom
