// `layerloom bench`: the keys of its JSON, and that its models are what formats.md says they are.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/model_bench.h"
#include "app/standard_models.h"
#include "engine/graph/analysis.h"
#include "engine/io/project_file.h"
#include "places.h"
#include "program.h"
#include "test_program.h"

using namespace loom;

namespace {

struct Expected {
  std::int64_t parameters;
  std::vector<std::int64_t> output;
};

/// Worked out from the table by hand, as PyTorch counts them.
const std::map<std::string, Expected> kExpected = {
    {"lenet5", {61'706, {10}}},    {"mlp", {669'706, {10}}}, {"resnet8", {78'042, {10}}},
    {"resnet20", {272'474, {10}}}, {"lstm", {82'186, {10}}}, {"transformer", {470'528, {64, 256}}}};

StandardModel model(const std::string& name) {
  for (StandardModel& each : standardModels()) {
    if (name == each.name) return each;
  }
  throw std::runtime_error(name + " is not a standard model");
}

/// Types of the table that are still being written; a model that needs one has no row yet.
const std::set<std::string> kAwaited = {"BatchNorm2d", "LSTM", "Embedding", "PositionalEncoding",
                                        "TransformerEncoderLayer"};

bool isAwaited(const StandardModel& each) {
  return std::any_of(each.graph.nodes.begin(), each.graph.nodes.end(), [](const Node& node) {
    return !findLayerType(node.type) && kAwaited.contains(node.type);
  });
}

}  // namespace

class BenchTest : public QObject {
  Q_OBJECT

 private slots:
  void figuresOfOneModel() {
    const Ran ran = layerloom({"bench", "--only", "lenet5", "--rounds", "1", "--seconds", "0.01",
                               "--threads", "2", "--json"});
    QVERIFY2(ran.status == 0, ran.err);
    QCOMPARE(ran.out.count('\n'), 1);
    const QJsonObject json = ran.json();
    QCOMPARE(json.keys(), (QStringList{"isa", "latency", "models", "peak_gflops", "threads"}));
    QVERIFY(!json["isa"].toString().isEmpty());
    QCOMPARE(json["threads"].toInt(), 2);
    QVERIFY(json["peak_gflops"].toDouble() > 0);
    const QJsonArray models = json["models"].toArray();
    QCOMPARE(models.size(), 2);
    const double flops = 3e-9 * static_cast<double>(analyse(model("lenet5").graph).flops);
    for (int i = 0; i < 2; ++i) {
      const QJsonObject figure = models[i].toObject();
      QCOMPARE(figure.keys(), (QStringList{"batch", "gflops", "name", "samples_per_second"}));
      QCOMPARE(figure["name"].toString(), QString("lenet5"));
      QCOMPARE(figure["batch"].toInt(), 64 << i);
      const double speed = figure["samples_per_second"].toDouble();
      QVERIFY(speed > 0);
      QVERIFY(std::abs(figure["gflops"].toDouble() / (speed * flops) - 1) < 1e-9);
    }
    const QJsonArray latency = json["latency"].toArray();
    QCOMPARE(latency.size(), 1);
    QCOMPARE(latency[0].toObject().keys(), (QStringList{"microseconds", "name"}));
    QCOMPARE(latency[0].toObject()["name"].toString(), QString("lenet5"));
    QVERIFY(latency[0].toObject()["microseconds"].toDouble() > 0);
  }

  void aTableForPeople() {
    const Ran ran = layerloom({"bench", "--only", "mlp", "--rounds", "1", "--seconds", "0.01"});
    QVERIFY2(ran.status == 0, ran.err);
    const QList<QByteArray> lines = ran.out.split('\n');
    QVERIFY2(lines[0].contains(" threads, peak ") && lines[0].endsWith(" GFLOP/s"), ran.out);
    QVERIFY2(lines[2].startsWith("training") && lines[3].startsWith("mlp "), ran.out);
    QVERIFY2(!ran.out.contains("lenet5"), ran.out);
    QVERIFY2(ran.err.contains("layerloom: training mlp, batch 128 ..."), ran.err);
  }

  void aModelThatIsNotThereIsNamed() {
    const Ran ran = layerloom({"bench", "--only", "lenet"});
    QCOMPARE(ran.status, 2);
    QCOMPARE(ran.out, QByteArray());
    QCOMPARE(ran.err, QByteArray("layerloom: bench: --only: expected one of lenet5, mlp, resnet8, "
                                 "resnet20, lstm, transformer, found \"lenet\"\n"));
  }

  void modelsAreTheTables_data() {
    QTest::addColumn<QString>("name");
    for (const StandardModel& each : standardModels()) {
      if (!isAwaited(each)) QTest::newRow(each.name) << each.name;
    }
  }

  void modelsAreTheTables() {
    QFETCH(QString, name);
    const Expected expected = kExpected.at(name.toStdString());
    const Analysis analysis = analyse(model(name.toStdString()).graph);
    for (const Problem& problem : analysis.problems)
      QFAIL((problem.node + ": " + problem.text.english()).c_str());
    QCOMPARE(analysis.parameterCount, expected.parameters);
    QVERIFY(analysis.find(analysis.outputNode)->output->sizes() == expected.output);
  }

  void lenet5IsTheTemplate() {
    const auto made =
        loadProject(std::string(loom::test::kSourceFolder) + "/resources/templates/lenet5.loom");
    QVERIFY(made.ok());
    Project project = *made;
    for (Node& node : project.graph.nodes) node.position = {};
    const StandardModel lenet5 = model("lenet5");
    QVERIFY(lenet5.graph == project.graph);
    QVERIFY(lenet5.optimizer == project.training.optimizer);
  }

  /// What is measured are whole steps: after one, every parameter has moved.
  void stepsMoveEveryParameter_data() { modelsAreTheTables_data(); }
  void stepsMoveEveryParameter() {
    QFETCH(QString, name);
    Workers workers(2);
    const auto bench = TrainingBench::create(model(name.toStdString()), 4, workers);
    QVERIFY2(bench.ok(), bench.ok() ? "" : bench.error().message().c_str());
    const Parameters<float>& parameters = (*bench)->parameters();
    const std::vector<float> before = parameters.values();
    const float loss = (*bench)->step();
    QVERIFY(std::isfinite(loss) && loss > 0);
    for (const auto& entry : parameters.entries()) {
      const float* value = parameters.value(entry);
      QVERIFY2(!std::equal(value, value + entry.size, before.data() + entry.offset),
               entry.key.c_str());
    }
  }

  void aMedianIsTheMiddle() {
    QCOMPARE(median({3}), 3.0);
    QCOMPARE(median({9, 1, 5}), 5.0);
    QCOMPARE(median({8, 1, 2, 4}), 3.0);
  }
};

LOOM_TEST(bench_test, BenchTest)
#include "bench_test.moc"
