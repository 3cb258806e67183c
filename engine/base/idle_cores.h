// How much of the machine nobody uses.
#pragma once

#include <chrono>
#include <optional>

namespace loom {

/// The time that the cores this process may use have spent idle since the machine started, all of
/// them added up. Ticks of ten milliseconds on most machines; nothing where the system does not
/// tell. To look costs some ten microseconds, any thread may. Source: Linux, proc(5), /proc/stat.
std::optional<std::chrono::milliseconds> idleTime();

}  // namespace loom
