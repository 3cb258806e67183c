#pragma once

// Joins the document and the trainer. It is the only class of the window that commands the trainer:
// views call its slots, and hear the answers from the FrameClock. GUI thread; every slot returns at
// once.

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <optional>
#include <vector>

#include "engine/train/trainer.h"
#include "ui/answers.h"
#include "ui/frame_clock.h"

namespace loom::ui {

class Document;

class Session : public QObject {
  Q_OBJECT

 public:
  Session(Document& document, Trainer& trainer, FrameClock& clock, QObject* parent = nullptr);

  Document& document() const { return document_; }
  FrameClock& clock() const { return clock_; }
  /// Where the network's answers to the drawing come from, as soon as there are any.
  const Answers& answers() const { return answers_; }
  /// The data of the last run once loaded, else null.
  std::shared_ptr<const Dataset> dataset() const { return trainer_.dataset(); }
  /// The same if they are the document's; else null.
  std::shared_ptr<const Dataset> ownDataset() const;
  TrainerStatus status() const { return trainer_.status(); }
  bool isActive() const { return trainer_.status().active(); }
  /// "7" or "seven": the name of a class where the data has names, else its number.
  QString className(int index) const;

 public slots:
  /// Starts the document's project from fresh weights, with a run directory beside a saved project.
  /// A network with problems does not start: refused() says what stops it.
  void train();
  /// Goes on from the learned weights with My digits (so many were kept) among samples of the
  /// document's data, in a run of its own; the document keeps its settings.
  void fineTune(int drawings);
  void pause();
  void resume();
  /// What one button does: train, pause or resume, as the state is.
  void toggle();
  /// One batch; prepares a paused run if none is under way.
  void stepOnce();
  void stop();
  /// From the next step on, and for every run to come.
  void setThreads(int threads);

  void setDrawing(std::vector<float> input, qint64 id);
  void clearDrawing();
  /// Whose activations can be seen now (the canvas's viewport).
  void setVisibleNodes(const QStringList& ids);
  /// The node whose activations and weights are looked at closely; empty: none.
  void setSelectedNode(const QString& id);
  void setProbeSample(int index) { setProbe(index, request_.probeIsTest); }
  /// A sample to look at: of the training data, or of the test data. The maps show it even if
  /// something is drawn.
  void setProbe(int index, bool ofTest);
  int probeSample() const { return request_.probeSample; }
  bool probeIsTest() const { return request_.probeIsTest; }
  /// How many samples there are to step through.
  int probeCount() const;

  /// Asks for an evaluation of the network; the FrameClock tells how it goes. False: a network with
  /// problems is not evaluated, and refused() says what stops it.
  bool evaluate(const loom::EvaluationRequest& request);
  void evaluateEveryEpoch(const std::optional<loom::EvaluationRequest>& request);
  void cancelEvaluation();
  /// The network as it is drawn, or as it trains, with its weights; it comes when the trainer has
  /// time.
  std::future<loom::ModelCopy> copyModel();
  /// Whether it is wanted what of the drawing mattered.
  void setOcclusion(bool on);
  /// Whether a drawing, where there is one, is shown in place of the sample.
  void showDrawing(bool shown);
  /// Whether all there is to see of the selected node is wanted.
  void setClosely(bool on);
  /// Of which of its channels it is wanted what excites it most; -1: of none.
  void setChannel(int channel);
  /// From which node the wire comes whose flow is wanted; empty: none.
  void setWire(const QString& source);
  /// The kept epoch that every view shows from now on; -1: what there is now.
  void setEpoch(int epoch);
  int epoch() const { return request_.epoch; }
  /// How much memory kept epochs may take.
  void setKeptBytes(qint64 bytes);
  bool hasDrawing() const { return !request_.drawing.empty(); }
  const std::vector<float>& drawing() const { return request_.drawing; }
  bool showsDrawing() const { return request_.probeIsDrawing && hasDrawing(); }

 signals:
  /// A run is about to start; its files go into this folder, empty where the project is not saved.
  void beginning(const QString& folder, const QString& name);
  /// Training did not start because of `node` (empty: the project as a whole).
  void refused(const QString& node, const QString& sentence);
  /// A fine-tune did not start: a sentence.
  void tuningRefused(const QString& sentence);
  void selectedNodeChanged(const QString& id);
  void epochChanged(int epoch);

 private:
  bool begin(bool paused);
  void start(loom::Project project, loom::TrainerOptions options);
  bool hasNoErrors();
  void scheduleRequest();
  void sendRequest();
  void showIdle();
  void refreshIdle();
  void documentChanged();
  void documentReplaced();
  void onFrame(const Frame& frame);
  void stayWithKept(const KeptEpochs* kept);

  Document& document_;
  Trainer& trainer_;
  FrameClock& clock_;
  Answers answers_{trainer_};
  QTimer idleTimer_;     // waits until editing rests
  QTimer requestTimer_;  // joins requests made in one go
  ViewRequest request_;
  QStringList visible_;
  QString selected_;
  bool closely_ = false;
  int threads_ = 0;  // 0: as many as the machine has
  bool wasActive_ = false;
  bool tuned_ = false;       // the run is, or was, a fine-tune
  bool idleIsStale_ = true;  // the document changed since the trainer last got it
};

}  // namespace loom::ui
