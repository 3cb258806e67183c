#include "engine/base/idle_cores.h"

#if defined(__linux__)
#include <sched.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>
#endif

namespace loom {

#if defined(__linux__)

namespace {

/// Of a line such as "cpu1 user nice system idle iowait ...", the ticks of the last two.
std::optional<long long> idleTicks(const std::string& line, const cpu_set_t& ours) {
  std::istringstream words(line);
  std::string name;
  long long user = 0, nice = 0, system = 0, idle = 0, waiting = 0;
  if (!(words >> name >> user >> nice >> system >> idle >> waiting)) return std::nullopt;
  const int core = std::stoi(name.substr(3));
  return core < CPU_SETSIZE && CPU_ISSET(core, &ours) ? idle + waiting : 0;
}

}  // namespace

std::optional<std::chrono::milliseconds> idleTime() {
  cpu_set_t ours;
  const long perSecond = sysconf(_SC_CLK_TCK);
  std::ifstream file("/proc/stat");
  if (sched_getaffinity(0, sizeof ours, &ours) != 0 || perSecond <= 0 || !file) return std::nullopt;
  std::string line;
  std::getline(file, line);  // the sum over all cores, ours or not
  long long sum = 0;
  while (std::getline(file, line) && line.starts_with("cpu")) {
    const auto ticks = idleTicks(line, ours);
    if (!ticks) return std::nullopt;
    sum += *ticks;
  }
  return std::chrono::milliseconds(sum * 1000 / perSecond);
}

#else

std::optional<std::chrono::milliseconds> idleTime() {
  return std::nullopt;
}

#endif

}  // namespace loom
