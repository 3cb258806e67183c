// What a Trainer does to be evaluated, beside what it learns.

#include <new>

#include "engine/train/trainer_worker.h"

namespace loom {

void Trainer::Worker::evaluate(const EvaluationRequest& request) {
  post([this, request] { examine(request); });
}

void Trainer::Worker::evaluateEveryEpoch(const std::optional<EvaluationRequest>& request) {
  post([this, request] { everyEpoch_ = request; });
}

void Trainer::Worker::cancelEvaluation() {
  post([this] {
    examineNext_.reset();
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
  if (run_) run_->fill(lastStatus_);
  try {
    auto weights = std::make_shared<Parameters<float>>(*model_.parameters());
    const WeightsMoment moment = chooseWeights(request.weights, *weights);
    examiner_.begin(request, {model_.network(), weights, dataset, dataSettings_, request.part},
                    moment);
  } catch (const std::bad_alloc&) {
    examiner_.refuse(request,
                     LOOM_TEXT("The machine has not enough free memory for a copy of the weights; "
                               "close other programs or make the network smaller."));
  }
}

/// `weights` holds the present ones, and what was asked for afterwards.
WeightsMoment Trainer::Worker::chooseWeights(WeightsKept kept, Parameters<float>& weights) const {
  const TrainerStatus& status = lastStatus_;
  const std::int64_t wanted = kept == WeightsKept::Best   ? status.bestStep
                              : kept == WeightsKept::Last ? status.step
                                                          : status.weightsStep;
  const std::vector<float>& others = run_ ? run_->otherWeights() : otherWeights_;
  const bool there = wanted >= 0 && wanted != status.weightsStep && !others.empty();
  if (there) weights.assign(others);
  WeightsMoment moment;
  moment.step = there ? wanted : status.weightsStep;
  if (status.stepsPerEpoch > 0)
    moment.epoch = static_cast<double>(moment.step) / static_cast<double>(status.stepsPerEpoch);
  moment.learned = moment.step > 0 || model_.isWorthKeeping();
  moment.number = model_.weightsNumber();
  moment.kept = kept;
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
  examiner_.advance(learning);
  if (!examiner_.isBusy() && examineNext_) {
    examine(*examineNext_);
    examineNext_.reset();
  }
}

}  // namespace loom
