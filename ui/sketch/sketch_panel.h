#pragma once

// Draw a digit: the pad, what the network sees of it, and what it answers, while the pen moves. GUI
// thread.

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace loom::ui {

class Document;
class LabelBar;
class ProbabilityBars;
class Session;
class SketchPad;
struct Frame;

class SketchPanel : public QWidget {
  Q_OBJECT

 public:
  SketchPanel(Document& document, Session& session, QWidget* parent = nullptr);

  SketchPad* pad() { return pad_; }
  ProbabilityBars* bars() { return bars_; }
  LabelBar* labels() { return labels_; }
  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeTools();
  void retranslate();
  void restyle();
  void documentChanged();
  void drawingChanged();
  void askNetwork();

  Document& document_;
  Session& session_;
  QLabel* title_ = nullptr;
  QToolButton* pen_ = nullptr;
  QToolButton* eraser_ = nullptr;
  QToolButton* undo_ = nullptr;
  QToolButton* clear_ = nullptr;
  SketchPad* pad_ = nullptr;
  ProbabilityBars* bars_ = nullptr;
  LabelBar* labels_ = nullptr;
  QTimer ask_;
  bool fits_ = false;  // the network takes what the pad makes
  qint64 drawingId_ = 0;
  qint64 clearedAt_ = 0;  // answers for drawings up to this id are of ink that is gone
};

}  // namespace loom::ui
