#include "ui/panels/palette_chip.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/engine_text.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kDragDistance = 4;
}

PaletteChip::PaletteChip(const QString& name, loom::Category category, QWidget* parent)
    : QAbstractButton(parent), category_(category) {
  setText(name);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);  // may shrink
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::OpenHandCursor);
  setAttribute(Qt::WA_Hover);
}

void PaletteChip::retranslate() {
  setAccessibleName(text());
  const QString about = summary();
  setAccessibleDescription(about);
  setToolTip(QStringLiteral("<b>%1</b><br>%2<br><i>%3</i>")
                 .arg(text().toHtmlEscaped(), about.toHtmlEscaped(),
                      tr("Drag to the canvas, or double-click.").toHtmlEscaped()));
}

void PaletteChip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QAbstractButton::changeEvent(event);
}

QSize PaletteChip::sizeHint() const {
  return {fontMetrics().horizontalAdvance(text()) + 20, std::max(26, fontMetrics().height() + 10)};
}

QSize PaletteChip::minimumSizeHint() const {
  return {kGrid * 6, sizeHint().height()};  // longer names are cut off
}

void PaletteChip::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF body = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  QPainterPath shape;
  shape.addRoundedRect(body, 6, 6);
  painter.fillPath(shape, underMouse() ? theme.line : theme.chip);
  painter.setClipPath(shape);
  painter.fillRect(QRectF(0, 0, 3, height()), theme.category(category_));
  painter.setClipping(false);
  if (hasFocus()) {
    painter.setPen(QPen(theme.accent, 2));
    painter.drawPath(shape);
  }
  painter.setPen(theme.text);
  painter.drawText(rect().adjusted(10, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(text(), Qt::ElideRight, width() - 16));
}

void PaletteChip::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return cancelDrag();
  pressedAt_ = event->position().toPoint();
  press_ = Press::Pressed;
}

void PaletteChip::mouseMoveEvent(QMouseEvent* event) {
  if (press_ == Press::Pressed &&
      (event->position().toPoint() - pressedAt_).manhattanLength() >= kDragDistance) {
    press_ = Press::Dragging;
    setFocus(Qt::MouseFocusReason);  // so that Esc comes here
    setCursor(Qt::ClosedHandCursor);
    emit dragStarted(text());
  }
  if (press_ == Press::Dragging) emit dragMoved(event->globalPosition().toPoint());
}

void PaletteChip::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const bool dragged = press_ == Press::Dragging;
  press_ = Press::None;
  setCursor(Qt::OpenHandCursor);
  if (dragged) emit dragDropped(event->globalPosition().toPoint());
}

void PaletteChip::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) emit chosen(text());
}

void PaletteChip::cancelDrag() {
  if (press_ != Press::Dragging) return;
  press_ = Press::Cancelled;
  setCursor(Qt::OpenHandCursor);
  emit dragCancelled();
}

void PaletteChip::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      emit chosen(text());
      return;
    case Qt::Key_Left:
    case Qt::Key_Up:
      focusNextPrevChild(false);
      return;
    case Qt::Key_Right:
    case Qt::Key_Down:
      focusNextPrevChild(true);
      return;
    default:
      break;
  }
  QAbstractButton::keyPressEvent(event);
}

bool PaletteChip::event(QEvent* event) {
  const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
  if (!isKey || press_ != Press::Dragging) return QAbstractButton::event(event);
  // While the pointer is at work no key does anything but Esc.
  event->accept();
  const bool isEscape = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
  if (event->type() == QEvent::KeyPress && isEscape) cancelDrag();
  return true;
}

void PaletteChip::focusOutEvent(QFocusEvent* event) {
  if (event->reason() == Qt::ActiveWindowFocusReason) cancelDrag();
  QAbstractButton::focusOutEvent(event);
}

LayerChip::LayerChip(const loom::LayerType& type, QWidget* parent)
    : PaletteChip(QString::fromStdString(type.name), type.category, parent), type_(type) {
  retranslate();
}

QString LayerChip::summary() const {
  return engineText(type_.summary);
}

BlockChip::BlockChip(const QString& name, loom::Category category, int layers, QWidget* parent)
    : PaletteChip(name, category, parent), layers_(layers) {
  retranslate();
}

QString BlockChip::summary() const {
  return tr("A block of your own with %1 layers.").arg(layers_);
}

void BlockChip::contextMenuEvent(QContextMenuEvent* event) {
  if (QGuiApplication::mouseButtons() & Qt::LeftButton) return;  // it has just ended a drag
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("&Remove from the Palette"), this, [this] { emit removeWanted(text()); });
  menu->popup(event->globalPos());
}

void BlockChip::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Delete)
    emit removeWanted(text());
  else
    PaletteChip::keyPressEvent(event);
}

}  // namespace loom::ui
