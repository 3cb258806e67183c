// The optimisers' kernels, of every instruction set this machine runs, against PyTorch's pages.

#include "engine/kernel_arrays.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

struct SgdOptions {
  double momentum, dampening, weightDecay;
  bool nesterov;
};

/// Five steps; the reference is the algorithm on PyTorch's page of SGD, line by line.
template <class T>
QString checkSgd(const Kernels<T>& k, const SgdOptions& o, size_t n) {
  const double lr = 0.1;
  auto weight = randomArray<T>(n, 1), buffer = std::vector<T>(n, static_cast<T>(kNan));
  std::vector<double> w(weight.begin(), weight.end()), b(n);
  for (int step = 1; step <= 5; ++step) {
    const auto gradient = randomArray<T>(n, static_cast<uint32_t>(step));
    for (size_t i = 0; i < n; ++i) {
      double g = gradient[i] + o.weightDecay * w[i];
      if (o.momentum != 0) {
        b[i] = step > 1 ? o.momentum * b[i] + (1 - o.dampening) * g : g;
        g = o.nesterov ? g + o.momentum * b[i] : b[i];
      }
      w[i] -= lr * g;
    }
    k.sgdStep(n, weight.data(), gradient.data(), o.momentum != 0 ? buffer.data() : nullptr, lr,
              o.momentum, o.dampening, o.weightDecay, o.nesterov, step == 1);
  }
  return difference(weight, std::vector<T>(w.begin(), w.end()));
}

template <class T>
QString checkSgdSteps(const Kernels<T>& k) {
  const SgdOptions options[] = {{0, 0, 0, false},     {0, 0, 0.1, false},     {0.9, 0, 0, false},
                                {0.9, 0.3, 0, false}, {0.5, 0.1, 0.2, false}, {0.9, 0, 0.01, true}};
  for (const SgdOptions& o : options) {
    for (const size_t n : kSizes) {
      const QString wrong = checkSgd(k, o, n);
      if (!wrong.isEmpty())
        return QString("momentum %1, decay %2: %3").arg(o.momentum).arg(o.weightDecay).arg(wrong);
    }
  }
  return {};
}

/// Five steps; the reference is the algorithm on PyTorch's pages of Adam and AdamW, line by line.
template <class T>
QString checkAdam(const Kernels<T>& k, double weightDecay, bool decoupled, size_t n) {
  const double lr = 0.05, beta1 = 0.9, beta2 = 0.999, eps = 1e-8;
  auto weight = randomArray<T>(n, 1), m = std::vector<T>(n), v = m;
  std::vector<double> w(weight.begin(), weight.end()), first(n), second(n);
  for (int step = 1; step <= 5; ++step) {
    const auto gradient = randomArray<T>(n, static_cast<uint32_t>(step + 7));
    for (size_t i = 0; i < n; ++i) {
      if (decoupled) w[i] -= lr * weightDecay * w[i];
      const double g = gradient[i] + (decoupled ? 0 : weightDecay * w[i]);
      first[i] = beta1 * first[i] + (1 - beta1) * g;
      second[i] = beta2 * second[i] + (1 - beta2) * g * g;
      const double mHat = first[i] / (1 - std::pow(beta1, step)),
                   vHat = second[i] / (1 - std::pow(beta2, step));
      w[i] -= lr * mHat / (std::sqrt(vHat) + eps);
    }
    k.adamStep(n, weight.data(), gradient.data(), m.data(), v.data(), lr, beta1, beta2, eps,
               weightDecay, step, decoupled);
  }
  return difference(weight, std::vector<T>(w.begin(), w.end()));
}

template <class T>
QString checkAdamSteps(const Kernels<T>& k) {
  for (const size_t n : kSizes) {
    for (const double decay : {0.0, 0.1}) {
      for (const bool decoupled : {false, true}) {
        const QString wrong = checkAdam(k, decay, decoupled, n);
        if (!wrong.isEmpty())
          return QString("decay %1, decoupled %2: %3").arg(decay).arg(decoupled).arg(wrong);
      }
    }
  }
  return {};
}

struct RmspropOptions {
  double momentum, weightDecay;
  bool centered;
};

/// Five steps; the reference is the algorithm on PyTorch's page of RMSprop, line by line.
template <class T>
QString checkRmsprop(const Kernels<T>& k, const RmspropOptions& o, size_t n) {
  const double lr = 0.05, alpha = 0.9, eps = 1e-8;
  auto weight = randomArray<T>(n, 1), square = std::vector<T>(n), mean = square, buffer = square;
  std::vector<double> w(weight.begin(), weight.end()), v(n), m(n), b(n);
  for (int step = 1; step <= 5; ++step) {
    const auto gradient = randomArray<T>(n, static_cast<uint32_t>(step + 20));
    for (size_t i = 0; i < n; ++i) {
      const double g = gradient[i] + o.weightDecay * w[i];
      v[i] = alpha * v[i] + (1 - alpha) * g * g;
      m[i] = alpha * m[i] + (1 - alpha) * g;
      const double root = std::sqrt(o.centered ? v[i] - m[i] * m[i] : v[i]) + eps;
      b[i] = o.momentum * b[i] + g / root;
      w[i] -= lr * b[i];
    }
    k.rmspropStep(n, weight.data(), gradient.data(), square.data(),
                  o.centered ? mean.data() : nullptr, o.momentum != 0 ? buffer.data() : nullptr, lr,
                  alpha, eps, o.weightDecay, o.momentum);
  }
  return difference(weight, std::vector<T>(w.begin(), w.end()));
}

