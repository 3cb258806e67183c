// The kernels over plain arrays and matrices, of every instruction set this machine runs, against
// naive loops.
#include <QtTest/QtTest>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "engine/kernels/kernels.h"

using namespace loom;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
const std::vector<size_t> kSizes = {0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 120, 1001};

template <class T>
constexpr double kTolerance = sizeof(T) == 4 ? 1e-6 : 1e-14;

template <class T>
std::vector<T> randomArray(size_t n, uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> value(-1, 1);
  std::vector<T> x(n);
  for (T& v : x) v = static_cast<T>(value(random));
  return x;
}

/// Empty if all is near; NaN is near NaN.
template <class T>
QString difference(const std::vector<T>& found, const std::vector<T>& expected, double scale = 1) {
  if (found.size() != expected.size()) return "size";
  for (size_t i = 0; i < found.size(); ++i) {
    const double f = found[i], e = expected[i];
    const bool near = std::isnan(e) ? std::isnan(f)
                                    : std::abs(f - e) <= kTolerance<T> * scale * (1 + std::abs(e));
    if (!near)
      return QString("element %1 of %2: expected %3, found %4")
          .arg(i)
          .arg(found.size())
          .arg(e)
          .arg(f);
  }
  return {};
}

template <class T>
QString checkElementwise(const Kernels<T>& k) {
  for (const size_t n : kSizes) {
    auto x = randomArray<T>(n, 1), y = randomArray<T>(n, 2), relu = x, reluGradient = y, sum = x;
    if (n > 5) x[5] = static_cast<T>(kNan);
    for (size_t i = 0; i < n; ++i) {
      relu[i] = x[i] < 0 ? T(0) : x[i];
      reluGradient[i] = relu[i] <= 0 ? T(0) : y[i];
      sum[i] = x[i] + y[i];
    }
    auto found = std::vector<T>(n), inPlace = x, gradientInPlace = y, sumInPlace = x;
    k.relu(n, x.data(), found.data());
    k.relu(n, inPlace.data(), inPlace.data());
    k.reluBackward(n, relu.data(), gradientInPlace.data(), gradientInPlace.data());
    k.add(n, sumInPlace.data(), y.data(), sumInPlace.data());
    QString wrong;
    if (!(wrong = difference(found, relu)).isEmpty()) return "relu, " + wrong;
    if (!(wrong = difference(inPlace, relu)).isEmpty()) return "relu in place, " + wrong;
    if (!(wrong = difference(gradientInPlace, reluGradient)).isEmpty())
      return "reluBackward, " + wrong;
    if (!(wrong = difference(sumInPlace, sum)).isEmpty()) return "add, " + wrong;
  }
  return {};
}

template <class T>
QString checkRows(const Kernels<T>& k) {
  for (const int cols : {1, 5, 10, 16, 84, 120}) {
    const int rows = 9;
    const auto x = randomArray<T>(static_cast<size_t>(rows * cols), 1),
               bias = randomArray<T>(static_cast<size_t>(cols), 2);
    auto biased = x, found = x;
    std::vector<T> sums(bias.size()), foundSums(bias.size(), static_cast<T>(kNan));
    for (size_t i = 0; i < x.size(); ++i) {
      biased[i] = x[i] + bias[i % bias.size()];
      sums[i % bias.size()] += x[i];
    }
    k.addBias(rows, cols, bias.data(), found.data());
    k.sumRows(rows, cols, x.data(), foundSums.data());
    if (const QString wrong = difference(found, biased); !wrong.isEmpty())
      return "addBias, " + wrong;
    if (const QString wrong = difference(foundSums, sums, rows); !wrong.isEmpty())
      return "sumRows, " + wrong;
  }
  return {};
}

/// Empty, or the worst number of a sweep over [low, high] against the C library, in relative error.
template <class T>
QString checkFunction(void (*function)(size_t, const T*, T*), double (*expected)(double),
                      double low, double high) {
  constexpr size_t kCount = 20'001;
  std::vector<T> x(kCount), y(kCount);
  for (size_t i = 0; i < kCount; ++i)
    x[i] = static_cast<T>(low + (high - low) * static_cast<double>(i) / (kCount - 1));
  function(kCount, x.data(), y.data());
  for (size_t i = 0; i < kCount; ++i) {
    const double e = expected(x[i]), off = std::abs(y[i] - e);
    if (!(off <= 2 * std::numeric_limits<T>::epsilon() * std::abs(e)))
      return QString("at %1: expected %2, found %3")
          .arg(x[i])
          .arg(e, 0, 'g', 9)
          .arg(y[i], 0, 'g', 9);
  }
  return {};
}

