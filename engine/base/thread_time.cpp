#include "engine/base/thread_time.h"

#include <ctime>

namespace loom {

std::chrono::nanoseconds threadTime() {
#if defined(CLOCK_THREAD_CPUTIME_ID)
  std::timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#else
  return std::chrono::steady_clock::now().time_since_epoch();
#endif
}

}  // namespace loom
