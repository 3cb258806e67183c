// Every kernel of every instruction set this machine runs, in float and double, against a naive
// loop in double.
#include "engine/kernels/kernels.h"

#include <QtTest/QtTest>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "test_program.h"

using namespace loom;

namespace {

template <class T>
using Array = std::vector<T>;

constexpr int kGuard = 32;  // elements behind every output that nobody may touch

template <class T>
constexpr double kTolerance = sizeof(T) == 4 ? 2e-6 : 1e-14;

template <class T>
Array<T> randomArray(size_t n, uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> value(-1, 1);
  Array<T> x(n);
  for (T& v : x) v = static_cast<T>(value(random));
  return x;
}

/// An output to be overwritten: NaN, so that an element left alone is seen, and a guard behind it.
template <class T>
Array<T> freshOutput(size_t n) {
  Array<T> x(n + kGuard, std::numeric_limits<T>::quiet_NaN());
  std::fill(x.end() - kGuard, x.end(), T(7));
  return x;
}

/// A sum and the sum of the magnitudes of its terms, to which rounding errors are proportional.
struct Sum {
  double value = 0, magnitude = 0;
  void add(double term) {
    value += term;
    magnitude += std::abs(term);
  }
};

template <class T>
QString sumDifference(const Array<T>& found, const Array<Sum>& expected) {
  if (found.size() != expected.size() + kGuard) return "size";
  for (size_t i = 0; i < expected.size(); ++i) {
    const double error = std::abs(static_cast<double>(found[i]) - expected[i].value);
    if (!(error <= kTolerance<T> * (1 + expected[i].magnitude))) {
      return QString("element %1: expected %2, found %3")
          .arg(i)
          .arg(expected[i].value)
          .arg(static_cast<double>(found[i]));
    }
  }
  for (size_t i = expected.size(); i < found.size(); ++i) {
    if (found[i] != T(7))
      return QString("wrote %1 elements past the end").arg(i - expected.size() + 1);
  }
  return {};
}

QString describe(const Conv2dGeometry& g) {
  return QString("%1x%2x%3 -> %4, kernel %5x%6, stride %7x%8, dilation %9x%10, groups %11")
      .arg(g.channels)
      .arg(g.height)
      .arg(g.width)
      .arg(g.filters)
      .arg(g.kernelH)
      .arg(g.kernelW)
      .arg(g.strideH)
      .arg(g.strideW)
      .arg(g.dilationH)
      .arg(g.dilationW)
      .arg(g.groups);
}

/// Sets the output size, which follows from the rest.
Conv2dGeometry complete(Conv2dGeometry g) {
  g.outH = (g.height - (g.kernelH - 1) * g.dilationH - 1) / g.strideH + 1;
  g.outW = (g.width - (g.kernelW - 1) * g.dilationW - 1) / g.strideW + 1;
  return g;
}

Array<Conv2dGeometry> convolutions() {
  Array<Conv2dGeometry> shapes;
  const auto add = [&](int c, int h, int w, int f, int kh, int kw, int s = 1, int d = 1,
                       int groups = 1) {
    shapes.push_back(complete({c, h, w, f, kh, kw, s, s, d, d, groups, 0, 0}));
  };
  add(1, 32, 32, 6, 5, 5);  // LeNet-5
  add(6, 14, 14, 16, 5, 5);
  add(16, 18, 18, 16, 3, 3);  // ResNet
  add(16, 18, 18, 32, 3, 3, 2);
  add(16, 17, 17, 32, 1, 1, 2);
  add(3, 35, 35, 8, 7, 7, 2);
  add(8, 10, 10, 8, 3, 3, 1, 1, 8);  // depthwise
  add(4, 9, 9, 12, 3, 3, 2, 1, 4);
  add(6, 11, 11, 4, 3, 3, 1, 2, 2);  // dilated, in groups
  add(2, 13, 13, 3, 3, 3, 3, 2);
  add(5, 1, 1, 7, 1, 1);     // one pixel
  add(2, 5, 5, 3, 5, 5);     // one output pixel
  add(2, 9, 9, 3, 2, 2, 4);  // a stride that jumps over pixels
  std::mt19937 random(17);
  const auto upTo = [&](int n) {
    return static_cast<int>(random() % static_cast<unsigned>(n)) + 1;
  };
  while (shapes.size() < 120) {
    Conv2dGeometry g{};
    g.groups = upTo(5) == 5 ? upTo(3) : 1;
    g.channels = g.groups * upTo(5), g.filters = g.groups * upTo(14);
    g.kernelH = upTo(5), g.kernelW = upTo(5);
    g.strideH = upTo(3), g.strideW = upTo(3), g.dilationH = upTo(3), g.dilationW = upTo(3);
    g.height = (g.kernelH - 1) * g.dilationH + upTo(9),
    g.width = (g.kernelW - 1) * g.dilationW + upTo(11);
    shapes.push_back(complete(g));
  }
  return shapes;
}

/// Calls fn(filter, weight index, input index, output index) for every product of one image's
/// convolution. Indices count pixels, not lanes.
template <class Fn>
void forEachProduct(const Conv2dGeometry& g, Fn&& fn) {
  const int channels = g.channels / g.groups, filters = g.filters / g.groups;
  for (int f = 0; f < g.filters; ++f)
    for (int c = 0; c < channels; ++c)
      for (int ky = 0; ky < g.kernelH; ++ky)
        for (int kx = 0; kx < g.kernelW; ++kx)
          for (int y = 0; y < g.outH; ++y)
            for (int x = 0; x < g.outW; ++x)
              fn(f, static_cast<size_t>(((f * channels + c) * g.kernelH + ky) * g.kernelW + kx),
                 static_cast<size_t>(
                     ((f / filters * channels + c) * g.height + y * g.strideH + ky * g.dilationH) *
                         g.width +
                     x * g.strideW + kx * g.dilationW),
                 static_cast<size_t>((f * g.outH + y) * g.outW + x));
}

template <class T>
QString checkConvolution(const Kernels<T>& k, const Conv2dGeometry& g, bool withBias) {
  const auto L = static_cast<size_t>(k.lanes), filters = static_cast<size_t>(g.filters);
  const size_t in = static_cast<size_t>(g.channels * g.height * g.width) * L;
  const size_t out = static_cast<size_t>(g.filters * g.outH * g.outW) * L;
  const size_t weights =
      static_cast<size_t>(g.filters * g.channels / g.groups * g.kernelH * g.kernelW);
  auto x = randomArray<T>(in, 1);
  x.resize(in + static_cast<size_t>(k.overread), std::numeric_limits<T>::quiet_NaN());
  const auto w = randomArray<T>(weights, 2), b = randomArray<T>(filters, 3),
             dy = randomArray<T>(out, 4);
  Array<Sum> y(out), dw(weights), db(filters), dx(in);
  const size_t plane = out / filters;
  for (size_t i = 0; i < out; ++i) {
    if (withBias) y[i].add(b[i / plane]);
    db[i / plane].add(dy[i]);
  }
  forEachProduct(g, [&](int, size_t wi, size_t xi, size_t yi) {
    for (size_t l = 0; l < L; ++l) {
      y[yi * L + l].add(double(w[wi]) * x[xi * L + l]);
      dw[wi].add(double(dy[yi * L + l]) * x[xi * L + l]);
      dx[xi * L + l].add(double(w[wi]) * dy[yi * L + l]);
    }
  });
  auto foundY = freshOutput<T>(out), foundDw = freshOutput<T>(weights),
       foundDb = freshOutput<T>(filters), foundDx = freshOutput<T>(in),
       scratch = freshOutput<T>(k.conv2dInputGradientScratch(g)),
       forwardScratch = freshOutput<T>(k.conv2dForwardScratch(g));
  k.conv2dForward(g, x.data(), w.data(), withBias ? b.data() : nullptr, foundY.data(),
                  forwardScratch.data());
  k.conv2dInputGradient(g, dy.data(), w.data(), foundDx.data(), scratch.data());
  QString wrong;
  if (!(wrong = sumDifference(foundY, y)).isEmpty()) return "output, " + wrong;
  if (!(wrong = sumDifference(foundDx, dx)).isEmpty()) return "input gradient, " + wrong;
  if (k.lanes == 1) return {};
  k.conv2dWeightGradient(g, x.data(), dy.data(), foundDw.data(),
                         withBias ? foundDb.data() : nullptr);
  if (!(wrong = sumDifference(foundDw, dw)).isEmpty()) return "weight gradient, " + wrong;
  if (withBias && !(wrong = sumDifference(foundDb, db)).isEmpty()) return "bias gradient, " + wrong;
  return {};
}

template <class T>
QString checkConvolutions(const Kernels<T>& k) {
  int i = 0;
  for (const Conv2dGeometry& g : convolutions()) {
    const QString wrong = checkConvolution(k, g, ++i % 3 != 0);
    if (!wrong.isEmpty()) return describe(g) + ": " + wrong;
  }
  return {};
}

Array<Pool2dGeometry> poolings() {
  Array<Pool2dGeometry> shapes;
  const auto add = [&](int c, int h, int w, int kh, int kw, int sh, int sw, int ph, int pw) {
    shapes.push_back(
        {c, h, w, kh, kw, sh, sw, ph, pw, (h + 2 * ph - kh) / sh + 1, (w + 2 * pw - kw) / sw + 1});
  };
  add(6, 28, 28, 2, 2, 2, 2, 0, 0);
  add(3, 9, 7, 2, 2, 2, 2, 0, 0);  // leaves a row and a column out
  add(3, 9, 9, 3, 3, 2, 2, 1, 1);  // overlapping, padded
  add(2, 8, 6, 3, 2, 1, 3, 1, 0);
  add(2, 11, 11, 2, 2, 3, 3, 0, 0);  // gaps
  add(1, 4, 4, 4, 4, 4, 4, 2, 2);
  add(2, 5, 5, 1, 1, 1, 1, 0, 0);
  shapes.push_back(
      {2, 5, 5, 2, 2, 2, 2, 0, 0, 3, 3});  // rounded up: the last windows reach over the edge
  return shapes;
}

/// One image of one channel as PyTorch does it: a scan in which a greater value or a NaN takes
/// over.
template <class T>
void poolNaively(const Pool2dGeometry& g, const T* in, int step, const T* dout, T* out, T* din) {
  for (int i = 0; i < g.height * g.width; ++i) din[i * step] = 0;
  for (int y = 0; y < g.outH; ++y) {
    for (int x = 0; x < g.outW; ++x) {
      int chosen = -1;
      for (int iy = y * g.strideH - g.padH, ky = 0; ky < g.kernelH; ++ky, ++iy) {
        for (int ix = x * g.strideW - g.padW, kx = 0; kx < g.kernelW; ++kx, ++ix) {
          if (iy < 0 || ix < 0 || iy >= g.height || ix >= g.width) continue;
          const T value = in[(iy * g.width + ix) * step];
          if (chosen < 0 || value > in[chosen * step] || std::isnan(value))
            chosen = iy * g.width + ix;
        }
      }
      const int o = (y * g.outW + x) * step;
      out[o] = in[chosen * step];
      din[chosen * step] += dout[o];
    }
  }
}

/// Equal, where NaN equals NaN.
template <class T>
bool same(const Array<T>& a, const Array<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](T u, T v) { return u == v || (u != u && v != v); });
}

