#pragma once

// For losses that are one function of one output and its target, averaged over all elements: a
// declaration gives the function and its slope, this runs both. Inputs of any shape (batch, ...,
// width). Where the data have classes instead of numbers, the target is one-hot along the last
// axis: 1 at the class, 0 elsewhere, or a mixture of two such; analysis refuses outputs that are
// narrower than the classes.
// Called as layer.h says.

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

inline constexpr std::int64_t kShownLosses = 12;  // elements that a working writes out

/// `Maths` is made from the node's Reader and has
///   T value(T x, T y) const;  // the loss of output x where y is wanted
///   T slope(T x, T y) const;  // its derivative by x; at a kink PyTorch's choice
template <class T, class Maths>
class PointwiseLoss final : public Layer<T> {
 public:
  explicit PointwiseLoss(const LayerSite<T>& site) : maths_(site.params) {
    const Shape& in = site.inputs[0];
    elements_ = static_cast<std::ptrdiff_t>(in.elements());
    width_ = in.rank() > 0 ? static_cast<std::ptrdiff_t>(in[in.rank() - 1]) : 1;
    sums_.resize(static_cast<std::size_t>(site.maxBlocks()));
  }

  void forward(const Pass<T>& pass, int block, int) override {
    const T* x = pass.inputs[0];
    double sum = 0;
    forEach(pass, block,
            [&](std::ptrdiff_t i, T y) { sum += static_cast<double>(maths_.value(x[i], y)); });
    sums_[static_cast<std::size_t>(block)] = sum;
  }

  void finishForward(const Pass<T>& pass) override {
    double sum = 0;
    for (int block = 0; block < pass.blocks(); ++block)
      sum += sums_[static_cast<std::size_t>(block)];
    pass.output[0] = static_cast<T>(sum / static_cast<double>(pass.batch * elements_));
  }

  void sampleLosses(const Pass<T>& pass, T* losses) const override {
    const T* x = pass.inputs[0];
    for (std::ptrdiff_t i = 0; i < pass.batch; ++i) {
      double sum = 0;
      forRange(pass, i * elements_, (i + 1) * elements_,
               [&](std::ptrdiff_t e, T y) { sum += static_cast<double>(maths_.value(x[e], y)); });
      losses[i] = static_cast<T>(sum / static_cast<double>(elements_));
    }
  }

  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    const bool targeted = pass.targets.values || pass.targets.classes;
    if (!gradient || !targeted) return;
    const T* x = pass.inputs[0];
    const T scale = T(1) / static_cast<T>(pass.batch * elements_);
    forEach(pass, block,
            [&](std::ptrdiff_t i, T y) { gradient[i] = maths_.slope(x[i], y) * scale; });
  }

 private:
  /// fn(element, target) for every element of the images that are there.
  template <class Fn>
  void forEach(const Pass<T>& pass, int block, Fn&& fn) const {
    const std::ptrdiff_t first = std::ptrdiff_t{block} * pass.lanes * elements_;
    forRange(pass, first, first + std::ptrdiff_t{pass.imagesIn(block)} * elements_, fn);
  }

  /// The same for elements [first, end), which are whole samples.
  template <class Fn>
  void forRange(const Pass<T>& pass, std::ptrdiff_t first, std::ptrdiff_t end, Fn&& fn) const {
    if (const T* values = pass.targets.values) {
      for (std::ptrdiff_t i = first; i < end; ++i) fn(i, values[i]);
      return;
    }
    if (pass.targets.otherClasses)
      return forEachMixed(pass.targets, first / width_, end / width_, fn);
    for (std::ptrdiff_t row = first / width_; row < end / width_; ++row) {
      const std::ptrdiff_t hot = pass.targets.classes[row];
      for (std::ptrdiff_t c = 0; c < width_; ++c) fn(row * width_ + c, c == hot ? T(1) : T(0));
    }
  }

  template <class Fn>
  void forEachMixed(const Targets<T>& targets, std::ptrdiff_t row, std::ptrdiff_t end,
                    Fn&& fn) const {
    for (; row < end; ++row) {
      const std::ptrdiff_t one = targets.classes[row], other = targets.otherClasses[row];
      for (std::ptrdiff_t c = 0; c < width_; ++c) {
        const T own = c == one ? targets.share : T(0);
        fn(row * width_ + c, c == other ? own + (1 - targets.share) : own);
      }
    }
  }

  Maths maths_;
  std::ptrdiff_t elements_ = 1;  // of one sample
  std::ptrdiff_t width_ = 1;     // of the last axis
  Array<double> sums_;           // (blocks): in double, for a block may have many elements
};

/// The mean over a sample's elements, with the numbers in it.
template <template <class> class Maths>
void pointwiseLossWork(const WorkSite& site, std::int64_t, Work& work) {
  const Maths<double> maths(site.params);
  const Shape& in = site.inputs[0];
  const std::int64_t width = in.rank() > 0 ? in[in.rank() - 1] : 1;
  const auto count = static_cast<double>(in.elements());
  double sum = 0;
  std::string text;
  for (std::int64_t i = 0; i < in.elements(); ++i) {
    const auto at = static_cast<std::size_t>(i), row = static_cast<std::size_t>(i / width);
    const double target = !site.targets.empty()            ? static_cast<double>(site.targets[at])
                          : site.classes[row] == i % width ? 1.0
                                                           : 0.0;
    const Operand x = site.x(0, i);
    const double value = maths.value(x.value, target);
    sum += value;
    work.slope(x, maths.slope(x.value, target) / count);
    if (i < kShownLosses) text += (i > 0 ? " + " : "") + workFactor(value);
    if (i == kShownLosses) text += " + …";
  }
  work.say("(" + text + ") / " + std::to_string(in.elements()), sum / count);
}

/// The parts of a declaration that all such losses share.
template <template <class> class Maths>
void setPointwiseLoss(LayerType& type) {
  type.category = Category::Loss;
  type.idStem = "loss";
  type.layout = Layout::Rows;
  type.isLoss = true;
  type.takesNumbers = true;
  type.readsOutput = false;
  type.work = pointwiseLossWork<Maths>;
  type.shape = [](const SiteInfo&) { return ShapeAnswer::of(Shape()); };
  type.makeFloat = [](const LayerSite<float>& site) -> std::unique_ptr<Layer<float>> {
    return std::make_unique<PointwiseLoss<float, Maths<float>>>(site);
  };
  type.makeDouble = [](const LayerSite<double>& site) -> std::unique_ptr<Layer<double>> {
    return std::make_unique<PointwiseLoss<double, Maths<double>>>(site);
  };
}

}  // namespace loom
