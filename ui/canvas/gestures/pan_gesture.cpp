#include "ui/canvas/gestures/pan_gesture.h"

#include <QScrollBar>

#include "ui/canvas/canvas.h"

namespace loom::ui {

PanGesture::PanGesture(Canvas& canvas, const Pointer& start)
    : Gesture(canvas),
      start_(start.view),
      scroll_(canvas.horizontalScrollBar()->value(), canvas.verticalScrollBar()->value()) {
  canvas_.viewport()->setCursor(Qt::ClosedHandCursor);
}

PanGesture::~PanGesture() {
  canvas_.viewport()->unsetCursor();
}

void PanGesture::move(const Pointer& pointer) {
  const QPoint at = scroll_ - (pointer.view - start_);
  canvas_.horizontalScrollBar()->setValue(at.x());
  canvas_.verticalScrollBar()->setValue(at.y());
}

void PanGesture::finish(const Pointer& pointer) {
  move(pointer);
}

void PanGesture::cancel() {
  canvas_.horizontalScrollBar()->setValue(scroll_.x());
  canvas_.verticalScrollBar()->setValue(scroll_.y());
}

}  // namespace loom::ui
