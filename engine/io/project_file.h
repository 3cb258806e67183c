#pragma once

// Reading and writing *.loom (formats.md): stable key order, two-space indent, replaced atomically.
// Any thread; touches the disk.

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/graph/project.h"

namespace loom {

/// Text to project. Unknown keys, types and ports are kept (analysis shows them); what cannot be
/// read at all fails.
Result<Project> parseProject(std::string_view json);
std::string projectText(const Project& project);

Result<Project> loadProject(const std::string& path);
Result<void> saveProject(const Project& project, const std::string& path);

/// Nodes and the links between them as clipboard text, in the project file's own JSON.
std::string graphText(const Graph& graph);
Result<Graph> parseGraph(std::string_view json);

}  // namespace loom
