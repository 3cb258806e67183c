#include "ui/canvas/hint_label.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kWidest = 320;
}

HintLabel::HintLabel(QWidget* parent) : QLabel(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setContentsMargins(10, 6, 10, 6);
  setTextFormat(Qt::PlainText);
  hide();
}

void HintLabel::showAt(QPoint at, const QString& text, Kind kind) {
  if (text.isEmpty()) {
    hide();
    return;
  }
  kind_ = kind;
  setFont(kind == Kind::Note ? monospaceFont(parentWidget()->font()) : parentWidget()->font());
  setText(text);
  setWordWrap(false);
  // The size of the text before must not count for this one.
  setMinimumSize(0, 0);
  setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
  const int widest = grown(kWidest, this);
  if (sizeHint().width() > widest) {
    setWordWrap(true);
    setFixedWidth(widest);
    setFixedHeight(heightForWidth(widest));
  } else {
    setFixedSize(sizeHint());
  }
  const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
  QPoint corner = at + QPoint(16, 18);
  corner.setX(std::max(room.left(), std::min(corner.x(), room.right() - width())));
  if (corner.y() + height() > room.bottom()) corner.setY(at.y() - height() - 12);
  move(corner);
  show();
  raise();
}

void HintLabel::paintEvent(QPaintEvent* event) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(kind_ == Kind::Refusal   ? theme.error
                      : kind_ == Kind::Warning ? theme.warning
                                               : theme.line,
                      1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  painter.end();
  QLabel::paintEvent(event);
}

}  // namespace loom::ui
