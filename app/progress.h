#pragma once

// How far a run is, on standard error: a bar that is redrawn on a terminal, else a line an epoch.
// Main thread.

#include <chrono>
#include <string>

#include "app/epochs.h"
#include "engine/train/trainer.h"

namespace loom {

class Progress {
 public:
  enum class Style { Bar, Lines, Silent };

  /// Bar if standard error is a terminal.
  static Style styleFor(bool quiet);

  explicit Progress(Style style) : style_(style) {}
  ~Progress() { clear(); }

  /// Redraws the bar, at most ten times a second. `share` of the data, 0..1.
  void preparing(double share);
  void training(const TrainerStatus& status);
  void epochDone(const EpochSummary& epoch);
  /// Takes the bar away.
  void clear();

 private:
  void draw(const std::string& text);
  bool due();

  Style style_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_{};
};

/// The bar and its figures, at most `columns` wide.
std::string barText(const TrainerStatus& status, int columns);
/// "epoch 3/10  loss 0.0532  accuracy 98.40 % ...".
std::string epochText(const EpochSummary& epoch);

}  // namespace loom
