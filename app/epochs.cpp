#include "app/epochs.h"

namespace loom {

void Epochs::addStep(const TrainerStatus& status, const Point& point) {
  const std::int64_t steps = status.stepsPerEpoch;
  const bool ends = point.step % steps == 0;
  // A resumed run is first seen after its first step, so that step's own time is not known.
  if (!epochBegan_) epochBegan_ = point.step == 1 ? 0.0 : point.seconds;
  const std::int64_t batch = ends ? status.trainSamples - (steps - 1) * batchSize_ : batchSize_;
  lossSum_ += point.loss;
  accuracySum_ += point.accuracy;
  ++epochSteps_;
  epochSamples_ += batch;
  samples_ += batch;

  latest_.epoch = static_cast<int>((point.step - 1) / steps) + 1;
  latest_.epochs = status.epochs;
  latest_.step = point.step;
  latest_.loss = lossSum_ / static_cast<double>(epochSteps_);
  latest_.accuracy = accuracySum_ / static_cast<double>(epochSteps_);
  latest_.learningRate = point.learningRate;
  latest_.seconds = point.seconds - *epochBegan_;
  latest_.samplesPerSecond =
      latest_.seconds > 0 ? static_cast<double>(epochSamples_) / latest_.seconds : 0;
  if (!ends) return;
  seconds_ += latest_.seconds;
  lossSum_ = accuracySum_ = 0;
  epochSteps_ = epochSamples_ = 0;
  epochBegan_ = point.seconds;
}

std::vector<EpochSummary> Epochs::add(const TrainerStatus& status,
                                      const std::vector<Point>& points) {
  std::vector<EpochSummary> complete;
  for (const Point& point : points) {
    if (point.split == Point::Split::Train) {
      addStep(status, point);
    } else {
      latest_.hasValidation = true;
      latest_.validationLoss = point.loss;
      latest_.validationAccuracy = point.accuracy;
      if (epochSteps_ == 0) epochBegan_ = point.seconds;  // measuring is not training
    }
    const bool waits = point.split == Point::Split::Train && status.validationSamples > 0;
    if (point.step > 0 && point.step % status.stepsPerEpoch == 0 && !waits)
      complete.push_back(latest_);
  }
  return complete;
}

}  // namespace loom
