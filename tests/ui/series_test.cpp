// Smoothing and reduction of a curve: what a chart draws must never hide what happened.

#include "ui/charts/series.h"

#include <QtTest>
#include <cmath>
#include <limits>

#include "test_program.h"

using namespace loom::ui;

class SeriesTest : public QObject {
  Q_OBJECT

 private slots:
  void constantStaysFlat() {
    Series series;
    series.setSmoothing(0.97, 0.01);
    for (int i = 0; i < 5000; ++i) series.add(i * 0.0013 + 0.0007 * (i % 3), 0.3);
    for (const QPointF& point : series.smoothed()) QCOMPARE(point.y(), 0.3);
  }

  void firstPointHasNoBias() {
    Series series;
    series.setSmoothing(0.999, 1);
    series.add(0, 8);
    series.add(1, 4);
    QCOMPARE(series.smoothed()[0].y(), 8.0);
    // Both points weigh nearly the same, where a biased average would hang near its start.
    QVERIFY(std::abs(series.smoothed()[1].y() - 6) < 0.01);
  }

  void smoothingIsWeightedByDistance() {
    // The same curve sampled four times as densely must be smoothed to the same curve.
    Series sparse, dense;
    sparse.setSmoothing(0.9, 0.1);
    dense.setSmoothing(0.9, 0.1);
    const auto curve = [](double x) { return std::exp(-x) + 0.2 * std::sin(3 * x); };
    for (int i = 0; i <= 400; ++i) sparse.add(i * 0.02, curve(i * 0.02));
    for (int i = 0; i <= 1600; ++i) dense.add(i * 0.005, curve(i * 0.005));
    for (std::size_t i = 100; i <= 400; ++i)
      QVERIFY(std::abs(sparse.smoothed()[i].y() - dense.smoothed()[4 * i].y()) < 0.01);
  }

  void smoothingFollowsAStep() {
    Series series;
    series.setSmoothing(0.5, 1);
    for (int i = 0; i < 50; ++i) series.add(i, 0);
    for (int i = 50; i < 53; ++i) series.add(i, 1);
    QVERIFY(std::abs(series.smoothed()[50].y() - 0.5) < 1e-6);
    QVERIFY(std::abs(series.smoothed()[51].y() - 0.75) < 1e-6);
    QVERIFY(std::abs(series.smoothed()[52].y() - 0.875) < 1e-6);
  }

  void everyColumnKeepsItsLowestAndHighest() {
    Series series;
    const int columns = 40;
    series.setView({0, 10, columns});
    std::vector<double> low(columns, 1e9), high(columns, -1e9);
    for (int i = 0; i < 20000; ++i) {
      const double x = i * 0.0005;
      const double y = std::sin(x * 7) + (i * 7919 % 1000) / 700.0;
      series.add(x, y);
      const auto column =
          static_cast<std::size_t>(std::min(columns - 1, static_cast<int>(x / 10 * columns)));
      low[column] = std::min(low[column], y);
      high[column] = std::max(high[column], y);
    }
    const QList<QPointF> drawn = series.rawInView();
    QVERIFY(drawn.size() <= 2 * columns + 3);
    std::vector<double> drawnLow(columns, 1e9), drawnHigh(columns, -1e9);
    for (const QPointF& point : drawn) {
      const auto column = static_cast<std::size_t>(
          std::min(columns - 1, static_cast<int>(point.x() / 10 * columns)));
      drawnLow[column] = std::min(drawnLow[column], point.y());
      drawnHigh[column] = std::max(drawnHigh[column], point.y());
    }
    QVERIFY(drawnLow == low);
    QVERIFY(drawnHigh == high);
    QCOMPARE(drawn.back(), series.raw().back());
  }

  void reducedPointsRunFromLeftToRight() {
    Series series;
    series.setView({0, 1, 10});
    for (int i = 0; i < 1000; ++i) series.add(i / 1000.0, i * 7919 % 100);
    const QList<QPointF> drawn = series.rawInView();
    for (qsizetype i = 1; i < drawn.size(); ++i) QVERIFY(drawn[i - 1].x() <= drawn[i].x());
  }

  void aFewPointsAreAllDrawn() {
    Series series;
    series.setView({0, 10, 500});
    for (int i = 0; i < 5; ++i) series.add(i * 2, i);
    QCOMPARE(series.rawInView().size(), 5);
  }

  void zoomingReducesAgain() {
    Series series;
    series.setView({0, 100, 50});
    for (int i = 0; i <= 10000; ++i) series.add(i * 0.01, i % 17);
    series.setView({20, 21, 500});
    const QList<QPointF> drawn = series.rawInView();
    // All 101 points of the zoomed part, and one neighbour on each side.
    QCOMPARE(drawn.size(), 103);
    QVERIFY(drawn.front().x() < 20);
    QVERIFY(drawn.back().x() > 21);
  }

  void addingLaterEqualsAddingAtOnce() {
    Series early, late;
    early.setView({0, 5, 30});
    early.setSmoothing(0.9, 0.02);
    for (int i = 0; i < 3000; ++i) {
      early.add(i * 0.0015, i * 31 % 97);
      if (i % 100 == 0) early.rawInView();
      late.add(i * 0.0015, i * 31 % 97);
    }
    late.setSmoothing(0.9, 0.02);
    late.setView({0, 5, 30});
    QCOMPARE(early.rawInView(), late.rawInView());
    QCOMPARE(early.smoothedInView(), late.smoothedInView());
  }

  void oddValuesAreLeftOut() {
    Series series;
    series.setView({0, 10, 100});
    series.add(0, std::numeric_limits<double>::quiet_NaN());
    series.add(1, std::numeric_limits<double>::infinity());
    series.add(2, -1);
    series.add(3, 2);
    QCOMPARE(series.raw().size(), std::size_t(2));
    series.setPositiveOnly(true);
    QCOMPARE(series.rawInView().size(), 1);
    QCOMPARE(series.rawInView()[0], QPointF(3, 2));
  }

  void nearestPoint() {
    Series series;
    QCOMPARE(series.nearest(3), -1);
    for (const double x : {0.0, 1.0, 4.0}) series.add(x, 0);
    QCOMPARE(series.nearest(-5), 0);
    QCOMPARE(series.nearest(2.4), 1);
    QCOMPARE(series.nearest(2.6), 2);
    QCOMPARE(series.nearest(99), 2);
  }

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
};

LOOM_TEST(series_test, SeriesTest)
#include "series_test.moc"
