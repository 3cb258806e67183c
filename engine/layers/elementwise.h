#pragma once

// For layers that are one function of one number: a declaration gives the function and its slope,
// this runs both over any layout. Called as layer.h says.

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

/// `Maths` is made from the node's Reader and has
///   T value(T x) const;       // y
///   T slope(T x, T y) const;  // dy/dx at x, where y = value(x); at a kink PyTorch's choice
/// or, where there is a faster way than one by one, in place of the first and of the second
///   static void values(const Kernels<T>&, std::size_t n, const T* x, T* y);
///   static void gradients(const Kernels<T>&, std::size_t n, const T* x, const T* dy, T* dx);
template <class T, class Maths>
class Elementwise final : public Layer<T> {
 public:
  explicit Elementwise(const LayerSite<T>& site)
      : kernels_(*site.kernels),
        maths_(site.params),
        blockSize_(static_cast<std::size_t>(site.output.elements() * site.lanes)) {}

  void forward(const Pass<T>& pass, int block, int) override {
    const std::size_t begin = static_cast<std::size_t>(block) * blockSize_;
    const T* x = pass.inputs[0];
    if constexpr (requires { &Maths::values; }) {
      Maths::values(kernels_, blockSize_, x + begin, pass.output + begin);
    } else {
      for (std::size_t i = begin; i < begin + blockSize_; ++i) pass.output[i] = maths_.value(x[i]);
    }
  }

  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    if (!gradient) return;
    const std::size_t begin = static_cast<std::size_t>(block) * blockSize_;
    const T* x = pass.inputs[0];
    if constexpr (requires { &Maths::gradients; }) {
      Maths::gradients(kernels_, blockSize_, x + begin, pass.outputGradient + begin,
                       gradient + begin);
    } else {
      for (std::size_t i = begin; i < begin + blockSize_; ++i)
        gradient[i] = pass.outputGradient[i] * maths_.slope(x[i], pass.output[i]);
    }
  }

 private:
  const Kernels<T>& kernels_;
  Maths maths_;
  std::size_t blockSize_;
};

/// y = f(x) with the numbers in it.
template <template <class> class Maths>
void elementwiseWork(const WorkSite& site, std::int64_t element, Work& work) {
  const Maths<double> maths(site.params);
  const Operand x = site.x(0, element);
  double y = 0, slope = 0;
  if constexpr (requires { &Maths<double>::values; })
    Maths<double>::values(kernels<double>(), 1, &x.value, &y);
  else
    y = maths.value(x.value);
  if constexpr (requires { &Maths<double>::gradients; }) {
    const double one = 1;
    Maths<double>::gradients(kernels<double>(), 1, &x.value, &one, &slope);
  } else {
    slope = maths.slope(x.value, y);
  }
  work.say(filledFormula(site, x.value), y);
  work.slope(x, slope);
}

/// The parts of a declaration that all such layers share.
template <template <class> class Maths>
void setElementwise(LayerType& type) {
  type.category = Category::Activation;
  type.shape = sameAsInput;
  type.work = elementwiseWork<Maths>;
  type.makeFloat = [](const LayerSite<float>& site) -> std::unique_ptr<Layer<float>> {
    return std::make_unique<Elementwise<float, Maths<float>>>(site);
  };
  type.makeDouble = [](const LayerSite<double>& site) -> std::unique_ptr<Layer<double>> {
    return std::make_unique<Elementwise<double, Maths<double>>>(site);
  };
}

}  // namespace loom
