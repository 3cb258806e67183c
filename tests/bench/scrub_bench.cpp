// How well does the window follow the hand along the epochs? LeNet-5 learns for 50 epochs, all are
// kept; then real mouse moves drag the thumb over them, there and back, with each panel open. What
// counts is how many different moments a second the canvas painted; a heartbeat in the GUI thread
// says how late the window is meanwhile.
//   scrub_bench [EPOCHS [DRAGS]]      (50 epochs, 3 drags there and back by default)
// Exit status 1 if fewer than 30 moments a second are seen, p99 of the beats reaches 16 ms, or the
// worst 50 ms.

#include <QMouseEvent>
#include <QTabWidget>
#include <cstdlib>

#include "app/compose.h"
#include "bench/heartbeat.h"
#include "engine/train/kept_weights.h"
#include "ui/canvas/canvas.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/main_window.h"
#include "ui/panels/epoch_scrubber.h"
#include "ui/panels/epoch_slider.h"
#include "ui/session.h"

using namespace loom;
using namespace loom::bench;

namespace {

constexpr double kLeastFrames = 30;  // a second
constexpr int kMoveMs = 16;          // from one move of the mouse to the next

/// Counts the moments that a widget painted.
class Seen : public QObject {
 public:
  Seen(ui::FrameClock& clock, QWidget& painted) : painted_(painted) {
    painted.installEventFilter(this);
    connect(&clock, &ui::FrameClock::frame, this, [this](const ui::Frame& frame) {
      if (frame.snapshotIsNew) told_ = frame.snapshot->epoch;
    });
  }
  int count() const { return count_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == &painted_ && event->type() == QEvent::Paint && told_ != seen_) {
      seen_ = told_;
      ++count_;
    }
    return false;
  }

 private:
  QWidget& painted_;
  int told_ = -1, seen_ = -1;
  int count_ = 0;
};

class ScrubBench {
 public:
  bool learn(int epochs) {
    const QString file = projectIn(folder_);
    auto project = loadProject(file.toStdString());
    if (!project) return false;
    project->training.epochs = epochs;
    window().resize(1440, 900);
    window().show();
    parts_.document().reset(*project, {});
    pass(2);
    session().setSelectedNode("conv2");
    session().train();
    for (int i = 0; i < 6000; ++i) {
      pass(0.1);
      const TrainerStatus status = session().status();
      if (status.state == TrainerStatus::State::Failed) return false;
      if (status.state != TrainerStatus::State::Finished) continue;
      session().setDrawing(std::vector<float>(784, 0.5F), 1);
      std::printf("%zu epochs are kept, %.1f MB\n", status.kept->epochs.size(),
                  static_cast<double>(status.kept->bytes) * 1e-6);
      return status.kept->epochs.size() > 1;
    }
    return false;
  }

  bool scrub(int drags) {
    bool good = true;
    for (int tab = 0; tab < window().tabs().count(); ++tab) {
      window().tabs().setCurrentIndex(tab);
      pass(1);
      good = scrubPanel(drags) && good;
    }
    return good;
  }

 private:
  ui::MainWindow& window() { return parts_.window(); }
  ui::Session& session() { return parts_.session(); }
  ui::EpochSlider& slider() { return window().scrubber().slider(); }

  void mouse(QEvent::Type type, int epoch) {
    const QPointF at = slider().positionOf(epoch);
    const bool moves = type == QEvent::MouseMove;
    QMouseEvent event(type, at, slider().mapToGlobal(at), moves ? Qt::NoButton : Qt::LeftButton,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, {});
    QCoreApplication::sendEvent(&slider(), &event);
  }

  bool scrubPanel(int drags) {
    const std::vector<int> epochs = session().status().kept->epochs;
    mouse(QEvent::MouseButtonPress, epochs.front());
    pass(0.5);
    const Seen seen(parts_.clock(), *window().canvas().viewport());
    Heartbeat heartbeat;
    QElapsedTimer clock;
    clock.start();
    heartbeat.start();
    for (int drag = 0; drag < 2 * drags; ++drag) {
      for (std::size_t i = 1; i < epochs.size(); ++i) {
        mouse(QEvent::MouseMove, drag % 2 == 0 ? epochs[i] : epochs[epochs.size() - 1 - i]);
        pass(kMoveMs / 1000.0);
      }
    }
    const double seconds = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
    const Heartbeat::Figures late = heartbeat.stop();
    mouse(QEvent::MouseButtonRelease, epochs.front());
    session().setEpoch(-1);
    const double frames = seen.count() / seconds;
    std::printf("%s: %.1f moments a second; late p50 %.2f ms, p99 %.2f ms, max %.2f ms\n",
                qPrintable(window().tabs().tabText(window().tabs().currentIndex())), frames,
                late.p50, late.p99, late.max);
    return frames >= kLeastFrames && late.p99 < kMostP99 && late.max < kMostEver;
  }

  QTemporaryDir folder_;
  Composition parts_;
};

}  // namespace

int main(int argc, char** argv) {
  const BenchApplication app(argc, argv, "scrub_bench");
  ScrubBench bench;
  if (!bench.learn(argc > 1 ? std::max(2, std::atoi(argv[1])) : 50)) return 2;
  const bool good = bench.scrub(argc > 2 ? std::max(1, std::atoi(argv[2])) : 3);
  std::printf("%s: at least 30 moments a second, p99 under 16 ms, max under 50 ms\n",
              good ? "met" : "NOT met");
  return good ? 0 : 1;
}
