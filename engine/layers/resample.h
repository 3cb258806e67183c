#pragma once

// Images made of shares of other images' pixels, rows and columns apart: the mean of areas, or a
// larger image. Each layer says only who shares in what. Images in lanes; called as layer.h says.

#include <algorithm>
#include <vector>

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

/// A row or column of the input, and its share in one of the output.
template <class T>
struct Tap {
  std::int64_t from = 0;
  T share = 1;
};
/// All that share in one row or column of the output.
template <class T>
using Taps = std::vector<Tap<T>>;

/// The mean of rows or columns begin .. end - 1, as if there were `counted` of them.
template <class T>
Taps<T> meanOf(std::int64_t begin, std::int64_t end, std::int64_t counted) {
  Taps<T> taps;
  for (std::int64_t i = begin; i < end; ++i) taps.push_back({i, T(1) / static_cast<T>(counted)});
  return taps;
}

/// The same with the numbers in it.
inline void resampledWork(const WorkSite& site, std::int64_t element,
                          const std::vector<Taps<double>>& rows,
                          const std::vector<Taps<double>>& columns, Work& work) {
  const std::int64_t column = element % site.output[2], row = element / site.output[2];
  const std::int64_t first = row / site.output[1] * site.inputs[0][1];
  for (const Tap<double>& y : rows[static_cast<std::size_t>(row % site.output[1])]) {
    for (const Tap<double>& x : columns[static_cast<std::size_t>(column)]) {
      const Operand pixel = site.x(0, (first + y.from) * site.inputs[0][2] + x.from);
      const double share = y.share * x.share;
      if (share == 1)
        work.add({pixel});
      else
        work.add({numberOperand(share), pixel});
    }
  }
}

template <class T>
class Resample final : public Layer<T> {
 public:
  Resample(const LayerSite<T>& site, std::vector<Taps<T>> rows, std::vector<Taps<T>> columns)
      : lanes_(site.lanes),
        channels_(site.inputs[0][0]),
        width_(site.inputs[0][2]),
        channelSize_(site.inputs[0][1] * site.inputs[0][2] * site.lanes),
        rows_(std::move(rows)),
        columns_(std::move(columns)) {}

  void forward(const Pass<T>& pass, int block, int) override {
    const std::int64_t size =
        channels_ * static_cast<std::int64_t>(rows_.size() * columns_.size()) * lanes_;
    std::fill_n(pass.output + block * size, size, T(0));
    forEachShare(block, [&](std::int64_t from, std::int64_t to, T share) {
      const T* x = pass.inputs[0] + from;
      T* y = pass.output + to;
      for (int lane = 0; lane < lanes_; ++lane) y[lane] += share * x[lane];
    });
  }

  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    if (!gradient) return;
    std::fill_n(gradient + block * channels_ * channelSize_, channels_ * channelSize_, T(0));
    forEachShare(block, [&](std::int64_t from, std::int64_t to, T share) {
      const T* dy = pass.outputGradient + to;
      T* dx = gradient + from;
      for (int lane = 0; lane < lanes_; ++lane) dx[lane] += share * dy[lane];
    });
  }

 private:
  /// fn(where the pixel stands in the input, where in the output, its share)
  template <class Fn>
  void forEachShare(int block, Fn&& fn) const {
    const std::int64_t first = block * channels_;
    std::int64_t to = first * static_cast<std::int64_t>(rows_.size() * columns_.size()) * lanes_;
    for (std::int64_t channel = first; channel < first + channels_; ++channel) {
      for (const Taps<T>& row : rows_) {
        for (const Taps<T>& column : columns_) {
          for (const Tap<T>& r : row) {
            for (const Tap<T>& c : column)
              fn(channel * channelSize_ + (r.from * width_ + c.from) * lanes_, to,
                 r.share * c.share);
          }
          to += lanes_;
        }
      }
    }
  }

  int lanes_;
  std::int64_t channels_, width_, channelSize_;
  std::vector<Taps<T>> rows_, columns_;
};

}  // namespace loom
