#pragma once

// Which epoch is the best, and when waiting for a better one is over: Keras' EarlyStopping
// (https://keras.io/api/callbacks/early_stopping/). A run without early stopping keeps its best
// epoch by the same rules and is never over. The trainer's thread.

#include <limits>
#include <optional>
#include <string>

#include "engine/base/text.h"
#include "engine/graph/project.h"

namespace loom {

/// What the watch has seen, for an exact resume.
struct WatchState {
  double best = std::numeric_limits<double>::quiet_NaN();  // the figure of bestEpoch
  int bestEpoch = -1;                                      // 0-based; -1: none yet
  int epochsWithoutGain = 0;
};

class EarlyWatch {
 public:
  /// Without settings it watches val_loss, or loss where nothing is kept for validation.
  EarlyWatch(const std::optional<EarlyStopping>& settings, bool hasValidation);

  /// The name of the figure that it watches (figures.h).
  const std::string& monitor() const { return rule_.monitor; }
  /// Takes the figure of `epoch`. True: it is the best so far, by at least min_delta. Epochs before
  /// start_from_epoch, and figures that are not a number, are never the best; the former are not
  /// waited for either.
  bool isBest(WatchState& state, int epoch, double figure) const;
  /// Has it waited `patience` epochs in vain?
  bool isOver(const WatchState& state) const;
  /// Whether a run ends with the weights of its best epoch.
  bool restoresBest() const { return stops_ && rule_.restoreBestWeights; }
  /// The sentence that ends a run. REQUIRES: isOver(state).
  Text ending(const WatchState& state) const;

 private:
  EarlyStopping rule_;
  bool stops_;
};

}  // namespace loom
