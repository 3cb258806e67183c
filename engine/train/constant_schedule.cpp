// The learning rate stays as it is.

#include "engine/train/schedule.h"

namespace loom {

ScheduleType constantSchedule() {
  return {.name = "Constant",
          .summary = LOOM_TEXT("The learning rate stays the same."),
          .fields = {},
          .factor = [](const Reader&, const ScheduleMoment&) { return 1.0; }};
}

}  // namespace loom
