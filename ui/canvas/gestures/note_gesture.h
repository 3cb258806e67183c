#pragma once

// Moves a note, or drags its right edge to make it wider. GUI thread.

#include "engine/graph/graph.h"
#include "ui/canvas/gestures/gesture.h"

namespace loom::ui {

class NoteGesture : public Gesture {
 public:
  enum class Kind { Move, Widen };
  NoteGesture(Canvas& canvas, const Pointer& start, std::size_t note, Kind kind);
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  Pointer start_;
  std::size_t note_;
  Kind kind_;
  loom::Note before_, now_;
  bool dragged_ = false;
};

}  // namespace loom::ui
