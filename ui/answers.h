#pragma once

// The network's answers to the drawing, told as soon as the trainer has one instead of at the
// FrameClock's next tick: a pen is faster than frames. GUI thread; the trainer never waits for it.

#include <QObject>

#include "engine/train/trainer.h"

namespace loom::ui {

class Answers : public QObject {
  Q_OBJECT

 public:
  explicit Answers(Trainer& trainer);
  ~Answers() override;

 signals:
  /// Valid while the signal is delivered.
  void answered(const loom::Answer& answer);
  /// From the trainer's thread: there is one to read.
  void came();

 private:
  void read();

  Trainer& trainer_;
};

}  // namespace loom::ui
