#include "ui/switch.h"

#include <QPainter>

#include "ui/theme.h"

namespace loom::ui {

Switch::Switch(QWidget* parent) : QAbstractButton(parent) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const {
  return {grown(32, this), grown(18, this)};
}

void Switch::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF track = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
  painter.setPen(QPen(hasFocus() ? theme.text : isChecked() ? theme.accent : theme.wire, 1));
  painter.setBrush(isChecked() ? theme.accent : theme.chip);
  painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
  const qreal knob = track.height() - 4;
  const qreal left = isChecked() ? track.right() - knob - 2 : track.left() + 2;
  painter.setPen(Qt::NoPen);
  painter.setBrush(isChecked() ? theme.accentText : theme.muted);
  painter.drawEllipse(QRectF(left, track.top() + 2, knob, knob));
}

}  // namespace loom::ui