template <class T>
QString checkPooling(const Kernels<T>& k, const Pool2dGeometry& g, bool withNan) {
  const int L = k.lanes, plane = g.height * g.width * L, outPlane = g.outH * g.outW * L;
  auto x = randomArray<T>(static_cast<size_t>(g.channels * plane), 5);
  for (size_t i = 0; i < x.size(); ++i) {
    x[i] = std::round(x[i] * 3);  // full of ties
    if (i % 13 == 0) x[i] = -std::numeric_limits<T>::infinity();
    if (withNan && i % 7 == 0) x[i] = std::numeric_limits<T>::quiet_NaN();
  }
  auto dy = randomArray<T>(static_cast<size_t>(g.channels * outPlane), 6);
  for (T& v : dy) v = std::round(v * 8);  // sums of these are exact in any order
  auto y = freshOutput<T>(dy.size()), dx = freshOutput<T>(x.size()), foundY = y, foundDx = dx;
  for (int c = 0; c < g.channels; ++c) {
    for (int l = 0; l < L; ++l) {
      poolNaively(
          g, &x[static_cast<size_t>(c * plane + l)], L, &dy[static_cast<size_t>(c * outPlane + l)],
          &y[static_cast<size_t>(c * outPlane + l)], &dx[static_cast<size_t>(c * plane + l)]);
    }
  }
  k.maxPool2dForward(g, x.data(), foundY.data());
  if (!same(foundY, y)) return "output";
  if (k.lanes == 1) return {};
  k.maxPool2dBackward(g, x.data(), y.data(), dy.data(), foundDx.data());
  if (!same(foundDx, dx)) return "gradient";
  return {};
}

