#include "engine/base/idle_cores.h"

#if defined(__linux__)
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#endif

namespace loom {

#if defined(__linux__)

namespace {

// Enough for the lines of two hundred cores; what comes after them is much longer.
using Page = std::array<char, 16384>;

/// The begin of /proc/stat, closed by a zero; false where there is none. Allocates nothing, because
/// it is asked for in the middle of training.
bool readStatistics(Page& page) {
  const int file = open("/proc/stat", O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const ssize_t length = read(file, page.data(), page.size() - 1);
  close(file);
  if (length <= 0) return false;
  page[static_cast<std::size_t>(length)] = 0;
  return true;
}

}  // namespace

std::optional<std::chrono::milliseconds> idleTime() {
  cpu_set_t ours;
  Page page;
  const long perSecond = sysconf(_SC_CLK_TCK);
  if (sched_getaffinity(0, sizeof ours, &ours) != 0 || perSecond <= 0) return std::nullopt;
  if (!readStatistics(page)) return std::nullopt;
  long long sum = 0;
  // "cpu1 user nice system idle iowait ...", after a line "cpu" of all cores, ours or not.
  for (char* line = std::strstr(page.data(), "\ncpu"); line; line = std::strstr(line, "\ncpu")) {
    const long core = std::strtol(line + 4, &line, 10);
    long long field = 0;
    for (int i = 0; i < 5; ++i) {
      field = std::strtoll(line, &line, 10);
      const bool isIdle = i >= 3;
      if (isIdle && core < CPU_SETSIZE && CPU_ISSET(core, &ours)) sum += field;
    }
  }
  return std::chrono::milliseconds(sum * 1000 / perSecond);
}

#else

std::optional<std::chrono::milliseconds> idleTime() {
  return std::nullopt;
}

#endif

}  // namespace loom
