// What a Trainer does to be evaluated, beside what it learns.

#include <new>
#include <utility>

#include "engine/train/trainer_worker.h"

namespace loom {

void Trainer::Worker::evaluate(const EvaluationRequest& request) {
  post([this, request] { examineNow_ = request; });
}

void Trainer::Worker::evaluateEveryEpoch(const std::optional<EvaluationRequest>& request) {
  post([this, request] { everyEpoch_ = request; });
}

void Trainer::Worker::cancelEvaluation() {
  post([this] {
    examineNext_.reset();
    if (examineNow_) examiner_.withdraw(*std::exchange(examineNow_, std::nullopt));
    examiner_.cancel();
  });
}

void Trainer::Worker::examine(const EvaluationRequest& request) {
  const auto dataset = model_.dataset();
  if (!dataset || (!run_ && !model_.canLook())) {
    const Text nothing =
        LOOM_TEXT("There is no network to evaluate yet: draw one and choose data.");
    return examiner_.refuse(request, message_.empty() ? nothing : message_);
  }
  if (request.epoch >= 0 && !model_.kept().find(request.epoch)) {
    return examiner_.refuse(request, {LOOM_TEXT("Epoch %1 is not kept any more; choose another."),
                                      {std::to_string(request.epoch)}});
  }
  if (run_) run_->fill(lastStatus_);
  const auto start = Clock::now();
  try {
    auto weights = std::make_shared<Parameters<float>>(*model_.parameters());
    const WeightsMoment moment = chooseWeights(request, *weights);
    examiner_.begin(request, {model_.network(), weights, dataset, dataSettings_, request.part},
                    moment);
    examiner_.worked(start);
  } catch (const std::bad_alloc&) {
    examiner_.refuse(request,
                     LOOM_TEXT("The machine has not enough free memory for a copy of the weights; "
                               "close other programs or make the network smaller."));
  }
}

/// `weights` holds the present ones, and what was asked for afterwards.
WeightsMoment Trainer::Worker::chooseWeights(const EvaluationRequest& request,
                                             Parameters<float>& weights) const {
  if (request.epoch >= 0) {
    const KeptWeights::Moment& past = *model_.kept().find(request.epoch);
    weights.assign(past.values);
    WeightsMoment moment = momentAt(past.step);
    moment.learned = past.step > 0;
    moment.pastEpoch = past.epoch;
    return moment;
  }
  const TrainerStatus& status = lastStatus_;
  const WeightsKept kept = request.weights;
  const std::int64_t wanted = kept == WeightsKept::Best   ? status.bestStep
                              : kept == WeightsKept::Last ? status.step
                                                          : status.weightsStep;
  const std::vector<float>& others = run_ ? run_->otherWeights() : otherWeights_;
  const bool there = wanted >= 0 && wanted != status.weightsStep && !others.empty();
  if (there) weights.assign(others);
  WeightsMoment moment = momentAt(there ? wanted : status.weightsStep);
  moment.learned = moment.step > 0 || model_.isWorthKeeping();
  moment.kept = kept;
  return moment;
}

WeightsMoment Trainer::Worker::momentAt(std::int64_t step) const {
  WeightsMoment moment;
  moment.step = step;
  if (lastStatus_.stepsPerEpoch > 0)
    moment.epoch = static_cast<double>(step) / static_cast<double>(lastStatus_.stepsPerEpoch);
  moment.number = model_.weightsNumber();
  return moment;
}

/// What somebody asked for goes on; what an epoch asked for gives way only to the last one's.
void Trainer::Worker::examineEpoch(bool last) {
  if (!everyEpoch_) return;
  const bool automatic = examiner_.request().id == 0;
  if (!examiner_.isBusy() || (last && automatic))
    examine(*everyEpoch_);
  else if (last)
    examineNext_ = everyEpoch_;
}

void Trainer::Worker::advanceExaminer(bool learning) {
  if (examineNow_ && examiner_.isDue(*examineNow_, learning))
    examine(*std::exchange(examineNow_, std::nullopt));
  examiner_.advance(learning);
  if (!examiner_.isBusy() && examineNext_) {
    examine(*examineNext_);
    examineNext_.reset();
  }
}

}  // namespace loom
