#pragma once

// What `layerloom train` says while a run goes on and at its end: lines of JSON, or a bar and a
// summary. Main thread.

#include <string>
#include <vector>

#include "app/epochs.h"
#include "app/progress.h"
#include "engine/graph/project.h"
#include "engine/train/trainer.h"

namespace loom {

class TrainReport {
 public:
  struct Options {
    bool json = false;
    bool quiet = false;
    bool steps = false;  // with json: an event a step
    std::string projectPath;
    std::string run;
  };

  TrainReport(Options options, const Project& project);

  /// Takes `points` away, unless the trainer does not know yet how long an epoch is.
  void add(const TrainerStatus& status, std::vector<Point>& points);
  /// The last words; gives the exit status.
  int finish(const TrainerStatus& status, bool interrupted);

 private:
  void sayStart(const TrainerStatus& status);
  void sayEpoch(const EpochSummary& epoch);
  void sayDone(const TrainerStatus& status, const char* ending, int bestEpoch);
  void saySummary(const TrainerStatus& status, int bestEpoch);
  double samplesPerSecond() const;

  Options options_;
  int batchSize_;
  std::uint64_t seed_;
  Epochs epochs_;
  Progress progress_;
  bool started_ = false;
};

}  // namespace loom
