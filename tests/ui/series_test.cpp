// Smoothing and reduction of a curve: what a chart draws must never hide what happened.

#include "ui/charts/series.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "test_program.h"
#include "ui/charts/reduction.h"
#include "ui/charts/run_curves.h"

using namespace loom;
using namespace loom::ui;

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

/// A track with these places and losses.
struct Curve {
  Track track;
  void add(double x, double y) {
    Point point;
    point.epoch = x;
    point.step = static_cast<std::int64_t>(track.size());
    point.loss = static_cast<float>(y);
    track.add(point);
  }
  const Line& raw() const { return track.series(ChartMetric::Loss).raw(); }
  const Line& smoothed() const { return track.series(ChartMetric::Loss).smoothed(); }
  double y(std::size_t i) const { return static_cast<double>(raw().values[i]); }
  double smooth(std::size_t i) const { return static_cast<double>(smoothed().values[i]); }
};

std::vector<QPointF> reduced(const Curve& curve, const Reduction::View& view) {
  Reduction reduction;
  reduction.update(curve.track, curve.raw(), 0, view);
  return reduction.points();
}

/// Values with leaps, plateaus, negative ones and gaps, at uneven places.
Curve randomCurve(unsigned seed, int count) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(0, 1);
  Curve curve;
  double x = 0, y = 1;
  for (int i = 0; i < count; ++i) {
    x += unit(random) < 0.01 ? 20 * unit(random) : unit(random) < 0.1 ? 0 : 0.02 * unit(random);
    if (unit(random) < 0.3) y += unit(random) - 0.5;
    const double spike = unit(random) < 0.002 ? 100 * (unit(random) - 0.3) : 0;
    curve.add(x, unit(random) < 0.02 ? kGap : y + spike);
  }
  return curve;
}

int columnOf(double x, const Reduction::View& view) {
  const double width = (view.high - view.low) / view.columns;
  int column = static_cast<int>((x - view.low) / width);
  // As the borders are written elsewhere, to the last bit.
  while (column + 1 < view.columns && x >= view.low + width * (column + 1)) ++column;
  while (column > 0 && x < view.low + width * column) --column;
  return std::min(column, view.columns - 1);
}

/// By looking at every point of a curve: what of each column must be there to see.
QString checkColumns(const Curve& curve, const Reduction::View& view,
                     const std::vector<QPointF>& drawn) {
  const auto fits = [&](double y) { return std::isfinite(y) && (!view.positiveOnly || y > 0); };
  std::vector<Extent> wanted(static_cast<std::size_t>(view.columns)), found = wanted;
  for (std::size_t i = 0; i < curve.track.size(); ++i) {
    const double x = curve.track.x(view.axis)[i];
    if (x < view.low || x > view.high || !fits(curve.y(i))) continue;
    wanted[static_cast<std::size_t>(columnOf(x, view))].add(static_cast<float>(curve.y(i)));
  }
  double before = -1e300;
  for (const QPointF& point : drawn) {
    if (point.x() < before) return QString("goes back at %1").arg(point.x());
    before = point.x();
    if (point.x() < view.low || point.x() > view.high || !std::isfinite(point.y())) continue;
    found[static_cast<std::size_t>(columnOf(point.x(), view))].add(static_cast<float>(point.y()));
  }
  for (std::size_t c = 0; c < wanted.size(); ++c) {
    if (wanted[c].low != found[c].low || wanted[c].high != found[c].high)
      return QString("column %1: %2..%3 instead of %4..%5")
          .arg(c)
          .arg(found[c].low)
          .arg(found[c].high)
          .arg(wanted[c].low)
          .arg(wanted[c].high);
  }
  return {};
}

}  // namespace

class SeriesTest : public QObject {
  Q_OBJECT

 private slots:
  void constantStaysFlat() {
    Curve curve;
    curve.track.setSmoothing(0.97, 0.01);
    for (int i = 0; i < 5000; ++i) curve.add(i * 0.0013 + 0.0007 * (i % 3), 0.3);
    for (std::size_t i = 0; i < curve.track.size(); ++i) QCOMPARE(curve.smoothed().values[i], 0.3F);
    // And after smoothing anew.
    curve.track.setSmoothing(0.6, 0.5);
    while (!curve.track.smoothSome(100)) {
    }
    for (std::size_t i = 0; i < curve.track.size(); ++i) QCOMPARE(curve.smoothed().values[i], 0.3F);
  }

