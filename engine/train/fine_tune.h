#pragma once

// How a trained network learns My digits without forgetting what it knows. Pure; any thread.

#include "engine/base/result.h"
#include "engine/graph/project.h"

namespace loom {

/// `project` with other settings: a few epochs of its drawings (so many were kept) among samples of
/// the data that it names, in small steps. For TrainerOptions::keepWeights. Fails where the data
/// are of a kind that drawings cannot be mixed with.
Result<Project> fineTuneOnMyDigits(Project project, int drawings);

}  // namespace loom
