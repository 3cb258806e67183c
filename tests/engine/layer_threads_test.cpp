// One seed, the same bits: every layer type there is and will be gives the same loss and gradients
// whatever the number of threads, while training, with all that it draws at random.

#include <QtTest>

#include "engine/base/rng.h"
#include "engine/graph/program.h"
#include "engine/layer_cases.h"
#include "golden/goldens.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kBatch = 67;  // several blocks, the last one not full

/// Loss, every parameter's gradient and every input's, after one training step.
std::vector<float> outcome(const Graph& graph, int threads, bool share = false) {
  Workers workers(threads);
  const auto network = must(compile(graph));
  const auto parameters = must(Parameters<float>::create(network->graph, network->analysis, 11));
  const auto program =
      must(Program<float>::create(network, parameters, workers, {kBatch, true, true, 0, share}));
  Rng rng(5);
  const auto tokens = static_cast<std::uint64_t>(tokensOf(graph));
  int index = 0;
  for (const std::string& id : network->analysis.inputNodes) {
    float* input = program->input(index++);
    const auto size = kBatch * network->analysis.find(id)->output->elements();
    for (std::int64_t i = 0; i < size; ++i) {
      input[i] = tokens > 0 ? static_cast<float>(rng.below(tokens))
                            : static_cast<float>(rng.uniform(-1, 1));
    }
  }
  std::vector<std::int32_t> classes(kBatch * 64);
  for (std::int32_t& c : classes) c = static_cast<std::int32_t>(rng.below(3));
  std::vector<float> targets(kBatch * 256);
  for (float& value : targets) value = static_cast<float>(rng.uniform());
  std::vector<float> all = {
      program->forward(kBatch, {classes.data(), targets.data()}, true, {3, 1})};
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

}  // namespace

class LayerThreadsTest : public QObject {
  Q_OBJECT

 private slots:
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
};

QTEST_GUILESS_MAIN(LayerThreadsTest)
#include "layer_threads_test.moc"
