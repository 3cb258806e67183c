#include "engine/train/schedule.h"

#include <algorithm>
#include <vector>

namespace loom {

#define LOOM_ITEM(name, function) ScheduleType function();
#include "engine/train/schedules.def"
#undef LOOM_ITEM

namespace {

Field warmupField() {
  return {.key = "warmup_steps",
          .label = LOOM_TEXT("Warm-up"),
          .help = LOOM_TEXT("Steps over which the learning rate rises to what the schedule says; "
                            "the schedule runs on meanwhile."),
          .initial = std::int64_t{0},
          .min = 0,
          .max = 1e9};
}

std::vector<ScheduleType> makeTypes() {
  std::vector<ScheduleType> types = {
#define LOOM_ITEM(name, function) function(),
#include "engine/train/schedules.def"
#undef LOOM_ITEM
  };
  for (ScheduleType& type : types) type.fields.push_back(warmupField());
  return types;
}

}  // namespace

std::span<const ScheduleType> scheduleTypes() {
  static const std::vector<ScheduleType> types = makeTypes();
  return types;
}

const ScheduleType* findScheduleType(std::string_view name) {
  for (const ScheduleType& type : scheduleTypes()) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

double learningRate(const ScheduleType& type, const Reader& params, const ScheduleMoment& moment) {
  const std::int64_t warmup = params.integer("warmup_steps");
  const double ramp = moment.step + 1 < warmup
                          ? static_cast<double>(moment.step + 1) / static_cast<double>(warmup)
                          : 1.0;
  return ramp * type.rate(params, moment);
}

}  // namespace loom
