#pragma once

// Draw a digit: the pad, what the network sees of it, and what it and other models answer, while
// the pen moves. GUI thread.

#include <QTimer>
#include <QWidget>
#include <vector>

#include "engine/data/ink.h"

class QLabel;
class QToolButton;

namespace loom::ui {

class Document;
class LabelBar;
class ModelChoice;
class ModelColumns;
class ModelPopup;
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
  ModelChoice* models() { return models_; }
  ModelColumns* modelColumns() { return columns_; }
  QToolButton* matteredButton() { return mattered_; }
  QToolButton* compareButton() { return compare_; }
  LabelBar* labels() { return labels_; }
  void setFrame(const Frame& frame);
  /// The newest drawing that the network was asked about; they count from 1.
  qint64 drawingId() const { return drawingId_; }

 signals:
  /// Something that was asked for could not be done; a sentence.
  void failed(const QString& sentence);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void makeLayout();
  void joinParts();
  void retranslate();
  void documentChanged();
  void drawingChanged();
  void askNetwork();
  void showAnswer(const std::vector<float>& probabilities, qint64 id);
  void showModels();
  void showHeat(const Frame& frame);

  Document& document_;
  Session& session_;
  QLabel* title_;
  SketchPad* pad_;
  QToolButton *mattered_, *compare_;
  ProbabilityBars* bars_;
  ModelChoice* models_;
  ModelColumns* columns_;
  ModelPopup* popup_;
  LabelBar* labels_;
  QTimer ask_;
  bool fits_ = false;  // the network takes what the pad makes
  Framing framing_;    // of the newest drawing
  qint64 drawingId_ = 0;
  qint64 answeredId_ = 0;  // what the bars show
  qint64 clearedAt_ = 0;   // answers for drawings up to this id are of ink that is gone
};

}  // namespace loom::ui
