#pragma once

// The bar over the canvas: Train, Stop, Step, how far the run is, and the three figures that
// matter. GUI thread.

#include <QAction>
#include <QWidget>

#include "engine/train/trainer.h"

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace loom::ui {

class NumberLabel;
class Session;

class TrainingBar : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingBar(Session& session, QWidget* parent = nullptr);

  /// For the Train menu: the same actions, with their shortcuts and states.
  QAction* trainAction() { return &train_; }
  QAction* stopAction() { return &stop_; }
  QAction* stepAction() { return &step_; }

  /// Shows this state. Called with every frame; public so that it can be tested without a trainer.
  void showStatus(const TrainerStatus& status);
  /// Says why training did not start, until the next change of state.
  void showRefusal(const QString& sentence);

  QString statusText() const;
  QString timeText() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  class Progress;
  struct Figure {
    QLabel* name = nullptr;
    NumberLabel* value = nullptr;
  };

  void makeButtons(QHBoxLayout* row);
  void makeProgress(QHBoxLayout* row);
  Figure makeFigure(QHBoxLayout* row);
  void retranslate();
  void restyle();
  using State = TrainerStatus::State;

  void showActions(State state);
  void showFigures(const TrainerStatus& status);
  QString sourceTitle() const;
  QString sentence(const TrainerStatus& status) const;

  Session& session_;
  QAction train_, stop_, step_;
  QToolButton* trainButton_ = nullptr;
  NumberLabel* line_ = nullptr;
  NumberLabel* times_ = nullptr;
  Progress* progress_ = nullptr;
  Figure loss_, accuracy_, validation_;
  TrainerStatus status_;
  QString refusal_;
  QString trainIcon_;
};

}  // namespace loom::ui
