// The trainer's threads, changed while it works.

#include <QtTest>

#include "engine/base/threads.h"
#include "engine/idx_files.h"
#include "engine/trainer_tools.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;

class TrainerThreadsTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  Project project(int epochs = 3) const {
    Project project = lenetOn(folder_, epochs);
    project.training.batchSize = 64;
    project.training.optimizer = {"Adam", {}};
    return project;
  }
  static bool worksWith(Trainer& trainer, int threads) {
    return reaches(trainer, [threads](const TrainerStatus& s) { return s.threads == threads; });
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(IdxFolder{folder_.path().toStdString()}.writeAll(640, 20, 28, 10));
  }

  void changingThemInARunChangesNoBit() {
    Trainer one;
    TrainerOptions single;
    single.threads = 1;
    one.start(project(), single);
    one.wait();
    const TrainerStatus ended = one.status();
    QCOMPARE(ended.state, State::Finished);
    QCOMPARE(ended.threads, 1);

    // Between two steps, one after the other...
    Trainer stepped;
    TrainerOptions paused;
    paused.threads = 3;
    paused.startPaused = true;
    stepped.start(project(), paused);
    std::int64_t step = 0;
    for (const int threads : {1, 2, 3, 1, 3}) {
      stepped.setThreads(threads);
      for (int i = 0; i < 4; ++i) {
        stepped.step();
        ++step;
        QVERIFY(reaches(stepped, [step](const TrainerStatus& s) { return s.step == step; }));
      }
      QCOMPARE(stepped.status().threads, threads);
    }
    // ...and while it runs, at any moment.
    stepped.resume();
    for (const int threads : {1, 2, 3, 1}) stepped.setThreads(threads);
    stepped.wait();
    QCOMPARE(stepped.status().state, State::Finished);
    QCOMPARE(stepped.status().threads, 1);

    const auto expected = one.weights();
    const auto found = stepped.weights();
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      QVERIFY2(found[i].values == expected[i].values, found[i].name.c_str());
    }
  }

  // The window takes a core and gives it back, at any moment.
  void givingWayChangesNoBit() {
    const auto learned = [&](bool gives) {
      Trainer trainer;
      trainer.start(project());
      for (bool on = true; gives && trainer.status().active(); on = !on) {
        trainer.giveWay(on);
        std::this_thread::sleep_for(std::chrono::microseconds(700));
      }
      trainer.wait();
      return trainer.weights();
    };
    const auto alone = learned(false), found = learned(true);
    QCOMPARE(found.size(), alone.size());
    for (std::size_t i = 0; i < found.size(); ++i)
      QVERIFY2(found[i].values == alone[i].values, found[i].name.c_str());
  }

  void itGoesOnWithEveryNumber() {
    Trainer trainer;
    TrainerOptions options;
    options.threads = 3;
    trainer.start(project(100'000), options);
    QVERIFY(reaches(trainer, [](const TrainerStatus& s) { return s.step > 3; }));
    for (const int threads : {1, 2, 3, 1}) {
      trainer.setThreads(threads);
      QVERIFY(worksWith(trainer, threads));
      const std::int64_t step = trainer.status().step;
      QVERIFY(reaches(trainer, [step](const TrainerStatus& s) { return s.step > step + 3; }));
    }
  }

  void theNumberIsBounded() {
    Trainer trainer;  // idle
    trainer.setThreads(0);
    QVERIFY(worksWith(trainer, 1));
    trainer.setThreads(hardwareThreads());
    QVERIFY(worksWith(trainer, hardwareThreads()));
    trainer.setThreads(1);
    QVERIFY(worksWith(trainer, 1));
    trainer.setThreads(1'000'000);
    QVERIFY(worksWith(trainer, hardwareThreads()));
  }

  // The idle network was planned for the machine's threads; a run with more, which does not begin,
  // leaves nothing that would use the network with too many.
  void aRunWithMoreThreadsThatFailsIsSafe() {
    Trainer trainer;
    trainer.showIdle(project());
    ViewRequest view;
    view.nodes = {"conv1"};
    trainer.request(view);
    QVERIFY(reaches(trainer, [&](const TrainerStatus&) { return trainer.newSnapshot(); }));
    TrainerOptions many;
    many.threads = hardwareThreads() + 3;
    many.runDirectory = "/proc/none/run";
    trainer.start(project(), many);
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Failed);
    trainer.request(view);
    trainer.showIdle(project());
    QVERIFY(reaches(trainer, [&](const TrainerStatus&) { return trainer.newSnapshot(); }));
  }
};

LOOM_TEST(trainer_threads_test, TrainerThreadsTest)
#include "trainer_threads_test.moc"
