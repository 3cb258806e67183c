#pragma once

// The bottom line of the window: what the trainer does, when the project was saved, the zoom. GUI
// thread.

#include <QDateTime>
#include <QStatusBar>
#include <QTimer>

#include "engine/train/trainer.h"

class QLabel;

namespace loom::ui {

class Document;
class NumberLabel;
struct Frame;

class StatusLine : public QStatusBar {
  Q_OBJECT

 public:
  StatusLine(Document& document, QWidget* parent);

 public slots:
  void setFrame(const loom::ui::Frame& frame);
  void setZoom(double zoom);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void showState();
  void showSaved();
  void retranslate();

  Document& document_;
  loom::TrainerStatus::State state_ = loom::TrainerStatus::State::Idle;
  int threads_ = 0;
  std::string isa_;
  double scale_ = 1;
  QDateTime savedAt_;
  QTimer tick_;
  QLabel* what_;
  QLabel* machine_;
  QLabel* seed_;
  QLabel* saved_;
  NumberLabel* zoom_;
};

}  // namespace loom::ui
