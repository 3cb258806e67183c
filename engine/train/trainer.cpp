#include "engine/train/trainer.h"

#include <algorithm>
#include <exception>
#include <future>
#include <new>

#include "engine/train/trainer_worker.h"

namespace loom {

Trainer::Worker::Worker() : workers_(hardwareThreads()) {
  thread_ = std::jthread([this](std::stop_token stop) { loop(stop); });
}

Trainer::Worker::~Worker() {
  closing_ = true;
  thread_.request_stop();
  cancelLoading();
  wakeUp();
}

void Trainer::Worker::start(Project project, TrainerOptions options) {
  ++expectedRun_;
  cancelLoading();
  pauseWanted_ = options.startPaused;
  stepsWanted_ = 0;
  stopWanted_ = false;
  asked_ = {};
  asked_.state = State::Preparing;
  post([this, run = expectedRun_, project = std::move(project),
        options = std::move(options)]() mutable {
    begin(run, std::move(project), std::move(options));
  });
}

void Trainer::Worker::step() {
  pauseWanted_ = true;
  ++stepsWanted_;
  wakeUp();
}

void Trainer::Worker::stop() {
  if (!status().active()) return;
  cancelLoading();
  set(stopWanted_, true);
}

void Trainer::Worker::wait() {
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [&] { return endedRun_ >= expectedRun_; });
}

void Trainer::Worker::setThreads(int threads) {
  post([this, threads] {
    workers_.setThreads(std::clamp(threads, 1, workers_.mostThreads()));
    publishStatus();
  });
}

void Trainer::Worker::request(const ViewRequest& view) {
  lookout_.request(view);
  wakeUp();
}

void Trainer::Worker::showIdle(Project project) {
  if (!status().active()) cancelLoading();
  post([this, project = std::move(project)]() mutable {
    if (!run_) prepareIdle(std::move(project));
  });
}

TrainerStatus Trainer::Worker::status() {
  statuses_.refresh();
  const TaggedStatus& newest = statuses_.current();
  if (newest.run != expectedRun_) return asked_;
  TrainerStatus status = newest.status;
  if (stopWanted_ && status.active()) status.state = State::Stopping;
  return status;
}

void Trainer::Worker::drainPoints(std::vector<Point>& points) {
  std::vector<TaggedPoint> fresh;
  points_.drain(fresh);
  for (TaggedPoint& item : fresh) {
    if (item.run == expectedRun_) points.push_back(item.point);
  }
}

std::vector<NamedTensor> Trainer::Worker::weights() {
  std::promise<std::vector<NamedTensor>> answer;
  post([&] {
    try {
      answer.set_value(model_.parameters() ? model_.parameters()->tensors()
                                           : std::vector<NamedTensor>());
    } catch (const std::bad_alloc&) {
      answer.set_exception(std::current_exception());
    }
  });
  return answer.get_future().get();
}

std::future<ModelCopy> Trainer::Worker::copyModel() {
  auto answer = std::make_shared<std::promise<ModelCopy>>();
  post([this, answer] {
    ModelCopy copy;
    copy.message = message_;
    copy.dataset = model_.dataset();
    copy.step = run_ ? run_->steps() : lastStatus_.weightsStep;
    try {
      if (run_ || model_.canLook()) {
        copy.weights = std::make_shared<Parameters<float>>(*model_.parameters());
        copy.network = model_.network();
      }
    } catch (const std::bad_alloc&) {
      copy.message = LOOM_TEXT(
          "The machine has not enough free memory for a copy of the weights; close other "
          "programs or make the network smaller.");
    }
    answer->set_value(std::move(copy));
  });
  return answer->get_future();
}

void Trainer::Worker::useWeights(std::vector<NamedTensor> tensors) {
  post([this, tensors = std::move(tensors)] {
    if (!model_.parameters()) return;
    if (auto loaded = model_.parameters()->load(tensors); !loaded)
      message_ = loaded.error().text;
    else
      model_.weightsWereRead();
    lookout_.weightsChanged();
    publishStatus();
  });
}

void Trainer::Worker::post(std::function<void()> call) {
  {
    const std::lock_guard lock(mutex_);
    calls_.push_back(std::move(call));
  }
  wake_.notify_all();
}

void Trainer::Worker::wakeUp() {
  { const std::lock_guard lock(mutex_); }
  wake_.notify_all();
}

void Trainer::Worker::set(std::atomic<bool>& flag, bool value) {
  flag = value;
  wakeUp();
}

void Trainer::Worker::cancelLoading() {
  const std::lock_guard lock(mutex_);
  loading_.request_stop();
  loading_ = std::stop_source();
}

Trainer::Trainer() : worker_(std::make_unique<Worker>()) {}
Trainer::~Trainer() = default;

void Trainer::start(Project project, TrainerOptions options) {
  worker_->start(std::move(project), std::move(options));
}
void Trainer::pause() {
  worker_->pause();
}
void Trainer::resume() {
  worker_->resume();
}
void Trainer::step() {
  worker_->step();
}
void Trainer::stop() {
  worker_->stop();
}
void Trainer::wait() {
  worker_->wait();
}
void Trainer::setThreads(int threads) {
  worker_->setThreads(threads);
}
void Trainer::giveWay(bool on) {
  worker_->giveWay(on);
}
bool Trainer::givesWay() const {
  return worker_->givesWay();
}
void Trainer::setKeptBytes(std::int64_t bytes) {
  worker_->setKeptBytes(bytes);
}
void Trainer::request(const ViewRequest& view) {
  worker_->request(view);
}
void Trainer::showIdle(Project project) {
  worker_->showIdle(std::move(project));
}
void Trainer::evaluate(const EvaluationRequest& request) {
  worker_->evaluate(request);
}
void Trainer::evaluateEveryEpoch(const std::optional<EvaluationRequest>& request) {
  worker_->evaluateEveryEpoch(request);
}
void Trainer::cancelEvaluation() {
  worker_->cancelEvaluation();
}
const EvaluationNews* Trainer::newEvaluation() {
  return worker_->newEvaluation();
}
TrainerStatus Trainer::status() {
  return worker_->status();
}
void Trainer::drainPoints(std::vector<Point>& points) {
  worker_->drainPoints(points);
}
const Snapshot* Trainer::newSnapshot() {
  return worker_->newSnapshot();
}
const Answer* Trainer::newAnswer() {
  return worker_->newAnswer();
}
void Trainer::onAnswer(std::function<void()> call) {
  worker_->onAnswer(std::move(call));
}
std::vector<NamedTensor> Trainer::weights() {
  return worker_->weights();
}
std::future<ModelCopy> Trainer::copyModel() {
  return worker_->copyModel();
}
void Trainer::useWeights(std::vector<NamedTensor> tensors) {
  worker_->useWeights(std::move(tensors));
}
std::shared_ptr<const Dataset> Trainer::dataset() const {
  return worker_->dataset();
}
std::shared_ptr<const Dataset> Trainer::dataset(const DataSettings& settings) const {
  return worker_->dataset(settings);
}

}  // namespace loom