template <class T>
QString checkPoolings(const Kernels<T>& k) {
  for (const bool nan : {false, true}) {
    for (const Pool2dGeometry& g : poolings()) {
      const QString wrong = checkPooling(k, g, nan);
      if (!wrong.isEmpty()) {
        return QString("%1 of %2x%3, kernel %4x%5, NaN %6")
            .arg(wrong)
            .arg(g.height)
            .arg(g.width)
            .arg(g.kernelH)
            .arg(g.kernelW)
            .arg(nan);
      }
    }
  }
  return {};
}

template <class T>
QString checkLayout(const Kernels<T>& k) {
  const auto L = static_cast<size_t>(k.lanes);
  for (const size_t elements : {1, 3, 16, 17, 49, 784}) {
    for (int count = 1; count <= k.lanes; ++count) {
      const auto rows = randomArray<T>(static_cast<size_t>(count) * elements, 8);
      auto lanes = freshOutput<T>(elements * L), expected = lanes,
           back = freshOutput<T>(rows.size());
      for (size_t i = 0; i < elements * L; ++i) {
        expected[i] = static_cast<int>(i % L) < count ? rows[i % L * elements + i / L] : T(0);
      }
      k.rowsToLanes(count, elements, rows.data(), lanes.data());
      k.lanesToRows(count, elements, lanes.data(), back.data());
      if (!same(lanes, expected)) return QString("rowsToLanes of %1x%2").arg(count).arg(elements);
      auto rowsAndGuard = rows;
      rowsAndGuard.resize(back.size(), T(7));
      if (!same(back, rowsAndGuard))
        return QString("lanesToRows of %1x%2").arg(count).arg(elements);
    }
  }
  for (const int padW : {0, 2}) {
    const int c = 3, h = 5, w = 4, padH = 1, H = h + 2 * padH, W = w + 2 * padW;
    const auto x = randomArray<T>(static_cast<size_t>(c * h * w) * L, 9);
    auto padded = freshOutput<T>(static_cast<size_t>(c * H * W) * L), expected = padded,
         back = freshOutput<T>(x.size());
    std::fill(expected.begin(), expected.end() - kGuard, T(0));
    for (size_t i = 0; i < x.size(); ++i) {
      const int pixel = static_cast<int>(i / L), row = pixel / w;
      expected[static_cast<size_t>((row / h * H + row % h + padH) * W + pixel % w + padW) * L +
               i % L] = x[i];
    }
    k.padBlock(c, h, w, padH, padW, x.data(), padded.data());
    k.unpadBlock(c, h, w, padH, padW, padded.data(), back.data());
    if (!same(padded, expected)) return "padBlock";
    auto xAndGuard = x;
    xAndGuard.resize(back.size(), T(7));
    if (!same(back, xAndGuard)) return "unpadBlock";
  }
  return {};
}

}  // namespace

