// What does looking cost? LeNet-5 trains at full speed on all cores, in turns: in
// the window with every panel of it open beside the others at once, a node chosen and a digit
// drawn; and in a process without a window. In turns of their own, because its beats take cores
// from what trains, a heartbeat in the GUI thread says how late the window is; at the end, how long
// it takes from Stop until nothing trains any more.
//   panels_bench [ROUNDS [SECONDS]]      (20 rounds of 1 second a turn by default)
// Exit status 1 if the speed falls under 95 %, p99 of the beats reaches 16 ms, the worst 50 ms, or
// a Stop 200 ms.

#include <QProcess>
#include <QTabWidget>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "app/compose.h"
#include "bench/heartbeat.h"
#include "engine/io/run_directory.h"
#include "engine/train/trainer.h"
#include "ui/main_window.h"
#include "ui/session.h"

using namespace loom;
using namespace loom::bench;

namespace {

constexpr double kLeastSpeed = 0.95;
constexpr double kMostStop = 200;  // ms
constexpr int kStops = 5;

double medianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Of the mean of values; 0 of fewer than two.
double standardError(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  if (count < 2) return 0;
  double mean = 0, squares = 0;
  for (const double value : values) mean += value / count;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / (count - 1) / count);
}

/// The process without a window: trains for as long as each line on its input says, in seconds, and
/// answers with steps a second.
int trainBare(const char* file) {
  auto project = loadProject(file);
  if (!project) return 2;
  Trainer trainer;
  TrainerOptions options;
  options.runDirectory = newRunDirectory(file, "bare");
  options.startPaused = true;
  trainer.start(*project, options);
  while (trainer.status().state != TrainerStatus::State::Paused) {
    if (trainer.status().state == TrainerStatus::State::Failed) return 2;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  for (double seconds = 0; std::cin >> seconds;) {
    trainer.resume();
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    const std::int64_t first = trainer.status().step;
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    const auto steps = static_cast<double>(trainer.status().step - first);
    trainer.pause();
    std::cout << steps / seconds << std::endl;
  }
  return 0;
}

class PanelsBench {
 public:
  bool begin() {
    const QString project = projectIn(folder_);
    if (project.isEmpty()) return false;
    window().resize(1440, 900);
    window().show();
    window().start(project);
    pass(2);
    openPanels();
    session().setSelectedNode("conv2");
    session().setDrawing(std::vector<float>(784, 0.5F), 1);
    session().train();
    if (!waitUntilRunning(session())) return false;
    session().pause();
    bare_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    bare_.start(QCoreApplication::applicationFilePath(), {"--bare", project});
    return bare_.waitForStarted();
  }

  bool compare(int rounds, double seconds) {
    std::vector<double> ratios, with, without;
    std::vector<Heartbeat::Figures> beats;
    for (int round = 0; round < rounds; ++round) {
      // One way and back: what the machine does meanwhile falls on both alike.
      const bool first = round % 2 == 0;
      double steps[2] = {0, 0};
      for (const bool seen : {first, !first, !first, first}) {
        const double speed = seen ? trainSeen(seconds) : trainUnseen(seconds);
        if (speed <= 0) return false;
        (seen ? with : without).push_back(speed);
        steps[seen] += speed;
      }
      beats.push_back(beatsWhileTraining(seconds));
      ratios.push_back(steps[1] / steps[0]);
    }
    const double ratio = medianOf(ratios);
    std::printf(
        "all panels open %.0f images/s, no window %.0f: %.3f of it (median of %d rounds, standard "
        "error %.3f)\n",
        64 * medianOf(with), 64 * medianOf(without), ratio, rounds, standardError(ratios));
    Heartbeat::Figures worst{0, 0, 0};
    for (const Heartbeat::Figures& one : beats)
      worst = {std::max(worst.p50, one.p50), std::max(worst.p99, one.p99),
               std::max(worst.max, one.max)};
    std::printf("late, the worst round of each: p50 %.2f ms, p99 %.2f ms, max %.2f ms\n", worst.p50,
                worst.p99, worst.max);
    return ratio >= kLeastSpeed && worst.p99 < kMostP99 && worst.max < kMostEver;
  }

  bool stopInTime() {
    bare_.closeWriteChannel();
    bare_.waitForFinished();
    std::vector<double> times;
    for (int i = 0; i < kStops; ++i) {
      if (!session().isActive()) session().train();
      session().resume();
      if (!waitUntilRunning(session())) return false;
      QElapsedTimer clock;
      clock.start();
      session().stop();
      while (session().isActive()) QCoreApplication::processEvents();
      times.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
    }
    const double longest = *std::max_element(times.begin(), times.end());
    std::printf("Stop: median %.1f ms, longest %.1f ms\n", medianOf(times), longest);
    return longest < kMostStop;
  }

 private:
  ui::MainWindow& window() { return parts_.window(); }
  ui::Session& session() { return parts_.session(); }

  /// Each in a window of its own, so that all are seen at once.
  void openPanels() {
    QTabWidget& tabs = window().tabs();
    while (tabs.count() > 0) {
      QWidget* panel = tabs.widget(0);
      tabs.removeTab(0);
      panel->setParent(&window(), Qt::Window);
      panel->resize(1000, 320);
      panel->show();
    }
  }

  Heartbeat::Figures beatsWhileTraining(double seconds) {
    session().resume();
    pass(0.5);
    Heartbeat heartbeat;
    heartbeat.start();
    pass(seconds);
    const Heartbeat::Figures beats = heartbeat.stop();
    session().pause();
    pass(0.3);
    return beats;
  }

  double trainSeen(double seconds) {
    session().resume();
    pass(0.5);
    QElapsedTimer clock;
    const std::int64_t first = session().status().step;
    clock.start();
    pass(seconds);
    const auto steps = static_cast<double>(session().status().step - first);
    const double took = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
    session().pause();
    pass(0.3);
    return steps / took;
  }

  double trainUnseen(double seconds) {
    bare_.write(QByteArray::number(seconds) + '\n');
    for (int i = 0; i < 600 && !bare_.canReadLine(); ++i) pass(0.1);
    return bare_.readLine().trimmed().toDouble();
  }

  QTemporaryDir folder_;
  Composition parts_;
  QProcess bare_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && QByteArray(argv[1]) == "--bare") return trainBare(argv[2]);
  const BenchApplication app(argc, argv, "panels_bench");
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
  const double seconds = argc > 2 ? std::max(0.5, std::atof(argv[2])) : 1;
  PanelsBench bench;
  if (!bench.begin()) return 2;
  const bool good = bench.compare(rounds, seconds);
  const bool stops = bench.stopInTime();
  std::printf(
      "%s: at least 95 %% of the speed, p99 under 16 ms, max under 50 ms, Stop under 200 ms\n",
      good && stops ? "met" : "NOT met");
  return good && stops ? 0 : 1;
}
