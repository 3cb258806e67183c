// A drawing is answered while the network learns: at once, by a call, with what the snapshot says
// too; and what of it mattered is found in between, without changing a bit of what is learned.

#include <QtTest>
#include <atomic>
#include <chrono>
#include <thread>

#include "engine/idx_files.h"
#include "engine/trainer_tools.h"
#include "sanitized.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;

namespace {

constexpr int kAnswerTurns = kIsSanitized ? 60'000 : 6000;

ViewRequest drawnRequest(std::int64_t id) {
  ViewRequest view;
  view.drawing.assign(28 * 28, 0.0F);
  for (std::size_t row = 5; row < 23; ++row)
    for (std::size_t column = 12; column < 15; ++column)
      view.drawing[row * 28 + column + static_cast<std::size_t>(id) % 5] = 1.0F;
  view.drawingId = id;
  return view;
}

/// The answer to this drawing, within half a minute.
const Answer* replyTo(Trainer& trainer, std::int64_t id) {
  for (int i = 0; i < kAnswerTurns; ++i) {
    const Answer* answer = trainer.newAnswer();
    if (answer && answer->drawingId == id) return answer;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return nullptr;
}

template <class Fn>
bool comesToSee(Trainer& trainer, Fn&& holds) {
  for (int i = 0; i < kAnswerTurns; ++i) {
    const Snapshot* snapshot = trainer.newSnapshot();
    if (snapshot && holds(*snapshot)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

}  // namespace

class AnswerTrainingTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  Project project(int epochs) const {
    Project project = lenetOn(folder_, epochs);
    project.training.batchSize = 32;
    return project;
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(IdxFolder{folder_.path().toStdString()}.writeAll(400, 40, 28, 10));
  }

  void anIdleNetworkAnswersAndCalls() {
    std::atomic<int> calls{0};
    Trainer trainer;
    trainer.onAnswer([&] { ++calls; });
    trainer.showIdle(project(1));
    trainer.request(drawnRequest(1));
    const Answer* first = replyTo(trainer, 1);
    QVERIFY(first);
    const std::vector<float> said = first->probabilities;
    QCOMPARE(said.size(), std::size_t{10});
    QVERIFY(calls > 0);
    QVERIFY(comesToSee(trainer, [](const Snapshot& s) { return s.drawingId == 1; }));
    trainer.request(drawnRequest(2));
    const Answer* second = replyTo(trainer, 2);
    QVERIFY(second);
    QVERIFY(second->probabilities != said);
    // The same as what all that is looked at says.
    const std::vector<float> shown = second->probabilities;
    QVERIFY(comesToSee(trainer, [&](const Snapshot& s) {
      return s.drawingId == 2 && s.probabilities.size() == 10 &&
             std::equal(shown.begin(), shown.end(), s.probabilities.begin(),
                        [](float a, float b) { return std::abs(a - b) < 1e-5F; });
    }));
    trainer.onAnswer({});
    const int before = calls;
    trainer.request(drawnRequest(3));
    QVERIFY(replyTo(trainer, 3));
    QCOMPARE(calls.load(), before);
  }

  void whoIsNotReadIsCalledOnce() {
    std::atomic<int> calls{0};
    Trainer trainer;
    trainer.onAnswer([&] { ++calls; });
    trainer.showIdle(project(1));
    for (int id = 1; id <= 20; ++id) {
      trainer.request(drawnRequest(id));
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    QVERIFY(comesToSee(trainer, [](const Snapshot& s) { return s.drawingId == 20; }));
    QCOMPARE(calls.load(), 1);
    QVERIFY(replyTo(trainer, 20));
  }

  void whileItLearns() {
    Trainer trainer;
    trainer.start(project(100'000));
    QVERIFY(reaches(trainer, [](const TrainerStatus& s) { return s.step > 5; }));
    for (int id = 1; id <= 10; ++id) {
      trainer.request(drawnRequest(id));
      QVERIFY(replyTo(trainer, id));
    }
    ViewRequest view = drawnRequest(11);
    view.occlusion = true;
    trainer.request(view);
    QVERIFY(comesToSee(trainer, [](const Snapshot& s) {
      return s.heat.drawingId == 11 && s.heat.fall.size() == 28 * 28;
    }));
    const std::int64_t step = trainer.status().step;
    QVERIFY(reaches(trainer, [&](const TrainerStatus& s) { return s.step > step + 5; }));
    trainer.stop();
    QVERIFY(reaches(trainer, State::Stopped));
  }

  void noBitDependsOnWhatMattered() {
    const auto weightsOf = [&](bool asked) {
      Trainer trainer;
      TrainerOptions options;
      options.startPaused = true;
      trainer.start(project(4), options);
      for (int i = 0; i < 8; ++i) {
        if (asked) {
          ViewRequest view = drawnRequest(i + 1);
          view.occlusion = true;
          trainer.request(view);
        }
        trainer.step();
        if (!reaches(trainer, [&](const TrainerStatus& s) { return s.step == i + 1; }))
          return std::vector<NamedTensor>();
        if (asked &&
            !comesToSee(trainer, [&](const Snapshot& s) { return s.heat.drawingId == i + 1; }))
          return std::vector<NamedTensor>();
      }
      return trainer.weights();
    };
    const std::vector<NamedTensor> plain = weightsOf(false), asked = weightsOf(true);
    QVERIFY(!plain.empty());
    QCOMPARE(asked.size(), plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i) QVERIFY(asked[i].values == plain[i].values);
  }
};

LOOM_TEST(answer_training_test, AnswerTrainingTest)
#include "answer_training_test.moc"
