#pragma once

// Evaluates for a Trainer: in slices on the trainer's thread, with its workers, on a copy of the
// weights. While something learns, the slices take a small share of the time, so that nobody
// notices; else they follow each other. newNews() belongs to the controlling thread, the rest to
// the trainer's.

#include <chrono>
#include <optional>

#include "engine/inspect/evaluation.h"
#include "engine/train/mailbox.h"
#include "engine/train/pacer.h"

namespace loom {

/// Which weights: those that the network has now, or those of the run's best or last epoch.
enum class WeightsKept : std::uint8_t { Present, Best, Last };

struct EvaluationRequest {
  DataPart part = DataPart::Validation;
  WeightsKept weights = WeightsKept::Present;
  int id = 0;      // comes back in the news; 0: nobody asked, an epoch is over
  int epoch = -1;  // a kept one whose weights are meant instead; -1: none
};

/// Which weights a report is about.
struct WeightsMoment {
  std::int64_t step = 0;  // that they learned
  double epoch = 0;       // the same in epochs
  bool learned = false;   // false: they are as the network starts with
  int number = 0;         // TrainerStatus::weightsNumber
  WeightsKept kept = WeightsKept::Present;
  int pastEpoch = -1;  // EvaluationRequest::epoch
};

struct EvaluationNews {
  enum class State { None, Running, Done, Cancelled, Failed };
  State state = State::None;
  EvaluationRequest request;
  double share = 0;      // 0..1
  double remaining = 0;  // seconds, estimated
  Text message;          // why it failed
  // The newest that is complete, if there is one.
  std::shared_ptr<const EvaluationReport> report;
  WeightsMoment moment;
};

class Examiner {
 public:
  using Clock = Pacer::Clock;

  explicit Examiner(Workers& workers) : workers_(workers) {}

  /// The newest news if there are any since the last call.
  const EvaluationNews* newNews() { return news_.refresh() ? &news_.current() : nullptr; }

  /// In place of what is under way. Nobody changes the setup's weights any more.
  void begin(const EvaluationRequest& request, EvaluationSetup setup, const WeightsMoment& moment);
  void refuse(const EvaluationRequest& request, Text why);
  void cancel();
  /// What was asked for is cancelled before it began, and what is under way with it.
  void withdraw(const EvaluationRequest& request);
  /// The workers will be more than memory was planned for: what is under way begins anew.
  void restart() { evaluation_ = nullptr; }

  bool isBusy() const { return setup_.has_value(); }
  const EvaluationRequest& request() const { return newest_.request; }
  /// Whether it is time for something to be done about this request: while something learns, each
  /// piece of work is followed by a rest.
  bool isDue(const EvaluationRequest& request, bool learning) const {
    return !learning || paceOf(request).isDue(Clock::now());
  }
  /// Work on the present request has gone on since `start`, outside advance().
  void worked(Clock::time_point start);
  /// One batch, if it is due.
  void advance(bool learning);

 private:
  static constexpr Clock::duration kAnyRest = std::chrono::hours(1);

  const Pacer& paceOf(const EvaluationRequest& request) const {
    return request.id == 0 ? quiet_ : asked_;
  }
  void makeOrJudge();
  void finish();
  void stop(EvaluationNews::State state, Text message = {});
  void publish();

  Workers& workers_;
  Latest<EvaluationNews> news_;
  EvaluationNews newest_;
  std::optional<EvaluationSetup> setup_;  // of what is under way
  WeightsMoment moment_;
  std::unique_ptr<Evaluation> evaluation_;
  // A thirtieth of the trainer's time where somebody waits for the figures, a two-hundredth where
  // an epoch asked for them.
  Pacer asked_{32, {}, kAnyRest}, quiet_{199, {}, kAnyRest};
  Clock::time_point began_, told_;
};

}  // namespace loom
