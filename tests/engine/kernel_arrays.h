#pragma once

// What the tests of the kernels over plain arrays share: arrays to run them on, a comparison, and a
// row of a test's data for every instruction set of this machine.

#include <QtTest/QtTest>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "engine/kernels/kernels.h"

namespace loom::test {

inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
inline const std::vector<size_t> kSizes = {0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 120, 1001};

template <class T>
inline constexpr double kTolerance = sizeof(T) == 4 ? 1e-6 : 1e-14;

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

inline void addKernels() {
  QTest::addColumn<int>("isa");
  QTest::addColumn<bool>("inDouble");
  for (int isa = 0; isa <= static_cast<int>(bestIsa()); ++isa) {
    const QByteArray name = kernels<float>(static_cast<Isa>(isa)).isa;
    QTest::newRow(name + " float") << isa << false;
    QTest::newRow(name + " double") << isa << true;
  }
}

/// check(kernels) for the row's instruction set and type.
template <class Check>
QString onKernels(Check&& check) {
  QFETCH(int, isa);
  QFETCH(bool, inDouble);
  return inDouble ? check(kernels<double>(static_cast<Isa>(isa)))
                  : check(kernels<float>(static_cast<Isa>(isa)));
}

}  // namespace loom::test
