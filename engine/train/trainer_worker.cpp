#include "engine/train/trainer_worker.h"

#include <algorithm>
#include <new>

namespace loom {

namespace {

constexpr auto kStatusGap = std::chrono::milliseconds(15);

}  // namespace

void Trainer::Worker::loop(std::stop_token stop) {
  const FlushDenormals flush;
  while (!stop.stop_requested() && !closing_) {
    try {
      turn(stop);
    } catch (const std::bad_alloc&) {
      giveUp();
    }
  }
  if (run_) end(State::Stopped, "stopped", {});
}

void Trainer::Worker::turn(std::stop_token stop) {
  takeCalls();
  if (closing_) return;
  if (run_ && stopWanted_) end(State::Stopped, "stopped", {});
  const bool go = run_ && (!pauseWanted_ || stepsWanted_ > 0);
  if (go) {
    advance();
  } else if (run_ && state_ == State::Running) {
    state_ = State::Paused;
    lookout_.changed();
    publishStatus();
  }
  const bool more = look(go);
  advanceExaminer(go);
  if (!go && !more && !examiner_.isBusy()) sleep(stop);
}

bool Trainer::Worker::look(bool learning) {
  const Batch* batch = run_ ? run_->lastBatch() : nullptr;
  const std::int64_t step = run_ ? run_->steps() : lastStatus_.step;
  try {
    lookout_.look(learning, step);
    const bool more = lookout_.probe(learning, batch, step);
    if (model_.kept().told() != lastStatus_.kept) publishStatus();  // a past epoch was not shown
    return more;
  } catch (const std::bad_alloc&) {
    model_.stopLooking();
    message_ = LOOM_TEXT(
        "The machine has not enough free memory to look inside the network; close other programs "
        "or make the network smaller.");
    publishStatus();
  }
  return false;
}

void Trainer::Worker::giveUp() {
  model_.stopLooking();
  const Text why = LOOM_TEXT(
      "The machine has not enough free memory for this; close other programs or make the network "
      "smaller.");
  if (run_ || state_ == State::Preparing) {
    end(State::Failed, "failed", why);
    return;
  }
  message_ = why;
  publishStatus();
}

void Trainer::Worker::sleep(std::stop_token stop) {
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

void Trainer::Worker::takeCalls() {
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

std::stop_token Trainer::Worker::loadToken() {
  const std::lock_guard lock(mutex_);
  if (closing_) loading_.request_stop();
  return loading_.get_token();
}

Result<void> Trainer::Worker::loadData(const DataSettings& settings) {
  dataSettings_ = settings;
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

void Trainer::Worker::begin(int run, Project project, TrainerOptions options) {
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

Result<void> Trainer::Worker::makeRun(Project project, TrainerOptions options) {
  const Analysis analysis = analyse(project);
  for (const Problem& problem : analysis.problems) {
    if (problem.severity != Problem::Severity::Error) continue;
    return badInput(Text(problem.node.empty() ? problem.text.english()
                                              : problem.node + ": " + problem.text.english()));
  }
  if (stopWanted_) return cancelled();
  if (options.keepWeights && !model_.hasLearned(project.graph)) {
    return badInput(
        LOOM_TEXT("There are no learned weights to go on from; train the network first."));
  }
  if (auto loaded = loadData(project.data); !loaded) return loaded;
  const int threads = options.threads > 0 ? options.threads : hardwareThreads();
  if (threads > workers_.mostThreads()) {  // what was planned was planned for fewer
    model_.stopLooking();
    examiner_.restart();
  }
  workers_.setThreads(threads);
  if (auto built = model_.build(project, options.keepWeights); !built) return built;
  lookout_.changed();
  if (options.keepWeights) model_.weightsWereRead();
  if (!options.initial.empty()) {
    if (auto loaded = model_.parameters()->load(options.initial); !loaded) return loaded;
    model_.weightsWereRead();
  }
  RunSetup setup{std::move(project),  options,          model_.network(),
                 model_.parameters(), model_.dataset(), options.resumeDirectory};
  auto made = Run::create(std::move(setup), workers_);
  if (!made) return made.error();
  run_ = std::move(*made);
  model_.kept().clear();  // what an earlier run went through is none of this one's
  keepEpoch();
  return {};
}

void Trainer::Worker::advance() {
  state_ = pauseWanted_ && stepsWanted_ == 0 ? State::Paused : State::Running;
  const bool measured = lookout_.beforeMove();
  const auto move = run_->advance();
  if (measured) lookout_.afterMove(move && *move == Run::Move::Step, run_->steps());
  run_->drainPoints([this](const Point& point) { points_.push({runNumber_, point}); });
  if (!move) {
    const Text why = move.error().text;
    end(State::Failed, "failed", why);
    return;
  }
  if (*move == Run::Move::Epoch || *move == Run::Move::Over) keepEpoch();
  if (*move == Run::Move::Over) {
    end(State::Finished, "finished", run_->ending());
    examineEpoch(true);
    return;
  }
  if (*move == Run::Move::Epoch) examineEpoch(false);
  if (*move == Run::Move::Step && stepsWanted_ > 0) {
    --stepsWanted_;
    lookout_.changed();
  }
  publishStatus(kStatusGap);
}

void Trainer::Worker::end(State state, const std::string& record, const Text& message) {
  message_ = message;
  if (run_) {
    if (run_->steps() > 0) model_.setWorthKeeping();
    if (auto saved = run_->save(record); !saved) {
      message_ = saved.error().text;
      state = State::Failed;
    }
    run_->fill(lastStatus_);
    otherWeights_ = run_->takeOtherWeights();
    run_.reset();
  }
  state_ = state;
  lookout_.weightsChanged();
  publishStatus();
  {
    const std::lock_guard lock(mutex_);
    endedRun_ = runNumber_;
  }
  ended_.notify_all();
}

void Trainer::Worker::prepareIdle(Project project) {
  if (state_ != State::Finished && state_ != State::Stopped) {
    state_ = State::Idle;
    message_ = {};
  }
  if (auto loaded = loadData(project.data); !loaded) {
    if (loaded.error().kind == Error::Kind::Cancelled) return;
    message_ = loaded.error().text;
    model_.forgetData();
  }
  // If that fails, the drawing's own problems say why.
  if (!model_.build(project, true).ok()) model_.stopLooking();
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

void Trainer::Worker::publishStatus(Clock::duration gap) {
  const auto now = Clock::now();
  if (gap > Clock::duration::zero() && now - statusAt_ < gap) return;
  statusAt_ = now;
  if (lastStatus_.weightsNumber != model_.weightsNumber()) {
    lastStatus_.weightsNumber = model_.weightsNumber();
    lastStatus_.weightsStep = 0;
    lastStatus_.bestStep = -1;
    otherWeights_.clear();
  }
  if (run_) run_->fill(lastStatus_);
  lastStatus_.hasLearned = model_.isWorthKeeping();
  lastStatus_.state = state_;
  lastStatus_.message = message_;
  lastStatus_.preparing = preparing_;
  lastStatus_.kept = model_.kept().told();
  lastStatus_.threads = workers_.threads();
  lastStatus_.isa = kernels<float>().isa;
  statuses_.publish({runNumber_, lastStatus_});
}
}  // namespace loom
