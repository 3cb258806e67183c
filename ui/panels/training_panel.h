#pragma once

// The Training tab: loss and, where there are classes, accuracy over the epochs. GUI thread.

#include <QWidget>

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
  /// Legend, smoothing, scale and export, for the end of the tab bar; or, where there is no room,
  /// for a row of their own.
  QWidget* tools() { return tools_; }
  void takeTools();
  void setFrame(const Frame& frame);
  void clear();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void makeTools();
  void fillMenus();
  void retranslate();
  void showLegend();
  void setSmoothing(double keep);
  void setLogarithmic(bool on);
  /// Without classes there is no accuracy, and the loss has the room.
  void showAccuracy(bool shown);

  LineChart* loss_ = nullptr;
  LineChart* accuracy_ = nullptr;
  QWidget* tools_ = nullptr;
  QLabel* legend_ = nullptr;
  QLabel* lossTitle_ = nullptr;
  QLabel* accuracyTitle_ = nullptr;
  QLabel* empty_ = nullptr;
  QToolButton* smoothing_ = nullptr;
  QToolButton* scale_ = nullptr;
  QToolButton* export_ = nullptr;
  double keep_ = 0.9;
};

}  // namespace loom::ui
