// What becomes of the weights while nothing trains and the drawing is edited: what was learned is
// kept, and the next run begins as the drawing says.

#include <QtTest>
#include <functional>
#include <thread>

#include "engine/idx_files.h"
#include "engine/trainer_tools.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;

class IdleTrainingTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  Project project() const {
    Project project = lenetOn(folder_, 1);
    project.data.validationFraction = 0;
    return project;
  }
  static Node& node(Project& project, const std::string& id) {
    for (Node& node : project.graph.nodes)
      if (node.id == id) return node;
    throw std::runtime_error(id);
  }
  static std::vector<float> values(Trainer& trainer, const std::string& name) {
    for (const NamedTensor& tensor : trainer.weights())
      if (tensor.name == name) return tensor.values;
    return {};
  }
  static std::vector<float> idle(Trainer& trainer, const Project& project,
                                 const std::string& name) {
    trainer.showIdle(project);
    return values(trainer, name);
  }
  /// The weights with which a run of the project begins.
  static std::vector<float> begun(Trainer& trainer, const Project& project,
                                  const std::string& name) {
    TrainerOptions options;
    options.startPaused = true;
    trainer.start(project, options);
    return values(trainer, name);
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(IdxFolder{folder_.path().toStdString()}.writeAll(200, 20, 28, 10));
  }

  void untrainedWeightsShowHowARunWouldStart() {
    Trainer trainer;
    Project edited = project();
    const auto before = idle(trainer, edited, "fc1.weight");
    QVERIFY(!before.empty());
    node(edited, "fc1").learning.set("init", std::string("zeros"));
    const auto zeros = idle(trainer, edited, "fc1.weight");
    QCOMPARE(zeros, std::vector<float>(before.size(), 0.0F));
    QCOMPARE(begun(trainer, edited, "fc1.weight"), zeros);
  }

  void learnedWeightsOutliveSettingsOfLearning() {
    Trainer trainer;
    Project edited = project();
    trainer.start(edited);
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Finished);
    const auto learned = values(trainer, "fc1.weight");
    QVERIFY(learned != begun(trainer, edited, "fc1.weight"));
    trainer.stop();
    trainer.start(edited);
    trainer.wait();

    const auto change = [&](const std::function<void(Node&)>& edit) {
      edit(node(edited, "fc1"));
      QCOMPARE(idle(trainer, edited, "fc1.weight"), learned);
    };
    change([](Node& fc1) { fc1.frozen = true; });
    change([](Node& fc1) { fc1.learning.set("l2", 0.01); });
    change([](Node& fc1) { fc1.learning.set("init", std::string("zeros")); });

    // The next run does as it is told: it starts from zeros, and they stay.
    const std::vector<float> zeros(learned.size(), 0.0F);
    QCOMPARE(begun(trainer, edited, "fc1.weight"), zeros);
    trainer.resume();
    trainer.wait();
    QCOMPARE(trainer.status().state, State::Finished);
    QCOMPARE(values(trainer, "fc1.weight"), zeros);

    // Another network is another matter.
    node(edited, "fc1").params.set("out_features", std::int64_t{7});
    QVERIFY(idle(trainer, edited, "fc1.weight").size() < learned.size());
  }

  void weightsThatWereReadAreKeptToo() {
    Trainer trainer;
    Project edited = project();
    QVERIFY(!idle(trainer, edited, "fc1.weight").empty());
    auto tensors = trainer.weights();
    for (NamedTensor& tensor : tensors) std::fill(tensor.values.begin(), tensor.values.end(), 0.5F);
    trainer.useWeights(tensors);
    node(edited, "fc1").learning.set("init", std::string("zeros"));
    QVERIFY(idle(trainer, edited, "fc1.weight").front() == 0.5F);
  }
};

LOOM_TEST(idle_training_test, IdleTrainingTest)
#include "idle_training_test.moc"
