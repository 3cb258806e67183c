#pragma once

// Checks settings against their declaration: unknown keys with the nearest known one, refused
// values with a valid one near them. Nodes, optimisers, data sources and augmentations share it.
// Pure functions; any thread.

#include <functional>
#include <string>
#include <vector>

#include "engine/base/value.h"
#include "engine/graph/analysis.h"

namespace loom {

/// `withParams` makes the edits that give the owner of the settings other ones.
using ParamsEdit = std::function<Edits(const Values&)>;

std::vector<Problem> fieldProblems(const std::string& node, const std::string& owner,
                                   const Fields& fields, const Values& values,
                                   const ParamsEdit& withParams);

/// "there is no <what> named X; did you mean Y?" and the fix that takes Y.
Problem unknownName(const std::string& node, const char* pattern, const char* patternWithNearest,
                    const std::string& found, const std::vector<std::string>& known,
                    const std::function<Edits(const std::string&)>& rename);

}  // namespace loom
