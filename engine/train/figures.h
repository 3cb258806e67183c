#pragma once

// The figures of an epoch that early stopping and schedules may watch: their names, and which way
// is better. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/value.h"
#include "engine/graph/analysis.h"

namespace loom {

/// "val_loss", "val_accuracy", "loss", "accuracy"
const std::vector<std::string>& figureNames();

/// Whether `figure` gets better by rising. `mode`: min, max, or auto, which is what the figure's
/// name says.
bool shouldRise(std::string_view mode, std::string_view figure);

/// Why `figure` cannot be watched with such data; empty: it can.
Text whyNotWatched(const std::string& figure, const DataInfo& data);
/// The figure to watch in place of an accuracy.
std::string lossInstead(std::string_view figure);

/// monitor
Field monitorField();
/// mode
Field modeField();

}  // namespace loom
