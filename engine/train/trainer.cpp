#include "engine/train/trainer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

#include "engine/train/lookout.h"
#include "engine/train/mailbox.h"
#include "engine/train/run.h"
#include "engine/train/working_model.h"

namespace loom {

namespace {

using Clock = std::chrono::steady_clock;
using State = TrainerStatus::State;

constexpr auto kStatusGap = std::chrono::milliseconds(15);

/// Tagged with the run it belongs to, so that nothing of an old run is taken for news of the next.
struct TaggedPoint {
  int run = 0;
  Point point;
};
struct TaggedStatus {
  int run = 0;
  TrainerStatus status;
};

}  // namespace

class Trainer::Worker {
 public:
  Worker() : workers_(hardwareThreads()) {
    thread_ = std::jthread([this](std::stop_token stop) { loop(stop); });
  }
  ~Worker() {
    closing_ = true;
    thread_.request_stop();
    cancelLoading();
    wakeUp();
  }

  // --- any command, from the controlling thread ---

  void start(Project project, TrainerOptions options) {
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
  void pause() { set(pauseWanted_, true); }
  void resume() { set(pauseWanted_, false); }
  void step() {
    pauseWanted_ = true;
    ++stepsWanted_;
    wakeUp();
  }
  void stop() {
    if (!status().active()) return;
    cancelLoading();
    set(stopWanted_, true);
  }
  void wait() {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [&] { return endedRun_ >= expectedRun_; });
  }
  void setThreads(int threads) {
    post([this, threads] {
      workers_.setThreads(std::clamp(threads, 1, workers_.mostThreads()));
      publishStatus();
    });
  }
  void request(const ViewRequest& view) {
    lookout_.request(view);
    wakeUp();
  }
  void showIdle(Project project) {
    if (!status().active()) cancelLoading();
    post([this, project = std::move(project)]() mutable {
      if (!run_) prepareIdle(std::move(project));
    });
  }

  TrainerStatus status() {
    statuses_.refresh();
    const TaggedStatus& newest = statuses_.current();
    if (newest.run != expectedRun_) return asked_;
    TrainerStatus status = newest.status;
    if (stopWanted_ && status.active()) status.state = State::Stopping;
    return status;
  }
  void drainPoints(std::vector<Point>& points) {
    std::vector<TaggedPoint> fresh;
    points_.drain(fresh);
    for (TaggedPoint& item : fresh) {
      if (item.run == expectedRun_) points.push_back(item.point);
    }
  }
  const Snapshot* newSnapshot() { return lookout_.newSnapshot(); }

  std::vector<NamedTensor> weights() {
    std::promise<std::vector<NamedTensor>> answer;
    post([&] {
      answer.set_value(model_.parameters() ? model_.parameters()->tensors()
                                           : std::vector<NamedTensor>());
    });
    return answer.get_future().get();
  }
  void useWeights(std::vector<NamedTensor> tensors) {
    post([this, tensors = std::move(tensors)] {
      if (!model_.parameters()) return;
      if (auto loaded = model_.parameters()->load(tensors); !loaded)
        message_ = loaded.error().text;
      else
        model_.setWorthKeeping();
      lookout_.changed();
      publishStatus();
    });
  }
  std::shared_ptr<const Dataset> dataset() const { return model_.dataset(); }

 private:
  // --- shared by both threads ---

  void post(std::function<void()> call) {
    {
      const std::lock_guard lock(mutex_);
      calls_.push_back(std::move(call));
    }
    wake_.notify_all();
  }
  /// Passing through the mutex makes sure that a loop about to sleep sees what changed.
  void wakeUp() {
    { const std::lock_guard lock(mutex_); }
    wake_.notify_all();
  }
  void set(std::atomic<bool>& flag, bool value) {
    flag = value;
    wakeUp();
  }
  void cancelLoading() {
    const std::lock_guard lock(mutex_);
    loading_.request_stop();
    loading_ = std::stop_source();
  }

  // --- the trainer's thread ---

