// What surrounds the update, in whole runs: optimisers and schedules survive a resume, figures move
// rates, penalties reach the weights, the best epoch comes back, a broken run says where it broke.

#include <QtTest>
#include <cmath>

#include "engine/io/run_directory.h"
#include "engine/train/optimizer.h"
#include "engine/train/schedule.h"
#include "engine/train/trainer.h"
#include "test_program.h"
#include "tests/engine/idx_files.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;

namespace {

/// Every moment that an optimiser can carry is switched on.
Choice allMoments(const OptimizerType& type) {
  Choice choice{type.name, {}};
  if (findField(type.fields, "momentum")) choice.params.set("momentum", 0.5);
  if (findField(type.fields, "centered")) choice.params.set("centered", true);
  return choice;
}

}  // namespace

class TrainingUpdateTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  int runs_ = 0;

  std::string freshRun() {
    return folder_.filePath("run" + QString::number(++runs_)).toStdString();
  }

  /// 110 + 10 samples of 8x8, six steps an epoch.
  Project project(int epochs) const {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{1, 8, 8}}}).add("flatten", "Flatten");
    chain.add("a", "Linear", {{"out_features", whole(12)}, {"bias", false}}).add("mid", "ReLU");
    chain.add("b", "Linear", {{"out_features", whole(10)}, {"bias", false}});
    chain.add("loss", "CrossEntropyLoss");
    Project project = chain.project;
    project.data.source = "idx";
    project.data.params.set("folder", folder_.filePath("data").toStdString());
    project.data.validationFraction = 0.1;
    project.training.epochs = epochs;
    project.training.batchSize = 20;
    project.training.optimizer = {"SGD", {{"lr", 0.05}}};
    return project;
  }

  struct Result {
    TrainerStatus status;
    std::vector<NamedTensor> weights;
    std::vector<Point> points;
    const std::vector<float>& of(const std::string& key) const {
      const auto found = std::find_if(weights.begin(), weights.end(),
                                      [&](const auto& t) { return t.name == key; });
      if (found == weights.end()) throw std::runtime_error("no " + key);
      return found->values;
    }
  };
  static Result trained(const Project& project, const TrainerOptions& options = {}) {
    Trainer trainer;
    trainer.start(project, options);
    trainer.wait();
    Result result{trainer.status(), trainer.weights(), {}};
    trainer.drainPoints(result.points);
    return result;
  }
  static Result stepped(const Project& project, std::int64_t steps) {
    TrainerOptions options;
    options.maxSteps = steps;
    return trained(project, options);
  }
  static bool same(const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
      return x.name == y.name && x.values == y.values;
    });
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(folder_.isValid());
    QVERIFY(IdxFolder{folder_.filePath("data").toStdString()}.writeAll(120, 10, 8, 10));
  }

  void aResumeEndsWithTheSameBits_data() {
    QTest::addColumn<QString>("optimizer");
    QTest::addColumn<QString>("schedule");
    for (const OptimizerType& type : optimizerTypes())
      QTest::addRow("%s", type.name.c_str()) << QString::fromStdString(type.name) << "Constant";
    for (const ScheduleType& type : scheduleTypes())
      QTest::addRow("%s", type.name.c_str()) << "SGD" << QString::fromStdString(type.name);
  }
  void aResumeEndsWithTheSameBits() {
    QFETCH(QString, optimizer);
    QFETCH(QString, schedule);
    Project whole = project(5);
    whole.training.optimizer = allMoments(*findOptimizerType(optimizer.toStdString()));
    whole.training.schedule = {schedule.toStdString(), {{"warmup_steps", std::int64_t{4}}}};
    if (findScheduleType(whole.training.schedule.type)->remember) {
      whole.training.schedule.params.set("patience", std::int64_t{0});
      whole.training.schedule.params.set("threshold", 0.9);  // so that it does cut
      whole.training.schedule.params.set("cooldown", std::int64_t{1});
    }
    const Result expected = trained(whole);
    QCOMPARE(expected.status.state, State::Finished);
    QVERIFY(!same(expected.weights, stepped(whole, 20).weights));
    for (const std::int64_t cut : {2, 12, 17}) {
      TrainerOptions part;
      part.runDirectory = freshRun();
      part.maxSteps = cut;
      trained(whole, part);
      TrainerOptions rest;
      rest.resumeDirectory = part.runDirectory;
      const Result resumed = trained(whole, rest);
      QVERIFY2(same(expected.weights, resumed.weights), QByteArray::number(qint64(cut)));
      QCOMPARE(resumed.points.back().learningRate, expected.points.back().learningRate);
    }
  }

  void theRateFollowsTheScheduleAndItsFigure() {
    Project falling = project(4);
    falling.training.schedule = {"ReduceLROnPlateau",
                                 {{"patience", std::int64_t{0}},
                                  {"threshold", 1e6},  // nothing is ever a gain
                                  {"threshold_mode", std::string("abs")},
                                  {"factor", 0.5},
                                  {"warmup_steps", std::int64_t{2}}}};
    std::vector<float> rates;
    for (const Point& point : trained(falling).points) {
      if (point.split == Point::Split::Train) rates.push_back(point.learningRate);
    }
    std::vector<float> expected(24, 0.05F);
    expected[0] = 0.025F;                           // warming up
    std::fill_n(expected.begin() + 12, 6, 0.025F);  // the first figure is the best
    std::fill_n(expected.begin() + 18, 6, 0.0125F);
    QCOMPARE(rates, expected);
  }

  void penaltiesReachTheWeights() {
    const Project plain = project(1);
    Project held = plain;
    Node& node = *held.graph.find("a");
    node.learning = {{"l1", 0.25}, {"l2", 0.5}};
    // Where it starts: a step of length zero.
    Project still = plain;
    still.training.optimizer.params.set("lr", 0.0);
    const Result start = stepped(still, 1), free = stepped(plain, 1), drawn = stepped(held, 1);
    QVERIFY(free.of("b.weight") == drawn.of("b.weight"));
    for (std::size_t i = 0; i < free.of("a.weight").size(); ++i) {
      const float w = start.of("a.weight")[i];
      const double pull = 0.05 * (0.25 * (w > 0 ? 1 : -1) + 0.5 * w);
      const double found = static_cast<double>(free.of("a.weight")[i]) - drawn.of("a.weight")[i];
      QVERIFY2(std::abs(found - pull) < 1e-6, QByteArray::number(found - pull));
    }
    // The loss that is reported is that of the samples alone.
    QCOMPARE(drawn.points[0].loss, free.points[0].loss);
  }

  void l2OfEveryNodeIsWeightDecay() {
    Project byNode = project(3);
    for (const char* id : {"a", "b"}) byNode.graph.find(id)->learning.set("l2", 0.2);
    Project byOptimiser = project(3);
    byOptimiser.training.optimizer.params.set("weight_decay", 0.2);
    const Result one = trained(byNode), other = trained(byOptimiser), none = trained(project(3));
    double difference = 0, effect = 0;
    for (std::size_t i = 0; i < one.of("a.weight").size(); ++i) {
      const double w = one.of("a.weight")[i];
      difference = std::max(difference, std::abs(w - other.of("a.weight")[i]));
      effect = std::max(effect, std::abs(w - none.of("a.weight")[i]));
    }
    QVERIFY2(difference < 1e-5 && effect > 1e-2, QByteArray::number(difference));
  }

  void aRunEndsWithItsBestEpoch() {
    for (const bool restore : {true, false}) {
      Project odd = project(4);
      odd.training.earlyStopping = EarlyStopping{"val_loss", 100, 0.0, restore, "max", 1};
      TrainerOptions options;
      options.runDirectory = freshRun();
      const Result result = trained(odd, options);
      const auto directory = RunDirectory::open(options.runDirectory);
      // The loss falls, so that the highest is that of the first epoch that is watched.
      QCOMPARE((*directory)->record()->bestEpoch, 1);
      QCOMPARE(same(*(*directory)->best(), result.weights), restore);
    }
  }

  void aRunThatStoppedEarlyIsOver() {
    Project impatient = project(50);
    impatient.training.earlyStopping = EarlyStopping{"val_loss", 2, 1e6, false, "auto", 1};
    TrainerOptions options;
    options.runDirectory = freshRun();
    const Result first = trained(impatient, options);
    QCOMPARE(first.status.step, std::int64_t{4 * 6});  // one not watched, one best, two in vain
    TrainerOptions again;
    again.resumeDirectory = options.runDirectory;
    const Result second = trained(impatient, again);
    QCOMPARE(second.status.step, std::int64_t{4 * 6});
    QCOMPARE(second.status.message.english(), first.status.message.english());
    QVERIFY(same(second.weights, first.weights));
  }

  // The loss is finite, the gradient of "a" is not: found out at the next step.
  void aGradientThatOverflowsNamesItsNode() {
    Project deep = project(1);
    deep.graph.find("mid")->type = "Linear";
    deep.graph.find("mid")->params = {{"out_features", whole(12)}, {"bias", false}};
    TrainerOptions options;
    options.initial = stepped(deep, 1).weights;
    for (NamedTensor& tensor : options.initial) {
      // Zeros go forward through the huge weights as zeros; what comes back is 1e30 * 1e30.
      std::fill(tensor.values.begin(), tensor.values.end(), tensor.name == "a.weight" ? 0 : 1e30F);
      if (tensor.name == "b.weight")
        std::fill_n(tensor.values.begin(), tensor.values.size() / 2, -1e30F);
    }
    const Result result = trained(deep, options);
    QCOMPARE(result.status.state, State::Failed);
    const std::string said = result.status.message.english();
    QVERIFY2(
        said.find("at step 2, because the step before left weights of a ") != std::string::npos,
        said.c_str());
  }

  void anOutputThatOverflowsNamesItsNode() {
    TrainerOptions options;
    options.initial = stepped(project(1), 1).weights;
    for (NamedTensor& tensor : options.initial)
      std::fill(tensor.values.begin(), tensor.values.end(), 1e25F);
    const Result result = trained(project(1), options);
    QCOMPARE(result.status.state, State::Failed);
    const std::string said = result.status.message.english();
    QVERIFY2(said.find("at step 1; the first layer whose output is not a number is b.") !=
                 std::string::npos,
             said.c_str());
  }
};

LOOM_TEST(training_update_test, TrainingUpdateTest)
#include "training_update_test.moc"
