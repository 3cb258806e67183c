#include "ui/canvas/rename_field.h"

#include <QKeyEvent>

#include "ui/canvas/canvas.h"
#include "ui/document.h"

namespace loom::ui {

QString renameNode(Document& document, const std::string& id, const QString& name) {
  const std::string wanted = name.trimmed().toStdString();
  if (wanted == id) return {};
  const loom::Node* node = document.graph().find(id);
  if (!node) return {};
  if (!loom::isValidId(wanted)) {
    return RenameField::tr(
        "A name has letters, digits and _, begins with a letter or _, and is at most 64 long.");
  }
  if (document.graph().find(wanted)) {
    return RenameField::tr("%1 is taken; choose another name.").arg(QString::fromStdString(wanted));
  }
  loom::Node renamed = *node;
  renamed.id = wanted;
  document.edit(RenameField::tr("Rename %1").arg(QString::fromStdString(id)),
                {loom::ReplaceNode{id, std::move(renamed)}});
  return {};
}

RenameField::RenameField(Canvas& canvas) : QLineEdit(&canvas), canvas_(canvas) {
  setObjectName(QStringLiteral("renameField"));
  setMaxLength(64);
  hide();
}

void RenameField::open(const std::string& id) {
  const NodeItem* item = canvas_.board().node(id);
  if (!item) return;
  id_ = id;
  setAccessibleName(tr("Name of the layer"));
  setText(QString::fromStdString(id));
  const QPoint corner = canvas_.viewport()->mapTo(&canvas_, canvas_.mapFromScene(item->pos()));
  setGeometry(corner.x(), corner.y() - 2, std::max(120, static_cast<int>(item->rect().width())),
              32);
  show();
  raise();
  selectAll();
  setFocus(Qt::OtherFocusReason);
}

void RenameField::dismiss() {
  if (isHidden()) return;
  id_.clear();
  const bool focused = hasFocus();
  hide();
  canvas_.hideHint();
  if (focused) canvas_.setFocus();
}

void RenameField::commit() {
  const QString refusal = renameNode(canvas_.document(), id_, text());
  if (refusal.isEmpty()) {
    dismiss();
  } else {
    canvas_.showHint(geometry().bottomLeft() - QPoint(16, 12), refusal, HintLabel::Kind::Refusal);
  }
}

void RenameField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    dismiss();
  } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    commit();
  } else {
    QLineEdit::keyPressEvent(event);
  }
}

void RenameField::focusOutEvent(QFocusEvent* event) {
  QLineEdit::focusOutEvent(event);
  if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
    dismiss();
}

}  // namespace loom::ui
