// A run on a machine whose memory is at its end says so, before its first step or when it saves;
// so does the trainer that looks, or prepares to.

#include <QtTest>
#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

#include "engine/idx_files.h"
#include "engine/networks.h"
#include "engine/train/run.h"
#include "engine/trainer_tools.h"
#include "golden/goldens.h"
#include "test_program.h"

namespace {

std::atomic<std::size_t> largest = std::numeric_limits<std::size_t>::max();  // of what new gives

}  // namespace

// Not inlined, or GCC takes them for a mismatched pair.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (size <= largest) {
    if (void* memory = std::malloc(size)) return memory;
  }
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return size <= largest ? std::malloc(size) : nullptr;
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

using namespace loom;
using namespace loom::test;

namespace {

/// While it lives, nothing larger is to be had.
struct NothingLarge {
  explicit NothingLarge(std::size_t bytes = 500'000) { largest = bytes; }
  ~NothingLarge() { largest = std::numeric_limits<std::size_t>::max(); }
};

/// While it lives, the machine has so much memory.
struct SmallMachine {
  explicit SmallMachine(int megabytes) { qputenv("LOOM_MEMORY_MB", QByteArray::number(megabytes)); }
  ~SmallMachine() { qunsetenv("LOOM_MEMORY_MB"); }
};

std::shared_ptr<const Dataset> data() {
  auto dataset = std::make_shared<Dataset>();
  dataset->shape = Shape{1, 8, 8};
  for (int i = 0; i < 10; ++i) dataset->classes.push_back(std::to_string(i));
  for (int i = 0; i < 40; ++i) dataset->train.labels.push_back(i % 10);
  dataset->train.pixels.assign(40 * 64, 7);
  return dataset;
}

/// 64 -> 30 000 -> 10: 2.3 million weights, and little besides.
Project project(bool keepsTheBest) {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{1, 8, 8}}}).add("flatten", "Flatten");
  chain.add("fc1", "Linear", {{"out_features", whole(30'000)}});
  chain.add("fc2", "Linear", {{"out_features", whole(10)}}).add("loss", "CrossEntropyLoss");
  Project project = chain.project;
  project.data.validationFraction = 0.2;
  project.training.batchSize = 4;
  project.training.epochs = 1;
  if (keepsTheBest) project.training.earlyStopping.emplace();
  return project;
}

}  // namespace

class TrainingMemoryTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  Workers workers_{1};

  RunSetup setup(const Project& project, const char* directory = nullptr) const {
    const auto dataset = data();
    const DataInfo info = dataset->info();
    const auto network = must(compile(project.graph, &info));
    const auto parameters = must(Parameters<float>::create(network->graph, network->analysis, 1));
    TrainerOptions options;
    if (directory) options.runDirectory = folder_.filePath(directory).toStdString();
    return {project, options, network, parameters, dataset, {}};
  }

  Project fromFiles(std::uint32_t samples) const {
    Project made = project(false);
    const std::string folder = folder_.filePath(QString::number(samples)).toStdString();
    if (!IdxFolder{folder}.writeAll(samples, 10, 8, 10)) throw std::runtime_error(folder);
    made.data.source = "idx";
    made.data.params.set("folder", folder);
    made.data.validationFraction = 0;
    return made;
  }

 private Q_SLOTS:
  void theBestWeightsAreAskedForBeforeTheRun() {
    for (const bool keepsTheBest : {false, true}) {
      RunSetup made = setup(project(keepsTheBest));
      const SmallMachine machine(9);  // 8.1 of them usable; the weights have 9.1
      const auto run = Run::create(std::move(made), workers_);
      QCOMPARE(run.ok(), !keepsTheBest);
      if (run) continue;
      QCOMPARE(run.error().message(),
               std::string("Keeping the best weights needs 9 MB, but the machine has 9 MB free; "
                           "let early stopping not keep them or make the network smaller."));
    }
  }

  void noRoomForARunIsASentence() {
    RunSetup made = setup(project(true));
    const NothingLarge machine;
    const auto run = Run::create(std::move(made), workers_);
    QVERIFY(!run.ok());
    QVERIFY(run.error().message().find("not enough free memory") != std::string::npos);
  }

  void noRoomForACopyWhileSavingIsASentence() {
    const auto run = must(Run::create(setup(project(false), "saved"), workers_));
    QVERIFY(run->advance().ok());
    {
      const NothingLarge machine;
      const auto saved = run->save("stopped");
      QVERIFY(!saved.ok());
      QVERIFY(saved.error().message().find("not enough free memory") != std::string::npos);
    }
    QVERIFY(run->save("stopped").ok());
  }

  void noRoomForACopyAtTheEndOfAnEpochIsASentence() {
    const auto run = must(Run::create(setup(project(true), "epoch"), workers_));
    const NothingLarge machine;
    for (int i = 0; i < 100; ++i) {
      const auto move = run->advance();
      if (move.ok()) continue;
      QVERIFY(move.error().message().find("not enough free memory") != std::string::npos);
      return;
    }
    QFAIL("the end of the epoch copies the weights");
  }

  void aTrainerThatCannotLookSaysSoAndGoesOn() {
    Trainer trainer;
    TrainerOptions options;
    options.startPaused = true;
    trainer.start(fromFiles(100), options);
    QVERIFY(reaches(trainer, TrainerStatus::State::Paused));
    {
      const NothingLarge machine(100'000);  // the view of fc1 has 120 000 bytes
      QVERIFY_EXCEPTION_THROWN(trainer.weights(), std::bad_alloc);
      ViewRequest view;
      view.nodes = {"fc1"};
      trainer.request(view);
      QVERIFY(reaches(trainer, [](const TrainerStatus& status) {
        return status.message.english().find("to look inside the network") != std::string::npos;
      }));
    }
    QVERIFY(!trainer.weights().empty());
    trainer.resume();
    QVERIFY(reaches(trainer, TrainerStatus::State::Finished));
  }

  void aTrainerThatCannotPrepareSaysSo() {
    Trainer trainer;
    const Project shown = fromFiles(20'000);
    const auto says = [&](const char* sentence) {
      trainer.showIdle(shown);
      return reaches(trainer, [&](const TrainerStatus& status) {
        return status.trainSamples == 20'000 && status.message.english() == sentence;
      });
    };
    QVERIFY(says(""));
    {
      const NothingLarge machine(50'000);  // the numbers of the samples have 80 000 bytes
      QVERIFY(
          says("The machine has not enough free memory for this; close other programs or make "
               "the network smaller."));
    }
    QVERIFY(says(""));
  }
};

LOOM_TEST(training_memory_test, TrainingMemoryTest)
#include "training_memory_test.moc"
