#pragma once

// One setting of an augmentation step as a row of its card, made from its declaration: what fits
// the kind, and a slider below it where the range is known. GUI thread.

#include <QWidget>

#include "engine/base/value.h"

class QLabel;
class QSlider;

namespace loom::ui {

class FieldEditor;

class StepField : public QWidget {
  Q_OBJECT

 public:
  explicit StepField(Field field, QWidget* parent = nullptr);

  const Field& field() const { return field_; }
  /// Null: the default. Emits nothing.
  void setValue(const Value* value);
  /// Null where the range is open.
  QSlider* slider() { return slider_; }
  /// To type into.
  FieldEditor* editor() { return editor_; }

 signals:
  /// One drag of a slider, or one visit to the editor, has one `mergeKey`; 0: a step of its own.
  void edited(const loom::Value& value, int mergeKey);
  /// Esc in the middle of either.
  void takenBack(int mergeKey);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void makeSlider();
  void retranslate();
  void cancelDrag();
  Value sliderValue() const;
  int positionOf(double number) const;

  Field field_;
  double step_ = 1;  // of the slider
  double bend_ = 1;  // 1: the slider is linear; more: finer at its lower end
  int mergeKey_ = 0;
  QLabel* label_ = nullptr;
  FieldEditor* editor_ = nullptr;
  QSlider* slider_ = nullptr;
};

}  // namespace loom::ui
