#include "ui/panels/inspector.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/document.h"
#include "ui/panels/field_form.h"
#include "ui/panels/node_form.h"
#include "ui/panels/project_form.h"
#include "ui/tabular.h"

namespace loom::ui {

Inspector::Inspector(Document& document, QWidget* parent)
    : QScrollArea(parent),
      document_(document),
      node_(new NodeForm(document)),
      project_(new ProjectForm(document)),
      several_(new QLabel) {
  setObjectName(QStringLiteral("inspector"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::NoFocus);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  several_->setWordWrap(true);
  auto* content = new QWidget(this);
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(14, 12, 14, 12);
  layout->addWidget(node_);
  layout->addWidget(project_);
  layout->addWidget(several_);
  layout->addStretch();
  setWidget(content);
  connect(&document_, &Document::changed, this, &Inspector::refresh);
  refresh();
}

QSize Inspector::minimumSizeHint() const {
  return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(), 120};
}

void Inspector::setSelection(const QStringList& ids) {
  ids_ = ids;
  if (ids_.size() == 1) node_->setNode(ids_.front().toStdString());
  refresh();
}

void Inspector::focusFirstField() {
  QWidget* field = node_->form()->firstField();
  if (!field || node_->isHidden()) field = node_->nameField();
  if (node_->isHidden()) return;
  field->setFocus(Qt::ShortcutFocusReason);
  ensureWidgetVisible(field);
}

void Inspector::setFrame(const Frame& frame) {
  node_->setFrame(frame);
}

void Inspector::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QScrollArea::changeEvent(event);
}

void Inspector::refresh() {
  node_->setVisible(ids_.size() == 1);
  project_->setVisible(ids_.isEmpty());
  several_->setVisible(ids_.size() > 1);
  if (ids_.size() < 2) return;
  qint64 parameters = 0;
  for (const QString& id : ids_) {
    const loom::NodeInfo* info = document_.analysis().find(id.toStdString());
    if (info) parameters += info->parameterCount;
  }
  several_->setText(tr("%1 layers selected").arg(ids_.size()) + QStringLiteral(" · ") +
                    tr("%1 parameters").arg(groupedNumber(parameters)));
}

}  // namespace loom::ui
