#pragma once

// One augmentation step as a card: on or off, how often, and its parameters. It edits nothing
// itself. GUI thread.

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
  /// Which of the arrows lead somewhere.
  void setPlace(bool first, bool last);
  StepField* probability() { return probability_; }
  const std::vector<StepField*>& fields() const { return fields_; }
  Switch* onSwitch() { return switch_; }
  QToolButton* removeButton() { return remove_; }

 signals:
  void edited(const loom::AugmentationStep& step, const QString& label, int mergeKey);
  void takenBack(int mergeKey);
  void moveRequested(int by);
  void removeRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void makeHead();
  void retranslate();
  void restyle();
  void toggle(bool on);

  AugmentationStep step_;
  double lastProbability_ = 1;  // comes back when it is switched on again
  QLabel* name_ = nullptr;
  QToolButton* up_ = nullptr;
  QToolButton* down_ = nullptr;
  QToolButton* remove_ = nullptr;
  Switch* switch_ = nullptr;
  StepField* probability_ = nullptr;
  std::vector<StepField*> fields_;
};

}  // namespace loom::ui
