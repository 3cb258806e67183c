// The kernels over the rows of a matrix, and GELU, of every instruction set this machine runs,
// against naive loops in double.

#include "engine/kernel_arrays.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kRows = 9;
const std::vector<int> kWidths = {1, 2, 5, 8, 9, 16, 17, 33, 64, 100};

template <class T>
std::vector<T> shares(const std::vector<T>& x, int cols, double scale, bool causal) {
  std::vector<T> y(x.size());
  for (int r = 0; r < kRows; ++r) {
    const auto at = [&](int c) { return static_cast<size_t>(r * cols + c); };
    const int seen = causal ? std::min(r + 1, cols) : cols;
    double sum = 0;
    for (int c = 0; c < seen; ++c) sum += std::exp(scale * double(x[at(c)]));
    for (int c = 0; c < seen; ++c)
      y[at(c)] = static_cast<T>(std::exp(scale * double(x[at(c)])) / sum);
  }
  return y;
}

template <class T>
QString checkSoftmax(const Kernels<T>& k) {
  const T scale = T(2.5);
  for (const int cols : kWidths) {
    const auto n = static_cast<size_t>(kRows * cols);
    const auto x = randomArray<T>(n, 1), dp = randomArray<T>(n, 2);
    for (const bool causal : {false, true}) {
      const auto expected = shares(x, cols, scale, causal);
      auto found = x;
      k.softmaxRows(kRows, cols, scale, causal, found.data());
      QString wrong = difference(found, expected);
      if (!wrong.isEmpty()) return QString("softmax, %1 wide, ").arg(cols) + wrong;
      auto gradient = dp, dx = dp;
      for (size_t i = 0; i < n; ++i) {
        const size_t begin = i / static_cast<size_t>(cols) * static_cast<size_t>(cols);
        double sum = 0;
        for (size_t j = begin; j < begin + static_cast<size_t>(cols); ++j)
          sum += double(expected[j]) * dp[j];
        dx[i] = static_cast<T>(scale * expected[i] * (dp[i] - sum));
      }
      k.softmaxRowsBackward(kRows, cols, scale, expected.data(), gradient.data());
      wrong = difference(gradient, dx, 2);
      if (!wrong.isEmpty()) return QString("softmaxBackward, %1 wide, ").arg(cols) + wrong;
    }
  }
  return {};
}

/// Far from zero nothing overflows; a NaN spoils its row, and no other.
template <class T>
QString checkSoftmaxEnds(const Kernels<T>& k) {
  const T far = T(1e30), nan = static_cast<T>(kNan), inf = std::numeric_limits<T>::infinity();
  std::vector<T> x = {far, -far, far, 0, nan, 1, -inf, 0, -inf};
  k.softmaxRows(3, 3, T(1), false, x.data());
  return difference(x, {T(0.5), 0, T(0.5), nan, nan, nan, 0, 1, 0});
}