template <class T>
QString checkRmspropSteps(const Kernels<T>& k) {
  for (const size_t n : kSizes) {
    for (const RmspropOptions& o :
         {RmspropOptions{0, 0, false}, {0, 0.1, true}, {0.9, 0, false}, {0.5, 0.1, true}}) {
      const QString wrong = checkRmsprop(k, o, n);
      if (!wrong.isEmpty())
        return QString("momentum %1, centered %2: %3").arg(o.momentum).arg(o.centered).arg(wrong);
    }
  }
  // A gradient that never changes has no variance: what rounding leaves of it may be below zero.
  T weight[40], gradient[40], square[40] = {}, mean[40] = {};
  for (int i = 0; i < 40; ++i) gradient[i] = weight[i] = T(0.1) + T(i) / 7;
  for (int step = 0; step < 2000; ++step) {
    k.rmspropStep(40, weight, gradient, square, mean, nullptr, 1e-9, 0.9, 1e-8, 0, 0);
  }
  for (const T w : weight) {
    if (!std::isfinite(w)) return QStringLiteral("a steady gradient gives %1").arg(double(w));
  }
  return {};
}

/// Five steps; the reference is the algorithm on PyTorch's page of Adagrad, line by line.
template <class T>
QString checkAdagrad(const Kernels<T>& k, double lrDecay, double weightDecay, size_t n) {
  const double lr = 0.05, eps = 1e-10, begin = 0.2;
  auto weight = randomArray<T>(n, 1), sum = std::vector<T>(n, static_cast<T>(begin));
  std::vector<double> w(weight.begin(), weight.end()), s(n, begin);
  for (int step = 1; step <= 5; ++step) {
    const auto gradient = randomArray<T>(n, static_cast<uint32_t>(step + 30));
    for (size_t i = 0; i < n; ++i) {
      const double g = gradient[i] + weightDecay * w[i];
      s[i] += g * g;
      w[i] -= lr / (1 + (step - 1) * lrDecay) * g / (std::sqrt(s[i]) + eps);
    }
    k.adagradStep(n, weight.data(), gradient.data(), sum.data(), lr, lrDecay, eps, weightDecay,
                  step);
  }
  return difference(weight, std::vector<T>(w.begin(), w.end()));
}

template <class T>
QString checkAdagradSteps(const Kernels<T>& k) {
  for (const size_t n : kSizes) {
    for (const double decay : {0.0, 0.1}) {
      for (const double lrDecay : {0.0, 0.5}) {
        const QString wrong = checkAdagrad(k, lrDecay, decay, n);
        if (!wrong.isEmpty())
          return QString("decay %1, lr_decay %2: %3").arg(decay).arg(lrDecay).arg(wrong);
      }
    }
  }
  return {};
}

template <class T>
QString checkSquares(const Kernels<T>& k) {
  for (const size_t n : {size_t{0}, size_t{1}, size_t{31}, size_t{32}, size_t{33}, size_t{4095},
                         size_t{4097}, size_t{100'003}}) {
    const auto x = randomArray<T>(n, 3);
    double wanted = 0;
    for (const T value : x) wanted += static_cast<double>(value) * static_cast<double>(value);
    const double found = k.sumOfSquares(n, x.data());
    if (std::abs(found - wanted) > 1e-6 * wanted)
      return QString("%1 values: %2 instead of %3").arg(n).arg(found).arg(wanted);
  }
  return {};
}

}  // namespace

class KernelsUpdateTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void squares_data() { addKernels(); }
  void squares() {
    QCOMPARE(onKernels([](const auto& k) { return checkSquares(k); }), QString());
  }
  void sgd_data() { addKernels(); }
  void sgd() {
    QCOMPARE(onKernels([](const auto& k) { return checkSgdSteps(k); }), QString());
  }
  void adam_data() { addKernels(); }
  void adam() {
    QCOMPARE(onKernels([](const auto& k) { return checkAdamSteps(k); }), QString());
  }
  void rmsprop_data() { addKernels(); }
  void rmsprop() {
    QCOMPARE(onKernels([](const auto& k) { return checkRmspropSteps(k); }), QString());
  }
  void adagrad_data() { addKernels(); }
  void adagrad() {
    QCOMPARE(onKernels([](const auto& k) { return checkAdagradSteps(k); }), QString());
  }
};

LOOM_TEST(kernels_update_test, KernelsUpdateTest)
#include "kernels_update_test.moc"
