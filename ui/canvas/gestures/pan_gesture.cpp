#include "ui/canvas/gestures/pan_gesture.h"

#include <QScrollBar>

namespace loom::ui {

PanGesture::PanGesture(Canvas& canvas, const Pointer& start)
    : Gesture(canvas), held_(start.scene), before_(canvas.viewPlace()) {
  canvas_.viewport()->setCursor(Qt::ClosedHandCursor);
}

PanGesture::~PanGesture() {
  canvas_.viewport()->unsetCursor();
}

void PanGesture::move(const Pointer& pointer) {
  const QPoint way = canvas_.mapFromScene(held_) - pointer.view;
  canvas_.horizontalScrollBar()->setValue(canvas_.horizontalScrollBar()->value() + way.x());
  canvas_.verticalScrollBar()->setValue(canvas_.verticalScrollBar()->value() + way.y());
}

void PanGesture::finish(const Pointer& pointer) {
  move(pointer);
}

void PanGesture::cancel() {
  canvas_.restore(before_);
}

}  // namespace loom::ui
