// Half a wave down to the least rate (Loshchilov and Hutter 2017, without restarts), as
// torch.optim.lr_scheduler.CosineAnnealingLR: past T_max epochs the wave goes up again.

#include <cmath>
#include <numbers>

#include "engine/train/schedule.h"

namespace loom {

ScheduleType cosineAnnealingLr() {
  return {
      .name = "CosineAnnealingLR",
      .summary = LOOM_TEXT("Lets the learning rate glide down along half a wave, epoch by epoch."),
      .source =
          "https://pytorch.org/docs/stable/generated/"
          "torch.optim.lr_scheduler.CosineAnnealingLR.html",
      .fields = {{.key = "T_max",
                  .label = LOOM_TEXT("Epochs down"),
                  .help = LOOM_TEXT("Epochs until the learning rate is lowest."),
                  .initial = std::monostate{},
                  .min = 1,
                  .max = 1e6,
                  .kind = Field::Kind::Int,
                  .optional = true,
                  .nullText = LOOM_TEXT("all epochs")},
                 {.key = "eta_min",
                  .label = LOOM_TEXT("Lowest rate"),
                  .help = LOOM_TEXT("The learning rate at the bottom."),
                  .initial = 0.0,
                  .min = 0.0,
                  .max = 1000.0}},
      .rate = [](const Reader& params, const ScheduleMoment& moment) {
        const std::int64_t down =
            params.isNull("T_max") ? moment.epochs() : params.integer("T_max");
        const double share = static_cast<double>(moment.epoch()) / static_cast<double>(down);
        const double least = params.real("eta_min");
        return least + (moment.baseRate - least) * (1 + std::cos(std::numbers::pi * share)) / 2;
      }};
}

}  // namespace loom
