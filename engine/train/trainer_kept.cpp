// What a Trainer keeps of the epochs that are over.

#include "engine/train/trainer_worker.h"

namespace loom {

void Trainer::Worker::setKeptBytes(std::int64_t bytes) {
  post([this, bytes] {
    model_.kept().setBound(bytes);
    publishStatus();
  });
}

/// Where an epoch just ended, or the run begins with one.
void Trainer::Worker::keepEpoch() {
  TrainerStatus& now = lastStatus_;
  run_->fill(now);
  if (now.step % now.stepsPerEpoch != 0) return;
  const auto epochOf = [&](std::int64_t step) {
    return step < 0 ? -1 : static_cast<int>(step / now.stepsPerEpoch);
  };
  const bool wentBack = now.weightsStep != now.step;
  model_.kept().keep(epochOf(now.step), now.step,
                     wentBack ? run_->otherWeights() : model_.parameters()->values(),
                     epochOf(now.bestStep));
}

}  // namespace loom
