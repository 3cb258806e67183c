// What layers do that draw random numbers while training: how often, how much, and that the same
// draw comes back for the same seed and step, and another for another.

#include <QtTest>
#include <cmath>

#include "engine/graph/program.h"
#include "engine/layer_cases.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kRandomBatch = 37;

/// A network around the layer, with an input of all ones.
struct RandomRig {
  Workers workers{2};
  std::shared_ptr<Parameters<float>> parameters;
  std::unique_ptr<Program<float>> program;
  std::vector<float> values;

  RandomRig(const std::string& type, const Values& params, const Shape& shape) {
    const Graph graph = networkAround(*findLayerType(type), params, shape, 1, false);
    const auto network = must(compile(graph));
    parameters = must(Parameters<float>::create(network->graph, network->analysis, 1));
    program =
        must(Program<float>::create(network, parameters, workers, {kRandomBatch, true, true}));
  }

  /// The layer's output for ones.
  const std::vector<float>& run(bool training, RandomKey key = {3, 5}) {
    const Shape shape = *program->network().analysis.find("input0")->output;
    std::fill_n(program->input(), static_cast<std::size_t>(kRandomBatch * shape.elements()), 1.0F);
    program->forward(kRandomBatch, {}, training, key);
    program->copyActivation("tested", values);
    return values;
  }
};

}  // namespace

class RandomLayersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void dropout2dDropsWholeChannels() {
    RandomRig rig("Dropout2d", {{"p", 0.3}}, {24, 5, 4});
    const std::vector<float>& y = rig.run(true);
    int dropped = 0;
    for (std::size_t channel = 0; channel < y.size() / 20; ++channel) {
      const float first = y[channel * 20];
      QVERIFY(first == 0 || std::abs(first - 1 / 0.7F) < 1e-6F);
      dropped += first == 0;
      for (std::size_t i = 0; i < 20; ++i) QCOMPARE(y[channel * 20 + i], first);
    }
    // 888 channels: the share is 0.3 with a standard deviation of 0.0154.
    QVERIFY(std::abs(dropped / 888.0 - 0.3) < 4 * 0.0154);
  }

  void dropoutDropsSingleValues() {
    RandomRig rig("Dropout", {{"p", 0.3}}, {24, 5, 4});
    const std::vector<float>& y = rig.run(true);
    const auto dropped = static_cast<double>(std::count(y.begin(), y.end(), 0.0F));
    const auto count = static_cast<double>(y.size());
    QVERIFY(std::abs(dropped / count - 0.3) < 4 * std::sqrt(0.21 / count));
  }

  void noiseHasItsStrength() {
    RandomRig rig("GaussianNoise", {{"std", 0.5}}, {24, 5, 4});
    const std::vector<float>& y = rig.run(true);
    double sum = 0, squares = 0, fourth = 0;
    for (const float value : y) {
      const double noise = static_cast<double>(value) - 1;
      sum += noise;
      squares += noise * noise;
      fourth += noise * noise * noise * noise;
    }
    const auto count = static_cast<double>(y.size());
    QVERIFY(std::abs(sum / count) < 4 * 0.5 / std::sqrt(count));
    const double variance = squares / count;
    QVERIFY(std::abs(variance - 0.25) < 4 * 0.25 * std::sqrt(2 / count));
    // A normal distribution's fourth moment is three times its squared variance.
    QVERIFY(std::abs(fourth / count / (variance * variance) - 3) < 4 * std::sqrt(24 / count));
  }

  // Between two levels only: with all of it dropped, the upper one has nothing but its biases.
  void stackedLayersDropWhatTheUpperReads_data() {
    QTest::addColumn<QString>("type");
    for (const char* type : {"RNN", "LSTM", "GRU"}) QTest::newRow(type) << type;
  }
  void stackedLayersDropWhatTheUpperReads() {
    QFETCH(QString, type);
    Values params = {{"hidden_size", std::int64_t{12}},
                     {"num_layers", std::int64_t{2}},
                     {"bidirectional", true},
                     {"dropout", 1.0}};
    RandomRig all(type.toStdString(), params, {5, 4});
    const std::vector<float> none = all.run(true);
    for (std::size_t i = 0; i < none.size(); ++i) QCOMPARE(none[i], none[i % (5 * 24)]);
    QVERIFY(all.run(true, {9, 9}) == none);
    QVERIFY(all.run(false) != none);

    params.set("dropout", 0.4);
    RandomRig some(type.toStdString(), params, {5, 4});
    const std::vector<float> first = some.run(true, {3, 5});
    QVERIFY(some.run(true, {3, 5}) == first);
    QVERIFY(some.run(true, {3, 6}) != first);
    QVERIFY(some.run(true, {4, 5}) != first);
    const std::vector<float> plain = some.run(false);
    for (std::size_t i = 0; i < plain.size(); ++i) QCOMPARE(plain[i], plain[i % (5 * 24)]);

    // What is kept is scaled up: on average the small sums of the upper level stay what they were.
    double dropped = 0, kept = 0, spread = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
      dropped += static_cast<double>(first[i]);
      kept += static_cast<double>(plain[i]);
      spread += std::abs(static_cast<double>(first[i] - plain[i]));
    }
    const auto count = static_cast<double>(plain.size());
    QVERIFY(spread / count > 1e-3);
    QVERIFY(std::abs(dropped - kept) / count < 0.2 * spread / count);

    params.set("num_layers", std::int64_t{1});
    RandomRig single(type.toStdString(), params, {5, 4});
    const std::vector<float> undropped = single.run(true);
    QVERIFY(single.run(false) == undropped);
  }

  // With the identity for weights a RNN of ReLUs adds up what comes, so its output shows the draws.
  void theShareBetweenLevelsIsTheRate() {
    constexpr int kWidth = 40;
    RandomRig rig("RNN",
                  {{"hidden_size", std::int64_t{kWidth}},
                   {"num_layers", std::int64_t{2}},
                   {"nonlinearity", std::string("relu")},
                   {"dropout", 0.3}},
                  {1, 1});
    Parameters<float>& parameters = *rig.parameters;
    for (const auto& entry : parameters.entries()) {
      if (!entry.key.starts_with("tested.")) continue;
      const bool reads = entry.key == "tested.weight_ih_l0";
      for (std::size_t i = 0; i < entry.size; ++i) {
        const bool diagonal = entry.key == "tested.weight_ih_l1" && i % (kWidth + 1) == 0;
        parameters.value(entry)[i] = reads || diagonal ? 1.0F : 0.0F;
      }
    }
    const std::vector<float>& y = rig.run(true);
    double dropped = 0;
    for (const float value : y) {
      QVERIFY(value == 0 || std::abs(value - 1 / 0.7F) < 1e-6F);
      dropped += value == 0;
    }
    const auto count = static_cast<double>(y.size());
    QVERIFY(std::abs(dropped / count - 0.3) < 4 * std::sqrt(0.21 / count));
  }

  void drawsBelongToSeedStepAndNode_data() {
    QTest::addColumn<QString>("type");
    for (const char* type : {"Dropout", "Dropout2d", "GaussianNoise"}) QTest::newRow(type) << type;
  }
  void drawsBelongToSeedStepAndNode() {
    QFETCH(QString, type);
    RandomRig rig(type.toStdString(), {}, {24, 5, 4});
    const std::vector<float> first = rig.run(true, {3, 5});
    QVERIFY(rig.run(true, {3, 5}) == first);
    QVERIFY(rig.run(true, {3, 6}) != first);
    QVERIFY(rig.run(true, {4, 5}) != first);
    const std::vector<float> plain = rig.run(false);
    QCOMPARE(std::count(plain.begin(), plain.end(), 1.0F),
             static_cast<std::ptrdiff_t>(plain.size()));
  }
};

LOOM_TEST(random_layers_test, RandomLayersTest)
#include "random_layers_test.moc"
