#include "ui/canvas/moment_chip.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kMomentEdge = 12;  // from the canvas's
}

MomentChip::MomentChip(QWidget* parent) : QAbstractButton(parent) {
  setObjectName(QStringLiteral("momentChip"));
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::TabFocus);
  parent->installEventFilter(this);
  hide();
  refresh();
}

void MomentChip::setEpoch(int epoch) {
  if (epoch == epoch_) return;
  epoch_ = epoch;
  refresh();
  setVisible(epoch >= 0);
}

void MomentChip::refresh() {
  setText(tr("Epoch %1 · Back to now").arg(std::max(epoch_, 0)));
  setAccessibleName(text());
  setToolTip(tr("The network as it was when this epoch ended. Click to see it as it is now."));
  place();
  update();
}

void MomentChip::place() {
  const QSize size = sizeHint().boundedTo(parentWidget()->size());
  setGeometry((parentWidget()->width() - size.width()) / 2, kMomentEdge, size.width(),
              size.height());
}

QSize MomentChip::sizeHint() const {
  const QFontMetrics metrics(font());
  return {metrics.horizontalAdvance(text()) + 32, metrics.height() + 12};
}

bool MomentChip::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) place();
  return QAbstractButton::eventFilter(watched, event);
}

void MomentChip::changeEvent(QEvent* event) {
  QAbstractButton::changeEvent(event);
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) refresh();
}

void MomentChip::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF pill = QRectF(rect()).adjusted(1, 1, -1, -1);
  painter.setPen(hasFocus() ? QPen(theme.text, 2) : QPen(theme.accent, 1));
  painter.setBrush(theme.accent);
  painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
  painter.setPen(theme.accentText);
  painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter,
                   fontMetrics().elidedText(text(), Qt::ElideRight, width() - 16));
}

}  // namespace loom::ui
