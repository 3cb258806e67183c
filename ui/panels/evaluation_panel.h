#pragma once

// The Evaluation tab: how well the network does on training, validation or test samples, while it
// trains, when it rests, or before it has learned anything. The work is the trainer's; here is
// asked for it, and shown what came of it. GUI thread.

#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "engine/train/examiner.h"
#include "ui/panels/report_shelf.h"

class QButtonGroup;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace loom {
struct TrainerStatus;
}

namespace loom::ui {

class Document;
class EvaluationView;
class NumberLabel;
class Session;
class Switch;
struct Frame;

class EvaluationPanel : public QWidget {
  Q_OBJECT

 public:
  EvaluationPanel(Document& document, Session& session, QWidget* parent = nullptr);
  ~EvaluationPanel() override;

  void setFrame(const Frame& frame);

  EvaluationView& view() const { return *view_; }
  /// The line that says what the figures are about, or how far they are.
  QString headText() const;
  QToolButton& partButton(loom::DataPart part) const;
  QToolButton& weightsButton(loom::WeightsKept kept) const;
  QToolButton& runButton() const { return *run_; }
  Switch& everyEpochSwitch() const { return *everyEpoch_; }
  /// An evaluation was asked for and has not ended; what epochs ask for does not count.
  bool isBusy() const { return asked_ || (running_ && news_.request.id != 0); }
  /// Of the chosen part, at the moment that the window shows; null before the first.
  std::shared_ptr<const loom::EvaluationReport> report() const;
  bool isOutdated() const;

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  using Kept = ReportShelf::Kept;
  class Line;

  QWidget* makeTools();
  void run();
  void evaluate();
  void askForEpochs();
  void takeNews(const loom::EvaluationNews& news);
  void forget();
  void epochMoved();
  void evaluateEpoch();
  void dropOldData();
  void refresh();
  void showHead();
  void showReport();
  void showEmpty();
  const Kept* kept() const;
  std::int64_t wantedStep(const loom::TrainerStatus& status) const;
  loom::EvaluationRequest request() const;
  QString partName(loom::DataPart part) const;
  QStringList runTexts() const;
  QString busyText() const;
  QString headOf(const Kept& kept) const;
  QString whyOutdated(const Kept& kept) const;
  void showWeights(const loom::TrainerStatus& status);
  void retranslate();
  void restyle();

  Document& document_;
  Session& session_;
  loom::DataPart part_ = loom::DataPart::Validation;
  loom::WeightsKept weights_ = loom::WeightsKept::Present;
  ReportShelf reports_;
  QTimer rest_;           // until the epoch that is shown stays the same
  bool hurries_ = false;  // from one epoch to the next: figures are shown once that is over
  std::shared_ptr<const loom::EvaluationReport> shown_;
  const loom::EvaluationReport* newest_ = nullptr;  // that was taken from the news; only compared
  loom::EvaluationNews news_;                       // the newest, without its report
  int lastId_ = 0;
  int askedEpoch_ = -1;  // of the newest request
  bool asked_ = false;   // and nothing was heard of it yet
  bool running_ = false;
  bool stale_ = true;  // something changed while this was hidden

  QButtonGroup *parts_ = nullptr, *kinds_ = nullptr;
  QWidget* kindBox_ = nullptr;
  QToolButton* run_ = nullptr;
  Switch* everyEpoch_ = nullptr;
  QLabel* everyEpochLabel_ = nullptr;
  NumberLabel* head_ = nullptr;
  Line* line_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  QLabel* empty_ = nullptr;
  EvaluationView* view_ = nullptr;
};

}  // namespace loom::ui
