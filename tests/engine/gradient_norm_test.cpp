// The length of the gradient that a run tells with every step: of all weights that learn, before it
// is clipped, the same bits for any number of threads.

#include <QtTest>
#include <cmath>

#include "engine/base/rng.h"
#include "engine/graph/program.h"
#include "engine/networks.h"
#include "engine/train/optimizer.h"
#include "test_program.h"
#include "tests/engine/idx_files.h"
#include "tests/engine/trainer_tools.h"

using namespace loom;
using namespace loom::test;

namespace {

std::vector<float> normsOf(const Project& project, int threads) {
  Trainer trainer;
  TrainerOptions options;
  options.threads = threads;
  options.maxSteps = 12;
  trainer.start(project, options);
  trainer.wait();
  std::vector<Point> points;
  trainer.drainPoints(points);
  std::vector<float> norms;
  for (const Point& point : points)
    if (point.split == Point::Split::Train) norms.push_back(point.gradientNorm);
  return norms;
}

}  // namespace

class GradientNormTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(IdxFolder{folder_.path().toStdString()}.writeAll(1000, 10, 28, 10));
  }

  void everyOptimizerSumsWhatLearns_data() {
    QTest::addColumn<QString>("name");
    for (const OptimizerType& type : optimizerTypes())
      QTest::addRow("%s", type.name.c_str()) << QString::fromStdString(type.name);
  }
  void everyOptimizerSumsWhatLearns() {
    QFETCH(QString, name);
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{64}}});
    chain.add("a", "Linear", {{"out_features", whole(600)}});
    chain.add("cold", "Linear", {{"out_features", whole(600)}});
    chain.add("b", "Linear", {{"out_features", whole(10)}}).add("loss", "CrossEntropyLoss");
    Graph graph = chain.project.graph;
    graph.find("cold")->frozen = true;
    const auto network = *compile(graph);
    const OptimizerType& type = *findOptimizerType(name.toStdString());
    double first = 0;
    for (const int threads : {1, 2, 5}) {
      const auto parameters = *Parameters<float>::create(graph, network->analysis, 1);
      Workers workers(threads);
      const auto optimizer = type.make(Reader(type.fields, {}), *parameters);
      Rng rng(7);
      double wanted = 0;
      for (const auto& entry : parameters->entries()) {
        for (std::size_t i = 0; i < entry.size; ++i) {
          const float value = static_cast<float>(rng.uniform()) - 0.5F;
          parameters->gradient(entry)[i] = value;
          if (!entry.frozen) wanted += static_cast<double>(value) * static_cast<double>(value);
        }
      }
      optimizer->step(*parameters, 1e-3, 1, workers);
      const double found = optimizer->squaredGradient();
      QVERIFY2(std::abs(found / wanted - 1) < 1e-6, qPrintable(QString::number(found / wanted)));
      if (threads == 1) first = found;
      QVERIFY(found == first);  // to the bit
    }
  }

  void aRunTellsItTheSameForAnyNumberOfThreads() {
    const Project project = lenetOn(folder_, 2);
    const std::vector<float> one = normsOf(project, 1);
    QVERIFY(!one.empty());
    for (const float norm : one) QVERIFY(std::isfinite(norm) && norm > 0);
    QVERIFY(one == normsOf(project, 2));
    QVERIFY(one == normsOf(project, 3));
  }

  void clippingComesAfterIt() {
    Project project = lenetOn(folder_, 2);
    const std::vector<float> free = normsOf(project, 2);
    project.training.gradientClipNorm = 1e-3;
    const std::vector<float> clipped = normsOf(project, 2);
    QVERIFY(std::abs(clipped[0] / free[0] - 1) < 1e-5F);  // of the same weights
    for (const float norm : clipped) QVERIFY(norm > 0.01F);
  }
};

LOOM_TEST(gradient_norm_test, GradientNormTest)
#include "gradient_norm_test.moc"
