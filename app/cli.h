#pragma once

// The program from its arguments on: a verb, help, the version, or the window. Main thread.

#include <functional>
#include <string>
#include <vector>

namespace loom {

/// `window` opens the window on a project, or on none. Gives the exit status.
int runCommandLine(const std::vector<std::string>& words,
                   const std::function<int(const std::string& file)>& window);

}  // namespace loom
