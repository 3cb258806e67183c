// Cuts the learning rate every few epochs, as torch.optim.lr_scheduler.StepLR does.

#include <cmath>

#include "engine/train/schedule.h"

namespace loom {

ScheduleType stepLr() {
  return {
      .name = "StepLR",
      .summary = LOOM_TEXT("Cuts the learning rate by a factor every few epochs."),
      .source = "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html",
      .fields = {{.key = "step_size",
                  .label = LOOM_TEXT("Every"),
                  .help = LOOM_TEXT("Epochs from one cut to the next."),
                  .initial = std::int64_t{10},
                  .min = 1,
                  .max = 1e6},
                 {.key = "gamma",
                  .label = LOOM_TEXT("Factor"),
                  .help = LOOM_TEXT("What the learning rate is multiplied by at each cut."),
                  .initial = 0.1,
                  .min = 0.0,
                  .max = 10.0}},
      .rate = [](const Reader& params, const ScheduleMoment& moment) {
        const auto cuts = static_cast<double>(moment.epoch() / params.integer("step_size"));
        return moment.baseRate * std::pow(params.real("gamma"), cuts);
      }};
}

}  // namespace loom
