#pragma once

// Normalisation within a sample: stretches of values are brought to mean 0 and variance 1, then
// scaled and shifted by learned weights. LayerNorm and GroupNorm differ only in where the stretches
// lie. Rows; called as layer.h says.

#include <cmath>
#include <vector>

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

/// How a sample is cut. Value i of stretch s is scaled by weight
/// (s · weightsPerStretch + i / valuesPerWeight) mod the number of weights.
struct NormCut {
  std::int64_t stretches = 1;  // in a sample
  std::int64_t weightsPerStretch = 1;
  std::int64_t valuesPerWeight = 1;
  std::int64_t weights = 1;
  std::int64_t length() const { return weightsPerStretch * valuesPerWeight; }
};

/// LOOM_TEXT; the field that keeps the division away from zero.
Field normEpsilon();
/// weight of ones and bias of zeros, (count) each.
std::vector<ParameterSpec> normParameters(std::int64_t count);

/// y = (x − mean) / √(variance + eps) · weight + bias of one element, with the numbers in it, and
/// its slopes by weight and bias, which are the first two parameters.
struct NormMeasure {
  double mean = 0, variance = 0;
};
/// `weight` counts in both; -1: there are none.
void normalisedWork(const WorkSite& site, std::int64_t element, std::int64_t weight,
                    const NormMeasure& measure, Work& work);
/// An element of SegmentNorm's output.
void segmentNormWork(const WorkSite& site, std::int64_t element, const NormCut& cut, Work& work);

template <class T>
class SegmentNorm final : public Layer<T> {
 public:
  SegmentNorm(const LayerSite<T>& site, const NormCut& cut)
      : cut_(cut),
        eps_(site.params.real("eps")),
        weight_(site.parameters[0]),
        bias_(site.parameters[1]),
        means_(static_cast<std::size_t>(site.maxBlocks() * site.lanes * cut.stretches)),
        rates_(means_.size()),
        sums_(static_cast<std::size_t>(site.maxBlocks() * 2 * cut.weights)) {}

  // y = (x - mean) · rate · w + b with rate = 1 / sqrt(variance + eps)
  void forward(const Pass<T>& pass, int block, int) override {
    forEachStretch(pass, block, [&](std::size_t s, std::int64_t firstWeight) {
      const T* x = pass.inputs[0] + static_cast<std::int64_t>(s) * cut_.length();
      T* y = pass.output + static_cast<std::int64_t>(s) * cut_.length();
      double sum = 0;
      for (std::int64_t i = 0; i < cut_.length(); ++i) sum += static_cast<double>(x[i]);
      const double mean = sum / static_cast<double>(cut_.length());
      double squares = 0;
      for (std::int64_t i = 0; i < cut_.length(); ++i) {
        const double off = static_cast<double>(x[i]) - mean;
        squares += off * off;
      }
      means_[s] = static_cast<T>(mean);
      rates_[s] =
          static_cast<T>(1 / std::sqrt(squares / static_cast<double>(cut_.length()) + eps_));
      forEachWeight(firstWeight, [&](std::int64_t w, std::int64_t i) {
        y[i] = (x[i] - means_[s]) * rates_[s] * weight_.value[w] + bias_.value[w];
      });
    });
  }

  // With n = (x - mean) · rate and g = dy · w: dx = rate · (g - mean(g) - n · mean(g n));
  // dw = sum of dy n, db = sum of dy.
  void backward(const Pass<T>& pass, int block, int) override {
    double* weightSums = sums_.data() + block * 2 * cut_.weights;
    double* biasSums = weightSums + cut_.weights;
    std::fill_n(weightSums, 2 * cut_.weights, 0.0);
    forEachStretch(pass, block, [&](std::size_t s, std::int64_t firstWeight) {
      const std::int64_t begin = static_cast<std::int64_t>(s) * cut_.length();
      const T* x = pass.inputs[0] + begin;
      const T* dy = pass.outputGradient + begin;
      const auto normal = [&](std::int64_t i) { return (x[i] - means_[s]) * rates_[s]; };
      double sum = 0, product = 0;
      forEachWeight(firstWeight, [&](std::int64_t w, std::int64_t i) {
        const double n = static_cast<double>(normal(i)), d = static_cast<double>(dy[i]);
        const double g = d * static_cast<double>(weight_.value[w]);
        sum += g;
        product += g * n;
        weightSums[w] += d * n;
        biasSums[w] += d;
      });
      T* dx = pass.inputGradients[0];
      if (!dx) return;
      const T mean = static_cast<T>(sum / static_cast<double>(cut_.length()));
      const T slope = static_cast<T>(product / static_cast<double>(cut_.length()));
      forEachWeight(firstWeight, [&](std::int64_t w, std::int64_t i) {
        dx[begin + i] = rates_[s] * (dy[i] * weight_.value[w] - mean - normal(i) * slope);
      });
    });
  }

  void finishBackward(const Pass<T>& pass) override {
    if (!pass.parameterGradients) return;
    for (std::int64_t w = 0; w < cut_.weights; ++w) {
      double weightSum = 0, biasSum = 0;
      for (std::int64_t block = 0; block < pass.blocks(); ++block) {
        weightSum += sums_[static_cast<std::size_t>((block * 2) * cut_.weights + w)];
        biasSum += sums_[static_cast<std::size_t>((block * 2 + 1) * cut_.weights + w)];
      }
      weight_.gradient[w] = static_cast<T>(weightSum);
      bias_.gradient[w] = static_cast<T>(biasSum);
    }
  }

 private:
  /// fn(index of the stretch in the batch, its first weight), for the samples that are there.
  template <class Fn>
  void forEachStretch(const Pass<T>& pass, int block, Fn&& fn) const {
    const std::int64_t first = std::int64_t{block} * pass.lanes;
    for (std::int64_t sample = first; sample < first + pass.imagesIn(block); ++sample)
      for (std::int64_t s = 0; s < cut_.stretches; ++s)
        fn(static_cast<std::size_t>(sample * cut_.stretches + s),
           s * cut_.weightsPerStretch % cut_.weights);
  }
  /// fn(weight, index in the stretch)
  template <class Fn>
  void forEachWeight(std::int64_t first, Fn&& fn) const {
    std::int64_t i = 0;
    for (std::int64_t w = first; w < first + cut_.weightsPerStretch; ++w)
      for (std::int64_t k = 0; k < cut_.valuesPerWeight; ++k) fn(w, i++);
  }

  NormCut cut_;
  double eps_;
  ParameterView<T> weight_, bias_;
  Array<T> means_, rates_;  // a stretch each
  Array<double> sums_;      // (block, weight and bias, weights)
};

}  // namespace loom