  void firstPointHasNoBias() {
    Curve curve;
    curve.track.setSmoothing(0.999, 1);
    curve.add(0, 8);
    curve.add(1, 4);
    QCOMPARE(curve.smooth(0), 8.0);
    // Both points weigh nearly the same, where a biased average would hang near its start.
    QVERIFY(std::abs(curve.smooth(1) - 6) < 0.01);
  }

  void smoothingIsWeightedByDistance() {
    // The same curve sampled four times as densely must be smoothed to the same curve.
    Curve sparse, dense;
    sparse.track.setSmoothing(0.9, 0.1);
    dense.track.setSmoothing(0.9, 0.1);
    const auto curve = [](double x) { return std::exp(-x) + 0.2 * std::sin(3 * x); };
    for (int i = 0; i <= 400; ++i) sparse.add(i * 0.02, curve(i * 0.02));
    for (int i = 0; i <= 1600; ++i) dense.add(i * 0.005, curve(i * 0.005));
    for (std::size_t i = 100; i <= 400; ++i)
      QVERIFY(std::abs(sparse.smooth(i) - dense.smooth(4 * i)) < 0.01);
  }

  void smoothingFollowsAStep() {
    Curve curve;
    curve.track.setSmoothing(0.5, 1);
    for (int i = 0; i < 50; ++i) curve.add(i, 0);
    for (int i = 50; i < 53; ++i) curve.add(i, 1);
    QVERIFY(std::abs(curve.smooth(50) - 0.5) < 1e-6);
    QVERIFY(std::abs(curve.smooth(51) - 0.75) < 1e-6);
    QVERIFY(std::abs(curve.smooth(52) - 0.875) < 1e-6);
  }

  void smoothingAgreesWithItsFormula() {
    // sum of w y / sum of w, each point's weight what is new at its distance, fading since.
    Curve curve = randomCurve(5, 300);
    curve.track.setSmoothing(0.8, 0.05);
    while (!curve.track.smoothSome(7)) {
    }
    for (std::size_t n = 0; n < curve.track.size(); ++n) {
      if (!std::isfinite(curve.y(n))) {
        QVERIFY(!std::isfinite(curve.smooth(n)));
        continue;
      }
      double sum = 0, weights = 0, last = kGap;
      for (std::size_t i = 0; i <= n; ++i) {
        if (!std::isfinite(curve.y(i))) continue;
        const double x = curve.track.x(XAxis::Epoch)[i];
        const double distance = std::isfinite(last) ? (x - last) / 0.05 : 1;
        const double kept = std::pow(0.8, std::max(distance, 1e-9));
        sum = sum * kept + curve.y(i) * (1 - kept);
        weights = weights * kept + 1 - kept;
        last = x;
      }
      QVERIFY2(std::abs(curve.smooth(n) - sum / weights) < 1e-4 * std::max(1.0, std::abs(sum)),
               qPrintable(
                   QString("%1: %2 instead of %3").arg(n).arg(curve.smooth(n)).arg(sum / weights)));
    }
  }

  void smoothingAnewInPiecesEqualsSmoothingFromTheStart() {
    Curve pieces, start;
    start.track.setSmoothing(0.97, 0.03);
    const auto value = [](int i) { return std::sin(i * 0.01) + (i * 7919 % 100) * 0.01; };
    for (int i = 0; i < 3000; ++i) start.add(i * 0.001, value(i));
    for (int i = 0; i < 1000; ++i) pieces.add(i * 0.001, value(i));
    const int edition = pieces.track.series(ChartMetric::Loss).edition();
    pieces.track.setSmoothing(0.97, 0.03);
    const float before = pieces.smoothed().values[500];
    // New points come while old ones are smoothed; the old curve stays until the new one is whole.
    for (int i = 1000; i < 3000; ++i) {
      pieces.add(i * 0.001, value(i));
      if (i % 100 == 0 && !pieces.track.smoothSome(30))
        QCOMPARE(pieces.smoothed().values[500], before);
    }
    while (!pieces.track.smoothSome(50)) {
    }
    QVERIFY(pieces.track.series(ChartMetric::Loss).edition() != edition);
    for (std::size_t i = 0; i < 3000; ++i)
      QCOMPARE(pieces.smoothed().values[i], start.smoothed().values[i]);
  }

  void pyramidsFindTheExtremesOfEveryStretch() {
    const Curve curve = randomCurve(11, 20000);
    std::mt19937 random(3);
    for (int i = 0; i < 2000; ++i) {
      std::size_t from = random() % 20001, to = random() % 20001;
      if (from > to) std::swap(from, to);
      if (i % 3 == 0) to = std::min<std::size_t>(to, from + random() % 40);
      const Extent found = curve.raw().pyramid.over(curve.raw().values, from, to);
      Extent wanted;
      for (std::size_t k = from; k < to; ++k) wanted.add(curve.raw().values[k]);
      QCOMPARE(found.low, wanted.low);
      QCOMPARE(found.high, wanted.high);
      QCOMPARE(found.lowPositive, wanted.lowPositive);
    }
  }

