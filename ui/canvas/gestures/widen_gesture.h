#pragma once

// Drags the right edge of a note to make it wider or narrower. GUI thread.

#include "engine/graph/graph.h"
#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/scene.h"

namespace loom::ui {

class WidenGesture : public Gesture {
 public:
  WidenGesture(Canvas& canvas, const Pointer& start, std::size_t note);
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  Pointer start_;
  std::size_t note_;
  Chosen before_;
  loom::Note was_, now_;
  bool dragged_ = false;
};

}  // namespace loom::ui
