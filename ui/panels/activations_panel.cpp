#include "ui/panels/activations_panel.h"

#include <QComboBox>
#include <QEvent>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

#include "engine/inspect/statistics.h"
#include "engine/inspect/units.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/maps_view.h"
#include "ui/panels/health_line.h"
#include "ui/panels/sample_chooser.h"
#include "ui/panels/spreads_view.h"
#include "ui/panels/top_samples_view.h"
#include "ui/session.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr qint64 kRefreshMs = 100;  // what changes faster cannot be read, and painting takes time
constexpr int kSideFrom = 460;      // wide enough for the spreads beside
constexpr std::int64_t kIdleWord = UnitCounts::kFewest;  // samples: sooner it says little

const NodeView* viewOf(const Snapshot& snapshot, const std::string& id) {
  const auto found = std::ranges::find(snapshot.activations, id, &NodeView::node);
  return found == snapshot.activations.end() || found->values.empty() ? nullptr : &*found;
}

}  // namespace

QString ActivationsPanel::title() const {
  return title_->text();
}

QString ActivationsPanel::reading() const {
  return reading_->text();
}

void ActivationsPanel::setFrame(const Frame& frame) {
  isOld_ = isOld_ || frame.snapshotIsNew;
  if (!isOld_ || !isVisible()) return;
  const bool isRunning = frame.status.state == TrainerStatus::State::Running;
  const bool followsTheHand = frame.snapshot->epoch != shownEpoch_;
  const bool tooSoon = shown_.isValid() && shown_.elapsed() < kRefreshMs;
  // While it runs, a later frame brings what this one leaves out.
  if (!isRunning || followsTheHand || !tooSoon) refresh();
}

void ActivationsPanel::refresh() {
  isOld_ = false;
  shown_.start();
  showSnapshot(session_.clock().last().snapshot);
}

void ActivationsPanel::setNode(const QString& id) {
  if (id != node_) {
    takeChannel(-1);
    maps_->choose(-1);
  }
  node_ = id;
  if (isVisible()) refresh();
}

void ActivationsPanel::showSnapshot(const Snapshot* snapshot) {
  samples_->refresh(snapshot && snapshot->showsDrawing);
  shownEpoch_ = snapshot ? snapshot->epoch : -1;
  const NodeView* view = snapshot ? viewOf(*snapshot, node_.toStdString()) : nullptr;
  if (!view) return showNothing();
  const bool isClose = snapshot->close.node == view->node;
  close_ = CloseView();
  if (isClose) {
    close_.node = view->node;
    close_.channelAxis = snapshot->close.channelAxis;
    close_.all = snapshot->close.all;
    close_.channels = snapshot->close.channels;
  }
  title_->setText(titleOf(*view, *snapshot));
  title_->setToolTip(title_->text());
  fillLooks(isClose ? snapshot->close : close_);
  showLook(*snapshot, *view);
  if (isClose) bars_->setView(snapshot->close);
  const NodeHealth* health = nullptr;
  if (snapshot->health) {
    const auto found = std::ranges::find(*snapshot->health, view->node, &NodeHealth::node);
    if (found != snapshot->health->end()) health = &*found;
  }
  const bool judged = !snapshot->health || health;
  health_->setVisible(judged);  // a layer that neither learns nor activates has no verdict
  health_->setHealth(health, snapshot->epoch >= 0);
  side_->setVisible(width() >= kSideFrom && look_ != Look::Spreads);
  showReading();
}

void ActivationsPanel::showNothing() {
  close_ = CloseView();
  side_->hide();
  title_->setText(node_);
  reading_->setText({});
  looks_->setEnabled(false);
  stack_->setCurrentWidget(maps_);
  maps_->setMessage(
      node_.isEmpty()
          ? tr("Select a layer on the canvas to see what it makes of a sample.")
          : tr("Nothing to see of %1 yet. Train, or take one step, to fill it.").arg(node_));
}

/// The views that this node has.
void ActivationsPanel::fillLooks(const CloseView& close) {
  std::vector<Look> now = {Look::Maps};
  if (!close.filters.values.empty()) now.push_back(Look::Filters);
  if (!close.node.empty()) now.push_back(Look::Spreads);
  if (close.inner.kind == Inner<float>::Kind::Attention) now.push_back(Look::Attention);
  if (close.inner.kind == Inner<float>::Kind::States) now.push_back(Look::States);
  const NodeInfo* info = session_.document().analysis().find(node_.toStdString());
  if (!close.node.empty() && info && !info->sources.empty()) now.push_back(Look::TopSamples);
  looks_->setEnabled(true);
  const Look shown = std::ranges::count(now, wanted_) > 0 ? wanted_ : Look::Maps;
  if (now != available_ || looks_->count() != static_cast<int>(now.size())) {
    const QSignalBlocker still(looks_);
    available_ = now;
    looks_->clear();
    const QString names[] = {tr("maps"),      tr("filters"), tr("histograms"),
                             tr("attention"), tr("states"),  tr("top samples")};
    for (const Look one : now) looks_->addItem(names[static_cast<int>(one)]);
  }
  const QSignalBlocker still(looks_);
  looks_->setCurrentIndex(
      static_cast<int>(std::ranges::find(available_, shown) - available_.begin()));
  if (shown == look_) return;
  look_ = shown;
  const QSignalBlocker quiet(maps_);  // the channel stays the chosen one
  maps_->choose(-1);
  askForChannel();
}

