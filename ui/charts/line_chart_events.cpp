// What a person does to a chart with the pointer and the keyboard.

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/charts/line_chart.h"

namespace loom::ui {
namespace {

constexpr double kKeySteps = 50;      // of an arrow key, across what is shown
constexpr double kPanShare = 0.1;     // of what is shown, by a key or a notch of the wheel
constexpr double kWheelFactor = 0.8;  // by a notch
constexpr qreal kLeastDrag = 8;       // less is a click, not a zoom
constexpr double kNotch = 120;        // of a wheel, in Qt's units

}  // namespace

double LineChart::placeAt(const QPointF& at) {
  bringUpToDate();
  return drawing_.plot().placeAt(at.x());
}

void LineChart::mousePressEvent(QMouseEvent* event) {
  if (drag_ != Drag::None) return cancelDrag();  // a second button takes it back
  const bool left = event->button() == Qt::LeftButton;
  const bool shift = event->modifiers() & Qt::ShiftModifier;
  if (!left && event->button() != Qt::MiddleButton) return event->ignore();
  drag_ = left && !shift ? Drag::Zoom : Drag::Pan;
  pressed_ = event->position();
  before_ = model_.isZoomed() ? std::optional(model_.range()) : std::nullopt;
  if (drag_ == Drag::Pan) setCursor(Qt::ClosedHandCursor);
  event->accept();
}

void LineChart::mouseMoveEvent(QMouseEvent* event) {
  if (drag_ == Drag::None) return pointAt(event->position());
  if (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) dragTo(event->position());
}

void LineChart::dragTo(const QPointF& at) {
  if (drag_ == Drag::Pan) {
    model_.pan(placeAt(pressed_) - placeAt(at));
    pressed_ = at;
    return;
  }
  model_.setPlace(std::nullopt);
  if (std::abs(at.x() - pressed_.x()) < kLeastDrag) {
    band_.reset();
  } else {
    const ChartModel::Range range = model_.range();
    const double a = std::clamp(placeAt(pressed_), range.low, range.high);
    const double b = std::clamp(placeAt(at), range.low, range.high);
    band_ = {std::min(a, b), std::max(a, b)};
  }
  update();
}

void LineChart::mouseReleaseEvent(QMouseEvent* event) {
  if (drag_ == Drag::None) return;
  const Drag ended = std::exchange(drag_, Drag::None);
  const auto band = std::exchange(band_, std::nullopt);
  unsetCursor();
  if (ended == Drag::Zoom && band) model_.zoomTo(band->low, band->high);
  pointAt(event->position());
  update();
}

void LineChart::cancelDrag() {
  const Drag ended = std::exchange(drag_, Drag::None);
  band_.reset();
  unsetCursor();
  if (ended == Drag::Pan && before_) model_.zoomTo(before_->low, before_->high);
  update();
}

void LineChart::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) model_.resetZoom();
}

void LineChart::wheelEvent(QWheelEvent* event) {
  event->accept();
  if (drag_ != Drag::None) return;
  const QPoint turned = event->angleDelta();
  const bool sideways =
      std::abs(turned.x()) > std::abs(turned.y()) || event->modifiers() & Qt::ShiftModifier;
  const double notches = (sideways && turned.x() != 0 ? turned.x() : turned.y()) / kNotch;
  if (sideways)
    model_.pan(-notches * kPanShare * model_.range().width());
  else
    model_.zoomAround(placeAt(event->position()), std::pow(kWheelFactor, notches));
  pointAt(event->position());
}

/// The line and the values of all charts follow the pointer.
void LineChart::pointAt(const QPointF& at) {
  bringUpToDate();
  const bool inside = drawing_.plot().rect.contains(at);
  model_.setPlace(inside ? model_.nearestPlace(placeAt(at)) : std::nullopt);
}

/// The values at a place, shown and said; what is shown follows.
void LineChart::readAt(double place) {
  const ChartModel::Range all = model_.whole();
  place = std::clamp(place, all.low, all.high);
  const ChartModel::Range range = model_.range();
  if (place < range.low) model_.pan(place - range.low);
  if (place > range.high) model_.pan(place - range.high);
  model_.setPlace(place);
  const QStringList lines = readingsAt(place);
  if (!lines.isEmpty()) setAccessibleDescription(lines.join(QStringLiteral(", ")));
}

void LineChart::keyPressEvent(QKeyEvent* event) {
  const ChartModel::Range range = model_.range();
  const double now =
      std::clamp(model_.place().value_or((range.low + range.high) / 2), range.low, range.high);
  const bool shift = event->modifiers() & Qt::ShiftModifier;
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
      const double way = event->key() == Qt::Key_Left ? -1 : 1;
      if (shift) return model_.pan(way * kPanShare * range.width());
      return readAt(now + way * range.width() / kKeySteps);
    }
    case Qt::Key_Home:
      return readAt(0);
    case Qt::Key_End:
      return readAt(model_.whole().high);
    case Qt::Key_Up:
    case Qt::Key_Plus:
      return model_.zoomAround(now, 0.5);
    case Qt::Key_Down:
    case Qt::Key_Minus:
      return model_.zoomAround(now, 2);
    case Qt::Key_Escape:
      if (drag_ != Drag::None) return cancelDrag();
      model_.setPlace(std::nullopt);
      return model_.resetZoom();
    default:
      QWidget::keyPressEvent(event);
  }
}

void LineChart::focusOutEvent(QFocusEvent* event) {
  if (drag_ != Drag::None) cancelDrag();
  if (!underMouse()) model_.setPlace(std::nullopt);
  QWidget::focusOutEvent(event);
}

void LineChart::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  if (drag_ == Drag::None) model_.setPlace(std::nullopt);
}

}  // namespace loom::ui
