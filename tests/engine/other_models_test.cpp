// Trained models beside the one in the window: they answer as their files say, and what is wrong
// with a file is one sentence.

#include "engine/inspect/other_models.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <atomic>
#include <chrono>

#include "engine/graph/program.h"
#include "engine/inspect/observer.h"
#include "engine/io/project_file.h"
#include "engine/io/safetensors.h"
#include "engine/networks.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

std::vector<float> slantedLine() {
  std::vector<float> drawing(28 * 28, 0.0F);
  for (std::size_t i = 4; i < 24; ++i) drawing[i * 28 + i / 2 + 8] = 1.0F;
  return drawing;
}

bool soonEnough(const std::function<bool()>& ready) {
  for (int i = 0; i < 3000 && !ready(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return ready();
}

}  // namespace

class OtherModelsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  std::string file(const char* name) const { return folder_.filePath(name).toStdString(); }
  /// Writes LeNet-5 with the weights that a seed gives.
  ModelFiles write(const char* name, std::uint64_t seed, std::vector<float>* expected = nullptr) {
    Project project = lenet();
    project.name = name;
    const ModelFiles files{file(name) + ".loom", file(name) + ".safetensors"};
    if (!saveProject(project, files.project)) qFatal("no project");
    const auto network = must(compile(project.graph));
    const auto parameters =
        must(Parameters<float>::create(network->graph, network->analysis, seed));
    if (!writeSafetensors(files.weights, parameters->tensors())) qFatal("no weights");
    if (!expected) return files;
    Workers workers(1);
    const auto program = must(Program<float>::create(network, parameters, workers, {}));
    const std::vector<float> drawing = slantedLine();
    std::copy(drawing.begin(), drawing.end(), program->input());
    program->forward(1, {});
    *expected = softmax({program->output(), program->output() + 10});
    return files;
  }

 private Q_SLOTS:
  void twoModelsAnswerTheSameDrawing() {
    std::vector<float> first, second;
    const ModelFiles one = write("one", 1, &first), two = write("two", 2, &second);
    std::atomic<int> news{0};
    OtherModels models([&] { ++news; });
    models.use({one, two});
    models.ask(slantedLine(), 3);
    std::vector<ModelAnswer> answers;
    QVERIFY(soonEnough([&] {
      models.takeAnswers(answers);
      return answers.size() == 2 && answers[1].drawingId == 3;
    }));
    QVERIFY(news > 0);
    QCOMPARE(answers[0].name, std::string("one"));
    QCOMPARE(answers[1].files, two);
    QVERIFY(answers[0].problem.empty());
    QCOMPARE(answers[0].probabilities, first);
    QCOMPARE(answers[1].probabilities, second);
    QVERIFY(first != second);

    models.ask({}, 4);  // the pad was cleared
    QVERIFY(soonEnough([&] {
      models.takeAnswers(answers);
      return answers.size() == 2 && answers[1].drawingId == 4;
    }));
    QVERIFY(answers[0].probabilities.empty());
    models.use({two});
    QVERIFY(soonEnough([&] {
      models.takeAnswers(answers);
      return answers.size() == 1;
    }));
    QCOMPARE(answers[0].files, two);
  }

  void whatIsWrongIsSaid() {
    const ModelFiles good = write("good", 1);
    const ModelFiles noWeights{good.project, file("nowhere.safetensors")};
    const ModelFiles noProject{file("nowhere.loom"), good.weights};
    const ModelFiles notWeights{good.project, good.project};
    Project small = lenet();
    for (Node& node : small.graph.nodes)
      if (node.id == "fc3") node.params.set("out_features", std::int64_t{7});
    const ModelFiles otherShape{file("small.loom"), good.weights};
    QVERIFY(saveProject(small, otherShape.project).ok());
    OtherModels models([] {});
    models.use({noWeights, noProject, notWeights, otherShape, good});
    models.ask(slantedLine(), 1);
    std::vector<ModelAnswer> answers;
    QVERIFY(soonEnough([&] {
      models.takeAnswers(answers);
      return answers.size() == 5 && answers[4].drawingId == 1;
    }));
    for (std::size_t i = 0; i < 4; ++i) {
      QVERIFY2(!answers[i].problem.empty(), qPrintable(QString::number(i)));
      QVERIFY(answers[i].probabilities.empty());
    }
    QVERIFY(answers[4].problem.empty());
    QCOMPARE(answers[4].probabilities.size(), std::size_t{10});
    models.ask(std::vector<float>(100), 2);
    QVERIFY(soonEnough([&] {
      models.takeAnswers(answers);
      return answers[4].drawingId == 2;
    }));
    QVERIFY(!answers[4].problem.empty());
  }

  void itEndsInTheMiddleOfReading() {
    const ModelFiles files = write("ending", 1);
    for (int i = 0; i < 20; ++i) {
      OtherModels models([] {});
      models.use({files, files});
      models.ask(slantedLine(), i + 1);
    }
  }
};

LOOM_TEST(other_models_test, OtherModelsTest)
#include "other_models_test.moc"
