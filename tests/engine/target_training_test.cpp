// Runs whose answers are numbers or several classes a sample: they learn, measure what applies,
// stop early and resume as others do.

#include <QtTest>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/rng.h"
#include "engine/inspect/observer.h"
#include "engine/train/run.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

/// 200 + 40 samples of 3 rows of 4 bytes.
Dataset blankData() {
  Dataset data;
  data.source = data.title = "made up";
  data.shape = Shape{3, 4};
  Rng rng(5);
  for (auto [samples, count] : {std::pair{&data.train, 200}, {&data.test, 40}}) {
    for (int i = 0; i < count * 12; ++i)
      samples->pixels.push_back(static_cast<std::uint8_t>(rng.below(256)));
  }
  return data;
}

/// Two numbers that are linear in the bytes.
std::shared_ptr<const Dataset> numberData() {
  Dataset data = blankData();
  for (Samples* samples : {&data.train, &data.test}) {
    samples->target = Shape{2};
    for (std::size_t i = 0; i < samples->pixels.size(); i += 12) {
      const std::uint8_t* p = samples->pixels.data() + i;
      samples->values.push_back(static_cast<float>(p[0] + p[5] - p[11]) / 255.0F);
      samples->values.push_back(static_cast<float>(2 * p[3] - p[8]) / 255.0F + 5);
    }
  }
  return std::make_shared<const Dataset>(std::move(data));
}

/// The class of each row is its brightest byte, made much brighter.
std::shared_ptr<const Dataset> tokenData() {
  Dataset data = blankData();
  data.classes = {"a", "b", "c", "d"};
  Rng rng(6);
  for (Samples* samples : {&data.train, &data.test}) {
    samples->target = Shape{3};
    for (std::size_t row = 0; row < samples->pixels.size(); row += 4) {
      const std::size_t brightest = rng.below(4);
      for (std::size_t i = 0; i < 4; ++i) samples->pixels[row + i] /= 4;
      samples->pixels[row + brightest] = 255;
      samples->labels.push_back(static_cast<std::int32_t>(brightest));
    }
  }
  return std::make_shared<const Dataset>(std::move(data));
}

Project targetProject(bool ofNumbers, int epochs) {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{3, 4}}});
  if (ofNumbers) chain.add("flatten", "Flatten");
  chain.add("fc", "Linear", {{"out_features", whole(ofNumbers ? 2 : 4)}});
  chain.add("loss", ofNumbers ? "MSELoss" : "CrossEntropyLoss");
  Project project = chain.project;
  project.data.validationFraction = 0.2;
  project.training.epochs = epochs;
  project.training.batchSize = 24;
  project.training.optimizer = {"SGD", {{"lr", 0.2}, {"momentum", 0.9}}};
  return project;
}

struct TrainedRun {
  std::vector<Point> points;
  std::vector<float> weights;
  TrainerStatus status;
  Text ending;
};

Result<std::unique_ptr<Run>> begin(const Project& project,
                                   const std::shared_ptr<const Dataset>& data, Workers& workers,
                                   const TrainerOptions& options,
                                   std::shared_ptr<Parameters<float>>& parameters) {
  const DataInfo info = data->info();
  const auto network = compile(project.graph, &info);
  if (!network) return network.error();
  parameters = must(
      Parameters<float>::create((*network)->graph, (*network)->analysis, project.training.seed));
  return Run::create({project, options, *network, parameters, data, options.resumeDirectory},
                     workers);
}

TrainedRun trained(const Project& project, const std::shared_ptr<const Dataset>& data,
                   int threads = 1, const TrainerOptions& options = {}) {
  Workers workers(threads);
  std::shared_ptr<Parameters<float>> parameters;
  const auto run = must(begin(project, data, workers, options, parameters));
  while (must(run->advance()) != Run::Move::Over) {
  }
  must(run->save("finished"));
  TrainedRun outcome{{}, parameters->values(), {}, run->ending()};
  run->drainPoints([&](const Point& point) { outcome.points.push_back(point); });
  run->fill(outcome.status);
  return outcome;
}

}  // namespace

class TargetTrainingTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }
  nlohmann::json metricsOf(const char* run) const {
    return nlohmann::json::parse(std::ifstream(path(run) + "/run.json"))["metrics"];
  }

 private Q_SLOTS:
  void numbersAreLearnt() {
    TrainerOptions options;
    options.runDirectory = path("numbers");
    const TrainedRun outcome = trained(targetProject(true, 60), numberData(), 2, options);
    for (const Point& point : outcome.points) {
      QVERIFY(std::isnan(point.accuracy));
      QVERIFY(std::isfinite(point.loss));
    }
    QVERIFY(outcome.points.back().split == Point::Split::Validation);
    QVERIFY(outcome.points.back().loss < 1e-4F);
    QVERIFY(std::isnan(outcome.status.accuracy) && std::isnan(outcome.status.validationAccuracy));
    QCOMPARE(outcome.status.validationSamples, 40);
    const nlohmann::json metrics = metricsOf("numbers");
    QVERIFY(metrics["accuracy"].is_null() && metrics["val_accuracy"].is_null());
    QVERIFY(metrics["val_r2"] > 0.999);
    QVERIFY(metrics["val_mae"] < 0.01);
    QCOMPARE(static_cast<float>(metrics["val_loss"].get<double>()), outcome.points.back().loss);
    std::ifstream csv(path("numbers") + "/metrics.csv");
    std::string line;
    std::getline(csv, line);
    QCOMPARE(line, std::string("step,epoch,split,loss,accuracy,lr,seconds"));
    std::getline(csv, line);
    QVERIFY2(line.find(",nan,") != std::string::npos, line.c_str());
  }

  // The targets are linear in the inputs: what a run ends with must be near the least-squares
  // answer, R² = 1, on samples that it has not seen.
  void evaluationMeasuresNumbers() {
    const auto data = numberData();
    Workers workers(1);
    std::shared_ptr<Parameters<float>> parameters;
    const auto run = must(begin(targetProject(true, 60), data, workers, {}, parameters));
    while (must(run->advance()) != Run::Move::Over) {
    }
    const auto network = must(compile(targetProject(true, 1).graph));
    const auto program = must(Program<float>::create(network, parameters, workers, {7, false}));
    Judge judge(*program, *data, data->test, true);
    std::vector<std::int32_t> indices(40);
    std::iota(indices.begin(), indices.end(), 0);
    std::span<const std::int32_t> left(indices);
    std::vector<std::size_t> pieces;
    while (!left.empty()) {
      pieces.push_back(judge.add(left));
      left = left.subspan(pieces.back());
    }
    QVERIFY((pieces == std::vector<std::size_t>{7, 7, 7, 7, 7, 5}));
    QCOMPARE(judge.tally().samples(), std::int64_t{40});
    QVERIFY(judge.tally().r2() > 0.999);
    QVERIFY(judge.tally().classFigures().empty());
  }

  void tokensAreLearnt() {
    TrainerOptions options;
    options.runDirectory = path("tokens");
    const TrainedRun outcome = trained(targetProject(false, 40), tokenData(), 2, options);
    // A share of all tokens: whole numbers out of three times as many as there are samples.
    for (const Point& point : outcome.points) {
      if (point.split == Point::Split::Validation) continue;
      const float right = point.accuracy * (point.step % 7 == 0 ? 16 : 24) * 3;
      QVERIFY2(std::abs(right - std::round(right)) < 1e-3F, std::to_string(right).c_str());
    }
    QCOMPARE(outcome.status.stepsPerEpoch, std::int64_t{7});  // six of 24 samples, one of 16
    QCOMPARE(outcome.points.back().accuracy, 1.0F);
    const nlohmann::json metrics = metricsOf("tokens");
    QCOMPARE(metrics["val_accuracy"].get<double>(), 1.0);
    QCOMPARE(metrics["accuracy"].get<double>(), 1.0);
    const double perplexity = metrics["val_perplexity"];
    QVERIFY(std::abs(perplexity - std::exp(metrics["val_loss"].get<double>())) < 1e-12);
    QVERIFY(perplexity > 1 && perplexity < 1.2);
    QVERIFY(!metrics.contains("val_mae"));
  }

  void theBitsDoNotDependOnThreadsOrOnAResume() {
    for (const bool ofNumbers : {true, false}) {
      const auto data = ofNumbers ? numberData() : tokenData();
      const TrainedRun expected = trained(targetProject(ofNumbers, 4), data, 1);
      QVERIFY(sameBits(trained(targetProject(ofNumbers, 4), data, 3).weights, expected.weights));
      TrainerOptions part;
      part.runDirectory = path(ofNumbers ? "part of numbers" : "part of tokens");
      part.maxSteps = 10;
      trained(targetProject(ofNumbers, 4), data, 1, part);
      TrainerOptions rest;
      rest.resumeDirectory = part.runDirectory;
      const TrainedRun resumed = trained(targetProject(ofNumbers, 4), data, 2, rest);
      QVERIFY(sameBits(resumed.weights, expected.weights));
      QCOMPARE(resumed.points.back().loss, expected.points.back().loss);
    }
  }

  // A label and shares of classes are there only where a sample has one class.
  void lookingInsideShowsNoClassesThatAreNotThere() {
    for (const bool ofNumbers : {true, false}) {
      const auto data = ofNumbers ? numberData() : tokenData();
      const auto network = must(compile(targetProject(ofNumbers, 1).graph));
      Workers workers(1);
      const auto observer = must(Observer::create(
          network, must(Parameters<float>::create(network->graph, network->analysis, 1)), workers));
      Snapshot snapshot;
      ViewRequest request;
      request.nodes = {"fc"};
      observer->look(request, data.get(), snapshot);
      QCOMPARE(snapshot.probeLabel, -1);
      QVERIFY(snapshot.probabilities.empty());
      QCOMPARE(snapshot.activations.at(0).values.size(), std::size_t(ofNumbers ? 2 : 12));
    }
  }

  void theBestEpochOfNumbersIsThatOfTheLowestLoss() {
    Project stopping = targetProject(true, 300);
    stopping.training.earlyStopping = EarlyStopping{"val_loss", 3, 0.05, true, "auto", 0};
    const TrainedRun outcome = trained(stopping, numberData());
    QVERIFY(!outcome.ending.empty());
    QVERIFY(outcome.status.step < 300 * outcome.status.stepsPerEpoch);
    QVERIFY(outcome.status.step > 4 * outcome.status.stepsPerEpoch);  // it did improve
  }

  void watchingAnAccuracyThatIsNotThereIsRefused() {
    Project wrong = targetProject(true, 3);
    wrong.training.earlyStopping = EarlyStopping{"val_accuracy", 3, 0, true, "auto", 0};
    Workers workers(1);
    std::shared_ptr<Parameters<float>> parameters;
    const auto refused = begin(wrong, numberData(), workers, {}, parameters);
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().message().find("watch val_loss") != std::string::npos,
             refused.error().message().c_str());
    Project scheduled = targetProject(true, 3);
    scheduled.training.schedule = {"ReduceLROnPlateau", {{"monitor", std::string("accuracy")}}};
    const auto alike = begin(scheduled, numberData(), workers, {}, parameters);
    QVERIFY(!alike.ok());
    QVERIFY2(alike.error().message().ends_with("watch loss"), alike.error().message().c_str());
    QVERIFY(begin(wrong, tokenData(), workers, {}, parameters).error().message().find("fc") !=
            std::string::npos);  // these do not fit at all
    wrong.graph = targetProject(false, 3).graph;
    QVERIFY(begin(wrong, tokenData(), workers, {}, parameters).ok());
  }
};

LOOM_TEST(target_training_test, TargetTrainingTest)
#include "target_training_test.moc"
