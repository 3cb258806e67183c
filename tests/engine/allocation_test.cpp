// Nothing is allocated in a training step: forward, backward, the rules for gradients and the
// update, of every layer type, every optimiser, and networks as people draw them; whatever the
// number of threads and the size of the batch.

#include <QtTest>

#include "engine/base/idle_cores.h"
#include "engine/base/memory.h"
#include "engine/count_allocations.h"
#include "engine/graph/program.h"
#include "engine/made_samples.h"
#include "engine/networks.h"
#include "engine/train/gradient_rules.h"
#include "engine/train/optimizer.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kBatch = 67;                    // several blocks, the last one not full
constexpr int kSizes[] = {67, 66, 5, 1, 67};  // of the batches while it is counted

struct Update {
  std::string optimizer = "SGD";
  Values params = {{"momentum", 0.9}};
};

Graph penalised(Graph graph) {
  for (Node& node : graph.nodes) node.learning = {{"l1", 1e-5}, {"l2", 1e-4}};
  return graph;
}

/// What is allocated in five steps after two of warm-up.
std::int64_t allocationsOf(const Graph& drawn, int threads, const Update& update = {}) {
  const Graph graph = penalised(drawn);
  Workers workers(threads);
  const auto network = must(compile(graph));
  const auto parameters = must(Parameters<float>::create(graph, network->analysis, 11));
  ProgramOptions options;
  options.maxBatch = kBatch;
  options.worthThreads = 0;  // small as they are, spread them over the threads
  options.share = true;
  const auto program = must(Program<float>::create(network, parameters, workers, options));
  const OptimizerType& type = *findOptimizerType(update.optimizer);
  const auto optimizer = type.make(Reader(type.fields, update.params), *parameters);
  const GradientRules rules(graph, *parameters, 0.01);
  const Made made(*program, graph, kBatch);
  std::int64_t number = 0;
  const auto step = [&](int size) {
    made.forward(*program, size, static_cast<std::uint64_t>(++number));
    program->backward();
    rules.apply(*parameters);
    optimizer->step(*parameters, 1e-3, number, workers);
  };
  step(kBatch);
  step(kBatch);
  const Allocations allocations;
  for (const int size : kSizes) step(size);
  return allocations.count();
}

Chain mlp() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{1, 28, 28}}}).add("flatten", "Flatten");
  chain.add("fc1", "Linear", {{"out_features", whole(512)}}).add("relu1", "ReLU");
  chain.add("fc2", "Linear", {{"out_features", whole(512)}}).add("relu2", "ReLU");
  chain.add("fc3", "Linear", {{"out_features", whole(10)}}).add("loss", "CrossEntropyLoss");
  return chain;
}

/// Fewer outputs than a block has rows, from many inputs.
Chain fewOutputs() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{3000}}});
  chain.add("fc", "Linear", {{"out_features", whole(3)}}).add("loss", "CrossEntropyLoss");
  return chain;
}

Chain residual() {
  const Values same = {
      {"out_channels", whole(8)}, {"kernel_size", Ints{3, 3}}, {"padding", Ints{1, 1}}};
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{3, 12, 12}}}).add("conv1", "Conv2d", same);
  chain.add("bn1", "BatchNorm2d").add("relu1", "ReLU").add("conv2", "Conv2d", same);
  chain.add("bn2", "BatchNorm2d").add("add", "Add").add("relu2", "ReLU");
  chain.project.graph.links.push_back({"conv1", "add", 1});
  chain.add("pool", "AdaptiveAvgPool2d").add("flatten", "Flatten");
  chain.add("fc", "Linear", {{"out_features", whole(10)}}).add("loss", "CrossEntropyLoss");
  return chain;
}

Chain normalised() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{24, 32}}}).add("norm1", "LayerNorm");
  chain.add("fc1", "Linear", {{"out_features", whole(64)}}).add("gelu", "GELU");
  chain.add("softmax", "Softmax").add("drop", "Dropout").add("norm2", "LayerNorm");
  chain.add("flatten", "Flatten").add("fc2", "Linear", {{"out_features", whole(10)}});
  chain.add("loss", "CrossEntropyLoss");
  return chain;
}

Chain sequence() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{6, 40}}});
  chain.add("conv1", "Conv1d", {{"out_channels", whole(12)}, {"kernel_size", whole(5)}});
  chain.add("bn1", "BatchNorm1d").add("relu1", "ReLU");
  chain.add("conv2", "Conv1d", {{"out_channels", whole(16)}, {"kernel_size", whole(3)}});
  chain.add("flatten", "Flatten").add("fc", "Linear", {{"out_features", whole(10)}});
  chain.add("loss", "CrossEntropyLoss");
  return chain;
}

