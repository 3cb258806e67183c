// One seed gives the same bits with any number of threads: weights after twenty steps of a network
// that has every kind of work in it (convolutions, a shortcut, pooling, dropout, dense layers).

#include <QtTest>

#include "engine/base/rng.h"
#include "engine/graph/program.h"
#include "engine/train/optimizer.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kSteps = 20;

/// LeNet-5 with a shortcut around a third convolution, and dropout on images and on vectors.
Graph network() {
  Graph graph = must(loadProject(lenet5Path())).graph;
  const auto insert = [&](const char* from, const char* to, const char* id, const char* type,
                          Values params) {
    Node node;
    node.id = id;
    node.type = type;
    node.params = std::move(params);
    graph.nodes.push_back(node);
    std::erase(graph.links, Link{from, to, 0});
    graph.links.push_back({from, id, 0});
    graph.links.push_back({id, to, 0});
  };
  insert("pool1", "conv2", "same", "Conv2d",
         {{"out_channels", std::int64_t{6}}, {"kernel_size", Ints{3, 3}}, {"padding", Ints{1, 1}}});
  insert("same", "conv2", "shortcut", "Add", {});
  graph.links.push_back({"pool1", "shortcut", 1});
  insert("pool2", "flatten", "drop_image", "Dropout", {{"p", 0.2}});
  insert("relu3", "fc2", "drop_vector", "Dropout", {{"p", 0.5}});
  return graph;
}

struct Outcome {
  std::vector<float> weights;
  std::vector<float> losses;
};

Outcome train(int threads, int batch, std::uint64_t seed) {
  Workers workers(threads);
  const auto compiled = must(compile(network()));
  const auto parameters =
      must(Parameters<float>::create(compiled->graph, compiled->analysis, seed));
  const auto program =
      must(Program<float>::create(compiled, parameters, workers, {batch, true, false}));
  const OptimizerType& type = *findOptimizerType("Adam");
  const auto optimizer = type.make(Reader(type.fields, {}), *parameters);
  Outcome outcome;
  Rng rng(seed);
  std::vector<std::int32_t> classes(static_cast<std::size_t>(batch));
  for (int step = 0; step < kSteps; ++step) {
    // Every third batch is short, as the last one of an epoch is.
    const int size = step % 3 == 2 ? batch / 2 + 1 : batch;
    for (int i = 0; i < size * 784; ++i) program->input()[i] = static_cast<float>(rng.uniform());
    for (std::int32_t& c : classes) c = static_cast<std::int32_t>(rng.below(10));
    outcome.losses.push_back(program->forward(size, {classes.data(), nullptr}, true,
                                              {seed, static_cast<std::uint64_t>(step)}));
    program->backward();
    optimizer->step(*parameters, 1e-3, step + 1, workers);
  }
  outcome.weights = parameters->values();
  return outcome;
}

}  // namespace

class ThreadsDeterminismTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sameBitsForAnyNumberOfThreads_data() {
    QTest::addColumn<int>("batch");
    for (const int batch : {64, 37, 1}) QTest::addRow("batches of %d", batch) << batch;
  }
  void sameBitsForAnyNumberOfThreads() {
    QFETCH(int, batch);
    const Outcome expected = train(1, batch, 3);
    for (const float loss : expected.losses) QVERIFY(std::isfinite(loss));
    for (const int threads : {1, 2, 3, 8}) {
      const Outcome found = train(threads, batch, 3);
      QVERIFY2(sameBits(found.losses, expected.losses),
               qPrintable(QString("losses, %1 threads").arg(threads)));
      QVERIFY2(sameBits(found.weights, expected.weights),
               qPrintable(QString("weights, %1 threads").arg(threads)));
    }
  }

  void anotherSeedGivesOtherBits() {
    QVERIFY(!sameBits(train(1, 37, 3).weights, train(1, 37, 4).weights));
  }

  void changingTheNumberOfThreadsChangesNothing() {
    Workers workers(1);
    const auto compiled = must(compile(network()));
    std::vector<std::vector<float>> gradients;
    const auto parameters = must(Parameters<float>::create(compiled->graph, compiled->analysis, 3));
    const std::vector<std::int32_t> classes(40, 4);
    for (const int threads : {1, 4, 2}) {
      workers.setThreads(threads);
      const auto program =
          must(Program<float>::create(compiled, parameters, workers, {40, true, false}));
      Rng rng(1);
      for (int i = 0; i < 40 * 784; ++i) program->input()[i] = static_cast<float>(rng.uniform());
      program->forward(40, {classes.data(), nullptr}, true, {1, 1});
      program->backward();
      const float* all = parameters->allGradients();
      gradients.emplace_back(all, all + parameters->values().size());
    }
    QVERIFY(sameBits(gradients[0], gradients[1]));
    QVERIFY(sameBits(gradients[0], gradients[2]));
  }
};

LOOM_TEST(threads_determinism_test, ThreadsDeterminismTest)
#include "threads_determinism_test.moc"