  void loop(std::stop_token stop) {
    const FlushDenormals flush;
    while (!stop.stop_requested()) {
      takeCalls();
      if (closing_) break;
      if (run_ && stopWanted_) end(State::Stopped, "stopped", {});
      const bool go = run_ && (!pauseWanted_ || stepsWanted_ > 0);
      if (go) {
        advance();
      } else if (run_ && state_ == State::Running) {
        state_ = State::Paused;
        lookout_.changed();
        publishStatus();
      }
      lookout_.look(go, run_ ? run_->lastBatch() : nullptr,
                    run_ ? run_->steps() : lastStatus_.step);
      if (!go) sleep(stop);
    }
    if (run_) end(State::Stopped, "stopped", {});
  }

  void sleep(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    const auto disturbed = [&] {
      return stop.stop_requested() || !calls_.empty() || lookout_.wasAsked() ||
             (run_ && (stopWanted_ || !pauseWanted_ || stepsWanted_ > 0));
    };
    // While a snapshot waits for its reader, look again a little later instead of at once.
    if (lookout_.owesAnswer())
      wake_.wait_for(lock, Lookout::kAnswerGap, disturbed);
    else
      wake_.wait(lock, disturbed);
  }

  void takeCalls() {
    for (;;) {
      std::function<void()> call;
      {
        const std::lock_guard lock(mutex_);
        if (closing_ || calls_.empty()) return;
        call = std::move(calls_.front());
        calls_.pop_front();
      }
      call();
    }
  }

  std::stop_token loadToken() {
    const std::lock_guard lock(mutex_);
    if (closing_) loading_.request_stop();
    return loading_.get_token();
  }

  Result<void> loadData(const DataSettings& settings) {
    preparing_ = 0;
    publishStatus();
    LoadContext context;
    context.stop = loadToken();
    context.progress = [this](double share) {
      preparing_ = share;
      publishStatus(kStatusGap);
    };
    auto loaded = model_.loadData(settings, context);
    preparing_ = 1;
    return loaded;
  }

  void begin(int run, Project project, TrainerOptions options) {
    if (run_) end(State::Stopped, "stopped", {});
    run_.reset();
    runNumber_ = run;
    state_ = State::Preparing;
    message_ = {};
    publishStatus();
    if (auto made = makeRun(std::move(project), std::move(options)); !made) {
      const bool wasStopped = made.error().kind == Error::Kind::Cancelled;
      end(wasStopped ? State::Stopped : State::Failed, "", made.error().text);
      return;
    }
    state_ = pauseWanted_ ? State::Paused : State::Running;
    publishStatus();
  }

  Result<void> makeRun(Project project, TrainerOptions options) {
    const Analysis analysis = analyse(project);
    for (const Problem& problem : analysis.problems) {
      if (problem.severity != Problem::Severity::Error) continue;
      return badInput(Text(problem.node.empty() ? problem.text.english()
                                                : problem.node + ": " + problem.text.english()));
    }
    if (stopWanted_) return cancelled();
    if (auto loaded = loadData(project.data); !loaded) return loaded;
    const int threads = options.threads > 0 ? options.threads : hardwareThreads();
    if (threads > workers_.mostThreads()) model_.stopLooking();  // it was planned for fewer
    workers_.setThreads(threads);
    if (auto built = model_.build(project, false); !built) return built;
    lookout_.changed();
    if (!options.initial.empty()) {
      if (auto loaded = model_.parameters()->load(options.initial); !loaded) return loaded;
      model_.setWorthKeeping();
    }
    RunSetup setup{std::move(project),  options,          model_.network(),
                   model_.parameters(), model_.dataset(), options.resumeDirectory};
    auto made = Run::create(std::move(setup), workers_);
    if (!made) return made.error();
    run_ = std::move(*made);
    return {};
  }

