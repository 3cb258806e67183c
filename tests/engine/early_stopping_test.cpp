// Early stopping by Keras' rules, figure by figure.

#include "engine/train/early_stopping.h"

#include <QtTest>
#include <cmath>

#include "test_program.h"

using namespace loom;

namespace {

struct StoppedRun {
  int bestEpoch = -1;
  int stoppedAfter = -1;  // epoch, 0-based; -1: never
  Text ending;
};

StoppedRun watched(const EarlyStopping& settings, const std::vector<double>& figures) {
  const EarlyWatch watch(settings, true);
  WatchState state;
  StoppedRun outcome;
  for (int epoch = 0; epoch < static_cast<int>(figures.size()); ++epoch) {
    const int before = state.bestEpoch;
    const bool best = watch.isBest(state, epoch, figures[static_cast<std::size_t>(epoch)]);
    if (best != (state.bestEpoch == epoch) || (!best && state.bestEpoch != before))
      throw std::runtime_error("the best epoch is not the one that was said to be");
    outcome.bestEpoch = state.bestEpoch;
    if (watch.isOver(state)) {
      outcome.stoppedAfter = epoch;
      outcome.ending = watch.ending(state);
      break;
    }
  }
  return outcome;
}

EarlyStopping rule(const std::string& monitor, int patience) {
  EarlyStopping settings;
  settings.monitor = monitor;
  settings.patience = patience;
  return settings;
}

}  // namespace

class EarlyStoppingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void itWaitsForPatienceEpochs() {
    const StoppedRun outcome = watched(rule("val_loss", 3), {3, 2, 2.5, 1.9, 1.9, 2, 2.1, 0});
    QCOMPARE(outcome.bestEpoch, 3);
    QCOMPARE(outcome.stoppedAfter, 6);
    QCOMPARE(outcome.ending.english(),
             std::string("Stopped early: val_loss has not improved for 3 epochs; the best was "
                         "epoch 4."));
    QCOMPARE(watched(rule("val_loss", 4), {3, 2, 2.5, 1.9, 1.9, 2, 2.1, 0}).stoppedAfter, -1);
  }

  void noPatienceStopsAtTheFirstEpochWithoutGain() {
    for (const int patience : {0, 1})
      QCOMPARE(watched(rule("loss", patience), {3, 2, 2, 1}).stoppedAfter, 2);
  }

  void theModeSaysWhichWayIsBetter() {
    const std::vector<double> rising = {0.1, 0.2, 0.3, 0.4};
    QCOMPARE(watched(rule("val_accuracy", 1), rising).bestEpoch, 3);
    QCOMPARE(watched(rule("accuracy", 1), rising).bestEpoch, 3);
    QCOMPARE(watched(rule("val_loss", 1), rising).stoppedAfter, 1);
    EarlyStopping turned = rule("val_loss", 1);
    turned.mode = "max";
    QCOMPARE(watched(turned, rising).bestEpoch, 3);
    turned = rule("val_accuracy", 1);
    turned.mode = "min";
    QCOMPARE(watched(turned, rising).stoppedAfter, 1);
  }

  void aGainMustBeMoreThanMinDelta() {
    EarlyStopping settings = rule("val_loss", 2);
    settings.minDelta = 0.5;
    const StoppedRun falling = watched(settings, {4, 3.5, 3.5, 3.25});
    QCOMPARE(falling.bestEpoch, 0);  // 4 - 3.5 is not more
    QCOMPARE(falling.stoppedAfter, 2);
    settings.monitor = "val_accuracy";
    QCOMPARE(watched(settings, {1, 1.75, 2, 2.5}).bestEpoch, 3);
  }

  void theFirstEpochsAreNotWatched() {
    EarlyStopping settings = rule("val_loss", 2);
    settings.startFromEpoch = 3;
    const StoppedRun outcome = watched(settings, {0, 0, 0, 5, 4, 6, 7});
    QCOMPARE(outcome.bestEpoch, 4);
    QCOMPARE(outcome.stoppedAfter, 6);
    QCOMPARE(watched(settings, {1, 2, 3}).bestEpoch, -1);
  }

  void whatIsNotANumberIsNeverTheBest() {
    const double nan = std::nan("");
    QCOMPARE(watched(rule("val_loss", 3), {nan, nan, 2, nan}).bestEpoch, 2);
    const StoppedRun hopeless = watched(rule("val_loss", 3), {nan, nan, nan, 1});
    QCOMPARE(hopeless.stoppedAfter, 2);
    QCOMPARE(hopeless.ending.english(),
             std::string("Stopped early: val_loss has not been a number for 3 epochs."));
  }

  void withoutSettingsItKeepsTheBestAndNeverStops() {
    for (const bool hasValidation : {true, false}) {
      const EarlyWatch watch(std::nullopt, hasValidation);
      QCOMPARE(watch.monitor(), std::string(hasValidation ? "val_loss" : "loss"));
      QVERIFY(!watch.restoresBest());
      WatchState state;
      QVERIFY(watch.isBest(state, 0, 1));
      for (int epoch = 1; epoch < 100; ++epoch) QVERIFY(!watch.isBest(state, epoch, 2));
      QVERIFY(!watch.isOver(state));
    }
  }
};

LOOM_TEST(early_stopping_test, EarlyStoppingTest)
#include "early_stopping_test.moc"
