#pragma once

// What a run leaves on disk (formats.md): project.loom, run.json, metrics.csv, best and last
// weights, state.bin. Used by the trainer's thread.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/graph/parameters.h"
#include "engine/graph/project.h"
#include "engine/train/early_stopping.h"
#include "engine/train/schedule.h"
#include "engine/train/trainer.h"

namespace loom {

/// `<project file>` "x/a.loom" -> "x/a.runs/<UTC time>-<name>", a folder that is not there yet.
std::string newRunDirectory(const std::string& projectPath, const std::string& name);

/// Makes the folder and tries to write there, so that a run does not find out at its end. Refuses a
/// folder that holds a run already.
Result<void> prepareRunDirectory(const std::string& path);

/// run.json. There, and wherever a person sees them, epochs count from 1; numbers that are not
/// finite become null.
struct RunRecord {
  std::string status;  // running, finished, stopped, failed
  std::uint64_t seed = 0;
  std::string dataFingerprint;
  int bestEpoch = -1;  // 0-based; -1: none yet
  std::int64_t step = 0;
  double loss = 0, accuracy = 0, validationLoss = 0, validationAccuracy = 0;
  bool hasValidation = false;
  std::vector<std::pair<std::string, double>> validationMetrics = {};  // by Metric::name, more too
};

/// All that an exact resume needs.
struct RunState {
  std::int64_t step = 0;
  double seconds = 0;
  WatchState watch;
  int validatedEpochs = 0;  // epochs whose end (validation, best weights) is done
  // Sums over the epoch under way, for its mean.
  double epochLoss = 0;
  std::int64_t epochCorrect = 0;
  std::int64_t epochSamples = 0;
  ScheduleMemory schedule;
  std::vector<NamedTensor> optimizer;
};

class RunDirectory {
 public:
  /// Begins a run in a folder that prepareRunDirectory accepts.
  static Result<std::unique_ptr<RunDirectory>> create(const std::string& path,
                                                      const Project& project);
  /// Refuses a folder that holds no run.
  static Result<std::unique_ptr<RunDirectory>> open(const std::string& path);
  ~RunDirectory();

  const std::string& path() const { return path_; }
  /// UTC, "2026-11-26T15:37:55Z"; empty where run.json does not say it.
  const std::string& started() const { return started_; }
  Result<Project> project() const;
  /// Buffered for a second at most while points come in; saveRecord writes what is left.
  Result<void> append(const Point& point);
  Result<void> saveRecord(const RunRecord& record);
  Result<RunRecord> record() const;
  Result<void> saveBest(const std::vector<NamedTensor>& weights);
  Result<void> saveLast(const std::vector<NamedTensor>& weights);
  Result<std::vector<NamedTensor>> last() const;
  Result<std::vector<NamedTensor>> best() const;
  Result<void> saveState(const RunState& state);
  /// Fails if the run ended before its first save.
  Result<RunState> state() const;
  /// Cuts metrics.csv back to the rows up to `step`: what came after the saved state is done again.
  Result<void> truncateMetrics(std::int64_t step);

 private:
  RunDirectory(std::string path, std::string started);
  std::string file(const char* name) const;
  Result<void> flush();

  std::string path_;
  std::string started_;  // UTC, as run.json says it
  std::string pending_;  // rows not yet on disk
  std::chrono::steady_clock::time_point flushed_ = std::chrono::steady_clock::now();
};

}  // namespace loom
