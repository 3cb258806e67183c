#include "ui/panels/field_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>
#include <utility>

#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/theme.h"

namespace loom::ui {

FieldEditor::FieldEditor(const loom::Field& field, QWidget* parent)
    : QWidget(parent), field_(field), value_(field.initial), note_(new QLabel(this)) {
  setObjectName(QString::fromStdString(field.key));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  makeControl();
  control()->installEventFilter(this);
  setFocusProxy(control());
  layout->addWidget(control());
  note_->setProperty("role", "error");
  note_->setWordWrap(true);
  note_->hide();
  layout->addWidget(note_);
  retranslate();
}

QWidget* FieldEditor::control() const {
  if (check_) return check_;
  if (combo_) return combo_;
  return line_;
}

void FieldEditor::makeControl() {
  const auto kind = field_.resolvedKind();
  if (kind == loom::Field::Kind::Bool) {
    check_ = new QCheckBox(this);
    connect(check_, &QCheckBox::toggled, this, [this](bool on) {
      const bool* now = std::get_if<bool>(&value_);
      if (!now || *now != on) emit edited(field_.key, on, 0);
    });
  } else if (kind == loom::Field::Kind::Choice) {
    combo_ = new QComboBox(this);
    combo_->setFocusPolicy(Qt::StrongFocus);
    combo_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo_->setMinimumContentsLength(8);
    if (field_.optional) combo_->addItem(QString());  // null, which retranslate() names
    for (const std::string& choice : field_.choices)
      combo_->addItem(QString::fromStdString(choice));
    connect(combo_, &QComboBox::activated, this, [this](int index) {
      if (index < 0) return;
      const auto at = static_cast<std::size_t>(index - (field_.optional ? 1 : 0));
      const loom::Value chosen =
          field_.optional && index == 0 ? loom::Value() : loom::Value(field_.choices[at]);
      if (chosen != value_) emit edited(field_.key, chosen, 0);
    });
  } else {
    makeLine();
  }
}

void FieldEditor::makeLine() {
  line_ = new QLineEdit(this);
  connect(line_, &QLineEdit::textEdited, this, &FieldEditor::typed);
}

void FieldEditor::retranslate() {
  const QString label = engineText(field_.label.empty() ? field_.key : field_.label);
  const QString help = engineText(field_.help);
  control()->setAccessibleName(label);
  control()->setAccessibleDescription(help);
  control()->setToolTip(help);
  if (line_ && field_.optional) line_->setPlaceholderText(engineText(field_.nullText));
  if (combo_ && field_.optional) combo_->setItemText(0, engineText(field_.nullText));
}

void FieldEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

QString FieldEditor::refusal() const {
  return note_->text();
}

void FieldEditor::setValue(const loom::Value& value) {
  const bool same = value == value_;
  value_ = value;
  if (line_ && same && !refusal().isEmpty()) return;  // refused text stays until it is mended
  if (line_ && line_->hasFocus()) {
    const auto typedValue = loom::parseValue(field_, line_->text().toStdString());
    if (typedValue.value && *typedValue.value == value) return;
  }
  showText();
}

void FieldEditor::showText() {
  if (check_) {
    const auto* on = std::get_if<bool>(&value_);
    check_->setChecked(on && *on);
  } else if (combo_) {
    const bool none = field_.optional && std::holds_alternative<std::monostate>(value_);
    const QString text = QString::fromStdString(loom::valueText(value_));
    combo_->setCurrentIndex(none ? 0 : combo_->findText(text));
  } else {
    const bool none = std::holds_alternative<std::monostate>(value_);
    const QString text = none ? QString() : QString::fromStdString(loom::valueText(value_));
    if (line_->text() != text) line_->setText(text);
  }
  refuse({});
}

void FieldEditor::typed(const QString& text) {
  if (mergeKey_ == 0) mergeKey_ = Document::freshMergeKey();
  if (field_.optional && text.trimmed().isEmpty()) {
    refuse({});
    if (!std::holds_alternative<std::monostate>(value_))
      emit edited(field_.key, std::monostate(), mergeKey_);
    return;
  }
  const auto check = loom::parseValue(field_, text.toStdString());
  if (!check.value) {
    refuse(engineText(check.problem));
    return;
  }
  refuse({});
  if (*check.value != value_) emit edited(field_.key, *check.value, mergeKey_);
}

void FieldEditor::refuse(const QString& sentence) {
  if (note_->text() == sentence && note_->isHidden() == sentence.isEmpty()) return;
  note_->setText(sentence);
  note_->setVisible(!sentence.isEmpty());
  if (!line_) return;
  line_->setProperty("invalid", !sentence.isEmpty());
  line_->style()->unpolish(line_);
  line_->style()->polish(line_);
}

void FieldEditor::stepBy(int amount) {
  const auto* whole = std::get_if<std::int64_t>(&value_);
  if (!whole || !refusal().isEmpty()) return;
  const QString text = QString::number(*whole + amount);
  if (!loom::parseValue(field_, text.toStdString()).value) return;
  line_->setText(text);
  typed(text);
}

bool FieldEditor::handleKey(int key) {
  switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
      if (field_.resolvedKind() != loom::Field::Kind::Int) return false;
      stepBy(key == Qt::Key_Up ? 1 : -1);
      return true;
    case Qt::Key_Escape:
      emit takenBack(std::exchange(mergeKey_, 0));
      showText();
      line_->selectAll();
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
      if (!refusal().isEmpty()) {  // the focus stays on what has to be mended
        line_->selectAll();
        return true;
      }
      mergeKey_ = 0;
      if (key == Qt::Key_Tab || key == Qt::Key_Backtab) return false;
      showText();  // in the field's own spelling
      line_->selectAll();
      return true;
    default:
      return false;
  }
}

bool FieldEditor::eventFilter(QObject* watched, QEvent* event) {
  if (line_ && event->type() == QEvent::KeyPress) {
    if (handleKey(static_cast<QKeyEvent*>(event)->key())) return true;
  }
  if (line_ && event->type() == QEvent::FocusOut) {
    mergeKey_ = 0;
    if (refusal().isEmpty()) showText();
  }
  // A wheel over a list that is merely passed by must not change it.
  if (combo_ && event->type() == QEvent::Wheel && !combo_->hasFocus()) {
    event->ignore();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace loom::ui
