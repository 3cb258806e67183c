#include "ui/frame_pace.h"

#include <algorithm>

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

}  // namespace loom::ui
