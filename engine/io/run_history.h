#pragma once

// What earlier runs of a project left on disk: which there are, and their curves (formats.md, "Run
// directory"). Reads files, so never in the GUI thread; any other thread.

#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/io/run_directory.h"
#include "engine/train/trainer.h"

namespace loom {

struct PastRun {
  std::string path;     // its folder
  std::string name;     // of the project as it was started
  std::string started;  // UTC, "2026-11-26T15:37:55Z"
  RunRecord record;
};

/// The runs beside a project file, newest first. What is no run, or cannot be read, is left out.
std::vector<PastRun> pastRuns(const std::string& projectPath);

/// Calls `take` for every row of the run's metrics.csv, in order, until `stop` says so. A last row
/// that was cut off (the program ended in the middle of it) is left out.
Result<void> readMetrics(const std::string& runPath, const std::function<void(const Point&)>& take,
                         const std::function<bool()>& stop = {});

}  // namespace loom
