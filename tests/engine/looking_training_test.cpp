// Looking at everything while it trains changes no bit of what is learned, and answers.

#include <QtTest>
#include <chrono>
#include <thread>

#include "engine/idx_files.h"
#include "engine/trainer_tools.h"
#include "sanitized.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;

class LookingTrainingTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  Project project(int epochs) const {
    Project project = lenetOn(folder_, epochs);
    project.training.batchSize = 32;
    return project;
  }

  static ViewRequest everything() {
    ViewRequest view;
    view.nodes = {"conv1", "relu1", "conv2", "fc1"};
    view.histograms = {"conv2"};
    view.closely = "conv2";
    view.channel = 2;
    view.wire = "pool1";
    view.health = true;
    return view;
  }

  /// The next snapshot of which this holds, within half a minute; under a sanitizer all takes
  /// longer, and looking rests in proportion.
  template <class Fn>
  static bool sees(Trainer& trainer, Fn&& holds) {
    for (int i = 0; i < (kIsSanitized ? 60'000 : 6000); ++i) {
      const Snapshot* snapshot = trainer.newSnapshot();
      if (snapshot && holds(*snapshot)) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(IdxFolder{folder_.path().toStdString()}.writeAll(400, 40, 28, 10));
  }

  void noBitDependsOnWhoLooks() {
    const auto weightsOf = [&](bool looking) {
      Trainer trainer;
      TrainerOptions options;
      options.startPaused = true;
      trainer.start(project(4), options);
      if (looking) trainer.request(everything());
      for (int i = 0; i < 12; ++i) {
        trainer.step();
        if (!reaches(trainer, [&](const TrainerStatus& s) { return s.step == i + 1; }))
          return std::vector<NamedTensor>();
        if (looking && i == 6 && !sees(trainer, [](const Snapshot& snapshot) {
              return snapshot.flow.node == "pool1" && snapshot.health;
            }))
          return std::vector<NamedTensor>();
      }
      trainer.resume();
      while (trainer.status().active()) {
        trainer.newSnapshot();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      return trainer.weights();
    };
    const auto alone = weightsOf(false), watched = weightsOf(true);
    QVERIFY(!alone.empty());
    QCOMPARE(watched.size(), alone.size());
    for (std::size_t i = 0; i < alone.size(); ++i) QVERIFY(watched[i].values == alone[i].values);
  }

  void everythingIsAnsweredWhileItTrains() {
    Trainer trainer;
    trainer.start(project(100'000));
    trainer.request(everything());
    QVERIFY(sees(trainer, [](const Snapshot& seen) {
      const bool gradients = std::ranges::any_of(seen.close.spreads, [](const SpreadHistory& h) {
        return h.of == SpreadHistory::Of::Gradients;
      });
      return seen.close.node == "conv2" && gradients && seen.flow.node == "pool1" &&
             seen.flow.gradientNorm > 0 && seen.top.samples.size() == 9 && seen.health &&
             seen.health->size() == 9 && seen.close.channels[0].idle >= 0;
    }));
    trainer.request(ViewRequest());
    QVERIFY(sees(trainer, [](const Snapshot& seen) {
      return seen.close.node.empty() && seen.flow.node.empty() && seen.top.node.empty();
    }));
  }

  void beforeAnythingWasLearnedThereIsNoVerdict() {
    Trainer trainer;
    trainer.showIdle(project(1));
    trainer.request(everything());
    QVERIFY(sees(trainer, [](const Snapshot& seen) {
      return seen.close.node == "conv2" && seen.flow.node == "pool1" && seen.top.searched == 1 &&
             !seen.health;
    }));
  }

  void theVerdictOutlivesTheRunButNotItsWeights() {
    Trainer trainer;
    trainer.request(everything());
    TrainerOptions options;
    options.startPaused = true;
    trainer.start(project(100), options);
    trainer.step();
    QVERIFY(sees(trainer, [](const Snapshot& seen) { return seen.health != nullptr; }));
    trainer.stop();
    trainer.wait();
    trainer.showIdle(project(3));  // another number of epochs is no other network
    trainer.request(everything());
    QVERIFY(sees(trainer,
                 [](const Snapshot& seen) { return seen.health && !seen.close.spreads.empty(); }));
    Project other = project(3);
    other.graph.nodes[1].params.set("out_channels", whole(4));
    trainer.showIdle(other);
    QVERIFY(sees(trainer, [](const Snapshot& seen) { return !seen.health; }));
  }
};

LOOM_TEST(looking_training_test, LookingTrainingTest)
#include "looking_training_test.moc"
