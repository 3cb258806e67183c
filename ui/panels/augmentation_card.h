#pragma once

// One augmentation step as a card: a handle to move it by, on or off, its settings, how often, and
// a caution where it may change what an image shows. It edits nothing itself. GUI thread.

#include <QFrame>
#include <vector>

#include "engine/augment/augmentation.h"

class QLabel;
class QToolButton;

namespace loom::ui {

class StepField;
class Switch;

class AugmentationCard : public QFrame {
  Q_OBJECT

 public:
  explicit AugmentationCard(const AugmentationStep& step, QWidget* parent = nullptr);

  const AugmentationStep& step() const { return step_; }
  void setStep(const AugmentationStep& step);
  /// A sentence in amber; empty: none.
  void setCaution(const QString& sentence);
  QString caution() const;
  /// It is being dragged.
  void setLifted(bool lifted);

  StepField* probability() { return fields_.back(); }
  /// The type's own, then the probability.
  const std::vector<StepField*>& fields() const { return fields_; }
  Switch* onSwitch() { return switch_; }
  QToolButton* removeButton() { return remove_; }
  QToolButton* grip() { return grip_; }

 signals:
  void edited(const loom::AugmentationStep& step, const QString& label, int mergeKey);
  void takenBack(int mergeKey);
  void moveRequested(int by);
  void removeRequested();
  void dragged(const QPoint& global);
  void dropped(const QPoint& global);
  void dragCancelled();

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void makeHead();
  void makeFields();
  void addKeys();
  bool gripEvent(QEvent* event);
  bool gripKey(int key);
  void retranslate();
  void restyle();

  AugmentationStep step_;
  QToolButton* grip_ = nullptr;
  QLabel* name_ = nullptr;
  QToolButton* remove_ = nullptr;
  Switch* switch_ = nullptr;
  QLabel* caution_ = nullptr;
  std::vector<StepField*> fields_;
  QPoint pressedAt_;
  bool pressed_ = false;
  bool dragging_ = false;
};

}  // namespace loom::ui
