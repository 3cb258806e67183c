// Never a surprise: what every layer type there is and will be does with a single sample, with a
// short batch after a poisoned one, and with numbers that are none, or as large or as small as
// numbers get.

#include <QtTest>
#include <cmath>
#include <limits>

#include "engine/base/rng.h"
#include "engine/graph/program.h"
#include "engine/layer_cases.h"
#include "golden/goldens.h"
#include "sanitized.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kMost = 37;  // samples: several blocks, the last one not full
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// A network with room for `maxBatch` samples.
struct HardRig {
  Workers workers{2};
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> parameters;
  std::unique_ptr<Program<float>> program;
  std::vector<float> start;  // of the parameters, and of running statistics
  std::vector<std::int32_t> classes;
  std::vector<float> targets;
  int maxBatch;

  explicit HardRig(const Graph& graph, int most = kMost, bool share = false)
      : network(must(compile(graph))), classes(kMost * 64), targets(kMost * 256), maxBatch(most) {
    parameters = must(Parameters<float>::create(graph, network->analysis, 11));
    program =
        must(Program<float>::create(network, parameters, workers, {most, true, true, 0, share}));
    start = parameters->values();
    Rng rng(7);
    for (std::int32_t& c : classes) c = static_cast<std::int32_t>(rng.below(3));
    for (float& value : targets) value = static_cast<float>(rng.uniform());
  }

  std::int64_t elements(int input) const {
    const std::string& id = network->analysis.inputNodes[static_cast<std::size_t>(input)];
    return network->analysis.find(id)->output->elements();
  }
  int inputs() const { return static_cast<int>(network->analysis.inputNodes.size()); }

  /// Plain samples, the same ones for any size of batch.
  void fill() {
    const auto tokens = static_cast<std::uint64_t>(tokensOf(network->graph));
    for (int i = 0; i < inputs(); ++i) {
      Rng rng(5, static_cast<std::uint64_t>(i));
      for (std::int64_t k = 0; k < maxBatch * elements(i); ++k)
        program->input(i)[k] = tokens > 0 ? static_cast<float>(rng.below(tokens))
                                          : static_cast<float>(rng.uniform(-1, 1));
    }
  }
  void fillWith(float value) {
    for (int i = 0; i < inputs(); ++i)
      std::fill_n(program->input(i), maxBatch * elements(i), value);
  }
  void spoil(int sample, float value) {
    for (int i = 0; i < inputs(); ++i)
      std::fill_n(program->input(i) + sample * elements(i), elements(i), value);
  }

  float forward(int batch, bool training) {
    return program->forward(batch, {classes.data(), targets.data()}, training, {3, 1});
  }
  /// Loss, every gradient, and what the step left in the parameters' memory; starts from the same
  /// weights each time.
  std::vector<float> step(int batch, bool training) {
    parameters->assign(start);
    std::vector<float> all = {forward(batch, training)};
    program->backward();
    const float* gradients = parameters->allGradients();
    all.insert(all.end(), gradients, gradients + start.size());
    all.insert(all.end(), parameters->values().begin(), parameters->values().end());
    for (const std::string& id : network->analysis.inputNodes) {
      std::vector<float> gradient;
      program->copyGradient(id, gradient);
      all.insert(all.end(), gradient.begin(), gradient.end());
    }
    return all;
  }
};

/// All of them; under a sanitizer the first.
template <class T>
std::vector<T> fewer(std::initializer_list<T> all) {
  return {all.begin(), kIsSanitized ? all.begin() + 1 : all.end()};
}

bool allFinite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

/// Runs `check` on every network around the layer type of this row; it says what is wrong, if
/// anything is.
template <class Check>
void forEachCase(const QString& type, Check&& check) {
  std::vector<std::string> varied;
  const std::vector<Case> cases = casesOf(*findLayerType(type.toStdString()), varied);
  QVERIFY(!cases.empty());
  for (const Case& one : cases) {
    const QString wrong = check(one.graph);
    QVERIFY2(wrong.isEmpty(), qPrintable(QString::fromStdString(one.label) + ": " + wrong));
  }
}

}  // namespace

class HardInputsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // A batch of any size gives what it gives in a program of its own, to the bit, although a full
  // batch of NaN went through every buffer before, and arrays may lie in the same memory.
  void aShortBatchSeesNothingOfTheLast_data() { addEveryLayerType(); }
  void aShortBatchSeesNothingOfTheLast() {
    QFETCH(QString, type);
    forEachCase(type, [](const Graph& graph) -> QString {
      HardRig separate(graph, kMost, false), shared(graph, kMost, true);
      for (const int batch : fewer({1, 18, kMost})) {
        HardRig own(graph, batch);
        own.fill();
        for (const bool training : {false, true}) {
          const std::vector<float> expected = own.step(batch, training);
          if (!allFinite(expected)) return QString("%1 samples: not finite").arg(batch);
          for (HardRig* rig : {&separate, &shared}) {
            rig->fillWith(kNan);
            rig->step(kMost, training);
            rig->fill();
            if (!sameBits(rig->step(batch, training), expected))
              return QString("%1 samples differ").arg(batch) +
                     (rig == &shared ? " in shared memory" : "");
          }
        }
      }
      return {};
    });
  }

  // Samples do not see each other when the network does not train, whatever one of them holds.
  void aBadSampleStaysAlone_data() { addEveryLayerType(); }
  void aBadSampleStaysAlone() {
    QFETCH(QString, type);
    forEachCase(type, [](const Graph& graph) -> QString {
      constexpr int kBad = 3;
      HardRig clean(graph);
      clean.fill();
      clean.forward(kMost, false);
      HardRig spoilt(graph);
      for (const float value : fewer({3e38F, kNan, kInfinity, -kInfinity})) {
        spoilt.fill();
        spoilt.spoil(kBad, value);
        spoilt.forward(kMost, false);
        for (const std::string& node : clean.network->analysis.order) {
          std::vector<float> expected, found;
          for (const int sample : {0, kBad - 1, kBad + 1, kMost - 1}) {
            clean.program->copyActivation(node, sample, expected);
            spoilt.program->copyActivation(node, sample, found);
            if (!sameBits(found, expected))
              return QString("%1 in sample %2 is seen in sample %3 of %4")
                  .arg(static_cast<double>(value))
                  .arg(kBad)
                  .arg(sample)
                  .arg(QString::fromStdString(node));
          }
        }
      }
      return {};
    });
  }

  // What is no number is never made into one: the loss says so.
  void nanIsNotHidden_data() { addEveryLayerType(); }
  void nanIsNotHidden() {
    QFETCH(QString, type);
    forEachCase(type, [](const Graph& graph) -> QString {
      for (const bool training : {false, true}) {
        HardRig rig(graph);
        rig.fillWith(kNan);
        if (!std::isnan(rig.step(kMost, training)[0])) return "the loss is a number";
      }
      HardRig rig(graph);
      auto single = must(Program<float>::create(rig.network, rig.parameters, rig.workers,
                                                {1, false}));  // it has kernels of its own
      for (int i = 0; i < rig.inputs(); ++i) std::fill_n(single->input(i), rig.elements(i), kNan);
      if (!std::isnan(single->forward(1, {rig.classes.data(), rig.targets.data()})))
        return "the loss of a single sample is a number";
      return {};
    });
  }

  // Numbers too small for a full mantissa count as zero and harm nothing.
  void denormalsAreNumbers_data() { addEveryLayerType(); }
  void denormalsAreNumbers() {
    QFETCH(QString, type);
    forEachCase(type, [](const Graph& graph) -> QString {
      for (const bool training : {false, true}) {
        for (const float value :
             fewer({1e-40F, -1e-42F, std::numeric_limits<float>::denorm_min()})) {
          if (value < 0 && tokensOf(graph) > 0) continue;
          HardRig rig(graph);
          rig.fillWith(value);
          if (!allFinite(rig.step(kMost, training))) return QString("%1").arg(double(value));
        }
      }
      return {};
    });
  }

  // The largest numbers and infinities may give anything, but they give it, and the next batch is
  // what it always is.
  void theLargestNumbersLeaveNothingBehind_data() { addEveryLayerType(); }
  void theLargestNumbersLeaveNothingBehind() {
    QFETCH(QString, type);
    forEachCase(type, [](const Graph& graph) -> QString {
      HardRig rig(graph);
      rig.fill();
      const std::vector<float> expected = rig.step(5, true);
      for (const float value : fewer({3.4e38F, kInfinity, -kInfinity, -3.4e38F})) {
        rig.fillWith(value);
        rig.step(kMost, true);
        rig.fill();
        if (!sameBits(rig.step(5, true), expected)) return QString("after %1").arg(double(value));
      }
      return {};
    });
  }

  // A number that is no token reads nothing and gives NaN, in its own sample only; the other
  // samples' tokens learn as if it were not there.
  void whatIsNoTokenIsNan_data() {
    QTest::addColumn<float>("token");
    QTest::newRow("below zero") << -1.0F;
    QTest::newRow("past the end") << 7.0F;
    QTest::newRow("far past the end") << 1e30F;
    QTest::newRow("far below") << -1e30F;
    QTest::newRow("between two") << 2.5F;
    QTest::newRow("NaN") << kNan;
    QTest::newRow("infinity") << kInfinity;
  }
  void whatIsNoTokenIsNan() {
    QFETCH(float, token);
    const Graph graph = networkAround(
        *findLayerType("Embedding"),
        {{"num_embeddings", std::int64_t{7}}, {"embedding_dim", std::int64_t{5}}}, {2}, 1, false);
    HardRig rig(graph, 3);
    const float tokens[] = {1, 6, token, 2, 0, 6};
    std::copy_n(tokens, 6, rig.program->input());
    QVERIFY(std::isnan(rig.forward(3, true)));
    rig.program->backward();
    std::vector<float> rows;
    rig.program->copyActivation("tested", rows);
    const auto* entry = rig.parameters->find("tested.weight");
    const float* table = rig.parameters->value(*entry);
    const float* gradient = rig.parameters->gradient(*entry);
    for (std::size_t k = 0; k < 5; ++k) {
      for (std::size_t place = 0; place < 6; ++place) {
        if (place == 2)
          QVERIFY(std::isnan(rows[place * 5 + k]));
        else
          QCOMPARE(rows[place * 5 + k], table[static_cast<std::size_t>(tokens[place]) * 5 + k]);
      }
      for (const std::size_t seen : {0U, 1U, 6U}) QVERIFY(std::isfinite(gradient[seen * 5 + k]));
      for (const std::size_t unseen : {3U, 4U, 5U}) QCOMPARE(gradient[unseen * 5 + k], 0.0F);
    }
  }
};

LOOM_TEST(hard_inputs_test, HardInputsTest)
#include "hard_inputs_test.moc"
