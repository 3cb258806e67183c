// How weights start when a node's `init` asks for it: by their distribution, from torch.nn.init's
// definitions.

#include "engine/graph/initialisers.h"

#include <QtTest>
#include <cmath>
#include <thread>

#include "engine/graph/parameters.h"
#include "engine/graph/program.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

struct SampleMoments {
  double mean = 0, deviation = 0, fourth = 0, largest = 0;
};

/// `fourth` is the fourth moment over the square of the variance: 3 if normal, 1.8 if uniform.
SampleMoments momentsOf(const std::vector<float>& values) {
  SampleMoments m;
  const auto n = static_cast<double>(values.size());
  for (const float v : values) m.mean += v / n;
  double second = 0, fourth = 0;
  for (const float v : values) {
    const double square = (v - m.mean) * (v - m.mean);
    second += square / n;
    fourth += square * square / n;
    m.largest = std::max(m.largest, std::abs(static_cast<double>(v)));
  }
  m.deviation = std::sqrt(second);
  m.fourth = second > 0 ? fourth / (second * second) : 0;
  return m;
}

std::vector<float> drawn(const char* name, const Shape& shape, std::uint64_t seed = 5) {
  std::vector<float> values(static_cast<std::size_t>(shape.elements()), 9.0F);
  Rng random(seed, hashOf("conv.weight"));
  findInitialiser(name)->fill(random, shape, values);
  return values;
}

/// Two layers with weights of their own, one of them asked to start as `init`.
Project startedNetwork(const std::string& init, bool more = false) {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{1, 12, 12}}});
  chain.add("conv", "Conv2d", {{"out_channels", whole(8)}, {"kernel_size", Ints{3, 3}}});
  if (more)
    chain.add("between", "Conv2d", {{"out_channels", whole(8)}, {"kernel_size", Ints{1, 1}}});
  chain.add("flatten", "Flatten").add("fc", "Linear", {{"out_features", whole(10)}});
  chain.add("loss", "CrossEntropyLoss");
  if (!init.empty()) chain.project.graph.find("conv")->learning.set("init", init);
  return chain.project;
}

template <class T>
std::vector<T> started(const Project& project, const std::string& key, std::uint64_t seed = 3) {
  const auto network = compile(project.graph);
  if (!network.ok()) throw std::runtime_error(network.error().message());
  const auto parameters = Parameters<T>::create((*network)->graph, (*network)->analysis, seed);
  const auto* entry = (*parameters)->find(key);
  const T* values = (*parameters)->value(*entry);
  return {values, values + entry->size};
}

}  // namespace

class InitialisersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void distribution_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("deviation");
    QTest::addColumn<double>("fourth");
    // (out, in, kernel): fan in 40 * 15, fan out 30 * 15.
    const double xavier = std::sqrt(2.0 / (600 + 450)), kaiming = std::sqrt(2.0 / 600);
    QTest::newRow("xavier_uniform") << "xavier_uniform" << xavier << 1.8;
    QTest::newRow("xavier_normal") << "xavier_normal" << xavier << 3.0;
    QTest::newRow("kaiming_uniform") << "kaiming_uniform" << kaiming << 1.8;
    QTest::newRow("kaiming_normal") << "kaiming_normal" << kaiming << 3.0;
    QTest::newRow("normal") << "normal" << 1.0 << 3.0;
  }
  void distribution() {
    QFETCH(QString, name);
    QFETCH(double, deviation);
    QFETCH(double, fourth);
    const auto values = drawn(name.toUtf8(), Shape{30, 40, 3, 5});  // 18 000 values
    const SampleMoments m = momentsOf(values);
    // Five standard errors of each estimate.
    const double error = 5 / std::sqrt(18'000.0);
    QVERIFY2(std::abs(m.mean) <= error * deviation, QByteArray::number(m.mean));
    QVERIFY2(std::abs(m.deviation / deviation - 1) <= error, QByteArray::number(m.deviation));
    QVERIFY2(std::abs(m.fourth - fourth) <= (fourth > 2 ? 5 : 2) * error,
             QByteArray::number(m.fourth));
    if (fourth < 2) {
      const double bound = std::sqrt(3.0) * deviation;
      QVERIFY(m.largest <= bound * (1 + 1e-6) && m.largest > 0.99 * bound);
    }
  }

  void zerosAreZeros() {
    for (const float value : drawn("zeros", Shape{3, 4})) QCOMPARE(value, 0.0F);
  }

  void orthogonalIsOrthogonal_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("wide") << 20 << 50;
    QTest::newRow("tall") << 50 << 20;
    QTest::newRow("square") << 30 << 30;
    QTest::newRow("one row") << 1 << 40;
    QTest::newRow("one column") << 40 << 1;
  }
  void orthogonalIsOrthogonal() {
    QFETCH(int, rows);
    QFETCH(int, columns);
    // A kernel counts as columns.
    const Shape shape = columns % 2 == 0 ? Shape{rows, columns / 2, 2} : Shape{rows, columns};
    const auto w = drawn("orthogonal", shape);
    const bool byRows = rows <= columns;
    const int count = byRows ? rows : columns, length = byRows ? columns : rows;
    const auto at = [&](int vector, int i) {
      return static_cast<double>(
          w[static_cast<std::size_t>(byRows ? vector * columns + i : i * columns + vector)]);
    };
    for (int a = 0; a < count; ++a) {
      for (int b = 0; b <= a; ++b) {
        double product = 0;
        for (int i = 0; i < length; ++i) product += at(a, i) * at(b, i);
        QVERIFY2(std::abs(product - (a == b ? 1 : 0)) < 1e-6, QByteArray::number(product));
      }
    }
  }

  // Without the signs of R's diagonal the first column of Q would always point one way.
  void orthogonalHasNoPreferredDirection() {
    int positive = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed)
      positive += drawn("orthogonal", Shape{4, 4}, seed)[0] > 0;
    QVERIFY2(positive > 150 && positive < 250, QByteArray::number(positive));  // five deviations
  }

  void onlyTheWeightOfTheNodeIsChanged() {
    const Project plain = startedNetwork({});
    for (const Initialiser& initialiser : initialisers()) {
      const Project asked = startedNetwork(initialiser.name);
      QVERIFY(started<float>(asked, "conv.weight") != started<float>(plain, "conv.weight"));
      for (const char* key : {"conv.bias", "fc.weight", "fc.bias"})
        QVERIFY(started<float>(asked, key) == started<float>(plain, key));
      const auto inFloat = started<float>(asked, "conv.weight");
      const auto inDouble = started<double>(asked, "conv.weight");
      QVERIFY(std::equal(inFloat.begin(), inFloat.end(), inDouble.begin(), inDouble.end()));
    }
  }

  // A weight depends on the seed and its own name: not on what else there is, nor on threads.
  void theBitsDependOnSeedAndNameAlone() {
    for (const Initialiser& initialiser : initialisers()) {
      const Project project = startedNetwork(initialiser.name);
      const auto expected = started<float>(project, "conv.weight");
      QVERIFY(started<float>(startedNetwork(initialiser.name, true), "conv.weight") == expected);
      const bool other = started<float>(project, "conv.weight", 4) != expected;
      QCOMPARE(other, initialiser.name != "zeros");
      std::vector<float> found[4];
      {
        std::vector<std::jthread> threads;
        for (auto& values : found) {
          threads.emplace_back([&] { values = started<float>(project, "conv.weight"); });
        }
      }
      for (const auto& values : found) QVERIFY(values == expected);
    }
  }
};

LOOM_TEST(initialisers_test, InitialisersTest)
#include "initialisers_test.moc"
