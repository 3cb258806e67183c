#include "ui/frame_pace.h"

#include <algorithm>
#include <ctime>

namespace loom::ui {

namespace {
constexpr double kNewest = 0.2;  // weight of the last frame in the mean
}  // namespace

void FramePace::add(Duration cost) {
  cost_ += (cost - cost_) * kNewest;
}

FramePace::Duration FramePace::interval() const {
  return std::clamp(cost_ / (kShare * cores_), kLeast, kMost);
}

FramePace::Duration threadTime() {
#ifdef CLOCK_THREAD_CPUTIME_ID
  std::timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#else
  return std::chrono::steady_clock::now().time_since_epoch();
#endif
}

}  // namespace loom::ui
