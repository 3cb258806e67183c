#include "ui/panels/field_form.h"

#include <QEvent>
#include <QLabel>

#include "ui/engine_text.h"
#include "ui/panels/field_editor.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kEditorWidth = 128;
}

int editorWidth(const QWidget* widget) {
  return (kEditorWidth + grown(kEditorWidth, widget)) / 2;
}

FieldForm::FieldForm(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setHorizontalSpacing(8);
  grid_->setVerticalSpacing(4);
  grid_->setColumnStretch(0, 1);
}

bool FieldForm::shows(const loom::Fields& fields) const {
  if (fields.size() != rows_.size()) return false;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const loom::Field& shown = rows_[i].editor->field();
    if (shown.key != fields[i].key || shown.label != fields[i].label ||
        shown.choices != fields[i].choices || shown.resolvedKind() != fields[i].resolvedKind()) {
      return false;
    }
  }
  return true;
}

void FieldForm::rebuild(const loom::Fields& fields) {
  for (const Row& row : rows_) {
    delete row.label;
    row.editor->hide();
    row.editor->deleteLater();  // it may be the one that is speaking
    grid_->removeWidget(row.editor);
  }
  rows_.clear();
  for (const loom::Field& field : fields) {
    auto* label = new QLabel(this);
    label->setProperty("role", "muted");
    label->setWordWrap(true);
    auto* editor = new FieldEditor(field, this);
    editor->setFixedWidth(editorWidth(this));
    // The label's line is level with the control, also when a note appears below that.
    QWidget* control = editor->control();
    control->ensurePolished();
    label->setMinimumHeight(control->sizeHint().height());
    label->setBuddy(control);
    const int row = static_cast<int>(rows_.size());
    grid_->addWidget(label, row, 0, Qt::AlignTop);
    grid_->addWidget(editor, row, 1, Qt::AlignTop | Qt::AlignRight);
    connect(editor, &FieldEditor::edited, this, &FieldForm::edited);
    connect(editor, &FieldEditor::takenBack, this, &FieldForm::takenBack);
    rows_.push_back({label, editor});
  }
  retranslate();
}

void FieldForm::show(const loom::Fields& fields, const loom::Values& values) {
  if (!shows(fields)) rebuild(fields);
  for (const Row& row : rows_) {
    const loom::Value* value = values.find(row.editor->field().key);
    row.editor->setValue(value ? *value : row.editor->field().initial);
  }
  setVisible(!rows_.empty());
}

void FieldForm::discard() {
  for (const Row& row : rows_) row.editor->discard();
}

QWidget* FieldForm::firstField() const {
  return rows_.empty() ? nullptr : rows_.front().editor->control();
}

FieldEditor* FieldForm::editor(const std::string& key) const {
  for (const Row& row : rows_) {
    if (row.editor->field().key == key) return row.editor;
  }
  return nullptr;
}

void FieldForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::FontChange) {
    for (const Row& row : rows_) row.editor->setFixedWidth(editorWidth(this));
  }
  QWidget::changeEvent(event);
}

void FieldForm::retranslate() {
  for (const Row& row : rows_) {
    const loom::Field& field = row.editor->field();
    row.label->setText(engineText(field.label.empty() ? field.key : field.label));
    row.label->setToolTip(engineText(field.help));
  }
}

}  // namespace loom::ui
