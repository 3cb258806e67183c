#include "ui/canvas/rename_field.h"

#include <QKeyEvent>
#include <algorithm>

#include "ui/canvas/block_commands.h"
#include "ui/canvas/canvas.h"
#include "ui/document.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kLongestId = 64, kLongestBlockName = 80;
constexpr int kLeastWidth = 120, kMostWidth = 320;
}  // namespace

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
  setAccessibleName(tr("Name of the layer"));
  connect(&canvas_, &Canvas::viewMoved, this, &RenameField::place);
  connect(&canvas_.document(), &Document::changed, this, &RenameField::check);
  hide();
}

void RenameField::open(const std::string& id) {
  const NodeItem* item = canvas_.board().node(id);
  if (!item) return;
  id_ = id;
  block_.clear();
  setMaxLength(kLongestId);
  setAccessibleName(tr("Name of the layer"));
  openOver(QString::fromStdString(id), item->rect());
}

void RenameField::openBlock(const std::string& id) {
  const loom::Block* block = loom::findBlock(canvas_.document().graph(), id);
  const Scene& board = canvas_.board();
  if (!block || board.membersOf(id).empty()) return;
  const BlockItem* frame = board.frame(id);
  id_.clear();
  block_ = id;
  setMaxLength(kLongestBlockName);
  setAccessibleName(tr("Name of the block"));
  openOver(QString::fromStdString(block->name),
           frame ? frame->header() : board.shownFor(*board.membersOf(id).begin())->rect());
}

void RenameField::openOver(const QString& name, const QRectF& over) {
  setText(name);
  over_ = over;
  place();
  show();
  raise();
  selectAll();
  setFocus(Qt::OtherFocusReason);
}

void RenameField::place() {
  const QPoint corner = canvas_.viewport()->mapTo(&canvas_, canvas_.mapFromScene(over_.topLeft()));
  const int seen = static_cast<int>(over_.width() * canvas_.transform().m11());
  const int width = std::clamp(seen, grown(kLeastWidth, this), grown(kMostWidth, this));
  setGeometry(corner.x(), corner.y() - 2, width, std::max(32, sizeHint().height()));
}

void RenameField::check() {
  const loom::Graph& graph = canvas_.document().graph();
  if (block_.empty() ? !graph.find(id_) : !loom::findBlock(graph, block_)) dismiss();
}

void RenameField::dismiss() {
  if (isHidden()) return;
  id_.clear();
  block_.clear();
  const bool focused = hasFocus();
  hide();
  canvas_.hideHint();
  if (focused) canvas_.setFocus();
}

void RenameField::commit() {
  if (!block_.empty()) {
    const std::string block = block_;
    const QString name = text();
    dismiss();
    canvas_.blockCommands().rename(block, name);
    return;
  }
  const std::string id = id_;  // a rename ends the visit to this one
  const QString refusal = renameNode(canvas_.document(), id, text());
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
