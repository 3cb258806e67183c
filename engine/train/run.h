#pragma once

// One training run as a sequence of short moves: a batch, or a piece of validation. It has no
// thread of its own; the trainer calls advance() until it is over, so commands are answered between
// any two moves.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/threads.h"
#include "engine/data/loader.h"
#include "engine/graph/program.h"
#include "engine/io/run_directory.h"
#include "engine/train/early_stopping.h"
#include "engine/train/gradient_rules.h"
#include "engine/train/judge.h"
#include "engine/train/optimizer.h"
#include "engine/train/schedule.h"
#include "engine/train/trainer.h"

namespace loom {

/// What a run is made from. The network is already compiled and its parameters started or loaded.
struct RunSetup {
  Project project;
  TrainerOptions options;
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> parameters;
  std::shared_ptr<const Dataset> dataset;
  std::string resume;  // a run directory to go on with; empty: a new run
};

class Run {
 public:
  enum class Move { Step, Epoch, Validated, Over };

  static Result<std::unique_ptr<Run>> create(RunSetup setup, Workers& workers);
  ~Run();

  /// One batch, or one piece of validation. After Over, ending() says how it ended.
  /// Fails if the loss is no longer a number or the run directory cannot be written.
  Result<Move> advance();
  /// Writes weights, state and record, so that the run can go on later. `status` as in run.json.
  Result<void> save(const std::string& status);

  /// Calls take(point) for the points made since the last call. Their memory is kept for the next.
  template <class Fn>
  void drainPoints(Fn&& take) {
    for (const Point& point : points_) take(point);
    points_.clear();
  }
  void fill(TrainerStatus& status) const;
  const Text& ending() const { return ending_; }
  /// The batch that was learned last; null before the first.
  const Batch* lastBatch() const { return batch_; }
  const Dataset& dataset() const { return *setup_.dataset; }
  const Split& split() const { return split_; }
  std::int64_t steps() const { return state_.step; }
  /// Beside those that the network has: of the best epoch, or, once the run went back to it, of the
  /// last. Empty: none were kept.
  const std::vector<float>& otherWeights() const { return best_; }
  std::vector<float> takeOtherWeights() { return std::move(best_); }

 private:
  Run(RunSetup setup, Workers& workers);
  Result<void> prepare();
  Result<void> makeOptimizer();
  Result<void> makeRoomForBest();
  Result<void> resume();
  Result<void> learn();
  Result<void> validateSome();
  Result<Move> endEpoch();
  Result<void> write(const std::string& status);
  Result<void> emit(const Point& point);
  double figure(const std::string& name) const;
  double learningRate() const;
  std::int64_t lastStep() const;

  RunSetup setup_;
  Workers& workers_;
  Split split_;
  std::unique_ptr<Program<float>> program_;
  std::unique_ptr<Optimizer> optimizer_;
  const ScheduleType* schedule_ = nullptr;
  double baseRate_ = 0;
  std::optional<EarlyWatch> watch_;
  std::optional<GradientRules> gradientRules_;
  std::unique_ptr<Loader> loader_;
  std::unique_ptr<RunDirectory> directory_;
  const Batch* batch_ = nullptr;
  RunState state_;
  std::vector<float> best_;  // values of the best epoch, if they are wanted or cost little
  bool keepsBest_ = false;
  std::int64_t bestStep_ = -1;  // of best_; -1: none yet
  bool wentBack_ = false;       // to the best: then best_ holds those of the last step
  std::vector<Point> points_;
  Text ending_;
  std::int64_t stepsPerEpoch_ = 1;

  // Validation under way.
  std::size_t validated_ = 0;
  std::unique_ptr<Judge> judge_;

  // For the status.
  double smoothLoss_ = 0;
  double smoothAccuracy_ = 0;
  double smoothWeight_ = 0;
  double stepSeconds_ = 0;  // recent mean
  bool hasValidation_ = false;
  double validationLoss_ = 0;
  double validationAccuracy_ = 0;
  std::vector<std::pair<std::string, double>> validationMetrics_;  // all that apply, by name
  // Means of the last whole epoch; not a number before there is one.
  double trainLoss_ = std::numeric_limits<double>::quiet_NaN();
  double trainAccuracy_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace loom
