#pragma once

// Pipelines to begin with. Constant; any thread.

#include <span>
#include <string>
#include <vector>

#include "engine/graph/project.h"

namespace loom {

struct AugmentationPreset {
  std::string name;  // LOOM_TEXT
  std::vector<AugmentationStep> steps;
};

std::span<const AugmentationPreset> augmentationPresets();

}  // namespace loom
