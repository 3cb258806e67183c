// Nothing is allocated between two steps of a real run: not by the run, nor by the loader beside
// it, nor by the trainer that reports both. Allowed are, outside of a step: looking at the network
// while somebody looks, augmentation (OpenCV's, on the loader's thread), the end of an epoch, and
// once a second the file of the figures.

#include <QtTest>
#include <algorithm>
#include <thread>

#include "engine/count_allocations.h"
#include "engine/idx_files.h"
#include "engine/networks.h"
#include "engine/train/mailbox.h"
#include "engine/train/run.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

std::shared_ptr<const Dataset> noise(int count) {
  auto dataset = std::make_shared<Dataset>();
  dataset->shape = Shape{1, 28, 28};
  for (int i = 0; i < 10; ++i) dataset->classes.push_back(std::to_string(i));
  Rng rng(3);
  for (int i = 0; i < count; ++i) {
    dataset->train.labels.push_back(i % 10);
    for (int p = 0; p < 784; ++p)
      dataset->train.pixels.push_back(static_cast<std::uint8_t>(rng.below(256)));
  }
  return dataset;
}

Project project() {
  Project project = lenet();
  project.data.validationFraction = 0;
  project.training.batchSize = 16;
  project.training.gradientClipNorm = 0.5;
  return project;
}

/// The fewest allocations that five steps make, tried a few times: the loader begins when it likes
/// to, and the file is written once a second.
std::int64_t allocationsOf(Run& run) {
  std::vector<Point> points;
  points.reserve(1000);
  const auto steps = [&](int count) {
    for (int i = 0; i < count; ++i) {
      if (must(run.advance()) != Run::Move::Step) qFatal("the epoch is too short");
      run.drainPoints([&](const Point& point) { points.push_back(point); });
    }
  };
  steps(8);  // the loader has filled its ring
  std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
  for (int attempt = 0; attempt < 5; ++attempt) {
    const Allocations allocations;
    steps(5);
    fewest = std::min(fewest, allocations.count());
  }
  return fewest;
}

}  // namespace

class TrainingAllocationTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::shared_ptr<const Dataset> data_ = noise(1000);

  std::unique_ptr<Run> begin(const Project& project, Workers& workers,
                             const TrainerOptions& options = {}) const {
    const DataInfo info = data_->info();
    const auto network = must(compile(project.graph, &info));
    const auto parameters = must(Parameters<float>::create(network->graph, network->analysis, 1));
    return must(Run::create({project, options, network, parameters, data_, {}}, workers));
  }

 private Q_SLOTS:
  void aRun_data() {
    QTest::addColumn<QString>("schedule");
    for (const ScheduleType& type : scheduleTypes())
      QTest::addRow("%s", type.name.c_str()) << QString::fromStdString(type.name);
  }
  void aRun() {
    QFETCH(QString, schedule);
    Project scheduled = project();
    scheduled.training.schedule.type = schedule.toStdString();
    if (schedule == "ReduceLROnPlateau") scheduled.training.schedule.params.set("monitor", "loss");
    for (const int threads : {1, 2}) {
      Workers workers(threads);
      const auto run = begin(scheduled, workers);
      QCOMPARE(allocationsOf(*run), std::int64_t{0});
    }
  }

  void aRunThatMixes() {
    Project mixed = project();
    mixed.augmentation = {{"Mixup", {}, 0.5}, {"CutMix", {}, 0.8}};
    for (const int threads : {1, 2}) {
      Workers workers(threads);
      const auto run = begin(mixed, workers);
      QCOMPARE(allocationsOf(*run), std::int64_t{0});
    }
  }

  void aRunThatIsKept() {
    Workers workers(2);
    TrainerOptions options;
    options.runDirectory = folder_.filePath("run").toStdString();
    const auto run = begin(project(), workers, options);
    QCOMPARE(allocationsOf(*run), std::int64_t{0});
  }

  // Every thread but this one, which stands for the window.
  void theTrainer() {
    const IdxFolder idx{folder_.filePath("idx").toStdString()};
    QVERIFY(idx.writeAll(8000, 10, 28, 10));
    Project steady = project();
    steady.data.source = "idx";
    steady.data.params.set("folder", idx.path);
    const IgnoreThisThread window;
    Trainer trainer;
    TrainerOptions options;
    options.threads = 2;
    options.startPaused = true;
    trainer.start(steady, options);
    std::vector<Point> points;
    const auto stepTo = [&](std::int64_t step) {
      trainer.step();
      for (int i = 0; i < 30'000 && trainer.status().step < step; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      trainer.drainPoints(points);
      return trainer.status().step == step;
    };
    std::int64_t step = 0;
    while (step < 10) QVERIFY(stepTo(++step));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));  // the loader rests
    const Allocations allocations;
    while (step < 300) QVERIFY(stepTo(++step));  // more than a chunk of points
    QCOMPARE(allocations.count(), std::int64_t{0});
    QCOMPARE(points.size(), std::size_t{300});
    // The trainer's threads are counted: looking at the network is allowed, and allocates.
    ViewRequest view;
    view.nodes = {"conv1"};
    trainer.request(view);
    for (int i = 0; i < 30'000 && !trainer.newSnapshot(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    QVERIFY(allocations.count() > 0);
  }

  void aStreamThatIsReadAllocatesNothing() {
    Stream<int> stream;
    std::vector<int> read;
    read.reserve(10'000);
    const Allocations allocations;
    for (int i = 0; i < 5'000; ++i) {
      stream.push(i);
      if (i % 100 == 0) stream.drain(read);
    }
    QCOMPARE(allocations.count(), std::int64_t{0});
    for (int i = 5'000; i < 10'000; ++i) stream.push(i);  // nobody reads, but nothing is lost
    QVERIFY(allocations.count() > 0);
    stream.drain(read);
    QCOMPARE(read.size(), std::size_t{10'000});
    QVERIFY(std::is_sorted(read.begin(), read.end()));
  }
};

LOOM_TEST(training_allocation_test, TrainingAllocationTest)
#include "training_allocation_test.moc"