  void everyColumnKeepsItsLowestAndHighest_data() {
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("count");
    for (unsigned seed = 1; seed <= 6; ++seed)
      QTest::addRow("%u", seed) << seed << static_cast<int>(seed * seed * 700);
  }
  void everyColumnKeepsItsLowestAndHighest() {
    QFETCH(unsigned, seed);
    QFETCH(int, count);
    const Curve curve = randomCurve(seed, count);
    const double end = curve.track.x(XAxis::Epoch).back();
    std::mt19937 random(seed);
    for (int i = 0; i < 60; ++i) {
      const double a = end * (random() % 1000) / 1000, b = end * (random() % 1000) / 1000;
      Reduction::View view{XAxis::Epoch, std::min(a, b), std::max(a, b) + 1e-6,
                           static_cast<int>(1 + random() % 300), i % 2 == 1};
      if (i == 0) view = {XAxis::Epoch, 0, end, 40, false};
      const QString wrong = checkColumns(curve, view, reduced(curve, view));
      QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
  }

  void aSpikeIsSeenAtEveryZoom() {
    Curve curve;
    for (int i = 0; i < 100000; ++i) curve.add(i, i == 61234 ? 50 : 1);
    for (double width = 2; width < 100000; width *= 1.7) {
      const double low = std::max(0.0, 61234 - width / 3);
      const auto drawn = reduced(curve, {XAxis::Epoch, low, low + width, 300, false});
      QVERIFY2(std::ranges::any_of(drawn, [](QPointF p) { return p.y() == 50; }),
               qPrintable(QString::number(width)));
      QVERIFY(drawn.size() <= 4 * 300 + 2);
    }
  }

  void gapsStayGaps() {
    Curve curve;
    for (int i = 0; i < 10; ++i) curve.add(i, i == 4 ? kGap : 1);
    const auto few = reduced(curve, {XAxis::Epoch, 0, 9, 100, false});
    QCOMPARE(few.size(), std::size_t(10));
    for (std::size_t i = 0; i < 10; ++i) QCOMPARE(std::isfinite(few[i].y()), i != 4);
    // A whole column without a value, among columns with many.
    Curve many;
    for (int i = 0; i < 10000; ++i) many.add(i, i >= 4000 && i < 5000 ? kGap : 1);
    const auto drawn = reduced(many, {XAxis::Epoch, 0, 10000, 20, false});
    const auto gaps = std::ranges::count_if(drawn, [](QPointF p) { return !std::isfinite(p.y()); });
    QCOMPARE(gaps, std::ptrdiff_t(2));
    for (const QPointF& p : drawn) QCOMPARE(std::isfinite(p.y()), p.x() < 4000 || p.x() >= 5000);
  }

  void aFewPointsAreAllDrawn() {
    Curve curve;
    for (int i = 0; i < 5; ++i) curve.add(i * 2, i);
    QCOMPARE(reduced(curve, {XAxis::Epoch, 0, 10, 500, false}).size(), std::size_t(5));
  }

  void zoomingShowsEveryPointAndItsNeighbours() {
    Curve curve;
    for (int i = 0; i <= 10000; ++i) curve.add(i * 0.01, i % 17);
    const auto drawn = reduced(curve, {XAxis::Epoch, 20, 21, 500, false});
    // All 101 points of the zoomed part, and one neighbour on each side.
    QCOMPARE(drawn.size(), std::size_t(103));
    QVERIFY(drawn.front().x() < 20);
    QVERIFY(drawn.back().x() > 21);
  }

  void askingWhileItGrowsEqualsAskingAtTheEnd_data() {
    QTest::addColumn<Reduction::View>("view");
    QTest::newRow("all") << Reduction::View{XAxis::Epoch, 0, 60, 37, false};
    QTest::newRow("the start") << Reduction::View{XAxis::Epoch, 0, 3, 37, false};
    QTest::newRow("ahead") << Reduction::View{XAxis::Epoch, 8, 20, 37, false};
    QTest::newRow("logarithmic") << Reduction::View{XAxis::Epoch, 2, 30, 11, true};
  }
  void askingWhileItGrowsEqualsAskingAtTheEnd() {
    QFETCH(Reduction::View, view);
    const Curve whole = randomCurve(23, 5000);
    Curve growing;
    Reduction often;
    for (std::size_t i = 0; i < whole.track.size(); ++i) {
      growing.add(whole.track.x(XAxis::Epoch)[i], whole.y(i));
      if (i % 37 == 0) often.update(growing.track, growing.raw(), 0, view);
    }
    often.update(growing.track, growing.raw(), 0, view);
    Reduction once;
    once.update(growing.track, growing.raw(), 0, view);
    QVERIFY(!once.points().empty());
    QCOMPARE(often.points().size(), once.points().size());
    for (std::size_t i = 0; i < once.points().size(); ++i) {
      const QPointF a = often.points()[i], b = once.points()[i];
      QVERIFY(a.x() == b.x() && (a.y() == b.y() || (std::isnan(a.y()) && std::isnan(b.y()))));
    }
    QCOMPARE(often.extent().low, once.extent().low);
    QCOMPARE(often.extent().high, once.extent().high);
  }

  void aLogarithmicAxisLeavesOutWhatItHasNoPlaceFor() {
    Curve curve;
    curve.add(1, std::numeric_limits<double>::infinity());
    curve.add(2, -1);
    curve.add(3, 2);
    QCOMPARE(curve.track.size(), std::size_t(3));
    const auto drawn = reduced(curve, {XAxis::Epoch, 0, 10, 100, true});
    QCOMPARE(std::ranges::count_if(drawn, [](QPointF p) { return std::isfinite(p.y()); }),
             std::ptrdiff_t(1));
    QCOMPARE(drawn.back(), QPointF(3, 2));
  }

  void nearestPoint() {
    Curve curve;
    QVERIFY(!curve.track.nearest(XAxis::Epoch, 3));
    for (const double x : {0.0, 1.0, 4.0}) curve.add(x, 0);
    QCOMPARE(*curve.track.nearest(XAxis::Epoch, -5), std::size_t(0));
    QCOMPARE(*curve.track.nearest(XAxis::Epoch, 2.4), std::size_t(1));
    QCOMPARE(*curve.track.nearest(XAxis::Epoch, 2.6), std::size_t(2));
    QCOMPARE(*curve.track.nearest(XAxis::Epoch, 99), std::size_t(2));
    const Curve many = randomCurve(2, 3000);
    const auto& x = many.track.x(XAxis::Epoch);
    for (double at = -1; at < x.back() + 1; at += 0.37) {
      double least = 1e300;
      for (std::size_t i = 0; i < x.size(); ++i) least = std::min(least, std::abs(x[i] - at));
      QCOMPARE(std::abs(x[*many.track.nearest(XAxis::Epoch, at)] - at), least);
    }
  }

  void placesNeverGoBack() {
    Curve curve;
    curve.add(2, 1);
    curve.add(1, 1);
    curve.add(kGap, 1);
    QCOMPARE(curve.track.x(XAxis::Epoch)[1], 2.0);
    QCOMPARE(curve.track.x(XAxis::Epoch)[2], 2.0);
  }

  void copiesStayAsTheyWere() {
    Curve curve = randomCurve(1, 10000);
    const Track copy = curve.track;
    for (int i = 0; i < 5000; ++i) curve.add(1e6 + i, 7);
    QCOMPARE(copy.size(), std::size_t(10000));
    QCOMPARE(copy.series(ChartMetric::Loss).raw().values.size(), std::size_t(10000));
    QVERIFY(&copy.series(ChartMetric::Loss).raw().values[5] == &curve.raw().values[5]);  // shared
  }

  void theBestIsKnownAtOnce() {
    RunCurves run;
    const auto judge = [&](float loss, float accuracy) {
      Point point;
      point.split = Point::Split::Validation;
      point.epoch = static_cast<double>(run.validation().size() + 1);
      point.loss = loss;
      point.accuracy = accuracy;
      run.add(point);
    };
    judge(NAN, NAN);
    QVERIFY(!run.best(ChartMetric::Loss));
    judge(2, 0.3F);
    QCOMPARE(*run.best(ChartMetric::Loss), std::size_t(1));
    judge(1, 0.5F);
    judge(1, 0.5F);  // no better: the first counts
    judge(NAN, NAN);
    judge(3, 0.4F);
    QCOMPARE(*run.best(ChartMetric::Loss), std::size_t(2));
    QCOMPARE(*run.best(ChartMetric::Accuracy), std::size_t(2));
    QVERIFY(!run.best(ChartMetric::LearningRate));
  }
};

LOOM_TEST(series_test, SeriesTest)
#include "series_test.moc"
