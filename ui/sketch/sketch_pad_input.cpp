// What reaches the pad: mouse, fingers, tablet, keys, and pictures from elsewhere.

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QMimeData>
#include <QTabletEvent>
#include <QToolTip>
#include <QTouchEvent>
#include <QUrl>

#include "ui/background.h"
#include "ui/sketch/picture_reader.h"
#include "ui/sketch/sketch_pad.h"

namespace loom::ui {
namespace {

QString pictureFileOf(const QMimeData* mime) {
  for (const QUrl& url : mime->urls())
    if (url.isLocalFile()) return url.toLocalFile();
  return {};
}

bool hasPicture(const QMimeData* mime) {
  return mime && (mime->hasImage() || !pictureFileOf(mime).isEmpty());
}

}  // namespace

bool SketchPad::event(QEvent* event) {
  switch (event->type()) {
    case QEvent::ShortcutOverride: {
      // While the pad has the focus these keys are its own, not the window's.
      const auto& key = *static_cast<QKeyEvent*>(event);
      if (takesKey(key)) event->accept();
      break;
    }
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
      return touch(*static_cast<QTouchEvent*>(event));
    case QEvent::ToolTip: {
      const auto* help = static_cast<QHelpEvent*>(event);
      const QString reading = readingAt(help->pos());
      if (reading.isEmpty()) break;
      QToolTip::showText(help->globalPos(), reading, this);
      return true;
    }
    case QEvent::FocusIn:
    case QEvent::FocusOut:
      update();
      break;
    default:
      break;
  }
  return QWidget::event(event);
}

void SketchPad::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  penDown(event->position(), 1, erasing_);
}

void SketchPad::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) penMove(event->position(), 1);
}

void SketchPad::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) penUp();
}

/// The first finger draws; what others do is not for the pad, nor for what would scroll below it.
bool SketchPad::touch(QTouchEvent& event) {
  event.accept();
  if (event.type() == QEvent::TouchCancel) {
    finger_ = -1;
    penUp();
    return true;
  }
  for (const QEventPoint& point : event.points()) {
    if (point.state() == QEventPoint::Pressed && finger_ < 0) {
      finger_ = point.id();
      setFocus(Qt::MouseFocusReason);
      penDown(point.position(), 1, erasing_);
    }
    if (point.id() != finger_) continue;
    if (point.state() == QEventPoint::Updated) penMove(point.position(), 1);
    if (point.state() == QEventPoint::Released) {
      finger_ = -1;
      penUp();
    }
  }
  return true;
}

void SketchPad::tabletEvent(QTabletEvent* event) {
  const double pressure = 0.4 + 1.2 * event->pressure();  // a light touch still leaves ink
  switch (event->type()) {
    case QEvent::TabletPress:
      setFocus(Qt::MouseFocusReason);
      penDown(event->position(), pressure,
              erasing_ || event->pointerType() == QPointingDevice::PointerType::Eraser);
      break;
    case QEvent::TabletMove:
      penMove(event->position(), pressure);
      break;
    default:
      penUp();
  }
  event->accept();
}

bool SketchPad::takesKey(const QKeyEvent& event) const {
  return event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo) ||
         event.matches(QKeySequence::Copy) || event.matches(QKeySequence::Paste) ||
         (event.key() == Qt::Key_Escape && !isEmpty()) ||
         (event.key() == Qt::Key_Delete && !isEmpty()) ||
         (event.key() == Qt::Key_E && event.modifiers() == Qt::NoModifier);
}

void SketchPad::keyPressEvent(QKeyEvent* event) {
  if (!takesKey(*event)) return QWidget::keyPressEvent(event);
  if (event->matches(QKeySequence::Undo)) return undo();
  if (event->matches(QKeySequence::Redo)) return redo();
  if (event->matches(QKeySequence::Copy)) return copy();
  if (event->matches(QKeySequence::Paste)) return paste();
  if (event->key() == Qt::Key_E) return setErasing(!erasing_);
  clear();
}

void SketchPad::contextMenuEvent(QContextMenuEvent* event) {
  if (isBlocked()) return event->ignore();
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const auto add = [&](const QString& text, QKeySequence keys, void (SketchPad::*slot)(), bool on) {
    QAction* action = menu->addAction(text, this, slot);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);  // shown only: the pad has them itself
    action->setEnabled(on);
  };
  add(tr("Undo"), QKeySequence::Undo, &SketchPad::undo, canUndo());
  add(tr("Redo"), QKeySequence::Redo, &SketchPad::redo, canRedo());
  add(tr("Clear"), Qt::Key_Escape, &SketchPad::clear, !isEmpty());
  menu->addSeparator();
  add(tr("Copy the drawing"), QKeySequence::Copy, &SketchPad::copy, !isEmpty());
  add(tr("Paste a picture"), QKeySequence::Paste, &SketchPad::paste,
      hasPicture(QGuiApplication::clipboard()->mimeData()));
  menu->popup(event->globalPos());
}

void SketchPad::copy() {
  if (!isEmpty()) QGuiApplication::clipboard()->setImage(picture());
}

void SketchPad::paste() {
  if (isBlocked()) return;
  const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
  if (hasPicture(mime))
    take(mime);
  else
    emit failed(tr("The clipboard holds no picture. Copy one, or drop a picture file on the pad."));
}

void SketchPad::dragEnterEvent(QDragEnterEvent* event) {
  if (!isBlocked() && hasPicture(event->mimeData())) event->acceptProposedAction();
}

void SketchPad::dropEvent(QDropEvent* event) {
  if (isBlocked()) return;
  take(event->mimeData());
  event->acceptProposedAction();
}

void SketchPad::take(const QMimeData* mime) {
  const QString file = pictureFileOf(mime);
  if (!file.isEmpty()) return openPicture(file);
  readApart([image = qvariant_cast<QImage>(mime->imageData())] { return readPicture(image); });
}

void SketchPad::openPicture(const QString& path) {
  readApart([path] { return readPictureFile(path); });
}

void SketchPad::readApart(const std::function<ReadPicture()>& read) {
  if (!reader_) reader_ = std::make_unique<Background>();
  reader_->start([this, read]() -> Background::Ending {
    return [this, found = read()] {
      if (found.problem.isEmpty())
        setPicture(found.ink);
      else
        emit failed(found.problem);
    };
  });
}

}  // namespace loom::ui