template <class T>
QString checkExponentials(const Kernels<T>& k) {
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  for (const double reach : {1e-3, 0.3, 0.7, 5.0, 86.0}) {
    QString wrong = checkFunction<T>(k.exp, std::exp, -reach, reach);
    if (!wrong.isEmpty()) return "exp " + wrong;
    wrong = checkFunction<T>(k.sigmoid, sigmoid, -reach, reach);
    if (!wrong.isEmpty()) return "sigmoid " + wrong;
    wrong = checkFunction<T>(k.tanh, std::tanh, -reach, reach);
    if (!wrong.isEmpty()) return "tanh " + wrong;
  }
  const T inf = std::numeric_limits<T>::infinity(), nan = static_cast<T>(kNan), far = 800;
  const std::vector<T> x = {nan, inf, -inf, far, -far, 0};
  auto y = x;
  k.exp(x.size(), x.data(), y.data());
  QString wrong = difference(std::vector<T>{1 / y[1], y[2], 1 / y[3], y[4], y[5]}, {0, 0, 0, 0, 1});
  if (!wrong.isEmpty() || !std::isnan(y[0])) return "exp at the ends " + wrong;
  k.sigmoid(x.size(), x.data(), y.data());
  wrong = difference(y, {nan, 1, 0, 1, 0, T(0.5)});
  if (!wrong.isEmpty()) return "sigmoid at the ends " + wrong;
  y = x;
  k.tanh(y.size(), y.data(), y.data());
  wrong = difference(y, {nan, 1, -1, 1, -1, 0});
  return wrong.isEmpty() ? wrong : "tanh at the ends, in place " + wrong;
}

template <class T>
QString checkNormalise(const Kernels<T>& k) {
  const auto lanes = static_cast<size_t>(k.lanes);
  const T mean = T(0.3), scale = T(1.7), shift = T(-0.4), slope = T(0.6);
  for (const size_t pixels : {1, 2, 3, 4, 5, 30}) {
    const size_t n = pixels * lanes;
    const auto x = randomArray<T>(n, 1), dy = randomArray<T>(n, 2);
    std::vector<T> sums(lanes), squares(lanes), products(lanes), y(n), dx(n);
    for (size_t i = 0; i < n; ++i) {
      sums[i % lanes] += x[i];
      squares[i % lanes] += (x[i] - mean) * (x[i] - mean);
      products[i % lanes] += dy[i] * (x[i] - mean);
      y[i] = (x[i] - mean) * scale + shift;
      dx[i] = scale * dy[i] - shift - (x[i] - mean) * slope;
    }
    std::vector<T> found(lanes, static_cast<T>(kNan));
    const auto scaled = static_cast<double>(pixels);
    k.laneSums(pixels, x.data(), found.data());
    QString wrong;
    if (!(wrong = difference(found, sums, scaled)).isEmpty()) return "laneSums, " + wrong;
    k.laneSquares(pixels, x.data(), mean, found.data());
    if (!(wrong = difference(found, squares, scaled)).isEmpty()) return "laneSquares, " + wrong;
    k.laneProducts(pixels, dy.data(), x.data(), mean, found.data());
    if (!(wrong = difference(found, products, scaled)).isEmpty()) return "laneProducts, " + wrong;
    auto normal = x, gradient = dy;
    k.normalise(n, normal.data(), mean, scale, shift, normal.data());
    if (!(wrong = difference(normal, y, 2)).isEmpty()) return "normalise, " + wrong;
    k.normaliseBackward(n, gradient.data(), x.data(), mean, scale, shift, slope, gradient.data());
    if (!(wrong = difference(gradient, dx, 2)).isEmpty()) return "normaliseBackward, " + wrong;
  }
  return {};
}

struct Product {
  int m, n, k;
  bool transA, transB, accumulate;
};

template <class T>
QString checkProduct(const Kernels<T>& kernel, const Product& p) {
  const int lda = (p.transA ? p.m : p.k) + 3, ldb = (p.transB ? p.k : p.n) + 1, ldc = p.n + 2;
  const auto a = randomArray<T>(static_cast<size_t>(lda * (p.transA ? p.k : p.m)), 1);
  const auto b = randomArray<T>(static_cast<size_t>(ldb * (p.transB ? p.n : p.k)), 2);
  const auto c = randomArray<T>(static_cast<size_t>(ldc * p.m), 3);
  auto expected = c, found = c;
  for (int i = 0; i < p.m; ++i) {
    for (int j = 0; j < p.n; ++j) {
      double sum = p.accumulate ? c[static_cast<size_t>(i * ldc + j)] : 0;
      for (int l = 0; l < p.k; ++l) {
        sum += double(a[static_cast<size_t>(p.transA ? l * lda + i : i * lda + l)]) *
               b[static_cast<size_t>(p.transB ? j * ldb + l : l * ldb + j)];
      }
      expected[static_cast<size_t>(i * ldc + j)] = static_cast<T>(sum);
    }
  }
  kernel.gemm(p.m, p.n, p.k, a.data(), lda, p.transA, b.data(), ldb, p.transB, found.data(), ldc,
              p.accumulate);
  return difference(found, expected, p.k);
}

