#include "engine/train/schedule.h"

#include <vector>

namespace loom {

#define LOOM_ITEM(name, function) ScheduleType function();
#include "engine/train/schedules.def"
#undef LOOM_ITEM

std::span<const ScheduleType> scheduleTypes() {
  static const std::vector<ScheduleType> types = {
#define LOOM_ITEM(name, function) function(),
#include "engine/train/schedules.def"
#undef LOOM_ITEM
  };
  return types;
}

const ScheduleType* findScheduleType(std::string_view name) {
  for (const ScheduleType& type : scheduleTypes()) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

}  // namespace loom
