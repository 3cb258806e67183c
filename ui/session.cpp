#include "ui/session.h"

#include <algorithm>
#include <cstdlib>

#include "engine/io/run_directory.h"
#include "engine/train/fine_tune.h"
#include "engine/train/kept_weights.h"
#include "ui/document.h"
#include "ui/engine_text.h"

namespace loom::ui {
namespace {

constexpr int kEditRestMs = 250;  // a pause in editing before the idle network is made anew

}  // namespace

Session::Session(Document& document, Trainer& trainer, FrameClock& clock, QObject* parent)
    : QObject(parent), document_(document), trainer_(trainer), clock_(clock) {
  idleTimer_.setSingleShot(true);
  idleTimer_.setInterval(kEditRestMs);
  requestTimer_.setSingleShot(true);
  requestTimer_.setInterval(0);
  connect(&idleTimer_, &QTimer::timeout, this, &Session::showIdle);
  connect(&requestTimer_, &QTimer::timeout, this, &Session::sendRequest);
  connect(&document_, &Document::changed, this, &Session::documentChanged);
  connect(&document_, &Document::replaced, this, &Session::documentReplaced);
  connect(&clock_, &FrameClock::frame, this, &Session::onFrame);
  idleTimer_.start();
}

std::shared_ptr<const Dataset> Session::ownDataset() const {
  return trainer_.dataset(document_.project().data);
}

QString Session::className(int index) const {
  const auto data = trainer_.dataset();
  if (data && index >= 0 && index < static_cast<int>(data->classes.size()))
    return QString::fromStdString(data->classes[static_cast<std::size_t>(index)]);
  return QString::number(index);
}

void Session::train() {
  begin(false);
}

bool Session::hasNoErrors() {
  const Analysis& analysis = document_.analysis();
  const auto error = std::ranges::find_if(analysis.problems, [](const Problem& problem) {
    return problem.severity == Problem::Severity::Error;
  });
  if (error == analysis.problems.end()) return true;
  emit refused(QString::fromStdString(error->node), engineText(error->text));
  return false;
}

bool Session::begin(bool paused) {
  if (!hasNoErrors()) return false;
  TrainerOptions options;
  options.startPaused = paused;
  idleIsStale_ = tuned_ = false;
  start(document_.project(), std::move(options));
  return true;
}

void Session::start(Project project, TrainerOptions options) {
  options.threads = threads_;
  if (!document_.path().isEmpty())
    options.runDirectory = newRunDirectory(document_.path().toStdString(), project.name);
  idleTimer_.stop();
  wasActive_ = true;
  emit beginning(QString::fromStdString(options.runDirectory),
                 QString::fromStdString(project.name));
  setEpoch(-1);
  clock_.beginRun();
  trainer_.start(std::move(project), std::move(options));
  sendRequest();
  clock_.tick();
}

void Session::fineTune(int drawings) {
  if (trainer_.status().active() || !hasNoErrors()) return;
  Result<Project> project = fineTuneOnMyDigits(document_.project(), drawings);
  if (!project) {
    emit tuningRefused(engineText(project.error().text));
    return;
  }
  const QString name = QString::fromStdString(project->name);
  project->name = tr("%1, fine-tuned on My digits").arg(name).trimmed().toStdString();
  TrainerOptions options;
  options.keepWeights = true;
  tuned_ = true;
  idleIsStale_ = true;  // afterwards the document's own data are wanted again
  start(std::move(*project), std::move(options));
}

void Session::pause() {
  trainer_.pause();
  clock_.tick();
}

void Session::resume() {
  trainer_.resume();
  clock_.wake();
  clock_.tick();
}

void Session::toggle() {
  switch (trainer_.status().state) {
    case TrainerStatus::State::Running:
      return pause();
    case TrainerStatus::State::Paused:
      return resume();
    case TrainerStatus::State::Preparing:
    case TrainerStatus::State::Stopping:
      return;
    default:
      return train();
  }
}

void Session::stepOnce() {
  if (!trainer_.status().active() && !begin(true)) return;
  trainer_.step();
  clock_.wake();
  clock_.tick();
}

void Session::stop() {
  trainer_.stop();
  clock_.tick();
}

void Session::setThreads(int threads) {
  threads_ = threads;
  trainer_.setThreads(threads);
  clock_.wake();
}

void Session::setDrawing(std::vector<float> input, qint64 id) {
  request_.drawing = std::move(input);
  request_.drawingId = id;
  request_.probeIsDrawing = true;
  sendRequest();  // at once: the pad answers while the pen moves
}

void Session::clearDrawing() {
  request_.drawing.clear();
  request_.probeIsDrawing = false;
  scheduleRequest();
}

void Session::setVisibleNodes(const QStringList& ids) {
  if (visible_ == ids) return;
  visible_ = ids;
  scheduleRequest();
}

void Session::setSelectedNode(const QString& id) {
  if (selected_ == id) return;
  selected_ = id;
  scheduleRequest();
  emit selectedNodeChanged(id);
}

void Session::setProbe(int index, bool ofTest) {
  index = std::max(0, index);
  if (request_.probeSample == index && request_.probeIsTest == ofTest && !request_.probeIsDrawing)
    return;
  request_.probeSample = index;
  request_.probeIsTest = ofTest;
  request_.probeIsDrawing = false;
  scheduleRequest();
}

int Session::probeCount() const {
  const auto data = trainer_.dataset();
  if (!data) return 0;
  return request_.probeIsTest ? data->test.size() : data->train.size();
}

bool Session::evaluate(const EvaluationRequest& request) {
  if (!trainer_.status().active() && request.epoch < 0) {
    if (!hasNoErrors()) return false;
    refreshIdle();
  }
  trainer_.evaluate(request);
  clock_.wake();
  return true;
}

/// The network as it is drawn, not as it was before the last edit.
void Session::refreshIdle() {
  if (!idleIsStale_) return;
  idleTimer_.stop();
  showIdle();
}

std::future<ModelCopy> Session::copyModel() {
  if (!trainer_.status().active()) refreshIdle();
  clock_.wake();
  return trainer_.copyModel();
}

void Session::evaluateEveryEpoch(const std::optional<EvaluationRequest>& request) {
  trainer_.evaluateEveryEpoch(request);
}

void Session::cancelEvaluation() {
  trainer_.cancelEvaluation();
  clock_.wake();
}

void Session::showDrawing(bool shown) {
  if (request_.probeIsDrawing == shown) return;
  request_.probeIsDrawing = shown;
  scheduleRequest();
}

void Session::setOcclusion(bool on) {
  if (request_.occlusion == on) return;
  request_.occlusion = on;
  scheduleRequest();
}

void Session::setClosely(bool on) {
  if (closely_ == on) return;
  closely_ = on;
  scheduleRequest();
}

void Session::setChannel(int channel) {
  if (request_.channel == channel) return;
  request_.channel = channel;
  scheduleRequest();
}

void Session::setWire(const QString& source) {
  const std::string wire = source.toStdString();
  if (request_.wire == wire) return;
  request_.wire = wire;
  scheduleRequest();
}

void Session::setEpoch(int epoch) {
  if (request_.epoch == epoch) return;
  request_.epoch = epoch;
  sendRequest();  // at once: views follow the hand
  clock_.hurry(epoch);
  emit epochChanged(epoch);
}

void Session::setKeptBytes(qint64 bytes) {
  trainer_.setKeptBytes(bytes);
  clock_.wake();
}

/// An epoch that is no longer kept gives way to the nearest one.
void Session::stayWithKept(const KeptEpochs* kept) {
  const int epoch = request_.epoch;
  if (epoch < 0) return;
  if (!kept || kept->epochs.empty()) return setEpoch(-1);
  setEpoch(*std::ranges::min_element(kept->epochs, {},
                                     [epoch](int other) { return std::abs(other - epoch); }));
}

void Session::scheduleRequest() {
  if (!requestTimer_.isActive()) requestTimer_.start();
}

void Session::sendRequest() {
  requestTimer_.stop();
  request_.nodes.clear();
  for (const QString& id : visible_) request_.nodes.push_back(id.toStdString());
  const std::string selected = selected_.toStdString();
  request_.closely = closely_ ? selected : std::string();
  request_.health = !visible_.isEmpty();
  request_.histograms.clear();
  if (!selected.empty()) {
    if (std::ranges::find(request_.nodes, selected) == request_.nodes.end())
      request_.nodes.push_back(selected);
    request_.histograms.push_back(selected);
  }
  trainer_.request(request_);
  clock_.wake();
}

void Session::showIdle() {
  if (trainer_.status().active()) return;  // done when the run ends
  if (document_.analysis().hasErrors()) return;
  idleIsStale_ = false;
  trainer_.showIdle(document_.project());
  clock_.wake();
}

void Session::documentChanged() {
  idleIsStale_ = true;
  idleTimer_.start();
}

void Session::documentReplaced() {
  setEpoch(-1);
  // A run of the project before has nothing to do with the one on screen.
  if (trainer_.status().active()) trainer_.stop();
  trainer_.cancelEvaluation();
  request_.probeSample = 0;
  request_.probeIsTest = false;
  setSelectedNode({});
  clock_.wake();
}

void Session::onFrame(const Frame& frame) {
  if (frame.statusIsNew) stayWithKept(frame.status.kept.get());
  const bool active = frame.status.active();
  // A sentence that says why there was no fine-tune stays.
  const bool isRefused = tuned_ && frame.status.state == TrainerStatus::State::Failed;
  if (wasActive_ && !active && idleIsStale_ && !isRefused) idleTimer_.start();
  wasActive_ = active;
}

}  // namespace loom::ui
