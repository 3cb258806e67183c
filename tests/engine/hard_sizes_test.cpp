// Never a surprise: networks too large to be, from every layer type there is and will be. Each is
// answered by a sentence with the node and the figure, before any memory is asked for.

#include <QtTest>
#include <cmath>
#include <limits>

#include "engine/base/memory.h"
#include "engine/graph/program.h"
#include "engine/layer_cases.h"
#include "engine/networks.h"
#include "engine/train/optimizer.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "tests/engine/count_bytes.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr std::int64_t kLarge = std::int64_t{1} << 20;
constexpr std::int64_t kMostElements = std::int64_t{1} << 30;

/// The largest and the smallest values that a field takes.
std::vector<Value> extremes(const Field& field) {
  const bool bounded = std::isfinite(field.min) && std::isfinite(field.max);
  if (!bounded) return {};
  std::vector<Value> values;
  for (const double bound : {field.max, field.min}) {
    const auto whole = static_cast<std::int64_t>(bound);
    switch (field.resolvedKind()) {
      case Field::Kind::Int:
        values.emplace_back(whole);
        break;
      case Field::Kind::Real:
        values.emplace_back(bound);
        break;
      case Field::Kind::Pair:
        values.emplace_back(Ints{whole, whole});
        break;
      case Field::Kind::IntList:
        values.emplace_back(Ints(4, whole));
        break;
      default:
        break;
    }
  }
  std::erase_if(values, [&](const Value& value) { return !checkValue(field, value).value; });
  return values;
}

/// Every field alone at its bounds, and all of them at once.
std::vector<Values> extremeSettings(const LayerType& type) {
  std::vector<Values> settings = {{}};
  Values most;
  for (const Field& field : type.fields) {
    const std::vector<Value> values = extremes(field);
    for (const Value& value : values) {
      Values params;
      params.set(field.key, value);
      settings.push_back(std::move(params));
    }
    if (!values.empty() && !field.optional) most.set(field.key, values.front());
  }
  settings.push_back(most);
  return settings;
}

std::vector<Shape> hugeShapes() {
  return {{kLarge},           {kLarge, kLarge},    {kLarge, 1024},          {1024, kLarge},
          {kLarge, 32, 32},   {1, 32768, 32768},   {kLarge, 1, 1},          {1, 1, kLarge},
          {1024, 1024, 1024}, {kLarge, kLarge, 1}, {kLarge, kLarge, kLarge}};
}

/// While it lives, the machine has so much memory.
struct SmallMachine {
  explicit SmallMachine(int megabytes) { qputenv("LOOM_MEMORY_MB", QByteArray::number(megabytes)); }
  ~SmallMachine() { qunsetenv("LOOM_MEMORY_MB"); }
};

QString text(const Error& error) {
  return QString::fromStdString(error.message());
}

}  // namespace

class HardSizesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // Nothing overflows (the sanitizers watch), nothing is allocated, and what is refused says why.
  void enormousNetworksAreAnswered_data() { addEveryLayerType(); }
  void enormousNetworksAreAnswered() {
    QFETCH(QString, type);
    const LayerType& layer = *findLayerType(type.toStdString());
    int refused = 0;
    for (const Values& params : extremeSettings(layer)) {
      for (const Shape& shape : hugeShapes()) {
        const int ports = std::max(layer.minInputs, std::min(layer.maxInputs, 8));
        const Graph graph = networkAround(layer, params, shape, ports, true);
        bytesAsked = 0;
        const Analysis analysis = analyse(graph);
        QVERIFY(bytesAsked < 100'000'000);
        for (const auto& [id, info] : analysis.nodes) {
          QVERIFY(info.flops >= 0 && info.parameterCount >= 0);
          if (info.output) QVERIFY(info.output->elements() <= kMostElements);
        }
        QVERIFY(analysis.flops >= 0 && analysis.parameterCount >= 0);
        for (const Problem& problem : analysis.problems) QVERIFY(!problem.text.empty());
        refused += analysis.hasErrors();
      }
    }
    QVERIFY(refused > 0);
  }

  void emptyAndOverflowingInputsAreNamed_data() {
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("empty") << QList<int>{0} << "shape must be";
    QTest::newRow("empty axis") << QList<int>{3, 0, 28} << "shape must be";
    QTest::newRow("negative") << QList<int>{-1, 28} << "shape must be";
    QTest::newRow("no axes") << QList<int>{} << "shape must be";
    QTest::newRow("more than 64 bits")
        << QList<int>(4, 1 << 20) << "has more than 1 073 741 824 values";
    QTest::newRow("16 axes") << QList<int>(16, 1 << 20) << "has more than 1 073 741 824 values";
  }
  void emptyAndOverflowingInputsAreNamed() {
    QFETCH(QList<int>, shape);
    QFETCH(QString, sentence);
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints(shape.begin(), shape.end())}})
        .add("flatten", "Flatten")
        .add("fc", "Linear")
        .add("loss", "CrossEntropyLoss");
    const auto compiled = compile(chain.project.graph);
    QVERIFY(!compiled.ok());
    QVERIFY2(text(compiled.error()).startsWith("input: "), qPrintable(text(compiled.error())));
    QVERIFY2(text(compiled.error()).contains(sentence), qPrintable(text(compiled.error())));
  }

  void aConvolutionOfABillionChannelsIsNamed() {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{kLarge, 32, 32}}})
        .add("reshape", "Reshape", {{"shape", Ints{-1, 1, 1}}})
        .add("conv", "Conv2d", {{"padding", Ints{1, 1}}})
        .add("flatten", "Flatten")
        .add("fc", "Linear")
        .add("loss", "CrossEntropyLoss");
    const auto compiled = compile(chain.project.graph);
    QVERIFY(!compiled.ok());
    QCOMPARE(text(compiled.error()),
             QString("conv: has 77 309 411 336 parameters, more than the 1 073 741 824 a layer may "
                     "have; make it smaller"));
  }

  // 4096 values in rows, the same in lanes; 16 × 62 × 62 in lanes and in rows, and the gradients of
  // both; 10 scores and their gradient; the loss and its own.
  void aBatchThatDoesNotFitIsRefused() {
    const SmallMachine machine(100);
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{1, 64, 64}}})
        .add("conv", "Conv2d", {{"out_channels", std::int64_t{16}}})
        .add("flatten", "Flatten")
        .add("fc", "Linear")
        .add("loss", "CrossEntropyLoss");
    QCOMPARE(refusal(chain, 1024),
             "A batch of this network needs 1 041 MB of memory, but the machine has 100 MB free; "
             "make the batch or conv, its largest layer, smaller.");
    QVERIFY(refusal(chain, 65536).startsWith("In a batch, conv gives more than 2 147 483 647"));
    QCOMPARE(refusal(chain, 16), QString());
  }

  void weightsThatDoNotFitAreRefused() {
    const SmallMachine machine(100);
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{1000}}})
        .add("small", "Linear", {{"out_features", std::int64_t{4000}}})
        .add("large", "Linear", {{"out_features", std::int64_t{3000}}})
        .add("loss", "CrossEntropyLoss");
    QCOMPARE(refusal(chain, 1),
             "The network's weights need 128 MB, but the machine has 100 MB free; make large, its "
             "largest layer, smaller.");
  }

  // A convolution keeps a part of its weights' gradient for every block of the batch.
  void whatALayerNeedsToWorkCounts() {
    const SmallMachine machine(100);
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{8, 16, 16}}})
        .add("conv", "Conv2d", {{"out_channels", std::int64_t{256}}, {"kernel_size", Ints{16, 16}}})
        .add("flatten", "Flatten")
        .add("fc", "Linear")
        .add("loss", "CrossEntropyLoss");
    QVERIFY2(refusal(chain, 1024).startsWith("To work on a batch, conv needs "),
             qPrintable(refusal(chain, 1024)));
    QVERIFY(refusal(chain, 1024).contains("but the machine has 100 MB free"));
    QCOMPARE(refusal(chain, 16), QString());
  }

  void anOptimisersStateCounts() {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{1000}}})
        .add("fc", "Linear", {{"out_features", std::int64_t{1000}}})
        .add("loss", "CrossEntropyLoss");
    const auto network = must(compile(chain.project.graph));
    const auto parameters = must(Parameters<float>::create(network->graph, network->analysis, 1));
    const OptimizerType& adam = *findOptimizerType("Adam");
    const Values params;
    const Reader reader(adam.fields, params);
    QVERIFY(adam.make(reader, *parameters));
    const SmallMachine machine(8);
    QVERIFY_EXCEPTION_THROWN(adam.make(reader, *parameters), NotEnoughMemory);
  }

  // Memory that grows with the batch must be an Array's, or nobody checks that it is there.
  void whatGrowsWithTheBatchIsChecked_data() { addEveryLayerType(); }
  void whatGrowsWithTheBatchIsChecked() {
    QFETCH(QString, type);
    std::vector<std::string> varied;
    for (const Case& one : casesOf(*findLayerType(type.toStdString()), varied)) {
      const std::size_t few = plainBytesFor(one.graph, 64);
      const std::size_t many = plainBytesFor(one.graph, 640);
      QVERIFY2(many <= few, qPrintable(QString("%1: %2 bytes for 64 samples, %3 for 640")
                                           .arg(QString::fromStdString(one.label))
                                           .arg(few)
                                           .arg(many)));
    }
  }

 private:
  static std::size_t plainBytesFor(const Graph& graph, int batch) {
    Workers workers(1);
    const auto network = must(compile(graph));
    const auto parameters = must(Parameters<float>::create(graph, network->analysis, 1));
    bytesAsked = 0;
    must(Program<float>::create(network, parameters, workers, {batch, true, true}));
    return bytesAsked;
  }

  /// Why there is no program; empty if there is one.
  static QString refusal(const Chain& chain, int batch) {
    Workers workers(1);
    const auto network = must(compile(chain.project.graph));
    bytesAsked = 0;
    const auto parameters = Parameters<float>::create(network->graph, network->analysis, 1);
    if (!parameters) return bytesAsked < 100'000 ? text(parameters.error()) : "allocated";
    const auto program = Program<float>::create(network, *parameters, workers, {batch, true});
    return program ? QString() : text(program.error());
  }
};

LOOM_TEST(hard_sizes_test, HardSizesTest)
#include "hard_sizes_test.moc"
