#pragma once

// One parameter of an augmentation step as a row of its card, made from its declaration: a slider
// where the range is known, else what fits the kind. GUI thread.

#include <QWidget>

#include "engine/base/value.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSlider;

namespace loom::ui {

class NumberLabel;

class StepField : public QWidget {
  Q_OBJECT

 public:
  explicit StepField(Field field, QWidget* parent = nullptr);

  const Field& field() const { return field_; }
  /// Null: the default. Emits nothing.
  void setValue(const Value* value);
  /// The declaration's label and help, in the user's language.
  void retranslate();
  void retranslate(const QString& name, const QString& help);
  QSlider* slider() { return slider_; }

 signals:
  /// One drag of a slider has one `mergeKey`; 0: a step of its own.
  void edited(const loom::Value& value, int mergeKey);
  /// Esc in the middle of a drag.
  void takenBack(int mergeKey);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void makeSlider();
  void makeChoice();
  void makeText();
  double sliderValue() const;
  Value valueOf(double number) const;
  void showNumber(double number);

  Field field_;
  double step_ = 1;  // of the slider
  int mergeKey_ = 0;
  QLabel* label_ = nullptr;
  NumberLabel* number_ = nullptr;
  QSlider* slider_ = nullptr;
  QCheckBox* check_ = nullptr;
  QComboBox* choice_ = nullptr;
  QLineEdit* text_ = nullptr;
};

}  // namespace loom::ui
