#pragma once

// What a Trainer does: its commands, which the controlling thread gives, and its own thread, which
// carries them out. Only the channels and what the mutex guards are touched by both.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "engine/train/examiner.h"
#include "engine/train/lookout.h"
#include "engine/train/mailbox.h"
#include "engine/train/run.h"
#include "engine/train/trainer.h"
#include "engine/train/working_model.h"

namespace loom {

class Trainer::Worker {
 public:
  Worker();
  ~Worker();

  // --- any command, from the controlling thread ---

  void start(Project project, TrainerOptions options);
  void pause() { set(pauseWanted_, true); }
  void resume() { set(pauseWanted_, false); }
  void step();
  void stop();
  void wait();
  void setThreads(int threads);
  void giveWay(bool on) { workers_.lend(on ? 1 : 0); }
  bool givesWay() const { return workers_.lent() > 0; }
  void setKeptBytes(std::int64_t bytes);
  void request(const ViewRequest& view);
  void showIdle(Project project);
  void evaluate(const EvaluationRequest& request);
  void evaluateEveryEpoch(const std::optional<EvaluationRequest>& request);
  void cancelEvaluation();

  const EvaluationNews* newEvaluation() { return examiner_.newNews(); }
  TrainerStatus status();
  void drainPoints(std::vector<Point>& points);
  const Snapshot* newSnapshot() { return lookout_.newSnapshot(); }
  const Answer* newAnswer() { return lookout_.newAnswer(); }
  void onAnswer(std::function<void()> call) { lookout_.onAnswer(std::move(call)); }

  std::vector<NamedTensor> weights();
  std::future<ModelCopy> copyModel();
  void useWeights(std::vector<NamedTensor> tensors);
  std::shared_ptr<const Dataset> dataset() const { return model_.dataset(); }
  std::shared_ptr<const Dataset> dataset(const DataSettings& settings) const {
    return model_.dataset(settings);
  }

 private:
  using Clock = std::chrono::steady_clock;
  using State = TrainerStatus::State;

  /// Tagged with the run it belongs to, so that nothing of an old run is taken for news of the
  /// next.
  struct TaggedPoint {
    int run = 0;
    Point point;
  };
  struct TaggedStatus {
    int run = 0;
    TrainerStatus status;
  };

  // --- shared by both threads ---

  void post(std::function<void()> call);
  /// Passing through the mutex makes sure that a loop about to sleep sees what changed.
  void wakeUp();
  void set(std::atomic<bool>& flag, bool value);
  void cancelLoading();

  // --- the trainer's thread ---

  void loop(std::stop_token stop);
  void turn(std::stop_token stop);
  /// Looking that memory does not suffice for ends; learning goes on. True: there is more to do.
  bool look(bool learning);
  /// What was going on asked for more memory than there is: it ends with a sentence.
  void giveUp();
  void sleep(std::stop_token stop);
  void takeCalls();
  std::stop_token loadToken();
  Result<void> loadData(const DataSettings& settings);
  void begin(int run, Project project, TrainerOptions options);
  Result<void> makeRun(Project project, TrainerOptions options);
  void advance();
  void keepEpoch();
  void end(State state, const std::string& record, const Text& message);
  void prepareIdle(Project project);
  void publishStatus(Clock::duration gap = {});
  void examine(const EvaluationRequest& request);
  WeightsMoment chooseWeights(const EvaluationRequest& request, Parameters<float>& weights) const;
  WeightsMoment momentAt(std::int64_t step) const;
  void examineEpoch(bool last);
  void advanceExaminer(bool learning);

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
  Examiner examiner_{workers_};
  std::optional<EvaluationRequest> everyEpoch_;
  std::optional<EvaluationRequest> examineNow_;   // in place of what is under way
  std::optional<EvaluationRequest> examineNext_;  // after it
  std::unique_ptr<Run> run_;
  std::vector<float> otherWeights_;  // of the run that ended (Run::otherWeights)
  DataSettings dataSettings_;        // of the data that were asked for last
  int runNumber_ = 0;
  State state_ = State::Idle;
  Text message_;
  double preparing_ = 0;
  TrainerStatus lastStatus_;
  Clock::time_point statusAt_;

  std::jthread thread_;  // last: it must end before what it uses
};

}  // namespace loom