  void advance() {
    state_ = pauseWanted_ && stepsWanted_ == 0 ? State::Paused : State::Running;
    const auto move = run_->advance();
    run_->drainPoints([this](const Point& point) { points_.push({runNumber_, point}); });
    if (!move) {
      const Text why = move.error().text;
      end(State::Failed, "failed", why);
      return;
    }
    if (*move == Run::Move::Over) {
      end(State::Finished, "finished", run_->ending());
      return;
    }
    if (*move == Run::Move::Step && stepsWanted_ > 0) {
      --stepsWanted_;
      lookout_.changed();
    }
    publishStatus(kStatusGap);
  }

  void end(State state, const std::string& record, const Text& message) {
    message_ = message;
    if (run_) {
      if (run_->steps() > 0) model_.setWorthKeeping();
      if (auto saved = run_->save(record); !saved) {
        message_ = saved.error().text;
        state = State::Failed;
      }
      run_->fill(lastStatus_);
      run_.reset();
    }
    state_ = state;
    lookout_.changed();
    publishStatus();
    {
      const std::lock_guard lock(mutex_);
      endedRun_ = runNumber_;
    }
    ended_.notify_all();
  }

  void prepareIdle(Project project) {
    if (state_ != State::Finished && state_ != State::Stopped) {
      state_ = State::Idle;
      message_ = {};
    }
    if (auto loaded = loadData(project.data); !loaded) {
      if (loaded.error().kind == Error::Kind::Cancelled) return;
      message_ = loaded.error().text;
      model_.forgetData();
    }
    if (model_.build(project, true).ok()) {
      model_.showFirstSamples(project);
    } else {
      model_.stopLooking();  // the drawing's own problems say why
    }
    lookout_.changed();
    if (const auto dataset = model_.dataset()) {
      const Split split =
          splitSamples(dataset->train, project.data.validationFraction, project.data.splitSeed);
      lastStatus_.trainSamples = static_cast<int>(split.train.size());
      lastStatus_.validationSamples = static_cast<int>(split.validation.size());
      lastStatus_.testSamples = dataset->test.size();
    }
    publishStatus();
  }

  void publishStatus(Clock::duration gap = {}) {
    const auto now = Clock::now();
    if (gap > Clock::duration::zero() && now - statusAt_ < gap) return;
    statusAt_ = now;
    if (run_) run_->fill(lastStatus_);
    lastStatus_.state = state_;
    lastStatus_.message = message_;
    lastStatus_.preparing = preparing_;
    lastStatus_.threads = workers_.threads();
    lastStatus_.isa = kernels<float>().isa;
    statuses_.publish({runNumber_, lastStatus_});
  }

  // The controlling thread's.
  int expectedRun_ = 0;
  TrainerStatus asked_;  // what status() says until the trainer has heard of the newest start()

  // Channels.
  Stream<TaggedPoint> points_;
  Latest<TaggedStatus> statuses_;
  std::atomic<bool> pauseWanted_{false};
  std::atomic<bool> stopWanted_{false};
  std::atomic<int> stepsWanted_{0};
  std::atomic<bool> closing_{false};

  std::mutex mutex_;  // calls_, loading_, endedRun_
  std::condition_variable wake_;
  std::condition_variable ended_;
  std::deque<std::function<void()>> calls_;
  std::stop_source loading_;
  int endedRun_ = 0;

  // The trainer's thread's.
  Workers workers_;
  WorkingModel model_{workers_};
  Lookout lookout_{model_};
  std::unique_ptr<Run> run_;
  int runNumber_ = 0;
  State state_ = State::Idle;
  Text message_;
  double preparing_ = 0;
  TrainerStatus lastStatus_;
  Clock::time_point statusAt_;

  std::jthread thread_;  // last: it must end before what it uses
};

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
void Trainer::request(const ViewRequest& view) {
  worker_->request(view);
}
void Trainer::showIdle(Project project) {
  worker_->showIdle(std::move(project));
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
std::vector<NamedTensor> Trainer::weights() {
  return worker_->weights();
}
void Trainer::useWeights(std::vector<NamedTensor> tensors) {
  worker_->useWeights(std::move(tensors));
}
std::shared_ptr<const Dataset> Trainer::dataset() const {
  return worker_->dataset();
}

}  // namespace loom
