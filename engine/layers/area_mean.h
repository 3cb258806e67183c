#pragma once

// The mean of areas of an image, for the poolings that differ only in where the areas lie. Images
// in lanes; called as layer.h says.

#include <algorithm>
#include <vector>

#include "engine/layers/layer.h"

namespace loom {

/// Rows or columns begin .. end - 1 of the input, and how many count in the mean (with padding,
/// more than there are).
struct Stretch {
  std::int64_t begin = 0, end = 0, counted = 0;
};

template <class T>
class AreaMean final : public Layer<T> {
 public:
  AreaMean(const LayerSite<T>& site, std::vector<Stretch> rows, std::vector<Stretch> columns)
      : lanes_(site.lanes),
        channels_(site.inputs[0][0]),
        height_(site.inputs[0][1]),
        width_(site.inputs[0][2]),
        rows_(std::move(rows)),
        columns_(std::move(columns)) {}

  void forward(const Pass<T>& pass, int block, int) override {
    forEachArea(block,
                [&](std::int64_t image, std::int64_t at, const Stretch& r, const Stretch& c) {
                  T* y = pass.output + at;
                  std::fill_n(y, lanes_, T(0));
                  forEachPixel(image, r, c, [&](std::int64_t pixel) {
                    const T* x = pass.inputs[0] + pixel;
                    for (int lane = 0; lane < lanes_; ++lane) y[lane] += x[lane];
                  });
                  const T count = static_cast<T>(r.counted * c.counted);
                  for (int lane = 0; lane < lanes_; ++lane) y[lane] /= count;
                });
  }

  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    if (!gradient) return;
    const std::int64_t size = channels_ * height_ * width_ * lanes_;
    std::fill_n(gradient + block * size, size, T(0));
    forEachArea(block,
                [&](std::int64_t image, std::int64_t at, const Stretch& r, const Stretch& c) {
                  const T* dy = pass.outputGradient + at;
                  const T count = static_cast<T>(r.counted * c.counted);
                  forEachPixel(image, r, c, [&](std::int64_t pixel) {
                    T* dx = gradient + pixel;
                    for (int lane = 0; lane < lanes_; ++lane) dx[lane] += dy[lane] / count;
                  });
                });
  }

 private:
  /// fn(where the channel begins in the input, where the mean stands in the output, rows, columns)
  template <class Fn>
  void forEachArea(int block, Fn&& fn) const {
    const std::int64_t first = std::int64_t{block} * channels_;
    std::int64_t at = first * static_cast<std::int64_t>(rows_.size() * columns_.size()) * lanes_;
    for (std::int64_t c = first; c < first + channels_; ++c) {
      for (const Stretch& row : rows_) {
        for (const Stretch& column : columns_) {
          fn(c * height_ * width_ * lanes_, at, row, column);
          at += lanes_;
        }
      }
    }
  }
  template <class Fn>
  void forEachPixel(std::int64_t image, const Stretch& rows, const Stretch& columns,
                    Fn&& fn) const {
    for (std::int64_t y = rows.begin; y < rows.end; ++y)
      for (std::int64_t x = columns.begin; x < columns.end; ++x)
        fn(image + (y * width_ + x) * lanes_);
  }

  int lanes_;
  std::int64_t channels_, height_, width_;
  std::vector<Stretch> rows_, columns_;
};

}  // namespace loom
