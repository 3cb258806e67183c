// Do the charts stay quick with a run of a million steps in front of two more? How long a repaint
// of each chart takes while points arrive, while somebody zooms, pans and points, and how long it
// takes to read at a place. Four charts, offscreen, in the size that they have in a window.
//   charts_bench [POINTS [REPEATS]]      (1 000 000 points and 300 repeats by default)
// Exit status 1 if the p99 of a repaint is 8 ms or more.

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

#include "ui/charts/line_chart.h"
#include "ui/theme.h"

using namespace loom;
using namespace loom::ui;

namespace {

constexpr double kMostRepaint = 8;  // ms
constexpr QSize kChart(440, 260);
constexpr int kEpochs = 50;

double milliseconds(const std::function<void()>& work) {
  QElapsedTimer clock;
  clock.start();
  work();
  return static_cast<double>(clock.nsecsElapsed()) * 1e-6;
}

/// Noisy as real ones are, with a spike now and then.
Point pointAt(std::int64_t step, std::int64_t steps, double offset) {
  const double share = static_cast<double>(step) / static_cast<double>(steps);
  const double noise = static_cast<double>(step * 7919 % 1009) / 1009;
  Point point;
  point.step = step;
  point.epoch = share * kEpochs;
  point.seconds = static_cast<double>(step) * 0.002;
  point.loss = static_cast<float>(2.3 * std::exp(-6 * share) + 0.05 + offset + 0.3 * noise +
                                  (step % 50'021 == 0 ? 3 : 0));
  point.accuracy = static_cast<float>(1 - 0.9 * std::exp(-6 * share) * (0.8 + 0.2 * noise));
  point.learningRate = static_cast<float>(0.01 * (1 + std::cos(3.1416 * share)) / 2);
  point.gradientNorm = static_cast<float>(std::exp(2 * noise) * (1 + offset));
  return point;
}

void fill(RunCurves& run, std::int64_t points, double offset) {
  for (std::int64_t step = 1; step <= points; ++step) {
    const Point point = pointAt(step, points, offset);
    run.add(point);
    if (step % (points / kEpochs) != 0) continue;
    Point check = point;
    check.split = Point::Split::Validation;
    run.add(check);
  }
}

class Bench {
 public:
  Bench(std::int64_t points, int repeats) : points_(points), repeats_(repeats) {
    for (const ChartMetric metric : kChartMetrics) {
      charts_.push_back(std::make_unique<LineChart>(metric, model_));
      charts_.back()->resize(kChart);
      charts_.back()->show();
    }
    model_.setPlan(kEpochs, static_cast<double>(points));
    std::vector<Point> first;
    for (std::int64_t step = 1; step <= points - 40 * repeats; ++step)
      first.push_back(pointAt(step, points, 0));
    next_ = static_cast<std::int64_t>(first.size()) + 1;
    report("add all points (once)", {milliseconds([&] { model_.add(first); })}, false);
    std::vector<ChartModel::Shown> behind;
    for (const double offset : {0.2, 0.5}) {
      auto run = std::make_shared<RunCurves>();
      fill(*run, points, offset);
      behind.push_back({"past", static_cast<int>(behind.size()), run});
    }
    model_.setCompared(behind);
    while (model_.isSmoothing()) QCoreApplication::processEvents();
    repaintAll(
        "repaint, everything anew", [&] { model_.setCompared(behind); }, 5);
  }

  void run() {
    repaintAll(
        "repaint while points arrive",
        [&] {
          std::vector<Point> points;
          for (int i = 0; i < 30; ++i) points.push_back(pointAt(next_++, points_, 0));
          model_.add(points);
        },
        repeats_);
    turn_ = 0;
    repaintAll(
        "zoom with the wheel",
        [&] {
          const double at = points_ > 0 ? kEpochs * 0.37 : 0;
          model_.zoomAround(at, turn_++ / 40 % 2 == 0 ? 0.8 : 1.25);
        },
        repeats_);
    model_.zoomTo(kEpochs * 0.3, kEpochs * 0.5);
    repaintAll(
        "pan", [&] { model_.pan((turn_++ / 60 % 2 == 0 ? 0.003 : -0.003) * kEpochs); }, repeats_);
    model_.resetZoom();
    repaintAll(
        "point at a place",
        [&] { model_.setPlace(model_.nearestPlace(kEpochs * std::fmod(turn_++ * 0.0137, 1.0))); },
        repeats_);
    model_.setPlace(std::nullopt);
    smooth();
  }

  bool isQuick() const { return worst_ < kMostRepaint; }

 private:
  /// `change`, then a repaint of every chart, each of which is measured by itself.
  void repaintAll(const char* what, const std::function<void()>& change, int times) {
    std::vector<double> repaints, changes;
    for (int i = 0; i < times; ++i) {
      changes.push_back(milliseconds(change));
      for (const auto& chart : charts_) {
        repaints.push_back(milliseconds([&] { chart->repaint(); }));
      }
      QCoreApplication::processEvents();
    }
    report(what, repaints, times > 5);
    if (times > 5) report("  what led to it", changes, true);
  }

  void smooth() {
    std::vector<double> turns;
    QElapsedTimer clock;
    clock.start();
    model_.setSmoothing(0.97);
    while (model_.isSmoothing())
      turns.push_back(milliseconds([] { QCoreApplication::processEvents(); }));
    report("a turn of smoothing all anew", turns, true);
    std::printf("%-34s %8.0f ms\n", "smoothing all anew", static_cast<double>(clock.elapsed()));
  }

  void report(const char* what, std::vector<double> times, bool counts) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
      return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-34s p50 %7.3f ms   p99 %7.3f ms   max %7.3f ms   (%zu)\n", what, at(0.5),
                at(0.99), times.back(), times.size());
    std::fflush(stdout);
    if (counts) worst_ = std::max(worst_, at(0.99));
  }

  std::int64_t points_, next_ = 1;
  int repeats_, turn_ = 0;
  ChartModel model_;
  std::vector<std::unique_ptr<LineChart>> charts_;
  double worst_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  applyTheme(app, ThemeMode::Light);
  const std::int64_t points = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  const int repeats = argc > 2 ? std::atoi(argv[2]) : 300;
  Bench bench(points, repeats);
  bench.run();
  return bench.isQuick() ? 0 : 1;
}
