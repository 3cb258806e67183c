#pragma once

// How far apart frames may follow each other so that showing them leaves the machine to what is
// shown: each costs the GUI's thread some computing, and all of them together may take a small
// share of what the machine has. GUI thread.

#include <chrono>

namespace loom::ui {

class FramePace {
 public:
  using Duration = std::chrono::duration<double, std::milli>;
  /// Of what all cores can do.
  static constexpr double kShare = 0.01;
  static constexpr Duration kLeast{33};
  static constexpr Duration kMost{1000};

  /// `cores`: how many work at once, at least 1.
  explicit FramePace(int cores) : cores_(cores) {}

  /// Computing that a frame and the painting after it took.
  void add(Duration cost);
  Duration cost() const { return cost_; }
  /// From the start of a frame to the start of the next.
  Duration interval() const;

 private:
  int cores_;
  Duration cost_{0};  // of the last few
};

}  // namespace loom::ui
