#include "ui/canvas/gestures/note_gesture.h"

#include <algorithm>

#include "ui/canvas/canvas.h"
#include "ui/canvas/note_commands.h"
#include "ui/document.h"

namespace loom::ui {

NoteGesture::NoteGesture(Canvas& canvas, const Pointer& start, std::size_t note, Kind kind)
    : Gesture(canvas),
      start_(start),
      note_(note),
      kind_(kind),
      before_(canvas.document().graph().notes.at(note)),
      now_(before_) {
  canvas_.board().selectNote(note_);
}

void NoteGesture::move(const Pointer& pointer) {
  if (!dragged_ && !isDrag(start_.view, pointer.view)) return;
  dragged_ = true;
  const QPointF way = pointer.scene - start_.scene;
  if (kind_ == Kind::Move) {
    const QPointF place = snapped(QPointF(before_.position.x, before_.position.y) + way);
    now_.position = {place.x(), place.y()};
  } else {
    now_.width = std::clamp(snapped({before_.width + way.x(), 0}).x(), loom::kLeastNoteWidth,
                            loom::kMostNoteWidth);
  }
  canvas_.board().previewNote(note_, now_);
}

void NoteGesture::finish(const Pointer& pointer) {
  move(pointer);
  canvas_.noteCommands().change(
      kind_ == Kind::Move ? Canvas::tr("Move a note") : Canvas::tr("Widen a note"), note_, now_);
}

void NoteGesture::cancel() {
  canvas_.board().previewNote(note_, before_);
}

}  // namespace loom::ui
