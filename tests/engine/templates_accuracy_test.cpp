// Every template, whatever its name: nothing is wrong with it, it is written as the program writes
// projects, and it trains as it is.

#include <QtTest>
#include <cmath>

#include "engine/io/file.h"
#include "engine/io/project_file.h"
#include "engine/io/templates.h"
#include "engine/train/run.h"
#include "golden/goldens.h"
#include "places.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kFewDigits = 6400;
constexpr std::int64_t kMostSteps = 720;
constexpr double kGoodAccuracy = 0.85;
constexpr double kLostShare = 0.5;  // of the loss at the start

std::shared_ptr<const Dataset> fewDigits(const DataSettings& settings) {
  Dataset data = *must(loadDataset(settings));
  data.train.labels.resize(kFewDigits);
  data.train.pixels.resize(kFewDigits * static_cast<std::size_t>(data.shape.elements()));
  return std::make_shared<const Dataset>(std::move(data));
}

}  // namespace

class TemplatesAccuracyTest : public QObject {
  Q_OBJECT

  static void addTemplates() {
    QTest::addColumn<QString>("path");
    const QDir folder(QString(kSourceFolder) + "/resources/templates");
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*.loom")}))
      QTest::newRow(qPrintable(file.baseName())) << file.filePath();
  }

 private Q_SLOTS:
  // Each file has a text, each text a file; the name is the project's own.
  void everyTemplateHasItsText() {
    const QDir folder(QString(kSourceFolder) + "/resources/templates");
    QStringList described;
    for (const TemplateText& text : templateTexts()) {
      described << QString::fromLatin1(text.file) + QStringLiteral(".loom");
      const Project project = must(loadProject(folder.filePath(described.last()).toStdString()));
      QCOMPARE(project.name, std::string(text.name));
      QVERIFY(std::string(text.summary).ends_with('.'));
      QCOMPARE(findTemplateText(text.file), &text);
    }
    QCOMPARE(described.front(), QStringLiteral("lenet5.loom"));  // what a first start opens
    QVERIFY(!findTemplateText("no such template"));
    described.sort();
    QVERIFY(described.size() >= 8);
    QCOMPARE(described, folder.entryList({QStringLiteral("*.loom")}, QDir::Files, QDir::Name));
  }

  void isSoundAndWrittenByTheProgram_data() { addTemplates(); }
  void isSoundAndWrittenByTheProgram() {
    QFETCH(QString, path);
    const std::string text = must(readFile(path.toStdString(), 1 << 20));
    const Project project = must(parseProject(text));
    QVERIFY(!project.name.empty());
    QCOMPARE(QString::fromStdString(projectText(project)), QString::fromStdString(text));
    for (const Problem& problem : analyse(project).problems)
      QFAIL((problem.node + ": " + problem.text.english()).c_str());
    QCOMPARE(project.data.source, std::string("digits"));
    // Nothing lies on anything else.
    for (const Node& a : project.graph.nodes) {
      for (const Node& b : project.graph.nodes) {
        const bool apart = std::abs(a.position.x - b.position.x) >= 96 ||
                           std::abs(a.position.y - b.position.y) >= 96;
        QVERIFY2(a.id == b.id || apart, (a.id + " and " + b.id).c_str());
      }
    }
  }

  void trainsAsItIs_data() { addTemplates(); }
  void trainsAsItIs() {
    QFETCH(QString, path);
    const Project project = must(loadProject(path.toStdString()));
    const auto data = fewDigits(project.data);
    const DataInfo info = data->info();
    const auto network = must(compile(project.graph, &info));
    const auto parameters =
        must(Parameters<float>::create(network->graph, network->analysis, project.training.seed));
    TrainerOptions options;
    options.maxSteps = kMostSteps;
    Workers workers(2);
    const auto run = must(Run::create({project, options, network, parameters, data, {}}, workers));
    const bool ofClasses = taskOf(network->analysis, info).classes > 0;
    float first = 0;
    Point last;
    const auto isGood = [&] {
      return last.split == Point::Split::Validation &&
             static_cast<double>(last.loss) < kLostShare * static_cast<double>(first) &&
             (!ofClasses || static_cast<double>(last.accuracy) >= kGoodAccuracy);
    };
    for (bool over = false; !over && !isGood();) {
      over = must(run->advance()) == Run::Move::Over;
      run->drainPoints([&](const Point& point) {
        if (first == 0) first = point.loss;
        last = point;
      });
    }
    QVERIFY2(isGood(), qPrintable(QStringLiteral("loss %1 at first, %2 in the end, accuracy %3")
                                      .arg(double(first))
                                      .arg(double(last.loss))
                                      .arg(double(last.accuracy))));
  }
};

LOOM_TEST(templates_accuracy_test, TemplatesAccuracyTest)
#include "templates_accuracy_test.moc"
