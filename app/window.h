#pragma once

// The window as a command: `layerloom [FILE]`. Main thread.

#include <string>

namespace loom {

/// Runs until the window closes; returns the exit status. `file` empty: what was open last, or the
/// first template.
int runWindow(int argc, char** argv, const std::string& file);

}  // namespace loom
