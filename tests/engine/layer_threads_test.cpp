// One seed, the same bits: every layer type there is and will be gives the same loss and gradients
// whatever the number of threads, while training, with all that it draws at random.

#include <QtTest>

#include "engine/graph/program.h"
#include "engine/layer_cases.h"
#include "engine/made_samples.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kThreadsBatch = 67;  // several blocks, the last one not full

/// Loss, every parameter's gradient and every input's, after one training step.
std::vector<float> outcome(const Graph& graph, int threads, bool share = false) {
  Workers workers(threads);
  const auto network = must(compile(graph));
  const auto parameters = must(Parameters<float>::create(network->graph, network->analysis, 11));
  const auto program = must(
      Program<float>::create(network, parameters, workers, {kThreadsBatch, true, true, 0, share}));
  const Made made(*program, graph, kThreadsBatch);
  std::vector<float> all = {made.forward(*program, kThreadsBatch)};
  program->backward();
  const float* gradients = parameters->allGradients();
  all.insert(all.end(), gradients, gradients + parameters->values().size());
  for (const std::string& id : network->analysis.inputNodes) {
    std::vector<float> gradient;
    program->copyGradient(id, gradient);
    all.insert(all.end(), gradient.begin(), gradient.end());
  }
  return all;
}

/// The loss of one image in a training pass of a program that learns, or of one that cannot.
float lossOfOne(const Graph& graph, bool learns, std::uint64_t seed = 3) {
  Workers workers(1);
  const auto network = must(compile(graph));
  const auto parameters = must(Parameters<float>::create(network->graph, network->analysis, 11));
  const auto program = must(Program<float>::create(network, parameters, workers, {1, learns}));
  return Made(*program, graph, 1).forward(*program, 1, seed);
}

}  // namespace

class LayerThreadsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyLayer_data() { addEveryLayerType(); }
  void everyLayer() {
    QFETCH(QString, type);
    std::vector<std::string> varied;
    for (const Case& one : casesOf(*findLayerType(type.toStdString()), varied)) {
      const std::vector<float> expected = outcome(one.graph, 1);
      QVERIFY(expected.size() > 1);
      for (const float value : expected) QVERIFY(std::isfinite(value));
      QVERIFY2(sameBits(outcome(one.graph, 2, true), expected),
               qPrintable(QString::fromStdString(one.label + ", sharing memory")));
      for (const int threads : {1, 2, 3, 8})
        QVERIFY2(
            sameBits(outcome(one.graph, threads), expected),
            qPrintable(
                QString("%1, %2 threads").arg(QString::fromStdString(one.label)).arg(threads)));
    }
  }

  // A program for one image has kernels of its own, which must do for a pass of training too.
  void oneImageWhileTraining_data() { addEveryLayerType(); }
  void oneImageWhileTraining() {
    QFETCH(QString, type);
    std::vector<std::string> varied;
    for (const Case& one : casesOf(*findLayerType(type.toStdString()), varied)) {
      const float expected = lossOfOne(one.graph, true);
      const float found = lossOfOne(one.graph, false);
      QVERIFY2(std::isfinite(found), one.label.c_str());
      // What is drawn depends on the place in memory, which is another without lanes.
      if (lossOfOne(one.graph, true, 4) != expected) continue;
      QVERIFY2(std::abs(found - expected) <= 1e-5F * (1 + std::abs(expected)),
               qPrintable(QString("%1: %2 for %3")
                              .arg(QString::fromStdString(one.label))
                              .arg(found)
                              .arg(expected)));
    }
  }
};

LOOM_TEST(layer_threads_test, LayerThreadsTest)
#include "layer_threads_test.moc"
