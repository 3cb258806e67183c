#include "ui/focus_ring.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>

#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kRing = 2;

bool byKey(Qt::FocusReason reason) {
  return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
         reason == Qt::ShortcutFocusReason;
}

bool isArrow(int key) {
  return key >= Qt::Key_Left && key <= Qt::Key_Down;
}
}  // namespace

FocusRing::FocusRing(QWidget* target) : QWidget(target) {
  setObjectName(QStringLiteral("focusRing"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  target->installEventFilter(this);
  hide();
}

/// Only the line: what lies within is not drawn anew because of it.
void FocusRing::place() {
  const QRect all = parentWidget()->rect();
  setGeometry(all);
  setMask(QRegion(all) - QRegion(all.adjusted(kRing, kRing, -kRing, -kRing)));
  raise();
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::FocusIn:
      place();
      setVisible(byKey(static_cast<QFocusEvent*>(event)->reason()));
      break;
    case QEvent::FocusOut:
    case QEvent::MouseButtonPress:
      hide();
      break;
    case QEvent::KeyPress:
      if (isArrow(static_cast<QKeyEvent*>(event)->key())) {
        place();
        show();
      }
      break;
    case QEvent::Resize:
      place();
      break;
    default:
      break;
  }
  return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent*) {
  QPainter(this).fillRect(rect(), Theme::of(this).accent);
}

}  // namespace loom::ui
