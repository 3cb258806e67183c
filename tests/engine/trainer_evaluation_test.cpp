// A trainer that is evaluated: idle, while it learns, paused and after the end; the figures are
// those of the weights, and learning goes on as if nobody had looked.

#include <QtTest>

#include "engine/lit_rows.h"
#include "engine/train/examiner.h"
#include "engine/trainer_tools.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;
using News = EvaluationNews::State;

namespace {

/// The news once the request is answered.
EvaluationNews answerTo(Trainer& trainer, const EvaluationRequest& request) {
  trainer.evaluate(request);
  for (int i = 0; i < 6000; ++i) {
    const EvaluationNews* news = trainer.newEvaluation();
    if (news && news->request.id == request.id && news->state != News::Running) return *news;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  qWarning("no answer");
  return {};
}

/// The same by hand, with these weights.
EvaluationReport byHand(const Trainer& trainer, const Project& project,
                        const std::vector<NamedTensor>& weights, DataPart part) {
  EvaluationSetup setup;
  setup.network = must(compile(project.graph));
  setup.parameters =
      must(Parameters<float>::create(setup.network->graph, setup.network->analysis, 9));
  must(setup.parameters->load(weights));
  setup.dataset = trainer.dataset();
  setup.data = project.data;
  setup.part = part;
  Workers workers(1);
  auto evaluation = must(Evaluation::create(setup, workers));
  while (!evaluation->isOver()) evaluation->advance();
  return evaluation->finish();
}

bool sameFigures(const EvaluationReport& a, const EvaluationReport& b) {
  return a.tally.loss() == b.tally.loss() && a.tally.accuracy() == b.tally.accuracy() &&
         a.tally.confusion() == b.tally.confusion() &&
         a.calibration.error() == b.calibration.error() && a.worst == b.worst;
}

bool sameTensors(const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.values == y.values; });
}

}  // namespace

class TrainerEvaluationTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  Project project(int epochs = 3) const {
    Project project = lenetOn(folder_, epochs);
    project.training.batchSize = 32;
    project.training.optimizer.params.set("lr", 0.05);
    return project;
  }

 private Q_SLOTS:
  void initTestCase() { QVERIFY(writeLitRows(folder_.path().toStdString(), 300, 60)); }

  void anUntrainedNetworkIsEvaluated() {
    Trainer trainer;
    trainer.showIdle(project());
    const EvaluationNews news = answerTo(trainer, {DataPart::Test, WeightsKept::Present, 7});
    QCOMPARE(news.state, News::Done);
    QVERIFY(news.report);
    QVERIFY(!news.moment.learned);
    QCOMPARE(news.moment.step, std::int64_t{0});
    QCOMPARE(news.report->tally.samples(), std::int64_t{60});
    QVERIFY(
        sameFigures(*news.report, byHand(trainer, project(), trainer.weights(), DataPart::Test)));
  }

  void withoutANetworkItSaysWhy() {
    Trainer trainer;
    const EvaluationNews news = answerTo(trainer, {DataPart::Test, WeightsKept::Present, 1});
    QCOMPARE(news.state, News::Failed);
    QVERIFY(!news.message.empty());
    QVERIFY(!news.report);
  }

  void itIsTheSameAsTrainingSays() {
    Trainer trainer;
    trainer.start(project());
    trainer.wait();
    QVERIFY(reaches(trainer, State::Finished));
    const TrainerStatus status = trainer.status();
    const EvaluationNews news = answerTo(trainer, {DataPart::Validation, WeightsKept::Last, 1});
    QCOMPARE(news.state, News::Done);
    QVERIFY(news.moment.learned);
    QCOMPARE(news.moment.step, status.step);
    QCOMPARE(news.moment.epoch, 3.0);
    QCOMPARE(static_cast<float>(news.report->tally.accuracy()), status.validationAccuracy);
    const double loss = news.report->tally.loss();
    QVERIFY(std::abs(loss - static_cast<double>(status.validationLoss)) < 1e-5);
    QVERIFY(sameFigures(*news.report,
                        byHand(trainer, project(), trainer.weights(), DataPart::Validation)));
  }

  void whileItLearnsAndPaused() {
    const Project endless = project(100'000);
    Trainer trainer;
    trainer.start(endless);
    QVERIFY(reaches(trainer, [](const TrainerStatus& s) { return s.step > 5; }));
    const EvaluationNews running = answerTo(trainer, {DataPart::Train, WeightsKept::Present, 1});
    QCOMPARE(running.state, News::Done);
    QCOMPARE(running.report->tally.samples(), std::int64_t{270});
    QVERIFY(running.moment.step > 5);
    QCOMPARE(trainer.status().state, State::Running);
    trainer.pause();
    QVERIFY(reaches(trainer, State::Paused));
    const EvaluationNews paused = answerTo(trainer, {DataPart::Test, WeightsKept::Present, 2});
    QCOMPARE(paused.state, News::Done);
    QCOMPARE(paused.moment.step, trainer.status().step);
    QVERIFY(
        sameFigures(*paused.report, byHand(trainer, endless, trainer.weights(), DataPart::Test)));
    trainer.stop();
    QVERIFY(reaches(trainer, State::Stopped));
  }

  void learningDoesNotNotice() {
    const auto learned = [&](bool looked) {
      Trainer trainer;
      if (looked) trainer.evaluateEveryEpoch(EvaluationRequest{DataPart::Train});
      trainer.start(project());
      if (looked) trainer.evaluate({DataPart::Test, WeightsKept::Present, 1});
      trainer.wait();
      return trainer.weights();
    };
    QVERIFY(sameTensors(learned(false), learned(true)));
  }

  void everyEpochEndsWithTheLast() {
    Trainer trainer;
    trainer.evaluateEveryEpoch(EvaluationRequest{DataPart::Validation});
    trainer.start(project());
    trainer.wait();
    EvaluationNews last;
    for (int i = 0; i < 6000 && (last.state != News::Done || last.moment.epoch < 3); ++i) {
      if (const EvaluationNews* news = trainer.newEvaluation()) last = *news;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    QCOMPARE(last.state, News::Done);
    QCOMPARE(last.moment.epoch, 3.0);
    QCOMPARE(last.request.id, 0);
    QCOMPARE(static_cast<float>(last.report->tally.accuracy()),
             trainer.status().validationAccuracy);
  }

  void bestAndLastWeightsAreBothThere() {
    Project settings = project(4);
    settings.training.optimizer.params.set("lr", 0.3);
    for (const bool goesBack : {false, true}) {
      settings.training.earlyStopping.reset();
      if (goesBack) {
        settings.training.earlyStopping = EarlyStopping{};
        settings.training.earlyStopping->monitor = "val_loss";
        settings.training.earlyStopping->mode = "max";  // the first epoch is the best then
        settings.training.earlyStopping->patience = 2;
      }
      Trainer trainer;
      trainer.start(settings);
      trainer.wait();
      QVERIFY(reaches(trainer, State::Finished));
      const TrainerStatus status = trainer.status();
      QVERIFY(status.bestStep > 0);
      QCOMPARE(status.bestStep % status.stepsPerEpoch, std::int64_t{0});
      QCOMPARE(status.weightsStep, goesBack ? status.bestStep : status.step);
      if (!goesBack) continue;
      QVERIFY(status.bestStep < status.step);
      const EvaluationNews best = answerTo(trainer, {DataPart::Validation, WeightsKept::Best, 1});
      const EvaluationNews now = answerTo(trainer, {DataPart::Validation, WeightsKept::Present, 2});
      const EvaluationNews last = answerTo(trainer, {DataPart::Validation, WeightsKept::Last, 3});
      QVERIFY(sameFigures(*best.report, *now.report));
      QVERIFY(sameFigures(*best.report,
                          byHand(trainer, settings, trainer.weights(), DataPart::Validation)));
      QCOMPARE(best.moment.step, status.bestStep);
      QCOMPARE(last.moment.step, status.step);
      QVERIFY(!sameFigures(*best.report, *last.report));
      // The status still has the figures of the last epoch.
      const double loss = last.report->tally.loss();
      QVERIFY(std::abs(loss - static_cast<double>(status.validationLoss)) < 1e-5);
    }
  }

  void bestWeightsOfARunThatDidNotGoBack() {
    Project settings = project(3);
    settings.training.earlyStopping = EarlyStopping{};
    settings.training.earlyStopping->mode = "max";
    settings.training.earlyStopping->patience = 100;
    settings.training.earlyStopping->restoreBestWeights = false;
    settings.data.validationFraction = 0.2;
    Trainer trainer;
    trainer.start(settings);
    trainer.wait();
    QVERIFY(reaches(trainer, State::Finished));
    const TrainerStatus status = trainer.status();
    QVERIFY(status.bestStep > 0 && status.bestStep < status.step);
    QCOMPARE(status.weightsStep, status.step);
    const EvaluationNews best = answerTo(trainer, {DataPart::Validation, WeightsKept::Best, 1});
    QCOMPARE(best.moment.step, status.bestStep);
    // A run that ends there has those weights.
    Project shorter = settings;
    shorter.training.epochs = static_cast<int>(status.bestStep / status.stepsPerEpoch);
    Trainer other;
    other.start(shorter);
    other.wait();
    QVERIFY(
        sameFigures(*best.report, byHand(other, shorter, other.weights(), DataPart::Validation)));
  }

  void cancelEndsItAndTheNextOneWorks() {
    Trainer trainer;
    trainer.start(project(100'000));
    QVERIFY(reaches(trainer, [](const TrainerStatus& s) { return s.step > 2; }));
    // While it learns an evaluation takes long, so that it is under way when it is cancelled.
    trainer.evaluate({DataPart::Train, WeightsKept::Present, 1});
    trainer.cancelEvaluation();
    bool cancelled = false;
    for (int i = 0; i < 6000 && !cancelled; ++i) {
      const EvaluationNews* news = trainer.newEvaluation();
      cancelled = news && news->state == News::Cancelled;
      if (news) QVERIFY(!news->report);
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    QVERIFY(cancelled);
    QCOMPARE(answerTo(trainer, {DataPart::Test, WeightsKept::Present, 2}).state, News::Done);
    trainer.evaluate({DataPart::Train, WeightsKept::Present, 3});  // and it may end in the middle
  }

  void weightsThatStartAfreshHaveAnotherNumber() {
    Trainer trainer;
    trainer.start(project(1));
    trainer.wait();
    QVERIFY(reaches(trainer, State::Finished));
    const TrainerStatus before = trainer.status();
    QCOMPARE(before.weightsStep, before.step);
    Project wider = project(1);
    wider.graph.find("fc1")->params.set("out_features", whole(60));
    trainer.showIdle(wider);
    QVERIFY(reaches(trainer, [&](const TrainerStatus& s) {
      return s.weightsNumber != before.weightsNumber && s.weightsStep == 0 && s.bestStep == -1;
    }));
    const EvaluationNews news = answerTo(trainer, {DataPart::Test, WeightsKept::Best, 5});
    QVERIFY(!news.moment.learned);
    QVERIFY(sameFigures(*news.report, byHand(trainer, wider, trainer.weights(), DataPart::Test)));
  }
};

LOOM_TEST(trainer_evaluation_test, TrainerEvaluationTest)
#include "trainer_evaluation_test.moc"