template <class T>
QString checkProducts(const Kernels<T>& kernel) {
  const int shapes[][3] = {{64, 120, 400}, {1, 10, 84},  {7, 1, 9},     {5, 6, 1},
                           {1, 1, 1},      {33, 17, 65}, {130, 20, 300}};
  for (const auto& s : shapes) {
    for (int flags = 0; flags < 8; ++flags) {
      const Product p{s[0], s[1], s[2], (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0};
      const QString wrong = checkProduct(kernel, p);
      if (!wrong.isEmpty())
        return QString("%1x%2x%3, flags %4: %5").arg(p.m).arg(p.n).arg(p.k).arg(flags).arg(wrong);
    }
  }
  return {};
}

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

/// x/2 + 1, n times, is 2 + (x - 2) / 2^n, here without any rounding.
template <class T>
QString checkMultiplyAdds(const Kernels<T>& k) {
  constexpr int kRounds = 5;
  std::vector<T> values(kMultiplyAddValues);
  for (size_t i = 0; i < values.size(); ++i) values[i] = static_cast<T>(i);
  const int64_t done = k.multiplyAdds(kRounds, values.data());
  const int64_t changed = done / kRounds;
  if (done != changed * kRounds || changed < k.lanes || changed > kMultiplyAddValues)
    return QString("%1 multiply-adds").arg(done);
  for (size_t i = 0; i < values.size(); ++i) {
    const T start = static_cast<T>(i);
    const T expected = static_cast<int64_t>(i) < changed ? 2 + (start - 2) / 32 : start;
    if (values[i] != expected)
      return QString("value %1: expected %2, found %3").arg(i).arg(expected).arg(values[i]);
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

}  // namespace

class KernelsArraysTest : public QObject {
  Q_OBJECT

 private:
  static void forEachIsa() {
    QTest::addColumn<int>("isa");
    QTest::addColumn<bool>("inDouble");
    for (int isa = 0; isa <= static_cast<int>(bestIsa()); ++isa) {
      const QByteArray name = kernels<float>(static_cast<Isa>(isa)).isa;
      QTest::newRow(name + " float") << isa << false;
      QTest::newRow(name + " double") << isa << true;
    }
  }

  /// Runs check(kernels) for the row's instruction set and type.
  template <class Check>
  static QString run(Check&& check) {
    QFETCH(int, isa);
    QFETCH(bool, inDouble);
    return inDouble ? check(kernels<double>(static_cast<Isa>(isa)))
                    : check(kernels<float>(static_cast<Isa>(isa)));
  }

 private slots:
  void elementwise_data() { forEachIsa(); }
  void elementwise() {
    QCOMPARE(run([](const auto& k) { return checkElementwise(k); }), QString());
  }
  void rows_data() { forEachIsa(); }
  void rows() {
    QCOMPARE(run([](const auto& k) { return checkRows(k); }), QString());
  }
  void exponentials_data() { forEachIsa(); }
  void exponentials() {
    QCOMPARE(run([](const auto& k) { return checkExponentials(k); }), QString());
  }
  void normalise_data() { forEachIsa(); }
  void normalise() {
    QCOMPARE(run([](const auto& k) { return checkNormalise(k); }), QString());
  }
  void products_data() { forEachIsa(); }
  void products() {
    QCOMPARE(run([](const auto& k) { return checkProducts(k); }), QString());
  }
  void sgd_data() { forEachIsa(); }
  void sgd() {
    QCOMPARE(run([](const auto& k) { return checkSgdSteps(k); }), QString());
  }
  void adam_data() { forEachIsa(); }
  void adam() {
    QCOMPARE(run([](const auto& k) { return checkAdamSteps(k); }), QString());
  }
  void multiplyAdds_data() { forEachIsa(); }
  void multiplyAdds() {
    QCOMPARE(run([](const auto& k) { return checkMultiplyAdds(k); }), QString());
  }
  void rmsprop_data() { forEachIsa(); }
  void rmsprop() {
    QCOMPARE(run([](const auto& k) { return checkRmspropSteps(k); }), QString());
  }
  void adagrad_data() { forEachIsa(); }
  void adagrad() {
    QCOMPARE(run([](const auto& k) { return checkAdagradSteps(k); }), QString());
  }
};

QTEST_GUILESS_MAIN(KernelsArraysTest)
#include "kernels_arrays_test.moc"
