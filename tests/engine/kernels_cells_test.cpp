// The kernels of recurrent layers, of every instruction set this machine runs, against naive loops
// in double: the cells, and the products summed over a block's lanes and steps.

#include "engine/kernel_arrays.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

double sigmoidOf(double x) {
  return 1 / (1 + std::exp(-x));
}

/// `count` arrays of n numbers each, with room behind them that must stay as it is.
template <class T>
std::vector<std::vector<T>> randomArrays(int count, size_t n) {
  std::vector<std::vector<T>> arrays;
  for (int i = 0; i < count; ++i) arrays.push_back(randomArray<T>(n + 1, 7 + uint32_t(i)));
  return arrays;
}

template <class T>
QString checkLstm(const Kernels<T>& k) {
  for (const size_t n : kSizes) {
    const auto gates = randomArray<T>(4 * n + 1, 1);
    const auto given = randomArrays<T>(3, n);  // state before, dHidden, dState
    auto found = gates, expected = gates, gradients = gates, dState = given[2];
    auto state = given[0], squashed = given[0], hidden = given[0];
    auto expectedState = state, expectedSquashed = state, expectedHidden = state,
         expectedDState = dState;
    for (size_t j = 0; j < n; ++j) {
      const double i = sigmoidOf(gates[j]), f = sigmoidOf(gates[n + j]),
                   g = std::tanh(double(gates[2 * n + j])), o = sigmoidOf(gates[3 * n + j]);
      const double before = given[0][j], c = f * before + i * g, s = std::tanh(c);
      const double dh = given[1][j], dc = given[2][j] + dh * o * (1 - s * s);
      const double values[] = {i, f, g, o},
                   slopes[] = {dc * g * i * (1 - i), dc * before * f * (1 - f),
                               dc * i * (1 - g * g), dh * s * o * (1 - o)};
      for (size_t gate = 0; gate < 4; ++gate) {
        expected[gate * n + j] = static_cast<T>(values[gate]);
        gradients[gate * n + j] = static_cast<T>(slopes[gate]);
      }
      expectedState[j] = static_cast<T>(c);
      expectedSquashed[j] = static_cast<T>(s);
      expectedHidden[j] = static_cast<T>(o * s);
      expectedDState[j] = static_cast<T>(dc * f);
    }
    k.lstmForward(n, found.data(), given[0].data(), state.data(), squashed.data(), hidden.data());
    QString wrong;
    if (!(wrong = difference(found, expected)).isEmpty()) return "gates, " + wrong;
    if (!(wrong = difference(state, expectedState)).isEmpty()) return "state, " + wrong;
    if (!(wrong = difference(squashed, expectedSquashed)).isEmpty()) return "squashed, " + wrong;
    if (!(wrong = difference(hidden, expectedHidden)).isEmpty()) return "hidden, " + wrong;
    auto inPlace = given[0], again = gates;
    k.lstmForward(n, again.data(), inPlace.data(), inPlace.data(), squashed.data(), hidden.data());
    if (!(wrong = difference(inPlace, state)).isEmpty()) return "state in place, " + wrong;
    k.lstmBackward(n, found.data(), given[0].data(), squashed.data(), given[1].data(),
                   dState.data());
    if (!(wrong = difference(found, gradients)).isEmpty()) return "gradients, " + wrong;
    if (!(wrong = difference(dState, expectedDState)).isEmpty()) return "dState, " + wrong;
  }
  return {};
}

