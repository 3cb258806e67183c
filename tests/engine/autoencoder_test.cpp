// A network whose output has the shape of its samples learns to give them back, under each loss
// that takes numbers: training, validation, evaluation and looking inside, against figures worked
// out by hand.

#include <QtTest>
#include <cmath>
#include <numeric>

#include "engine/inspect/observer.h"
#include "engine/train/run.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

/// Ten times (0.2, 0.4) of class 0 and (1, 0) of class 1, of three classes.
std::shared_ptr<const Dataset> pairsOfClasses(int classes = 3) {
  Dataset data;
  data.source = data.title = "pairs";
  data.shape = Shape{2};
  for (int i = 0; i < classes; ++i) data.classes.push_back(std::to_string(i));
  for (int i = 0; i < 10; ++i) {
    for (Samples* samples : {&data.train, &data.test}) {
      samples->pixels.insert(samples->pixels.end(), {51, 102, 255, 0});
      samples->labels.insert(samples->labels.end(), {0, 1});
    }
  }
  return std::make_shared<const Dataset>(std::move(data));
}

Project rebuilding(const std::string& loss) {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{2}}});
  chain.add("fc", "Linear", {{"out_features", whole(2)}}).add("loss", loss);
  chain.project.data.validationFraction = 0.2;
  chain.project.training.epochs = 1;
  chain.project.training.batchSize = 16;
  chain.project.training.optimizer = {"SGD", {{"lr", 1.0}}};
  return chain.project;
}

/// Answers (0.5, -0.2) to (0.2, 0.4), and (1.1, 0.2) to (1, 0).
std::shared_ptr<Parameters<float>> knownWeights(const Network& network) {
  auto parameters = must(Parameters<float>::create(network.graph, network.analysis, 0));
  must(parameters->load({{"fc.weight", {2, 2}, {1, 0.5F, 0, -1}}, {"fc.bias", {2}, {0.1F, 0.2F}}}));
  return parameters;
}

std::shared_ptr<const Network> networkFor(const Project& project, const Dataset& data) {
  const DataInfo info = data.info();
  return must(compile(project.graph, &info));
}

Tally evaluated(const Project& project, const Dataset& data) {
  const auto network = networkFor(project, data);
  Workers workers(1);
  const auto program =
      must(Program<float>::create(network, knownWeights(*network), workers, {20, false}));
  Judge judge(*program, data, data.test, true);
  std::vector<std::int32_t> indices(20);
  std::iota(indices.begin(), indices.end(), 0);
  judge.add(indices);
  return judge.tally();
}

bool isNear(double found, double expected) {
  if (std::abs(found - expected) < 1e-5) return true;
  qWarning("%.7f instead of %.7f", found, expected);
  return false;
}

}  // namespace

class AutoencoderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // Errors 0.3, -0.6, 0.1 and 0.2; for the last loss, -y log σ(x) - (1 - y) log(1 - σ(x)) is
  // 0.874077, 0.678139, 0.287335 and 0.798139.
  void theLossIsAgainstTheSample_data() {
    QTest::addColumn<double>("loss");
    QTest::newRow("MSELoss") << (0.09 + 0.36 + 0.01 + 0.04) / 4;
    QTest::newRow("L1Loss") << (0.3 + 0.6 + 0.1 + 0.2) / 4;
    QTest::newRow("SmoothL1Loss") << (0.09 + 0.36 + 0.01 + 0.04) / 8;
    QTest::newRow("BCEWithLogitsLoss") << (0.874077 + 0.678139 + 0.287335 + 0.798139) / 4;
  }
  void theLossIsAgainstTheSample() {
    QFETCH(double, loss);
    const Project project = rebuilding(QTest::currentDataTag());
    const auto data = pairsOfClasses();
    QVERIFY(isNear(evaluated(project, *data).loss(), loss));

    Project still = project;
    still.training.optimizer.params.set("lr", 1e-9);
    const auto network = networkFor(project, *data);
    Workers workers(1);
    const auto run =
        must(Run::create({still, {}, network, knownWeights(*network), data, {}}, workers));
    while (must(run->advance()) != Run::Move::Over) {
    }
    std::vector<Point> points;
    run->drainPoints([&](const Point& point) { points.push_back(point); });
    QCOMPARE(points.size(), std::size_t(2));  // a step, and validation
    for (const Point& point : points) {
      QVERIFY(isNear(static_cast<double>(point.loss), loss));
      QVERIFY(std::isnan(point.accuracy));
    }
  }

  // Of the mean of eight of each sample, by the biases: 2 (0.3 + 0.1) / 4 and 2 (-0.6 + 0.2) / 4.
  void aStepGoesTowardsTheSample() {
    const auto data = pairsOfClasses();
    const Project project = rebuilding("MSELoss");
    const auto network = networkFor(project, *data);
    const auto parameters = knownWeights(*network);
    Workers workers(2);
    const auto run = must(Run::create({project, {}, network, parameters, data, {}}, workers));
    QCOMPARE(must(run->advance()), Run::Move::Step);
    const float* bias = parameters->value(*parameters->find("fc.bias"));
    QVERIFY(isNear(static_cast<double>(bias[0]), 0.1 - 0.2));
    QVERIFY(isNear(static_cast<double>(bias[1]), 0.2 + 0.2));
  }

  // The spread of the samples: 2 * 0.4² and 2 * 0.2², of each pair.
  void figuresAreThoseOfNumbers() {
    const auto data = pairsOfClasses();
    const Tally tally = evaluated(rebuilding("MSELoss"), *data);
    QVERIFY(!tally.ofClasses() && tally.ofSamples());
    QVERIFY(isNear(tally.meanAbsoluteError(), 0.3));
    QVERIFY(isNear(tally.r2(), 1 - (0.09 + 0.36 + 0.01 + 0.04) / 0.4));
    QVERIFY(tally.confusion().empty() && std::isnan(tally.accuracy()));
    // Scores are no answers: their distance from these says nothing.
    const auto figures = figuresOf(evaluated(rebuilding("BCEWithLogitsLoss"), *data));
    QCOMPARE(figures.size(), std::size_t(1));
    QCOMPARE(figures[0].first, std::string("loss"));
  }

  // What has the shape of an answer, or a loss of classes, is about the answers as before.
  void answersGoFirst() {
    const DataInfo three = pairsOfClasses(3)->info(), two = pairsOfClasses(2)->info();
    const auto task = [](const std::string& loss, const DataInfo& data) {
      return taskOf(analyse(rebuilding(loss).graph), data);
    };
    QVERIFY(task("MSELoss", three).rebuilt);
    QCOMPARE(task("MSELoss", three).classes, 0);
    QCOMPARE(task("MSELoss", three).target, Shape{2});
    QVERIFY(!task("MSELoss", two).rebuilt);
    QCOMPARE(task("MSELoss", two).classes, 2);
    QVERIFY(!task("CrossEntropyLoss", three).rebuilt);
    DataInfo numbers{Shape{2}, 0, Shape{2}};
    QVERIFY(!task("L1Loss", numbers).rebuilt);
    numbers.target = Shape{3};
    QVERIFY(task("L1Loss", numbers).rebuilt);
    QVERIFY(!task("L1Loss", DataInfo{Shape{2}}).rebuilt);  // nothing is known of the answers
    QVERIFY(analyse(rebuilding("MSELoss").graph, &three).problems.empty());
    QVERIFY(analyse(rebuilding("CrossEntropyLoss").graph, &three).hasErrors());
    QVERIFY(!analyse(rebuilding("MSELoss").graph, &three).find("loss")->caption.empty());
    QVERIFY(analyse(rebuilding("MSELoss").graph, &two).find("loss")->caption.empty());
  }

  void accuracyIsNotWatched() {
    Project project = rebuilding("MSELoss");
    project.training.earlyStopping = EarlyStopping{"val_accuracy", 3, 0, true, "auto", 0};
    const auto data = pairsOfClasses();
    const auto network = networkFor(project, *data);
    Workers workers(1);
    const auto refused =
        Run::create({project, {}, network, knownWeights(*network), data, {}}, workers);
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().message().find("watch val_loss") != std::string::npos,
             refused.error().message().c_str());
  }

  void lookingInsideShowsNoClasses() {
    const auto data = pairsOfClasses();
    const auto network = networkFor(rebuilding("MSELoss"), *data);
    Workers workers(1);
    const auto observer = must(Observer::create(network, knownWeights(*network), workers));
    Snapshot snapshot;
    ViewRequest request;
    request.nodes = {"fc"};
    observer->look(request, data.get(), snapshot);
    QVERIFY(snapshot.probabilities.empty());
    QVERIFY(isNear(static_cast<double>(snapshot.activations.at(0).values.at(0)), 0.5));
  }
};

LOOM_TEST(autoencoder_test, AutoencoderTest)
#include "autoencoder_test.moc"
