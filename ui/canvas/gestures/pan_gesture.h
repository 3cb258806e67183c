#pragma once

// Moves the view with the pointer. GUI thread.

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/gesture.h"

namespace loom::ui {

class PanGesture : public Gesture {
 public:
  PanGesture(Canvas& canvas, const Pointer& start);
  ~PanGesture() override;
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  QPointF held_;  // in the scene: stays under the pointer, however the wheel turns meanwhile
  Canvas::ViewPlace before_;
};

}  // namespace loom::ui
