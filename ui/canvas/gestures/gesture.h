#pragma once

// One thing a pointer does from press to release. Each kind is a class of its own; the canvas runs
// one at a time. Until `finish` the document is untouched, so `cancel` (Esc) only has to put the
// picture back. GUI thread.

#include <QPoint>
#include <QPointF>
#include <Qt>

namespace loom::ui {

class Canvas;

struct Pointer {
  QPointF scene;
  QPoint view;  // in the viewport
  Qt::KeyboardModifiers modifiers;
};

class Gesture {
 public:
  explicit Gesture(Canvas& canvas) : canvas_(canvas) {}
  virtual ~Gesture() = default;
  Gesture(const Gesture&) = delete;
  Gesture& operator=(const Gesture&) = delete;

  virtual void move(const Pointer& pointer) = 0;
  /// The button was let go: does what was shown, as one undo step.
  virtual void finish(const Pointer& pointer) = 0;
  /// Everything is as before the press.
  virtual void cancel() = 0;

 protected:
  Canvas& canvas_;
};

/// A press becomes a drag after so many pixels.
inline constexpr int kDragDistance = 4;
inline bool isDrag(QPoint from, QPoint to) {
  return (to - from).manhattanLength() >= kDragDistance;
}

}  // namespace loom::ui