Chain transposed() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{4, 7, 7}}});
  chain.add("up", "ConvTranspose2d",
            {{"out_channels", whole(8)}, {"kernel_size", Ints{4, 4}}, {"stride", Ints{2, 2}}});
  chain.add("relu", "ReLU").add("flatten", "Flatten");
  chain.add("fc", "Linear", {{"out_features", whole(10)}}).add("loss", "CrossEntropyLoss");
  return chain;
}

Chain tokens() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{20}}});
  chain.add("embedding", "Embedding",
            {{"num_embeddings", whole(50)}, {"embedding_dim", whole(16)}});
  chain.add("position", "PositionalEncoding").add("norm", "LayerNorm").add("flatten", "Flatten");
  chain.add("fc", "Linear", {{"out_features", whole(10)}}).add("loss", "CrossEntropyLoss");
  return chain;
}

}  // namespace

class AllocationTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // A pool that rests asks for it in the middle of a step.
  void lookingForIdleCoresAllocatesNothing() {
    const Allocations allocations;
    (void)idleTime();
    QCOMPARE(allocations.count(), 0);
  }

  // The count itself: what is allocated on purpose is seen, on any thread and by any way.
  void allocationsAreCounted() {
    Workers workers(2);
    std::atomic<int> ready{0};
    std::vector<void*> kept(2);
    const Allocations allocations;
    workers.forEach(2, [&](int part, int) {
      ++ready;
      while (ready < 2) std::this_thread::yield();  // so that both threads have one
      kept[static_cast<std::size_t>(part)] = ::operator new(100);
    });
    QCOMPARE(allocations.count(), std::int64_t{2});
    for (void* memory : kept) ::operator delete(memory);

    void* aligned = ::operator new (100, std::align_val_t{64});
    QCOMPARE(allocations.count(), std::int64_t{3});
    ::operator delete (aligned, std::align_val_t{64});
    QVERIFY(std::vector<int>(10).data());
    QCOMPARE(allocations.count(), std::int64_t{4});
#if LOOM_COUNTS_MALLOC
    QVERIFY(Array<float>(10).data());
    QCOMPARE(allocations.count(), std::int64_t{5});
    void* plain = std::malloc(100);
    QVERIFY(plain);
    QCOMPARE(allocations.count(), std::int64_t{6});
    std::free(plain);
#endif
  }

  void networks_data() {
    QTest::addColumn<Graph>("graph");
    QTest::newRow("LeNet-5") << must(loadProject(lenet5Path())).graph;
    QTest::newRow("multilayer perceptron") << mlp().project.graph;
    QTest::newRow("few outputs of many inputs") << fewOutputs().project.graph;
    QTest::newRow("residual block") << residual().project.graph;
    QTest::newRow("layer norm, GELU, softmax") << normalised().project.graph;
    QTest::newRow("convolution in one dimension") << sequence().project.graph;
    QTest::newRow("transposed convolution") << transposed().project.graph;
    QTest::newRow("tokens") << tokens().project.graph;
  }
  void networks() {
    QFETCH(Graph, graph);
    for (const int threads : {1, 2}) {
      QCOMPARE(allocationsOf(graph, threads), std::int64_t{0});
      QCOMPARE(allocationsOf(graph, threads, {"Adam", {}}), std::int64_t{0});
    }
  }

  void everyOptimizer_data() {
    QTest::addColumn<QString>("type");
    for (const OptimizerType& type : optimizerTypes())
      QTest::addRow("%s", type.name.c_str()) << QString::fromStdString(type.name);
  }
  void everyOptimizer() {
    QFETCH(QString, type);
    for (const int threads : {1, 2})
      QCOMPARE(allocationsOf(residual().project.graph, threads, {type.toStdString(), {}}),
               std::int64_t{0});
  }

  void everyLayer_data() {
    addEveryLayerType();
  }
  void everyLayer() {
    QFETCH(QString, type);
    std::vector<std::string> varied;
    for (const Case& one : casesOf(*findLayerType(type.toStdString()), varied)) {
      for (const int threads : {1, 2}) {
        const std::int64_t count = allocationsOf(one.graph, threads);
        QVERIFY2(count == 0, qPrintable(QString("%1, %2 threads: %3 allocations")
                                            .arg(QString::fromStdString(one.label))
                                            .arg(threads)
                                            .arg(count)));
      }
    }
  }
};

LOOM_TEST(allocation_test, AllocationTest)
#include "allocation_test.moc"
