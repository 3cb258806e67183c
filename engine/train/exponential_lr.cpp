// Lets the learning rate decay, as torch.optim.lr_scheduler.ExponentialLR does.

#include <cmath>

#include "engine/train/schedule.h"

namespace loom {

ScheduleType exponentialLr() {
  return {
      .name = "ExponentialLR",
      .summary = LOOM_TEXT("Multiplies the learning rate by the same factor after every epoch."),
      .source =
          "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html",
      .fields = {{.key = "gamma",
                  .label = LOOM_TEXT("Factor"),
                  .help = LOOM_TEXT("What the learning rate is multiplied by after every epoch."),
                  .initial = 0.95,
                  .min = 0.0,
                  .max = 10.0}},
      .rate = [](const Reader& params, const ScheduleMoment& moment) {
        return moment.baseRate *
               std::pow(params.real("gamma"), static_cast<double>(moment.epoch()));
      }};
}

}  // namespace loom