template <class T>
QString checkGru(const Kernels<T>& k) {
  for (const size_t n : kSizes) {
    const auto gates = randomArray<T>(4 * n + 1, 1);
    const auto given = randomArrays<T>(3, n);  // before, dHidden, dBefore
    auto found = gates, expected = gates, gradients = gates, hidden = given[0], dBefore = given[2];
    auto expectedHidden = hidden, expectedDBefore = dBefore;
    for (size_t j = 0; j < n; ++j) {
      const double r = sigmoidOf(gates[j]), z = sigmoidOf(gates[n + j]), h = gates[2 * n + j],
                   m = std::tanh(gates[3 * n + j] + r * h);
      const double before = given[0][j], d = given[1][j], dm = d * (1 - z) * (1 - m * m);
      const double values[] = {r, z, h, m},
                   slopes[] = {dm * h * r * (1 - r), d * (before - m) * z * (1 - z), dm * r, dm};
      for (size_t gate = 0; gate < 4; ++gate) {
        expected[gate * n + j] = static_cast<T>(values[gate]);
        gradients[gate * n + j] = static_cast<T>(slopes[gate]);
      }
      expectedHidden[j] = static_cast<T>((1 - z) * m + z * before);
      expectedDBefore[j] = static_cast<T>(given[2][j] + d * z);
    }
    k.gruForward(n, found.data(), given[0].data(), hidden.data());
    QString wrong;
    if (!(wrong = difference(found, expected)).isEmpty()) return "gates, " + wrong;
    if (!(wrong = difference(hidden, expectedHidden)).isEmpty()) return "hidden, " + wrong;
    k.gruBackward(n, found.data(), given[0].data(), given[1].data(), dBefore.data());
    if (!(wrong = difference(found, gradients)).isEmpty()) return "gradients, " + wrong;
    if (!(wrong = difference(dBefore, expectedDBefore)).isEmpty()) return "dBefore, " + wrong;
  }
  return {};
}

template <class T>
QString checkTanhBackward(const Kernels<T>& k) {
  for (const size_t n : kSizes) {
    const auto y = randomArray<T>(n, 1), dy = randomArray<T>(n, 2);
    auto expected = dy, found = dy;
    for (size_t i = 0; i < n; ++i) expected[i] = dy[i] * (1 - y[i] * y[i]);
    k.tanhBackward(n, y.data(), found.data(), found.data());
    if (const QString wrong = difference(found, expected); !wrong.isEmpty()) return wrong;
  }
  return {};
}

template <class T>
QString checkStepProducts(const Kernels<T>& k) {
  const int shapes[][3] = {{1, 1, 1}, {7, 5, 3}, {128, 28, 40}, {33, 130, 5}, {6, 17, 70}};
  for (const auto& [rows, columns, steps] : shapes) {
    for (const bool accumulate : {false, true}) {
      const int aStep = (rows + 2) * k.lanes, bStep = columns * k.lanes, ldc = columns + 3;
      const auto a = randomArray<T>(static_cast<size_t>(aStep * steps), 1);
      const auto b = randomArray<T>(static_cast<size_t>(bStep * steps), 2);
      auto found = randomArray<T>(static_cast<size_t>(ldc * rows), 3), expected = found;
      for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
          T& value = expected[static_cast<size_t>(r * ldc + c)];
          double sum = accumulate ? double(value) : 0;
          for (int s = 0; s < steps; ++s)
            for (int lane = 0; lane < k.lanes; ++lane)
              sum += double(a[static_cast<size_t>(s * aStep + r * k.lanes + lane)]) *
                     double(b[static_cast<size_t>(s * bStep + c * k.lanes + lane)]);
          value = static_cast<T>(sum);
        }
      }
      k.stepProducts(rows, columns, steps, a.data(), aStep, b.data(), bStep, found.data(), ldc,
                     accumulate);
      const QString wrong = difference(found, expected, steps * k.lanes);
      if (!wrong.isEmpty())
        return QString("%1x%2x%3: %4").arg(rows).arg(columns).arg(steps).arg(wrong);
    }
  }
  return {};
}

}  // namespace

class KernelsCellsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void lstm_data() { addKernels(); }
  void lstm() {
    QCOMPARE(onKernels([](const auto& k) { return checkLstm(k); }), QString());
  }
  void gru_data() { addKernels(); }
  void gru() {
    QCOMPARE(onKernels([](const auto& k) { return checkGru(k); }), QString());
  }
  void tanhBackward_data() { addKernels(); }
  void tanhBackward() {
    QCOMPARE(onKernels([](const auto& k) { return checkTanhBackward(k); }), QString());
  }
  void stepProducts_data() { addKernels(); }
  void stepProducts() {
    QCOMPARE(onKernels([](const auto& k) { return checkStepProducts(k); }), QString());
  }
};

LOOM_TEST(kernels_cells_test, KernelsCellsTest)
#include "kernels_cells_test.moc"
