#pragma once

// How the learning rate moves while training. A schedule is one file beside this one and one line
// in schedules.def. Its formula is torch.optim.lr_scheduler's, and so is the moment at which it
// moves: OneCycleLR at every step, all others once an epoch. Pure functions; any thread.
//
// Every schedule has `warmup_steps` besides its own settings. While a run warms up, what the
// schedule says is multiplied by (step + 1) / warmup_steps. The schedule does not wait for it: its
// epochs and steps count from the beginning of the run, and it goes on where it is when the ramp
// reaches 1.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/value.h"

namespace loom {

/// What a schedule that watches a figure has seen. It is part of a run's state, for an exact
/// resume.
struct ScheduleMemory {
  double best = std::numeric_limits<double>::quiet_NaN();  // no figure yet
  int epochsWithoutGain = 0;
  int cooldown = 0;             // epochs that still do not count
  std::int64_t reductions = 0;  // how often the rate was cut
};

/// What a schedule may look at.
struct ScheduleMoment {
  std::int64_t step = 0;  // 0-based, over all epochs
  std::int64_t totalSteps = 0;
  std::int64_t stepsPerEpoch = 1;
  double baseRate = 0;  // the optimiser's lr
  ScheduleMemory memory = {};

  std::int64_t epoch() const { return step / stepsPerEpoch; }  // 0-based
  std::int64_t epochs() const { return totalSteps / stepsPerEpoch; }
};

struct ScheduleType {
  std::string name;     // PyTorch's; "Constant"
  std::string summary;  // LOOM_TEXT
  std::string source;   // PyTorch's page of the formula
  Fields fields;        // its own, then warmup_steps
  /// The learning rate, warm-up left out.
  double (*rate)(const Reader&, const ScheduleMoment&) = nullptr;
  /// What an epoch that ends with `figure` leaves in the memory. null: it watches nothing. A
  /// schedule that has this has a field "monitor", the name of the figure (figures.h).
  ScheduleMemory (*remember)(const Reader&, ScheduleMemory, double figure) = nullptr;
};

/// The learning rate of a step, warm-up included.
double learningRate(const ScheduleType& type, const Reader& params, const ScheduleMoment& moment);

std::span<const ScheduleType> scheduleTypes();
const ScheduleType* findScheduleType(std::string_view name);

}  // namespace loom
