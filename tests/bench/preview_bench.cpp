// How soon do the two dozen results follow a slider? One step after the other of an augmentation is
// tuned with the keyboard, at rest and while LeNet-5 trains; what counts is the time from a key to
// the grid that shows what it did, painted.
//   preview_bench [KEYS]      (40 a step by default)
// Exit status 1 if a step's median is over 50 ms or its worst over 100 ms, from which on a person
// waits.

#include <QKeyEvent>
#include <QSlider>
#include <QTabWidget>
#include <cstdlib>

#include "app/compose.h"
#include "bench/heartbeat.h"
#include "ui/main_window.h"
#include "ui/panels/augmentation_card.h"
#include "ui/panels/augmentation_panel.h"
#include "ui/panels/step_field.h"
#include "ui/result_grid.h"
#include "ui/session.h"

using namespace loom;
using namespace loom::bench;

namespace {

constexpr double kMostMedian = 50, kWorst = 100;  // ms
constexpr int kLongest = 10'000;                  // ms, for one answer

/// Runs the event loop until a widget was painted after a signal.
class Painted : public QObject {
 public:
  explicit Painted(ui::AugmentationPanel& panel) : grid_(panel.grid()) {
    connect(&patience_, &QTimer::timeout, this, [this] { loop_.exit(1); });
    grid_.installEventFilter(this);
    connect(&panel, &ui::AugmentationPanel::pictured, this, [this] {
      isNew_ = true;
      grid_.update();  // also if the key changed no pixel
    });
  }
  bool wait() {
    isNew_ = false;
    patience_.start(kLongest);
    return loop_.exec() == 0;
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == &grid_ && event->type() == QEvent::Paint && isNew_)
      QMetaObject::invokeMethod(
          &loop_, [this] { loop_.exit(0); }, Qt::QueuedConnection);
    return false;
  }

 private:
  ui::ResultGrid& grid_;
  QEventLoop loop_;
  QTimer patience_;
  bool isNew_ = false;
};

class PreviewBench {
 public:
  bool begin() {
    const QString project = projectIn(folder_);
    if (project.isEmpty()) return false;
    window().resize(1440, 900);
    window().show();
    window().start(project);
    window().tabs().setCurrentWidget(&panel());
    pass(3);
    for (const char* type : {"Rotate", "Scale", "Translate", "ElasticDeform"})
      panel().addStep(type);
    pass(1);
    return !panel().grid().cells().empty();
  }

  bool tune(int keys) {
    bool good = true;
    for (ui::AugmentationCard* card : panel().cards()) good = tuneCard(*card, keys) && good;
    return good;
  }

  bool train() {
    session().train();
    return waitUntilRunning(session());
  }

 private:
  ui::MainWindow& window() { return parts_.window(); }
  ui::AugmentationPanel& panel() { return window().augmentation(); }
  ui::Session& session() { return parts_.session(); }

  bool tuneCard(ui::AugmentationCard& card, int keys) {
    QSlider* slider = card.fields().front()->slider();
    if (!slider) return false;
    Painted painted(panel());
    std::vector<double> times;
    for (int i = 0; i < keys; ++i) {
      QElapsedTimer clock;
      clock.start();
      for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, i / 10 % 2 == 0 ? Qt::Key_Left : Qt::Key_Right, Qt::NoModifier);
        QCoreApplication::sendEvent(slider, &event);
      }
      if (!painted.wait()) {
        std::fprintf(stderr, "bench: no answer within %d s\n", kLongest / 1000);
        return false;
      }
      times.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
      pass(0.02);
    }
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2], worst = times.back();
    std::printf("%s%s: a key to the painted grid: median %.1f ms, worst %.1f ms\n",
                card.step().type.c_str(), session().isActive() ? ", training" : "", median, worst);
    return median <= kMostMedian && worst <= kWorst;
  }

  QTemporaryDir folder_;
  Composition parts_;
};

}  // namespace

int main(int argc, char** argv) {
  const BenchApplication app(argc, argv, "preview_bench");
  const int keys = argc > 1 ? std::max(1, std::atoi(argv[1])) : 40;
  PreviewBench bench;
  if (!bench.begin()) return 2;
  bool good = bench.tune(keys);
  if (!bench.train()) return 2;
  good = bench.tune(keys) && good;
  std::printf("%s: median at most 50 ms, the worst at most 100 ms\n", good ? "met" : "NOT met");
  return good ? 0 : 1;
}
