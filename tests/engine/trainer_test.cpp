// The trainer seen from outside: commands, channels, and what happens when they come at the wrong
// moment.

#include "engine/train/trainer.h"

#include <QtTest>
#include <cmath>
#include <fstream>
#include <thread>

#include "engine/base/rng.h"
#include "engine/io/run_directory.h"
#include "engine/trainer_tools.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;

namespace {

void writeIdx(const std::string& path, std::uint8_t dimensions, std::vector<std::uint32_t> sizes,
              const std::vector<std::uint8_t>& bytes) {
  std::ofstream file(path, std::ios::binary);
  const char magic[] = {0, 0, 8, static_cast<char>(dimensions)};
  file.write(magic, 4);
  for (const std::uint32_t size : sizes) {
    const char big[] = {static_cast<char>(size >> 24), static_cast<char>(size >> 16),
                        static_cast<char>(size >> 8), static_cast<char>(size)};
    file.write(big, 4);
  }
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

/// 300 + 60 images 28x28 of ten classes: class c lights up rows 2c .. 2c + 3, over noise.
void writeData(const std::string& folder) {
  Rng rng(3);
  for (const auto& [name, count] :
       {std::pair<std::string, std::uint32_t>{"train", 300}, {"t10k", 60}}) {
    std::vector<std::uint8_t> pixels(count * 784);
    std::vector<std::uint8_t> labels(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      labels[i] = static_cast<std::uint8_t>(i % 10);
      for (std::uint32_t p = 0; p < 784; ++p) {
        const bool lit = p / 28 / 2 >= labels[i] && p / 28 / 2 < labels[i] + 2U;
        pixels[i * 784 + p] = static_cast<std::uint8_t>(rng.below(60) + (lit ? 180 : 0));
      }
    }
    writeIdx(folder + "/" + name + "-images-idx3-ubyte", 3, {count, 28, 28}, pixels);
    writeIdx(folder + "/" + name + "-labels-idx1-ubyte", 1, {count}, labels);
  }
}

/// Waits, as a window would, until the trainer says what is expected.
}  // namespace

class TrainerTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  Project project(int epochs = 3) const {
    Project project = lenetOn(folder_, epochs);
    project.training.batchSize = 32;
    project.training.optimizer.params.set("lr", 0.1);
    return project;
  }
  std::string run(const char* name) const { return folder_.filePath(name).toStdString(); }

