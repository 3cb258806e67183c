#pragma once

// The one place where the window hears from the trainer: about thirty times a second it drains both
// channels and, if anything is new, emits one Frame from which every view draws. While something
// trains and drawing is costly, it does so less often (FramePace), and for as long as it takes the
// trainer leaves it a core. GUI thread; the trainer never waits for it.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <cstdint>
#include <vector>

#include "engine/train/examiner.h"
#include "engine/train/trainer.h"
#include "ui/frame_pace.h"

namespace loom::ui {

struct Frame {
  TrainerStatus status;
  std::vector<Point> newPoints;                // in order, of the present run only
  const Snapshot* snapshot = nullptr;          // the newest, or null; valid until the next frame
  const EvaluationNews* evaluation = nullptr;  // the newest, or null; valid until the next frame
  bool snapshotIsNew = false;
  bool evaluationIsNew = false;
  bool statusIsNew = false;
};

class FrameClock : public QObject {
  Q_OBJECT

 public:
  explicit FrameClock(Trainer& trainer, QObject* parent = nullptr);

  const Frame& last() const { return frame_; }
  /// Something was asked of the trainer: look soon, and often for a while, even if nothing trains.
  void wake();
  /// A hand waits for what was asked for, a snapshot of this epoch (Snapshot::epoch): it is shown
  /// as soon as it is there, if the frame before has been seen for a moment.
  void hurry(int epoch);
  /// A run is about to start: what is still in the channels belongs to the one before.
  void beginRun();
  /// Looks now instead of at the next tick.
  void tick();

 signals:
  /// Something is new. The frame is valid while the signal is delivered.
  void frame(const loom::ui::Frame& frame);
  /// A new run began: charts clear.
  void runStarted();

 protected:
  void customEvent(QEvent* event) override;

 private:
  /// Draws a moment later, on a core that the trainer has left by then.
  void makeRoom();
  void lookSoon();
  bool takePoints();
  void show();
  int interval() const;

  Trainer& trainer_;
  QTimer timer_;
  QTimer soon_;          // runs until the snapshot that is waited for is there
  int awaited_ = -1;     // its epoch
  int looks_ = 0;        // that are left for it
  QElapsedTimer shown_;  // since the last frame
  Frame frame_;
  std::vector<Point> drained_;
  std::int64_t lastStep_ = -1;  // of the newest training point of this run
  int quiet_ = 0;               // ticks since anything was new
  FramePace pace_;
  std::chrono::nanoseconds began_{};  // threadTime() when the frame that is painted now began
  bool isPainting_ = false;
};

}  // namespace loom::ui