class KernelsTest : public QObject {
  Q_OBJECT

 private:
  static void forEachIsa() {
    QTest::addColumn<int>("isa");
    QTest::addColumn<bool>("inDouble");
    QTest::addColumn<bool>("single");
    for (int isa = 0; isa <= static_cast<int>(bestIsa()); ++isa) {
      const QByteArray name = kernels<float>(static_cast<Isa>(isa)).isa;
      for (const bool single : {false, true}) {
        const QByteArray kind = single ? " one image" : "";
        QTest::newRow(name + " float" + kind) << isa << false << single;
        QTest::newRow(name + " double" + kind) << isa << true << single;
      }
    }
  }

  /// Runs check(kernels) for the row's instruction set and type.
  template <class Check>
  static QString run(Check&& check) {
    QFETCH(int, isa);
    QFETCH(bool, inDouble);
    QFETCH(bool, single);
    if (single) {
      return inDouble ? check(singleKernels<double>(static_cast<Isa>(isa)))
                      : check(singleKernels<float>(static_cast<Isa>(isa)));
    }
    return inDouble ? check(kernels<double>(static_cast<Isa>(isa)))
                    : check(kernels<float>(static_cast<Isa>(isa)));
  }

 private Q_SLOTS:
  void convolution_data() { forEachIsa(); }
  void convolution() {
    QCOMPARE(run([](const auto& k) { return checkConvolutions(k); }), QString());
  }
  void pooling_data() { forEachIsa(); }
  void pooling() {
    QCOMPARE(run([](const auto& k) { return checkPoolings(k); }), QString());
  }
  void layout_data() { forEachIsa(); }
  void layout() {
    QCOMPARE(run([](const auto& k) { return checkLayout(k); }), QString());
  }
  void lanesAreAsPromised() {
    QCOMPARE(kernels<float>(Isa::V2).lanes, 8);
    QCOMPARE(kernels<float>(Isa::V3).lanes, 8);
    QCOMPARE(kernels<float>(Isa::V4).lanes, 16);
    for (const Isa isa : {Isa::V2, Isa::V3, Isa::V4}) QCOMPARE(kernels<double>(isa).lanes, 8);
  }
};

LOOM_TEST(kernels_test, KernelsTest)
#include "kernels_test.moc"
