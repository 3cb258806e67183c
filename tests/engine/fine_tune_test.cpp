// Going on from learned weights with My digits among the data that they were learned from: what the
// trainer refuses, what it keeps in memory, and that the drawings are learned.

#include "engine/train/fine_tune.h"

#include <QtTest>

#include "engine/data/my_digits.h"
#include "engine/sentences.h"
#include "golden/goldens.h"
#include "idx_files.h"
#include "test_program.h"
#include "trainer_tools.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;

class FineTuneTest : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_, data_;

  Project project() const {
    Project project = lenetOn(data_, 1);
    project.training.optimizer = {"SGD", {{"lr", 0.05}}};
    return project;
  }
  static void train(Trainer& trainer, const Project& project) {
    trainer.start(project);
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Finished);
  }
  static TrainerOptions goOn() {
    TrainerOptions options;
    options.keepWeights = true;
    return options;
  }

 private Q_SLOTS:
  void initTestCase() {
    qputenv("XDG_DATA_HOME", temporary_.path().toLocal8Bit());
    QVERIFY((IdxFolder{data_.path().toStdString()}.writeAll(600, 100, 28, 10)));
    KeptDigits digits;
    for (int i = 0; i < 6; ++i) {
      std::vector<float> ink(784, 0.0F);
      for (int p = 0; p < 100; ++p) ink[static_cast<std::size_t>(100 * i + 30 + p)] = 1;
      digits.push_back(keptDigit(ink, i, digits));
    }
    QVERIFY(changeMyDigits(myDigitsFolder(), {.put = digits}).ok());
  }

  void settingsAreGentleAndTheRestStays() {
    Project project = lenetOn(data_, 40);
    project.name = "mine";
    project.data.splitSeed = 5;
    project.training.earlyStopping.emplace();
    project.augmentation.push_back({"Rotate", {{"degrees", 5.0}}});
    const Project tuned = must(fineTuneOnMyDigits(project, 30));
    QCOMPARE(tuned.data.source, std::string("my_digits"));
    QCOMPARE(std::get<std::string>(*tuned.data.params.find("mix")),
             "idx:" + data_.path().toStdString());
    QCOMPARE(tuned.data.splitSeed, std::uint64_t{5});
    QCOMPARE(tuned.data.validationFraction, project.data.validationFraction);
    QVERIFY(tuned.graph == project.graph && tuned.augmentation == project.augmentation);
    QVERIFY(tuned.training.epochs < 10 && !tuned.training.earlyStopping);
    for (const Problem& problem : analyse(tuned).problems) QFAIL(problem.text.english().c_str());
    // The drawings never outweigh the others, and few of them are still met often.
    for (const int drawings : {1, 30, 1000, 20'000}) {
      const Values params = must(fineTuneOnMyDigits(project, drawings)).data.params;
      const auto number = [&](const char* key) {
        return std::get<std::int64_t>(*params.find(key));
      };
      QVERIFY(number("mix_samples") >= 2000);
      QVERIFY(number("repeat") * drawings <= number("mix_samples"));
      QVERIFY(drawings > 1000 || number("repeat") >= 20);
    }
    // Who trains on My digits goes on with them as they were mixed.
    project.data.source = "my_digits";
    project.data.params = {};
    QVERIFY(must(fineTuneOnMyDigits(project, 30)).data == project.data);
    project.data.source = "text";
    project.data.params = {{"length", std::int64_t{9}}};
    QVERIFY(says(fineTuneOnMyDigits(project, 30), "cannot be mixed"));
  }

  void thereMustBeLearnedWeights() {
    Trainer trainer;
    const Project tuned = must(fineTuneOnMyDigits(project(), 6));
    trainer.start(tuned, goOn());
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Failed);
    QVERIFY(trainer.status().message.english().find("no learned weights") != std::string::npos);
    QVERIFY(!trainer.status().hasLearned);
    // Nor are those of another network any good.
    train(trainer, project());
    QVERIFY(trainer.status().hasLearned);
    Project other = tuned;
    for (Node& node : other.graph.nodes)
      if (node.id == "fc1") node.params.set("out_features", std::int64_t{30});
    trainer.start(other, goOn());
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Failed);
  }

  void itGoesOnFromTheWeightsAndKeepsTheDataAtHand() {
    Trainer trainer;
    const Project plain = project();
    train(trainer, plain);
    const auto data = trainer.dataset(plain.data);
    QVERIFY(data);
    const auto before = trainer.weights();
    const int number = trainer.status().weightsNumber;

    Project tuned = must(fineTuneOnMyDigits(plain, 6));
    TrainerOptions options = goOn();
    options.startPaused = true;
    trainer.start(tuned, options);
    QVERIFY(reaches(trainer, State::Paused));
    const auto atStart = trainer.weights();
    QCOMPARE(atStart.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
      QVERIFY(atStart[i].name == before[i].name && atStart[i].values == before[i].values);
    QVERIFY(trainer.status().weightsNumber != number);
    // Both are there while it learns, and the plain ones are not loaded again, but the very same.
    QCOMPARE(trainer.dataset(plain.data).get(), data.get());
    QVERIFY(trainer.dataset(tuned.data) && trainer.dataset(tuned.data) != data);
    trainer.resume();
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Finished);
    const auto learned = trainer.weights();
    QVERIFY(learned.front().values != before.front().values);
    trainer.showIdle(plain);
    QVERIFY(reaches(trainer, [&](const TrainerStatus&) { return trainer.dataset() == data; }));
    const auto after = trainer.weights();
    for (std::size_t i = 0; i < after.size(); ++i) QVERIFY(after[i].values == learned[i].values);
    QVERIFY(!trainer.dataset(tuned.data));

    // And a second time, from memory both ways.
    trainer.start(tuned, goOn());
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Finished);
    QCOMPARE(trainer.dataset(plain.data).get(), data.get());
  }

  void changedDrawingsAreSeenByTheNextRun() {
    Trainer trainer;
    Project own = project();
    own.data.source = "my_digits";
    own.data.params = {};
    train(trainer, own);
    const auto first = trainer.dataset();
    train(trainer, own);
    QCOMPARE(trainer.dataset().get(), first.get());
    KeptDigits digits = must(readMyDigits(myDigitsFolder()));
    KeptDigit changed = digits.front();
    changed.label = 9;
    QVERIFY(changeMyDigits(myDigitsFolder(), {.put = {changed}}).ok());
    train(trainer, own);
    QVERIFY(trainer.dataset() != first);
    QVERIFY(trainer.dataset()->fingerprint != first->fingerprint);
    QVERIFY(changeMyDigits(myDigitsFolder(), {.put = {digits.front()}}).ok());
  }
};

LOOM_TEST(fine_tune_test, FineTuneTest)
#include "fine_tune_test.moc"
