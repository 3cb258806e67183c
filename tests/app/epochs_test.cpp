// Steps summed up to epochs, and the words for how far a run is.

#include "app/epochs.h"

#include <QtTest/QtTest>

#include "app/output.h"
#include "app/progress.h"
#include "test_program.h"

using namespace loom;

namespace {

TrainerStatus status(int validationSamples) {
  TrainerStatus status;
  status.state = TrainerStatus::State::Running;
  status.stepsPerEpoch = 3;
  status.trainSamples = 10;  // batches of 4, 4 and 2
  status.validationSamples = validationSamples;
  status.epochs = 2;
  return status;
}

Point train(std::int64_t step, float loss) {
  Point point;
  point.step = step;
  point.loss = loss;
  point.accuracy = 0.5F;
  point.seconds = static_cast<double>(step);
  return point;
}

Point validation(std::int64_t step, float loss) {
  Point point = train(step, loss);
  point.split = Point::Split::Validation;
  point.seconds += 0.5;
  return point;
}

}  // namespace

class EpochsTest : public QObject {
  Q_OBJECT

 private slots:
  void anEpochWaitsForItsValidation() {
    Epochs epochs(4);
    QVERIFY(epochs.add(status(5), {train(1, 3), train(2, 2), train(3, 1)}).empty());
    const auto complete = epochs.add(status(5), {validation(3, 0.25F), train(4, 9)});
    QCOMPARE(complete.size(), std::size_t{1});
    QCOMPARE(complete[0].epoch, 1);
    QCOMPARE(complete[0].step, 3);
    QCOMPARE(complete[0].loss, 2.0);
    QCOMPARE(complete[0].validationLoss, 0.25);
    QCOMPARE(complete[0].seconds, 3.0);
    QCOMPARE(complete[0].samplesPerSecond, 10.0 / 3);
    QCOMPARE(epochs.latest().loss, 9.0);
    QCOMPARE(epochs.latest().validationLoss, 0.25);
    QCOMPARE(epochs.latest().seconds, 0.5);  // validating is not training
    QCOMPARE(epochs.samples(), 14);
    QCOMPARE(epochs.seconds(), 3.5);
  }

  void withoutValidationAnEpochEndsWithItsLastStep() {
    Epochs epochs(4);
    const auto complete = epochs.add(
        status(0), {train(1, 1), train(2, 1), train(3, 1), train(4, 1), train(5, 1), train(6, 4)});
    QCOMPARE(complete.size(), std::size_t{2});
    QCOMPARE(complete[1].epoch, 2);
    QCOMPARE(complete[1].loss, 2.0);
    QVERIFY(!complete[1].hasValidation);
    QVERIFY(std::isnan(complete[1].validationLoss));
  }

  void aResumedRunCountsWhatItSees() {
    Epochs epochs(4);
    const auto complete = epochs.add(status(0), {train(5, 1), train(6, 3)});
    QCOMPARE(complete.size(), std::size_t{1});
    QCOMPARE(complete[0].epoch, 2);
    QCOMPARE(complete[0].loss, 2.0);
    QCOMPARE(complete[0].seconds, 1.0);
    QCOMPARE(epochs.samples(), 6);
  }

  void theBarFitsTheTerminal() {
    TrainerStatus running = status(0);
    running.step = 4;
    running.epoch = 1;
    running.samplesPerSecond = 71234;
    running.loss = 0.5F;
    running.remaining = 3725;
    const QString wide = QString::fromStdString(barText(running, 120));
    QCOMPARE(wide, QString("epoch 2/2 [##########....................] 1/3  71 234 images/s  loss "
                           "0.5000  1:02:05 left"));
    for (int columns = 1; columns < 120; ++columns)
      QVERIFY(barText(running, columns).size() < static_cast<std::size_t>(columns));
  }

  void anEpochIsALine() {
    EpochSummary epoch;
    epoch.epoch = 3;
    epoch.epochs = 10;
    epoch.loss = 0.05;
    epoch.accuracy = 0.984;
    epoch.seconds = 1.25;
    epoch.samplesPerSecond = 1000;
    QCOMPARE(QString::fromStdString(epochText(epoch)),
             QString("epoch 3/10  loss 0.0500  accuracy 98.40 %  1 000 images/s  1.2 s"));
    epoch.hasValidation = true;
    epoch.validationLoss = 0.06;
    epoch.accuracy = std::nan("");
    QVERIFY(epochText(epoch).find("accuracy -  validation loss 0.0600") != std::string::npos);
  }

  void tablesLineUp() {
    QCOMPARE(QString::fromStdString(table({{"a", "6×10", "1"}, {"bcd", "x", "234"}}, 2)),
             QString("a    6×10    1\nbcd  x     234\n"));
  }
};

LOOM_TEST(epochs_test, EpochsTest)
#include "epochs_test.moc"
