#pragma once

// The Training tab: loss and accuracy over the epochs. GUI thread.

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace loom::ui {

class FrameClock;
class LineChart;
struct Frame;

class TrainingPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingPanel(FrameClock& clock, QWidget* parent = nullptr);

  LineChart* lossChart() { return loss_; }
  LineChart* accuracyChart() { return accuracy_; }
  void setFrame(const Frame& frame);
  void clear();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  class QWidget* makeTools();
  void retranslate();
  void exportCharts();

  LineChart* loss_ = nullptr;
  LineChart* accuracy_ = nullptr;
  QLabel* legend_ = nullptr;
  QComboBox* smoothing_ = nullptr;
  QComboBox* scale_ = nullptr;
  QToolButton* export_ = nullptr;
  int epochs_ = 0;
};

}  // namespace loom::ui