  /// Weights after a whole run.
  std::vector<NamedTensor> trained(const Project& project, TrainerOptions options = {}) const {
    Trainer trainer;
    trainer.start(project, std::move(options));
    trainer.wait();
    return trainer.weights();
  }
  static bool same(const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const NamedTensor& x, const NamedTensor& y) {
                        return x.name == y.name && x.shape == y.shape && x.values == y.values;
                      });
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(folder_.isValid());
    writeData(folder_.path().toStdString());
  }

  void aRunLearnsAndKeepsEveryPoint() {
    Trainer trainer;
    trainer.start(project(8));
    QCOMPARE(trainer.status().state, State::Preparing);
    trainer.wait();
    const TrainerStatus status = trainer.status();
    QVERIFY2(status.state == State::Finished, status.message.english().c_str());
    QCOMPARE(status.trainSamples, 270);
    QCOMPARE(status.validationSamples, 30);
    QCOMPARE(status.stepsPerEpoch, std::int64_t{9});
    std::vector<Point> points;
    trainer.drainPoints(points);
    QCOMPARE(points.size(), std::size_t{8 * 9 + 8});
    std::int64_t step = 0;
    for (const Point& point : points) {
      if (point.split == Point::Split::Train) QCOMPARE(point.step, ++step);
      QVERIFY(std::isfinite(point.loss));
    }
    QVERIFY(points.back().split == Point::Split::Validation);
    QVERIFY2(points.back().accuracy > 0.9F, "rows of light are easy to tell apart");
  }

  void pausingAndStepping() {
    Trainer trainer;
    TrainerOptions options;
    options.startPaused = true;
    trainer.start(project(), options);
    QVERIFY(reaches(trainer, State::Paused));
    QCOMPARE(trainer.status().step, std::int64_t{0});
    trainer.step();
    QVERIFY(reaches(
        trainer, [](const TrainerStatus& s) { return s.step == 1 && s.state == State::Paused; }));
    trainer.step();
    trainer.step();
    QVERIFY(reaches(
        trainer, [](const TrainerStatus& s) { return s.step == 3 && s.state == State::Paused; }));
    trainer.resume();
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Finished);
    QCOMPARE(trainer.status().step, std::int64_t{27});
  }

  void theBitsDependOnTheSeedAlone() {
    Project augmented = project();
    augmented.augmentation.push_back({"Rotate", {{"degrees", 15.0}}, 0.5});
    TrainerOptions one;
    one.threads = 1;
    TrainerOptions three;
    three.threads = 3;
    const auto first = trained(augmented, one);
    QVERIFY(same(first, trained(augmented, three)));

    // With a pause in the middle, and somebody looking all the time.
    Trainer trainer;
    TrainerOptions paused;
    paused.startPaused = true;
    trainer.start(augmented, paused);
    ViewRequest view;
    view.nodes = {"conv1", "fc1"};
    view.histograms = {"conv1"};
    trainer.request(view);
    for (int i = 0; i < 5; ++i) trainer.step();
    QVERIFY(reaches(
        trainer, [](const TrainerStatus& s) { return s.step == 5 && s.state == State::Paused; }));
    trainer.resume();
    trainer.wait();
    QVERIFY(same(first, trainer.weights()));

    augmented.training.seed = 1;
    QVERIFY(!same(first, trained(augmented)));
  }

  void aResumedRunEndsWithTheSameBits() {
    Project whole = project();
    whole.training.earlyStopping = EarlyStopping{};
    whole.training.optimizer = {"Adam", {}};
    TrainerOptions options;
    options.runDirectory = run("whole");
    const auto expected = trained(whole, options);

    for (const std::int64_t cut : {1, 5, 9, 10, 18}) {
      TrainerOptions part;
      part.runDirectory = run(("part" + std::to_string(cut)).c_str());
      part.maxSteps = cut;
      trained(whole, part);
      TrainerOptions rest;
      rest.resumeDirectory = part.runDirectory;
      const auto resumed = trained(whole, rest);
      QVERIFY2(same(expected, resumed), std::to_string(cut).c_str());
      QFile a(QString::fromStdString(run("whole") + "/best.safetensors"));
      QFile b(QString::fromStdString(part.runDirectory + "/best.safetensors"));
      QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
      QVERIFY2(a.readAll() == b.readAll(), std::to_string(cut).c_str());
    }
  }

  void stoppingSavesAndAnswersAtOnce() {
    Trainer trainer;
    TrainerOptions options;
    options.runDirectory = run("stopped");
    trainer.start(project(100'000), options);
    QVERIFY(reaches(trainer, [](const TrainerStatus& s) { return s.step > 20; }));
    trainer.stop();
    const State now = trainer.status().state;
    QVERIFY(now == State::Stopping || now == State::Stopped);
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Stopped);
    const auto directory = RunDirectory::open(options.runDirectory);
    QVERIFY(directory.ok());
    QCOMPARE((*directory)->state()->step, trainer.status().step);
  }

  void earlyStoppingKeepsTheBest() {
    Project impatient = project(50);
    impatient.training.earlyStopping =
        EarlyStopping{"val_loss", 2, 1e6, true, "auto", 0};  // nothing ever counts as better
    TrainerOptions options;
    options.runDirectory = run("early");
    Trainer trainer;
    trainer.start(impatient, options);
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Finished);
    QCOMPARE(trainer.status().step,
             std::int64_t{27});  // the first epoch is the best, two more are waited for
    QVERIFY(!trainer.status().message.empty());
    const auto best = (*RunDirectory::open(options.runDirectory))->best();
    QVERIFY(best.ok());
    QVERIFY(same(*best, trainer.weights()));
  }

  void theDrawingIsAnsweredIdleWhileTrainingAndAfter() {
    Trainer trainer;
    ViewRequest view;
    view.nodes = {"conv1", "pool2", "fc3"};
    view.drawing.assign(784, 0.5F);
    view.drawingId = 1;
    const auto answered = [&](std::int64_t id) {
      for (int i = 0; i < 1000; ++i) {
        if (const Snapshot* snapshot = trainer.newSnapshot()) {
          const bool fits = snapshot->probabilities.size() == 10 &&
                            snapshot->activations.size() == 3 &&
                            snapshot->activations[0].values.size() == 6 * 28 * 28;
          if (snapshot->drawingId == id && fits) return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
      return false;
    };
    trainer.showIdle(project());
    trainer.request(view);
    QVERIFY(answered(1));
    trainer.start(project(100'000));
    view.drawingId = 2;
    trainer.request(view);
    QVERIFY(answered(2));
    trainer.stop();
    trainer.wait();
    view.drawingId = 3;
    trainer.request(view);
    QVERIFY(answered(3));
  }

  void trainingThatDivergesSaysWhere() {
    Project wild = project(50);
    wild.training.optimizer.params.set("lr", 1000.0);
    Trainer trainer;
    trainer.start(wild);
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Failed);
    QVERIFY2(trainer.status().message.english().find("diverged") != std::string::npos,
             trainer.status().message.english().c_str());
  }

  void missingDataAreNamed() {
    Project nowhere = project();
    nowhere.data.params.set("folder", std::string("/nowhere/at/all"));
    Trainer trainer;
    trainer.start(nowhere);
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Failed);
    QVERIFY(trainer.status().message.english().find("/nowhere/at/all") != std::string::npos);
  }

  void anUnwritableRunDirectoryIsNamed() {
    TrainerOptions options;
    options.runDirectory = "/proc/none/run";
    Trainer trainer;
    trainer.start(project(), options);
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Failed);
    QVERIFY(trainer.status().message.english().find("/proc/none") != std::string::npos);
  }

  // Commands in every order, as an impatient person gives them; under the sanitizers this finds
  // races.
  void commandsAtAnyMomentAreSafe() {
    Trainer trainer;
    Rng rng(11);
    ViewRequest view;
    view.nodes = {"conv1", "conv2"};
    std::vector<Point> points;
    for (int i = 0; i < 150; ++i) {
      switch (rng.below(9)) {
        case 0:
          trainer.start(project(2));
          break;
        case 1:
          trainer.pause();
          break;
        case 2:
          trainer.resume();
          break;
        case 3:
          trainer.step();
          break;
        case 4:
          trainer.stop();
          break;
        case 5:
          trainer.showIdle(project());
          break;
        case 6:
          view.drawing.assign(784, 0.1F);
          trainer.request(view);
          break;
        case 7:
          trainer.setThreads(static_cast<int>(rng.below(3)) + 1);
          break;
        default:
          trainer.weights();
      }
      trainer.drainPoints(points);
      trainer.newSnapshot();
      trainer.dataset();
      trainer.status();
      if (rng.below(3) == 0) std::this_thread::sleep_for(std::chrono::milliseconds(rng.below(20)));
    }
    trainer.start(project(1));
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Finished);
  }

  void closingInTheMiddleIsSafe() {
    for (int delay : {0, 1, 5, 30}) {
      Trainer trainer;
      trainer.start(project(100'000));
      std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    }
  }
};

LOOM_TEST(trainer_test, TrainerTest)
#include "trainer_test.moc"
