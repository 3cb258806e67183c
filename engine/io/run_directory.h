#pragma once

// What a run leaves on disk (formats.md): project.loom, run.json, metrics.csv, best and last weights, state.bin.
// Used by the trainer's thread.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/graph/parameters.h"
#include "engine/graph/project.h"
#include "engine/train/trainer.h"

namespace loom {

/// `<project file>` "x/a.loom" -> "x/a.runs/<UTC time>-<name>".
std::string newRunDirectory(const std::string& projectPath, const std::string& name);

/// run.json
struct RunRecord {
  std::string status;  // running, finished, stopped, failed
  std::uint64_t seed = 0;
  std::string dataFingerprint;
  int bestEpoch = -1;  // 0-based; -1: none yet
  std::int64_t step = 0;
  double loss = 0, accuracy = 0, validationLoss = 0, validationAccuracy = 0;
  bool hasValidation = false;
};

/// All that an exact resume needs.
struct RunState {
  std::int64_t step = 0;
  double seconds = 0;
  double bestMonitor = 0;
  int bestEpoch = -1;
  int epochsWithoutGain = 0;
  std::vector<NamedTensor> optimizer;
};

class RunDirectory {
 public:
  static Result<std::unique_ptr<RunDirectory>> create(const std::string& path, const Project& project);
  static Result<std::unique_ptr<RunDirectory>> open(const std::string& path);
  ~RunDirectory();

  const std::string& path() const { return path_; }
  Result<Project> project() const;
  /// Buffered; flushed by saveRecord.
  Result<void> append(const Point& point);
  Result<void> saveRecord(const RunRecord& record);
  Result<void> saveBest(const std::vector<NamedTensor>& weights);
  Result<void> saveLast(const std::vector<NamedTensor>& weights);
  Result<std::vector<NamedTensor>> last() const;
  Result<std::vector<NamedTensor>> best() const;
  Result<void> saveState(const RunState& state);
  Result<RunState> state() const;
  /// Cuts metrics.csv back to the rows up to `step`: what came after the saved state is done again.
  Result<void> truncateMetrics(std::int64_t step);

 private:
  explicit RunDirectory(std::string path);
  std::string path_;
  std::string pending_;  // rows not yet on disk
};

}  // namespace loom
