#pragma once

// The Microscope tab: walks through one step of learning, forward, loss and back, and shows of each
// node its formula, the numbers in it and all its arrays; a gradient under the cursor can be
// proved. The canvas shows the same walk (travelled). GUI thread.

#include <QTimer>
#include <QWidget>

#include "ui/canvas/travel.h"
#include "ui/microscope/microscope_lab.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QStackedWidget;
class QTableWidget;
class QToolButton;

namespace loom::ui {

class SampleChooser;
class ValueMap;
struct Frame;

class MicroscopePanel : public QWidget {
  Q_OBJECT

 public:
  explicit MicroscopePanel(Session& session, QWidget* parent = nullptr);

  MicroscopeLab& lab() { return lab_; }
  SampleChooser* samples() { return samples_; }
  QSpinBox* countField() { return count_; }
  QPushButton* lookButton() { return look_; }
  QToolButton* firstButton() { return first_; }
  QToolButton* backButton() { return back_; }
  QToolButton* playButton() { return play_; }
  QToolButton* stepButton() { return step_; }
  QToolButton* lastButton() { return last_; }
  QSlider* slider() { return slider_; }
  QComboBox* speedField() { return speed_; }
  QPushButton* proveButton() { return prove_; }
  QToolButton* proveAllButton() { return proveAll_; }
  QTableWidget* arrays() { return arrays_; }
  ValueMap* map() { return map_; }
  QString title() const;
  QString formula() const;
  /// The number under the cursor and what it is made of.
  QString workingText() const;
  QString verdict() const;
  QString notice() const;
  QString emptyText() const;

  int position() const { return position_; }
  int stepCount() const;
  /// Goes to this step; `moving`: what travels there is seen.
  void goTo(int position, bool moving = false);
  void setPlaying(bool playing);
  bool isPlaying() const { return playing_.isActive(); }
  /// Of which array the numbers are shown.
  void chooseArray(int row);

 signals:
  /// What the canvas is to show.
  void travelled(const loom::ui::Travel& travel);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* makeTransport();
  QWidget* makeBody();
  void join();
  void retranslate();
  void restyle();
  void setFrame(const Frame& frame);
  void look();
  void refresh();
  void showStep();
  void fillArrays();
  void showArray();
  void showCursor();
  void showWorking(const loom::Working& working);
  void showProof();
  void showNotice();
  QString titleText() const;
  QString progressText() const;
  QString samplesText() const;
  QString elementName() const;
  Travel travelNow(bool moving) const;
  void tellTravel(bool moving);
  const loom::MicroscopeStep& current() const;
  const loom::MicroscopeTensor* chosen() const;
  std::int64_t place() const;
  int moment() const;  // ms that a step lasts

  Session& session_;
  MicroscopeLab lab_;
  SampleChooser* samples_ = nullptr;
  QSpinBox *count_ = nullptr, *shown_ = nullptr;
  QPushButton *look_ = nullptr, *prove_ = nullptr;
  QToolButton *first_ = nullptr, *back_ = nullptr, *play_ = nullptr, *step_ = nullptr,
              *last_ = nullptr, *proveAll_ = nullptr;
  QSlider* slider_ = nullptr;
  QComboBox* speed_ = nullptr;
  QLabel *title_ = nullptr, *formula_ = nullptr, *working_ = nullptr, *verdict_ = nullptr,
         *notice_ = nullptr, *empty_ = nullptr, *reading_ = nullptr;
  QWidget* walk_ = nullptr;  // the buttons that step
  QStackedWidget* stack_ = nullptr;
  QTableWidget* arrays_ = nullptr;
  ValueMap* map_ = nullptr;
  QTimer playing_;
  QTimer renewal_;  // another sample was chosen: soon
  int position_ = 0;
  std::vector<loom::MicroscopeTensor> tensors_;  // of the step, as the rows show them
  std::shared_ptr<const loom::Microscope> shownScope_;
};

}  // namespace loom::ui
