#pragma once

// How fast this machine trains and answers: whole steps of a standard model on data in memory, one
// sample forward, and the most multiply-adds it can do. One thread at a time calls them; they use
// the workers.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/standard_models.h"
#include "engine/base/result.h"
#include "engine/base/threads.h"
#include "engine/graph/program.h"
#include "engine/train/optimizer.h"

namespace loom {

/// Made up from a seed: the same numbers on every machine.
struct BenchBatch {
  std::vector<float> samples;         // (batch, sample)
  std::vector<std::int32_t> classes;  // (batch), or (batch, positions)
};

/// Trains one model. Begins from the weights of seed 0.
class TrainingBench {
 public:
  /// Fails with the first problem of the network. `workers` must outlive it.
  static Result<std::unique_ptr<TrainingBench>> create(const StandardModel& model, int batch,
                                                       Workers& workers);

  /// Forward, backward and update on the next batch; gives the loss.
  float step();
  /// Steps for so long; gives samples a second.
  double samplesPerSecond(double seconds);

  /// Of one sample in one step: three times the forward pass's, since the gradients of the inputs
  /// and of the weights cost as much each. (What norms, activations and the update need is little
  /// and not counted.)
  double flopsPerSample() const;
  const std::vector<BenchBatch>& batches() const { return batches_; }
  const Parameters<float>& parameters() const { return *parameters_; }

 private:
  TrainingBench(std::shared_ptr<const Network> network,
                std::shared_ptr<Parameters<float>> parameters,
                std::unique_ptr<Program<float>> program, const StandardModel& model, int batch,
                Workers& workers);

  std::shared_ptr<const Network> network_;
  std::shared_ptr<Parameters<float>> parameters_;
  std::unique_ptr<Program<float>> program_;
  std::unique_ptr<Optimizer> optimizer_;
  double lr_;
  int batch_;
  Workers& workers_;
  std::vector<BenchBatch> batches_;
  std::int64_t steps_ = 0;
};

/// Answers one sample at a time.
class LatencyBench {
 public:
  static Result<std::unique_ptr<LatencyBench>> create(const StandardModel& model, Workers& workers);
  /// Asks for so long; gives the median of one answer.
  double microseconds(double seconds);

 private:
  LatencyBench(std::unique_ptr<Program<float>> program, const StandardModel& model);

  std::unique_ptr<Program<float>> program_;
  std::vector<BenchBatch> samples_;
};

/// The most GFLOP/s that all workers reach together in 10 ms, tried anew for so long.
double peakGflops(Workers& workers, double seconds);

/// REQUIRES: there is at least one.
double median(std::vector<double> values);

}  // namespace loom
