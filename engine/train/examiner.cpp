#include "engine/train/examiner.h"

#include <new>

namespace loom {

namespace {
constexpr auto kNewsGap = std::chrono::milliseconds(30);
}  // namespace

void Examiner::begin(const EvaluationRequest& request, EvaluationSetup setup,
                     const WeightsMoment& moment) {
  setup_ = std::move(setup);
  moment_ = moment;
  evaluation_ = nullptr;
  newest_.state = EvaluationNews::State::Running;
  newest_.request = request;
  newest_.share = newest_.remaining = 0;
  newest_.message = {};
  began_ = Clock::now();
  publish();
}

void Examiner::refuse(const EvaluationRequest& request, Text why) {
  newest_.request = request;
  stop(EvaluationNews::State::Failed, std::move(why));
}

void Examiner::cancel() {
  if (isBusy()) stop(EvaluationNews::State::Cancelled);
}

void Examiner::withdraw(const EvaluationRequest& request) {
  newest_.request = request;
  stop(EvaluationNews::State::Cancelled);
}

void Examiner::advance(bool learning) {
  if (!isBusy() || !isDue(newest_.request, learning)) return;
  const auto start = Clock::now();
  try {
    makeOrJudge();
  } catch (const std::bad_alloc&) {
    stop(EvaluationNews::State::Failed,
         LOOM_TEXT("The machine has not enough free memory to evaluate the network; close other "
                   "programs or make the network smaller."));
  }
  worked(start);
}

void Examiner::worked(Clock::time_point start) {
  (newest_.request.id == 0 ? quiet_ : asked_).went(start, Clock::now());
}

void Examiner::makeOrJudge() {
  if (!evaluation_) {
    auto made = Evaluation::create(*setup_, workers_);
    if (!made) return stop(EvaluationNews::State::Failed, made.error().text);
    evaluation_ = std::move(*made);
    return;
  }
  evaluation_->advance();
  newest_.share = evaluation_->share();
  const double passed = std::chrono::duration<double>(Clock::now() - began_).count();
  newest_.remaining = passed * (1 - newest_.share) / newest_.share;
  if (evaluation_->isOver()) return finish();
  if (Clock::now() - told_ >= kNewsGap) publish();
}

void Examiner::finish() {
  newest_.report = std::make_shared<const EvaluationReport>(evaluation_->finish());
  newest_.moment = moment_;
  stop(EvaluationNews::State::Done);
}

void Examiner::stop(EvaluationNews::State state, Text message) {
  evaluation_ = nullptr;
  setup_.reset();
  newest_.state = state;
  newest_.message = std::move(message);
  publish();
}

void Examiner::publish() {
  told_ = Clock::now();
  news_.publish(newest_);
}

}  // namespace loom
