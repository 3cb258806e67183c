// How long does it take from the pen to the probabilities? Another thread sends mouse moves to the
// pad of the real window, as a mouse does, 125 a second; each is timed until its answer is painted
// (or, where a person could see no change, until the bars have heard it): first while nothing
// trains, then while LeNet-5 trains at full speed.
//   pen_bench [SECONDS]      (12 by default; real MNIST where LAYERLOOM_DATA names it, else the
//   built-in digits)
// Exit status 1 if p99 is 16 ms or more idle, or 50 ms or more while it trains.

#include <QMouseEvent>
#include <QTemporaryDir>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <thread>
#include <utility>

#include "app/compose.h"
#include "bench/heartbeat.h"
#include "ui/main_window.h"
#include "ui/session.h"
#include "ui/sketch/probability_bars.h"
#include "ui/sketch/sketch_pad.h"
#include "ui/sketch/sketch_panel.h"

using namespace loom;
using namespace loom::bench;

namespace {

using Clock = std::chrono::steady_clock;
constexpr double kMostIdle = 16.0, kMostTraining = 50.0;  // ms, p99
constexpr auto kMoveEvery = std::chrono::milliseconds(8);
constexpr int kMovesOfStroke = 125;

/// A mouse move that knows when it was sent.
class TimedMove : public QMouseEvent {
 public:
  TimedMove(Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons)
      : QMouseEvent(type, at, at, button, buttons, Qt::NoModifier), sent(Clock::now()) {}
  const Clock::time_point sent;
};

/// Follows each move from the pad to the painted bars.
class Watch : public QObject {
 public:
  explicit Watch(Composition& parts) : panel_(parts.window().sketch()) {
    panel_.pad()->installEventFilter(this);
    panel_.bars()->installEventFilter(this);
    connect(
        &parts.session().answers(), &ui::Answers::answered, this,
        [this](const Answer& answer) { heard(answer.drawingId); }, Qt::DirectConnection);
  }

  std::vector<double> take() { return std::exchange(took_, {}); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (auto* move = dynamic_cast<TimedMove*>(event); move && move->type() == QEvent::MouseMove)
      waiting_.push_back({panel_.drawingId() + 1, move->sent});
    if (watched == panel_.bars() && event->type() == QEvent::Paint) {
      watched->removeEventFilter(this);  // the paint itself is part of it
      QCoreApplication::sendEvent(watched, event);
      watched->installEventFilter(this);
      finish();
      return true;
    }
    return false;
  }

 private:
  struct Move {
    qint64 drawing;
    Clock::time_point sent;
  };
  /// The panel was connected first: its bars know the answer by now.
  void heard(qint64 drawing) {
    heard_ = drawing;
    const auto& bars = *panel_.bars();
    if (shown_ == bars.probabilities()) finish();  // nothing to paint
    shown_ = bars.probabilities();
  }
  void finish() {
    const auto now = Clock::now();
    while (!waiting_.empty() && waiting_.front().drawing <= heard_) {
      const std::chrono::duration<double, std::milli> took = now - waiting_.front().sent;
      took_.push_back(took.count());
      waiting_.pop_front();
    }
  }

  ui::SketchPanel& panel_;
  std::deque<Move> waiting_;
  qint64 heard_ = 0;
  std::vector<float> shown_;
  std::vector<double> took_;
};

/// Draws loops of many sizes, a new drawing every second.
void drawFromAnotherThread(ui::SketchPad& pad, double seconds) {
  const QPointF middle(pad.width() / 2.0, pad.height() / 2.0);
  std::atomic<bool> done{false};
  std::jthread mouse([&, middle](std::stop_token stop) {
    const auto at = [&](int i) {
      const double turn = i * 0.09, size = 20 + 50 * std::fabs(std::sin(i * 0.013));
      return middle + size * QPointF(std::cos(turn), std::sin(turn * (1 + i / 400 % 3)));
    };
    auto next = Clock::now();
    const auto send = [&](QEvent::Type type, int i, Qt::MouseButtons buttons) {
      const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
      QCoreApplication::postEvent(&pad, new TimedMove(type, at(i), button, buttons));
    };
    for (int i = 0; !stop.stop_requested() && i < seconds * 1000 / kMoveEvery.count(); ++i) {
      if (i % kMovesOfStroke == 0) {
        if (i > 0) send(QEvent::MouseButtonRelease, i, Qt::NoButton);
        QMetaObject::invokeMethod(&pad, &ui::SketchPad::clear, Qt::QueuedConnection);
        send(QEvent::MouseButtonPress, i, Qt::LeftButton);
      } else {
        send(QEvent::MouseMove, i, Qt::LeftButton);
      }
      next += kMoveEvery;
      std::this_thread::sleep_until(next);
    }
    send(QEvent::MouseButtonRelease, 0, Qt::NoButton);
    done = true;
  });
  while (!done) pass(0.1);
  pass(0.5);
}

bool report(const char* what, std::vector<double> took, double most) {
  if (took.size() < 100) {
    std::printf("%-24s only %zu moves were answered\n", what, took.size());
    return false;
  }
  std::sort(took.begin(), took.end());
  const auto at = [&](double share) {
    return took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))];
  };
  const bool met = at(0.99) < most;
  std::printf(
      "%-24s p50 %6.2f ms   p99 %6.2f ms   max %6.2f ms   (%zu moves)  %s: p99 under %.0f\n", what,
      at(0.5), at(0.99), took.back(), took.size(), met ? "met" : "NOT met", most);
  std::fflush(stdout);
  return met;
}

}  // namespace

int main(int argc, char** argv) {
  const BenchApplication app(argc, argv, "pen_bench");
  const QTemporaryDir folder;
  const double seconds = argc > 1 ? std::atof(argv[1]) : 12.0;
  const QString project = projectIn(folder);
  if (project.isEmpty()) return 2;
  Composition parts;
  parts.window().resize(1440, 900);
  parts.window().show();
  parts.window().start(project);
  for (int i = 0; i < 600 && !parts.session().ownDataset(); ++i) pass(0.1);
  pass(1);
  Watch watch(parts);
  ui::SketchPad& pad = *parts.window().sketch().pad();
  drawFromAnotherThread(pad, seconds);
  const bool idle = report("nothing trains", watch.take(), kMostIdle);
  parts.session().train();
  if (!waitUntilRunning(parts.session())) return 2;
  const std::int64_t first = parts.session().status().step;
  drawFromAnotherThread(pad, seconds);
  const bool training = report("LeNet-5 trains", watch.take(), kMostTraining);
  const TrainerStatus status = parts.session().status();
  std::printf("trained %.0f images/s meanwhile with %d threads, platform %s\n",
              static_cast<double>(status.step - first) * 64 / seconds, status.threads,
              qPrintable(QGuiApplication::platformName()));
  parts.session().stop();
  return idle && training ? 0 : 1;
}
