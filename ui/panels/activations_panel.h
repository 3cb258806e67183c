#pragma once

// The Activations tab: all there is to see of the selected node. One view at a time (its channels,
// filters, spreads, attention, states, or the samples that excite a channel most), with figures,
// and beside it how its numbers are spread and how well it learns. GUI thread.

#include <QElapsedTimer>
#include <QWidget>
#include <vector>

#include "engine/train/snapshot.h"

class QComboBox;
class QStackedWidget;
class QToolButton;

namespace loom::ui {

class HealthLine;
class MapsView;
class NumberLabel;
class SampleChooser;
class Session;
class SpreadsView;
class TopSamplesView;
struct Frame;

class ActivationsPanel : public QWidget {
  Q_OBJECT

 public:
  enum class Look { Maps, Filters, Spreads, Attention, States, TopSamples };

  explicit ActivationsPanel(Session& session, QWidget* parent = nullptr);

  MapsView* maps() { return maps_; }
  SpreadsView* spreads() { return spreads_; }
  TopSamplesView* topSamples() { return top_; }
  SampleChooser* samples() { return samples_; }
  HealthLine* health() { return health_; }
  QComboBox* lookField() { return looks_; }
  QComboBox* colourField() { return colours_; }
  QToolButton* scaleButton() { return scale_; }
  QString title() const;
  /// Of the channel under the pointer, or the chosen one.
  QString reading() const;
  Look look() const { return look_; }
  /// The nearest to it that the node has is shown.
  void setLook(Look look);
  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void makeBody();
  void join();
  void retranslate();
  void setNode(const QString& id);
  void refresh();
  void showSnapshot(const Snapshot* snapshot);
  void showNothing();
  void fillLooks(const CloseView& close);
  void showLook(const Snapshot& snapshot, const NodeView& view);
  void showTop(const Snapshot& snapshot);
  void takeChannel(int channel);
  void askForChannel();
  void showReading();
  QString readingText() const;
  QString titleOf(const NodeView& view, const Snapshot& snapshot) const;
  QString channelReading(int channel, const ChannelFigures& figures) const;

  Session& session_;
  NumberLabel *title_ = nullptr, *reading_ = nullptr;
  QComboBox *looks_ = nullptr, *colours_ = nullptr;
  QToolButton* scale_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  MapsView* maps_ = nullptr;
  SpreadsView *spreads_ = nullptr, *bars_ = nullptr;
  TopSamplesView* top_ = nullptr;
  SampleChooser* samples_ = nullptr;
  HealthLine* health_ = nullptr;
  QWidget* side_ = nullptr;
  QElapsedTimer shown_;  // since it was brought up to date
  bool isOld_ = false;   // there is a newer snapshot: it came too soon after the one that is shown
  int shownEpoch_ = -1;
  QString node_;
  Look wanted_ = Look::Maps;
  Look look_ = Look::Maps;
  std::vector<Look> available_;
  int channel_ = -1;  // of the node, -1: none
  CloseView close_;   // figures and shape of what is shown; no spreads
};

}  // namespace loom::ui
