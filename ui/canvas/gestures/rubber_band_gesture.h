#pragma once

// Selects what a rectangle touches; with Ctrl or Shift, in addition to what was selected. A click
// clears. GUI thread.

#include <QGraphicsRectItem>
#include <memory>

#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/scene.h"

namespace loom::ui {

class RubberBandGesture : public Gesture {
 public:
  RubberBandGesture(Canvas& canvas, const Pointer& start);
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  Pointer start_;
  bool adds_;
  Chosen before_;
  std::unique_ptr<QGraphicsRectItem> band_;
};

}  // namespace loom::ui
