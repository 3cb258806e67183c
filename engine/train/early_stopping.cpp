#include "engine/train/early_stopping.h"

#include <algorithm>
#include <cmath>

#include "engine/train/figures.h"

namespace loom {

EarlyWatch::EarlyWatch(const std::optional<EarlyStopping>& settings, bool hasValidation)
    : rule_(settings.value_or(EarlyStopping{})), stops_(settings.has_value()) {
  if (!stops_) rule_.monitor = hasValidation ? "val_loss" : "loss";
}

bool EarlyWatch::isBest(WatchState& state, int epoch, double figure) const {
  if (epoch < rule_.startFromEpoch) return false;
  const bool rises = shouldRise(rule_.mode, rule_.monitor);
  const double gain = rises ? figure - state.best : state.best - figure;
  const bool first = state.bestEpoch < 0 && !std::isnan(figure);
  if (first || gain > rule_.minDelta) {
    state = {figure, epoch, 0};
    return true;
  }
  ++state.epochsWithoutGain;
  return false;
}

bool EarlyWatch::isOver(const WatchState& state) const {
  return stops_ && state.epochsWithoutGain >= std::max(rule_.patience, 1);
}

Text EarlyWatch::ending(const WatchState& state) const {
  const std::string waited = std::to_string(state.epochsWithoutGain);
  if (state.bestEpoch < 0) {
    return {LOOM_TEXT("Stopped early: %1 has not been a number for %2 epochs."),
            {rule_.monitor, waited}};
  }
  return {LOOM_TEXT("Stopped early: %1 has not improved for %2 epochs; the best was epoch %3."),
          {rule_.monitor, waited, std::to_string(state.bestEpoch + 1)}};
}

}  // namespace loom
