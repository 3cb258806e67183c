#include "ui/canvas/gestures/rubber_band_gesture.h"

#include <QPen>

#include "ui/canvas/canvas.h"
#include "ui/theme.h"

namespace loom::ui {

RubberBandGesture::RubberBandGesture(Canvas& canvas, const Pointer& start)
    : Gesture(canvas),
      start_(start),
      adds_(start.modifiers & (Qt::ControlModifier | Qt::ShiftModifier)),
      before_(canvas.board().chosen()) {}

void RubberBandGesture::move(const Pointer& pointer) {
  if (!band_) {
    if (!isDrag(start_.view, pointer.view)) return;
    const Theme& theme = Theme::of(&canvas_);
    QColor fill = theme.accent;
    fill.setAlphaF(0.12F);
    QPen pen(theme.accent, 1);
    pen.setCosmetic(true);
    band_ = std::make_unique<QGraphicsRectItem>();
    band_->setPen(pen);
    band_->setBrush(fill);
    band_->setZValue(10);
    canvas_.board().addItem(band_.get());
  }
  const QRectF area = QRectF(start_.scene, pointer.scene).normalized();
  band_->setRect(area);
  Chosen found = canvas_.board().touching(area);
  if (adds_) {
    found.nodes.insert(before_.nodes.begin(), before_.nodes.end());
    found.notes.insert(before_.notes.begin(), before_.notes.end());
  }
  canvas_.board().choose(std::move(found));
}

void RubberBandGesture::finish(const Pointer& pointer) {
  move(pointer);
  if (!band_ && !adds_) canvas_.board().select({});
}

void RubberBandGesture::cancel() {
  canvas_.board().choose(before_);
}

}  // namespace loom::ui
