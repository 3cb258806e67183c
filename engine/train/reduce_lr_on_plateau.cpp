// Cuts the learning rate when a figure gets no better for some epochs, as
// torch.optim.lr_scheduler.ReduceLROnPlateau does. `mode` auto, which PyTorch does not have, is min
// for losses and max for what should rise.

#include <algorithm>
#include <cmath>

#include "engine/train/figures.h"
#include "engine/train/schedule.h"

namespace loom {

namespace {

bool isBetter(const Reader& params, double figure, double best) {
  if (std::isnan(best)) return !std::isnan(figure);
  const double threshold = params.real("threshold");
  const bool relative = params.text("threshold_mode") == "rel";
  if (shouldRise(params.text("mode"), params.text("monitor"))) {
    return figure > (relative ? best * (1 + threshold) : best + threshold);
  }
  return figure < (relative ? best * (1 - threshold) : best - threshold);
}

ScheduleMemory rememberPlateau(const Reader& params, ScheduleMemory memory, double figure) {
  if (isBetter(params, figure, memory.best)) {
    memory.best = figure;
    memory.epochsWithoutGain = 0;
  } else {
    ++memory.epochsWithoutGain;
  }
  if (memory.cooldown > 0) {
    --memory.cooldown;
    memory.epochsWithoutGain = 0;
  }
  if (memory.epochsWithoutGain > params.integer("patience")) {
    ++memory.reductions;
    memory.cooldown = static_cast<int>(params.integer("cooldown"));
    memory.epochsWithoutGain = 0;
  }
  return memory;
}

double plateauRate(const Reader& params, const ScheduleMoment& moment) {
  double rate = moment.baseRate;
  for (std::int64_t i = 0; i < moment.memory.reductions; ++i) {
    const double next = std::max(rate * params.real("factor"), params.real("min_lr"));
    if (rate - next <= params.real("eps")) break;  // so small a cut is not made, now or later
    rate = next;
  }
  return rate;
}

Field monitorChoice() {
  Field field = monitorField();
  field.help = LOOM_TEXT("The figure that has to get better, looked at after every epoch.");
  return field;
}

}  // namespace

ScheduleType reduceLrOnPlateau() {
  return {
      .name = "ReduceLROnPlateau",
      .summary = LOOM_TEXT("Cuts the learning rate when a figure gets no better for some epochs."),
      .source =
          "https://pytorch.org/docs/stable/generated/"
          "torch.optim.lr_scheduler.ReduceLROnPlateau.html",
      .fields = {monitorChoice(),
                 modeField(),
                 {.key = "factor",
                  .label = LOOM_TEXT("Factor"),
                  .help = LOOM_TEXT("What the learning rate is multiplied by at each cut."),
                  .initial = 0.1,
                  .min = 0.0,
                  .max = 0.999999},
                 {.key = "patience",
                  .label = LOOM_TEXT("Patience"),
                  .help = LOOM_TEXT("Epochs without a gain that pass before a cut."),
                  .initial = std::int64_t{10},
                  .min = 0,
                  .max = 1e6},
                 {.key = "threshold",
                  .label = LOOM_TEXT("Least gain"),
                  .help = LOOM_TEXT("Smaller changes do not count as a gain."),
                  .initial = 1e-4,
                  .min = 0.0,
                  .max = 1e6},
                 {.key = "threshold_mode",
                  .label = LOOM_TEXT("Gain is"),
                  .help = LOOM_TEXT("A share of the best figure (rel) or a difference (abs)."),
                  .initial = std::string("rel"),
                  .choices = {"rel", "abs"}},
                 {.key = "cooldown",
                  .label = LOOM_TEXT("Rest"),
                  .help = LOOM_TEXT("Epochs after a cut that do not count."),
                  .initial = std::int64_t{0},
                  .min = 0,
                  .max = 1e6},
                 {.key = "min_lr",
                  .label = LOOM_TEXT("Lowest rate"),
                  .help = LOOM_TEXT("The learning rate is not cut below this."),
                  .initial = 0.0,
                  .min = 0.0,
                  .max = 1000.0},
                 {.key = "eps",
                  .label = LOOM_TEXT("Least cut"),
                  .help = LOOM_TEXT("A cut that changes the learning rate by less is left out."),
                  .initial = 1e-8,
                  .min = 0.0,
                  .max = 1.0}},
      .rate = plateauRate,
      .remember = rememberPlateau};
}

}  // namespace loom
