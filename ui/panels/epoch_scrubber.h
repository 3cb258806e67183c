#pragma once

// Under the panels: drag along the epochs that were kept, and everything in the window shows that
// moment. It tells how many are kept, and lets choose how much memory they may take. GUI thread.

#include <QMenu>
#include <QWidget>
#include <memory>

#include "engine/train/kept_weights.h"

class QActionGroup;
class QStackedWidget;
class QToolButton;

namespace loom {
struct TrainerStatus;
}

namespace loom::ui {

class EpochSlider;
class NumberLabel;
class Session;
struct Frame;

class EpochScrubber : public QWidget {
  Q_OBJECT

 public:
  explicit EpochScrubber(Session& session, QWidget* parent = nullptr);
  ~EpochScrubber() override;

  EpochSlider& slider() const { return *slider_; }
  QToolButton& nowButton() const { return *now_; }
  QToolButton& boundButton() const { return *bound_; }
  /// How much they may take; for a menu of the window, too.
  QMenu* menu() { return &menu_; }
  /// "Epoch 12 of 50".
  QString label() const;
  /// A sentence: what will be there, or why nothing is; else empty.
  QString hint() const;

  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void makeRow();
  void makeMenu();
  void takeStatus(const loom::TrainerStatus& status);
  void chooseBound(int megabytes);
  void refresh();
  QString hintText() const;
  QString boundText() const;
  QString boundText(int stride, std::int64_t bytes) const;
  void retranslate();
  void restyle();

  Session& session_;
  NumberLabel *label_, *hint_;
  EpochSlider* slider_;
  QStackedWidget* end_;
  NumberLabel* nowLabel_;
  QToolButton *now_, *bound_;
  QMenu menu_;
  QActionGroup* bounds_;
  std::shared_ptr<const loom::KeptEpochs> kept_ = std::make_shared<loom::KeptEpochs>();
  int epochs_ = 0;         // of the run
  bool gone_ = false;      // the network is another one now
  bool replaced_ = false;  // so is the project, which says enough
};

}  // namespace loom::ui
