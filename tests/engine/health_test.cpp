// The verdict on a node, from figures worked out by hand.

#include "engine/inspect/health.h"

#include <QtTest>
#include <cmath>
#include <limits>

#include "test_program.h"

using namespace loom;
using Verdict = NodeHealth::Verdict;

namespace {

/// ‖w‖ = 10, ‖g‖ = 1, ‖Δw‖ = 0.01: a layer as it should be.
NodeFigures sound(const std::string& node) {
  NodeFigures figures;
  figures.node = node;
  figures.weights = 100;
  figures.weightNorm = 10;
  figures.gradientNorm = 1;
  figures.updateNorm = 0.01;
  return figures;
}

std::vector<NodeFigures> threeSound() {
  return {sound("a"), sound("b"), sound("c")};
}

}  // namespace

class HealthTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aSoundLayerLearnsWell() {
    for (const NodeHealth& node : judge(threeSound())) {
      QCOMPARE(node.verdict, Verdict::Good);
      QCOMPARE(node.figure.english(), std::string("update / weight = 1.0 × 10⁻³"));
      QCOMPARE(node.advice.english(), std::string("It learns well."));
    }
  }

  void deadUnits_data() {
    QTest::addColumn<int>("dead");
    QTest::addColumn<int>("verdict");
    QTest::newRow("none") << 0 << int(Verdict::Good);
    QTest::newRow("39 %") << 39 << int(Verdict::Good);
    QTest::newRow("40 %") << 40 << int(Verdict::Warning);
    QTest::newRow("66 %") << 66 << int(Verdict::Warning);
    QTest::newRow("71 %") << 71 << int(Verdict::Bad);
    QTest::newRow("all") << 100 << int(Verdict::Bad);
  }
  void deadUnits() {
    QFETCH(int, dead);
    QFETCH(int, verdict);
    auto nodes = threeSound();
    nodes[1].units = 100;
    nodes[1].deadUnits = dead;
    nodes[1].samples = 1000;
    const auto found = judge(nodes);
    QCOMPARE(int(found[1].verdict), verdict);
    QCOMPARE(found[0].verdict, Verdict::Good);
    if (dead == 71) {
      QCOMPARE(found[1].advice.english(),
               std::string("71\u202F% of its units are never active: lower the learning rate, or "
                           "use LeakyReLU."));
      QCOMPARE(found[1].figure.english(), std::string("71\u202F% never active"));
    }
  }

  void anActivationHasUnitsAlone() {
    NodeFigures relu;
    relu.node = "relu";
    relu.units = 4;
    relu.deadUnits = 1;
    const auto found = judge(std::vector{relu});
    QCOMPARE(found[0].verdict, Verdict::Good);
    QCOMPARE(found[0].figure.english(), std::string("25\u202F% never active"));
    QCOMPARE(found[0].advice.english(), std::string("Most of its units are active."));
  }

  // ‖g‖ / ‖w‖ of the others is 0.1.
  void gradientsBesideThoseOfOthers_data() {
    QTest::addColumn<double>("gradient");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QString>("word");
    QTest::newRow("a tenth") << 0.1 << int(Verdict::Good) << "learns well";
    QTest::newRow("0.0008 of them") << 8e-4 << int(Verdict::Warning) << "vanishes";
    QTest::newRow("0.00002 of them") << 2e-5 << int(Verdict::Bad) << "vanishes";
    QTest::newRow("200 of them") << 200.0 << int(Verdict::Good) << "learns well";
    QTest::newRow("2000 of them") << 2000.0 << int(Verdict::Warning) << "explodes";
    QTest::newRow("20 000 of them") << 2e4 << int(Verdict::Bad) << "explodes";
    QTest::newRow("none") << 0.0 << int(Verdict::Bad) << "No gradient";
    QTest::newRow("not a number") << std::nan("") << int(Verdict::Bad) << "no longer numbers";
    QTest::newRow("endless") << double(INFINITY) << int(Verdict::Bad) << "no longer numbers";
  }
  void gradientsBesideThoseOfOthers() {
    QFETCH(double, gradient);
    QFETCH(int, verdict);
    QFETCH(QString, word);
    auto nodes = threeSound();
    nodes.push_back(sound("d"));
    nodes[2].gradientNorm = gradient;
    const auto found = judge(nodes);
    QCOMPARE(int(found[2].verdict), verdict);
    const QString advice = QString::fromStdString(found[2].advice.english());
    QVERIFY2(advice.contains(word), qPrintable(advice));
    for (const int other : {0, 1, 3})
      QCOMPARE(found[static_cast<std::size_t>(other)].verdict, Verdict::Good);
  }

  void oneOtherLayerIsNoMeasure() {
    std::vector<NodeFigures> nodes = {sound("a"), sound("b")};
    nodes[0].gradientNorm = 1e-6;
    QCOMPARE(judge(nodes)[0].verdict, Verdict::Good);
  }

  void weightsThatMoveTooMuchOrNotAtAll_data() {
    QTest::addColumn<double>("update");
    QTest::addColumn<int>("verdict");
    QTest::newRow("2 %") << 0.2 << int(Verdict::Good);
    QTest::newRow("5 %") << 0.5 << int(Verdict::Warning);
    QTest::newRow("15 %") << 1.5 << int(Verdict::Bad);
    QTest::newRow("1e-6") << 1e-5 << int(Verdict::Good);
    QTest::newRow("1e-8") << 1e-7 << int(Verdict::Warning);
    QTest::newRow("not at all") << 0.0 << int(Verdict::Bad);
  }
  void weightsThatMoveTooMuchOrNotAtAll() {
    QFETCH(double, update);
    QFETCH(int, verdict);
    auto nodes = threeSound();
    nodes[0].updateNorm = update;
    QCOMPARE(int(judge(nodes)[0].verdict), verdict);
  }

  void whatIsFrozenStaysByChoice() {
    auto nodes = threeSound();
    nodes[1].frozen = true;
    nodes[1].updateNorm = nodes[1].gradientNorm = 0;
    const auto found = judge(nodes);
    QCOMPARE(found[1].verdict, Verdict::Good);
    QVERIFY(found[1].advice.english().find("frozen") != std::string::npos);
  }

  void theCauseIsNamedBeforeWhatFollowsFromIt() {
    auto nodes = threeSound();
    nodes[0].units = nodes[0].deadUnits = 10;
    nodes[0].gradientNorm = nodes[0].updateNorm = 0;
    QVERIFY(judge(nodes)[0].advice.english().find("never active") != std::string::npos);
    // But what is worse comes first.
    nodes[0].deadUnits = 5;
    QVERIFY(judge(nodes)[0].advice.english().find("No gradient") != std::string::npos);
  }

  void figuresAreReadable() {
    QCOMPARE(powerText(0.0012), std::string("1.2 × 10⁻³"));
    QCOMPARE(powerText(0.31), std::string("0.31"));
    QCOMPARE(powerText(3.42), std::string("3.4"));
    QCOMPARE(powerText(250), std::string("250"));
    QCOMPARE(powerText(2.5e13), std::string("2.5 × 10¹³"));
    QCOMPARE(powerText(-1e-5), std::string("-1.0 × 10⁻⁵"));
    QCOMPARE(powerText(0), std::string("0"));
    QCOMPARE(powerText(std::nan("")), std::string("–"));
    QVERIFY(std::isnan(updateRatio(NodeFigures())));
    QCOMPARE(updateRatio(sound("a")), 0.001);
  }
};

LOOM_TEST(health_test, HealthTest)
#include "health_test.moc"