void ActivationsPanel::showLook(const Snapshot& snapshot, const NodeView& view) {
  QWidget* shown = look_ == Look::Spreads      ? static_cast<QWidget*>(spreads_)
                   : look_ == Look::TopSamples ? static_cast<QWidget*>(top_)
                                               : maps_;
  stack_->setCurrentWidget(shown);
  colours_->setEnabled(shown == maps_);
  scale_->setEnabled(shown == maps_ && look_ != Look::States);
  switch (look_) {
    case Look::Maps:
      maps_->setPlanes(channelPlanes(view, close_.channelAxis));
      return maps_->choose(channel_);
    case Look::Filters:
      return maps_->setPlanes(filterPlanes(snapshot.close.filters));
    case Look::Attention:
      return maps_->setPlanes(headPlanes(snapshot.close.inner));
    case Look::States:
      return maps_->setPlanes(statePlane(snapshot.close.inner));
    case Look::Spreads:
      return spreads_->setView(snapshot.close);
    case Look::TopSamples:
      return showTop(snapshot);
  }
}

void ActivationsPanel::showTop(const Snapshot& snapshot) {
  const TopSamples& top = snapshot.top;
  if (top.node != node_.toStdString() || top.channel != channel_ || top.samples.empty()) {
    top_->setMessage(top.ofValidation
                         ? tr("Looking for the validation samples that excite channel %1 most.")
                               .arg(std::max(channel_, 0))
                         : tr("Looking for the training samples that excite channel %1 most.")
                               .arg(std::max(channel_, 0)));
    return;
  }
  const auto dataset = session_.dataset();
  QStringList classes;
  for (const TopSample& sample : top.samples) {
    const bool named =
        dataset && dataset->train.hasOneClassEach() && sample.sample < dataset->train.size();
    classes << (named ? session_.className(
                            dataset->train.labels[static_cast<std::size_t>(sample.sample)])
                      : QString());
  }
  top_->setSamples(top, dataset, classes);
}

void ActivationsPanel::takeChannel(int channel) {
  channel_ = channel;
  askForChannel();
}

/// What excites a channel is looked for while that is on screen.
void ActivationsPanel::askForChannel() {
  const bool wanted = isVisible() && look_ == Look::TopSamples;
  if (wanted && channel_ < 0) channel_ = 0;
  session_.setChannel(wanted ? channel_ : -1);
}

void ActivationsPanel::setLook(Look look) {
  wanted_ = look;
  refresh();
}

QString ActivationsPanel::titleOf(const NodeView& view, const Snapshot& snapshot) const {
  const Channels channels = channelsOf(view.shape, close_.channelAxis);
  QString shape = tr("%1 values").arg(groupedNumber(view.shape.elements()));
  if (channels.height > 1) {
    shape = tr("%1 channels of %2×%3").arg(channels.count).arg(channels.height).arg(channels.width);
  } else if (channels.places > 1) {
    shape = tr("%1 channels of %2").arg(channels.count).arg(channels.places);
  }
  const QString sample =
      snapshot.showsDrawing      ? tr("your drawing")
      : session_.probeIsTest()   ? tr("test sample %1").arg(groupedNumber(session_.probeSample()))
      : snapshot.probeLabel >= 0 ? tr("sample “%1”").arg(session_.className(snapshot.probeLabel))
                                 : tr("sample %1").arg(groupedNumber(session_.probeSample()));
  QString text = QStringLiteral("%1 · %2 · %3").arg(node_, shape, sample);
  const QString dot = QStringLiteral(" · ");
  if (snapshot.epoch == 0) return text + dot + tr("as the run began");
  if (snapshot.epoch > 0) return text + dot + tr("after epoch %1").arg(snapshot.epoch);
  if (snapshot.step > 0) text += dot + tr("epoch %1").arg(session_.clock().last().status.epoch + 1);
  return text;
}

QString ActivationsPanel::channelReading(int channel, const ChannelFigures& figures) const {
  const QString name = channel < 0 ? tr("all") : tr("channel %1").arg(channel);
  if (figures.idle >= kIdleWord)
    return tr("%1: never active for %2 samples").arg(name, groupedNumber(figures.idle));
  return tr("%1: %2 to %3 · mean %4 · deviation %5 · %6 zeros")
      .arg(name, figureOf(figures.low), figureOf(figures.high), figureOf(figures.mean),
           figureOf(figures.deviation), percentText(static_cast<double>(figures.zeros), 0));
}

void ActivationsPanel::showReading() {
  if (close_.node.empty()) return reading_->setText({});
  reading_->setText(readingText());
  reading_->setToolTip(reading_->text());
}

QString ActivationsPanel::readingText() const {
  const int under = maps_->hovered() >= 0 ? maps_->hovered() : maps_->chosen();
  if (look_ == Look::Maps || look_ == Look::TopSamples) {
    const int channel = look_ == Look::TopSamples ? channel_ : under;
    const bool one = channel >= 0 && channel < static_cast<int>(close_.channels.size());
    return one ? channelReading(channel, close_.channels[static_cast<std::size_t>(channel)])
               : channelReading(-1, close_.all);
  }
  return look_ == Look::Spreads ? QString() : maps_->readingOf(std::max(0, under));
}

}  // namespace loom::ui
