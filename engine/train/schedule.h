#pragma once

// How the learning rate moves while training. A schedule is one file beside this one and one line
// in schedules.def. Pure functions; any thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/value.h"

namespace loom {

/// What a schedule may look at.
struct ScheduleMoment {
  std::int64_t step = 0;  // 0-based, over all epochs
  std::int64_t totalSteps = 0;
  std::int64_t stepsPerEpoch = 0;
};

struct ScheduleType {
  std::string name;     // "Constant"
  std::string summary;  // LOOM_TEXT
  Fields fields;
  /// What the optimiser's lr is multiplied by.
  double (*factor)(const Reader&, const ScheduleMoment&) = nullptr;
};

std::span<const ScheduleType> scheduleTypes();
const ScheduleType* findScheduleType(std::string_view name);

}  // namespace loom
