// The kernels over plain arrays and matrices, of every instruction set this machine runs, against
// naive loops.

#include "engine/kernel_arrays.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

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

}  // namespace

class KernelsArraysTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void elementwise_data() { addKernels(); }
  void elementwise() {
    QCOMPARE(onKernels([](const auto& k) { return checkElementwise(k); }), QString());
  }
  void rows_data() { addKernels(); }
  void rows() {
    QCOMPARE(onKernels([](const auto& k) { return checkRows(k); }), QString());
  }
  void exponentials_data() { addKernels(); }
  void exponentials() {
    QCOMPARE(onKernels([](const auto& k) { return checkExponentials(k); }), QString());
  }
  void normalise_data() { addKernels(); }
  void normalise() {
    QCOMPARE(onKernels([](const auto& k) { return checkNormalise(k); }), QString());
  }
  void products_data() { addKernels(); }
  void products() {
    QCOMPARE(onKernels([](const auto& k) { return checkProducts(k); }), QString());
  }
  void multiplyAdds_data() { addKernels(); }
  void multiplyAdds() {
    QCOMPARE(onKernels([](const auto& k) { return checkMultiplyAdds(k); }), QString());
  }
};

LOOM_TEST(kernels_arrays_test, KernelsArraysTest)
#include "kernels_arrays_test.moc"
