// Up to a peak and down to almost nothing over all steps (Smith and Topin 2019), as
// torch.optim.lr_scheduler.OneCycleLR with cycle_momentum=False: the optimiser's momentum stays as
// it is set.

#include <cmath>
#include <numbers>

#include "engine/train/schedule.h"

namespace loom {

namespace {

/// The rate moves from the last phase's end to `rate`, which it reaches at step `end`.
struct Phase {
  double end;
  double rate;
};

double between(double from, double to, double share, bool cosine) {
  if (cosine) return to + (from - to) / 2 * (1 + std::cos(std::numbers::pi * share));
  return from + (to - from) * share;
}

double oneCycleRate(const Reader& params, const ScheduleMoment& moment) {
  const double most = params.isNull("max_lr") ? moment.baseRate : params.real("max_lr");
  const double first = most / params.real("div_factor");
  const double last = first / params.real("final_div_factor");
  const auto total = static_cast<double>(moment.totalSteps);
  const double rise = params.real("pct_start") * total;
  const bool three = params.boolean("three_phase");
  const Phase up{rise - 1, most};
  const Phase back{2 * rise - 2, first};
  const Phase out{total - 1, last};

  const auto step = static_cast<double>(moment.step);
  Phase from{0, first};
  Phase to = up;
  if (step > up.end) {
    from = up;
    to = three ? back : out;
  }
  if (three && step > up.end && step > back.end) {
    from = back;
    to = out;
  }
  const double length = to.end - from.end;
  const double share = length > 0 ? (step - from.end) / length : 1;
  return between(from.rate, to.rate, share, params.text("anneal_strategy") == "cos");
}

}  // namespace

ScheduleType oneCycleLr() {
  return {
      .name = "OneCycleLR",
      .summary = LOOM_TEXT(
          "Moves the learning rate at every step: up to a peak, then down to almost nothing."),
      .source =
          "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html",
      .fields = {{.key = "max_lr",
                  .label = LOOM_TEXT("Peak"),
                  .help = LOOM_TEXT("The highest learning rate."),
                  .initial = std::monostate{},
                  .min = 0.0,
                  .max = 1000.0,
                  .kind = Field::Kind::Real,
                  .optional = true,
                  .nullText = LOOM_TEXT("the optimiser's")},
                 {.key = "pct_start",
                  .label = LOOM_TEXT("Share rising"),
                  .help = LOOM_TEXT("Share of all steps on the way up."),
                  .initial = 0.3,
                  .min = 0.0,
                  .max = 1.0},
                 {.key = "anneal_strategy",
                  .label = LOOM_TEXT("Form"),
                  .help = LOOM_TEXT("Along half a wave or a straight line."),
                  .initial = std::string("cos"),
                  .choices = {"cos", "linear"}},
                 {.key = "div_factor",
                  .label = LOOM_TEXT("Peak over first"),
                  .help = LOOM_TEXT("How many times the peak is higher than the first rate."),
                  .initial = 25.0,
                  .min = 1e-9,
                  .max = 1e12},
                 {.key = "final_div_factor",
                  .label = LOOM_TEXT("First over last"),
                  .help = LOOM_TEXT("How many times the first rate is higher than the last."),
                  .initial = 1e4,
                  .min = 1e-9,
                  .max = 1e12},
                 {.key = "three_phase",
                  .label = LOOM_TEXT("Three phases"),
                  .help = LOOM_TEXT("Falls as fast as it rose, and only then to the last rate."),
                  .initial = false}},
      .rate = oneCycleRate};
}

}  // namespace loom
