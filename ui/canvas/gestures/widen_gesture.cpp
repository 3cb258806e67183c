#include "ui/canvas/gestures/widen_gesture.h"

#include <algorithm>

#include "ui/canvas/canvas.h"
#include "ui/canvas/note_commands.h"
#include "ui/document.h"

namespace loom::ui {

WidenGesture::WidenGesture(Canvas& canvas, const Pointer& start, std::size_t note)
    : Gesture(canvas),
      start_(start),
      note_(note),
      before_(canvas.board().chosen()),
      was_(canvas.document().graph().notes.at(note)),
      now_(was_) {
  canvas_.board().selectNote(note_);
}

void WidenGesture::move(const Pointer& pointer) {
  if (!dragged_ && !isDrag(start_.view, pointer.view)) return;
  dragged_ = true;
  const qreal way = pointer.scene.x() - start_.scene.x();
  now_.width =
      std::clamp(snapped({was_.width + way, 0}).x(), loom::kLeastNoteWidth, loom::kMostNoteWidth);
  canvas_.board().previewNote(note_, now_);
}

void WidenGesture::finish(const Pointer& pointer) {
  move(pointer);
  canvas_.noteCommands().change(Canvas::tr("Widen a note"), note_, now_);
}

void WidenGesture::cancel() {
  canvas_.board().clearPreview();
  canvas_.board().choose(before_);
}

}  // namespace loom::ui
