#pragma once

// Moves the view from the minimap: what the pointer is on there comes to the middle. GUI thread.

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/gesture.h"

namespace loom::ui {

class SteerGesture : public Gesture {
 public:
  explicit SteerGesture(Canvas& canvas) : Gesture(canvas), before_(canvas.viewPlace()) {}
  void move(const Pointer& pointer) override { canvas_.centerOn(pointer.scene); }
  void finish(const Pointer&) override {}
  void cancel() override { canvas_.restore(before_); }

 private:
  Canvas::ViewPlace before_;
};

}  // namespace loom::ui