template <class T>
QString checkNormaliseRows(const Kernels<T>& k) {
  const double eps = 1e-5;
  for (const int cols : kWidths) {
    const auto width = static_cast<size_t>(cols), n = width * kRows;
    const auto x = randomArray<T>(n, 1), dy = randomArray<T>(n, 2), w = randomArray<T>(width, 3),
               b = randomArray<T>(width, 4);
    std::vector<T> y(n), dx(n), means(kRows), rates(kRows), dw(width, 1), db(width, 2);
    for (size_t r = 0; r < kRows; ++r) {
      double mean = 0, variance = 0, shift = 0, slope = 0;
      const auto at = [&](size_t c) { return r * width + c; };
      for (size_t c = 0; c < width; ++c) mean += double(x[at(c)]) / cols;
      for (size_t c = 0; c < width; ++c) variance += (x[at(c)] - mean) * (x[at(c)] - mean) / cols;
      const double rate = 1 / std::sqrt(variance + eps);
      const auto normal = [&](size_t c) { return (x[at(c)] - mean) * rate; };
      for (size_t c = 0; c < width; ++c) {
        y[at(c)] = static_cast<T>(normal(c) * w[c] + b[c]);
        shift += double(dy[at(c)]) * w[c] / cols;
        slope += double(dy[at(c)]) * w[c] * normal(c) / cols;
        dw[c] += static_cast<T>(dy[at(c)] * normal(c));
        db[c] += dy[at(c)];
      }
      for (size_t c = 0; c < width; ++c)
        dx[at(c)] = static_cast<T>(rate * (double(dy[at(c)]) * w[c] - shift - normal(c) * slope));
      means[r] = static_cast<T>(mean);
      rates[r] = static_cast<T>(rate);
    }
    auto found = x, gradient = dy;
    std::vector<T> foundMeans(kRows), foundRates(kRows), weightSums(width, 1), biasSums(width, 2);
    k.normaliseRows(kRows, cols, static_cast<T>(eps), found.data(), w.data(), b.data(),
                    found.data(), foundMeans.data(), foundRates.data());
    k.normaliseRowsBackward(kRows, cols, x.data(), foundMeans.data(), foundRates.data(), w.data(),
                            gradient.data(), gradient.data(), weightSums.data(), biasSums.data());
    // With two values a variance may be tiny, and what divides by it far off.
    const double scale = 4 * double(*std::max_element(rates.begin(), rates.end()));
    QString wrong;
    if (!(wrong = difference(foundMeans, means)).isEmpty()) return "means, " + wrong;
    if (!(wrong = difference(foundRates, rates, scale)).isEmpty()) return "rates, " + wrong;
    if (!(wrong = difference(found, y, scale)).isEmpty()) return "y, " + wrong;
    if (!(wrong = difference(gradient, dx, scale * scale)).isEmpty()) return "dx, " + wrong;
    if (!(wrong = difference(weightSums, dw, scale * kRows)).isEmpty()) return "dw, " + wrong;
    if (!(wrong = difference(biasSums, db, kRows)).isEmpty()) return "db, " + wrong;
  }
  return {};
}

template <class T>
QString checkGelu(const Kernels<T>& k) {
  constexpr size_t kCount = 20'001;
  std::vector<T> x(kCount), dy(kCount, T(0.5)), y(kCount), expected(kCount), slopes(kCount);
  for (size_t i = 0; i < kCount; ++i) {
    x[i] = static_cast<T>(-30 + 60 * static_cast<double>(i) / (kCount - 1));
    const double v = x[i], below = std::erfc(-v * std::sqrt(0.5)) / 2;
    expected[i] = static_cast<T>(v * below);
    slopes[i] =
        static_cast<T>((below + v * std::exp(-v * v / 2) / std::sqrt(2 * std::acos(-1.0))) / 2);
  }
  k.gelu(kCount, x.data(), y.data());
  QString wrong;
  if (!(wrong = difference(y, expected)).isEmpty()) return "gelu, " + wrong;
  k.geluBackward(kCount, x.data(), dy.data(), dy.data());
  if (!(wrong = difference(dy, slopes)).isEmpty()) return "geluBackward, " + wrong;
  x = {static_cast<T>(kNan), 1000, -1000, 0};
  k.gelu(x.size(), x.data(), x.data());
  return difference(x, {static_cast<T>(kNan), 1000, 0, 0});
}

}  // namespace

class KernelsRowsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void softmax_data() { addKernels(); }
  void softmax() {
    QCOMPARE(onKernels([](const auto& k) { return checkSoftmax(k); }), QString());
    QCOMPARE(onKernels([](const auto& k) { return checkSoftmaxEnds(k); }), QString());
  }
  void normaliseRows_data() { addKernels(); }
  void normaliseRows() {
    QCOMPARE(onKernels([](const auto& k) { return checkNormaliseRows(k); }), QString());
  }
  void gelu_data() { addKernels(); }
  void gelu() {
    QCOMPARE(onKernels([](const auto& k) { return checkGelu(k); }), QString());
  }
};

LOOM_TEST(kernels_rows_test, KernelsRowsTest)
#include "kernels_rows_test.moc"
