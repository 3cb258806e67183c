#pragma once

// One Field as something to type into, tick or choose from. Text that the field refuses keeps the
// focus and is never changed silently: the reason stands under it, and the value stays as it was.
// GUI thread.

#include <QWidget>

#include "engine/base/value.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace loom::ui {

class FieldEditor : public QWidget {
  Q_OBJECT

 public:
  FieldEditor(const loom::Field& field, QWidget* parent);

  const loom::Field& field() const { return field_; }
  /// Shows the document's value, but leaves alone what is being typed.
  void setValue(const loom::Value& value);
  /// Back to the document's value, whatever was typed.
  void discard() { showText(); }
  /// The sentence under the field; empty: none.
  QString refusal() const;
  /// Where that sentence stands; a narrow row may place it somewhere else.
  QLabel* note() const { return note_; }
  /// What has the keyboard: the line, the box or the list.
  QWidget* control() const;

 signals:
  /// Visits to a text field have one `mergeKey` each; a tick or a choice has 0.
  void edited(const std::string& key, const loom::Value& value, int mergeKey);
  /// Esc: what this visit did is not wanted.
  void takenBack(int mergeKey);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void makeControl();
  void makeLine();
  void typed(const QString& text);
  void refuse(const QString& sentence);
  void showText();
  /// Adds to a whole number; Up and Down do that.
  void stepBy(int amount);
  bool handleKey(int key);
  void retranslate();

  loom::Field field_;
  loom::Value value_;
  QCheckBox* check_ = nullptr;
  QComboBox* combo_ = nullptr;
  QLineEdit* line_ = nullptr;
  QLabel* note_;
  int mergeKey_ = 0;
};

}  // namespace loom::ui
