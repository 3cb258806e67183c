// The learning rate stays as it is.

#include "engine/train/schedule.h"

namespace loom {

ScheduleType constantSchedule() {
  return {.name = "Constant",
          .summary = LOOM_TEXT("The learning rate stays the same."),
          .source = "",
          .fields = {},
          .rate = [](const Reader&, const ScheduleMoment& moment) { return moment.baseRate; }};
}

}  // namespace loom
