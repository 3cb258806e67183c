#pragma once

// Turns the trainer's stream of steps into a summary for each epoch. Plain values; main thread.

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/train/trainer.h"

namespace loom {

struct EpochSummary {
  int epoch = 0;  // from 1
  int epochs = 0;
  std::int64_t step = 0;
  double loss = NAN;      // mean over the epoch's steps
  double accuracy = NAN;  // share; NaN where there are no classes
  bool hasValidation = false;
  double validationLoss = NAN;
  double validationAccuracy = NAN;
  double learningRate = 0;  // of the last step
  double seconds = 0;       // this epoch's own
  double samplesPerSecond = 0;
};

class Epochs {
 public:
  explicit Epochs(int batchSize) : batchSize_(batchSize) {}

  /// Takes new points; gives the epochs that are now complete, validation included.
  /// REQUIRES: `status` knows stepsPerEpoch.
  std::vector<EpochSummary> add(const TrainerStatus& status, const std::vector<Point>& points);

  /// The epoch under way as far as it came, or the last complete one; its validation is the latest
  /// there was.
  const EpochSummary& latest() const { return latest_; }
  /// Seen here: after a resume, without those before.
  std::int64_t samples() const { return samples_; }
  double seconds() const { return seconds_ + (epochSteps_ > 0 ? latest_.seconds : 0); }

 private:
  void addStep(const TrainerStatus& status, const Point& point);

  int batchSize_;
  EpochSummary latest_;
  double lossSum_ = 0;
  double accuracySum_ = 0;
  std::int64_t epochSteps_ = 0;
  std::int64_t epochSamples_ = 0;
  std::optional<double> epochBegan_;  // seconds of the run
  std::int64_t samples_ = 0;
  double seconds_ = 0;  // of the complete epochs
};

}  // namespace loom
