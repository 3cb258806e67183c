// Where axes end and what their marks say.

#include "ui/charts/chart_axis.h"

#include <QtTest>
#include <cmath>

#include "test_program.h"

using namespace loom::ui;

class ChartAxisTest : public QObject {
  Q_OBJECT

 private slots:
  void axesAreEasyToRead_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<double>("step");
    QTest::newRow("loss") << 0.0 << 2.35 << 0.0 << 2.4 << 0.6;
    QTest::newRow("share") << 0.0 << 1.0 << 0.0 << 1.0 << 0.25;
    QTest::newRow("upper half") << 0.52 << 1.0 << 0.45 << 1.05 << 0.15;
    QTest::newRow("small") << 0.0 << 0.0031 << 0.0 << 0.0032 << 0.0008;
  }
  void axesAreEasyToRead() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(double, step);
    const NiceAxis axis = niceAxis(low, high);
    QVERIFY2(std::abs(axis.low - from) < 1e-9 && std::abs(axis.high - to) < 1e-9 &&
                 std::abs(axis.step - step) < 1e-9,
             qPrintable(QString("%1 %2 %3").arg(axis.low).arg(axis.high).arg(axis.step)));
    QVERIFY(niceAxis(5, 5).high > 5);
  }

  void logarithmicAxesHoldEverythingAndHaveMarks() {
    for (double low = 1e-9; low < 1e6; low *= 3.7) {
      for (double span = 1; span < 1e8; span *= 6.3) {
        const NiceAxis axis = niceLogAxis(low, low * span);
        QVERIFY(axis.low <= low * (1 + 1e-6) && axis.high >= low * span * (1 - 1e-6));
        QVERIFY(axis.high > axis.low);
        const auto marks = logMarks(axis.low, axis.high, 5);
        QVERIFY2(marks.size() >= 2 && marks.size() <= 9,
                 qPrintable(QString("%1 %2: %3").arg(low).arg(span).arg(marks.size())));
      }
    }
  }

  void marksOfPlacesAreRoundAndFew() {
    const auto texts = [](XAxis axis, double low, double high, int most) {
      QStringList found;
      for (const Mark& mark : placeMarks(axis, low, high, most)) found << mark.text;
      return found;
    };
    QCOMPARE(texts(XAxis::Epoch, 0, 5, 8), QStringList({"0", "1", "2", "3", "4", "5"}));
    QCOMPARE(texts(XAxis::Epoch, 0, 1, 6), QStringList({"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
    QCOMPARE(texts(XAxis::Time, 0, 120, 5), QStringList({"0:00", "0:30", "1:00", "1:30", "2:00"}));
    QCOMPARE(texts(XAxis::Step, 0, 3, 8), QStringList({"0", "1", "2", "3"}));
    for (const XAxis axis : kXAxes) {
      for (double span = 1e-3; span < 1e9; span *= 2.9) {
        const auto marks = placeMarks(axis, span / 3, span * 4 / 3, 6);
        QVERIFY2(marks.size() <= 7, qPrintable(QString("%1: %2").arg(span).arg(marks.size())));
      }
    }
  }

  void valuesHaveTheFiguresThatCount() {
    QCOMPARE(valueText(0.05), QString("0.0500"));
    QCOMPARE(valueText(0), QString("0.0000"));
    QCOMPARE(valueText(123.456), QString("123.46"));
    QCOMPARE(valueText(2.5e-5), QString("2.5e-5"));
    QCOMPARE(valueText(1.5e12), QString("1.5e12"));
    QCOMPARE(valueText(NAN), QString(QChar(0x2013)));
  }
};

LOOM_TEST(chart_axis_test, ChartAxisTest)
#include "chart_axis_test.moc"
