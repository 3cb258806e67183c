#pragma once

// Which samples excite a channel most: runs them through the network a few at a time, so that
// whoever calls can do something else in between. The trainer's thread.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/data/batch.h"
#include "engine/graph/program.h"
#include "engine/train/snapshot.h"

namespace loom {

class TopSearch {
 public:
  static constexpr std::size_t kMost = 9;

  /// Begins for another channel; nothing happens where it is the same.
  void ask(const std::string& node, int channel);
  /// The weights changed: once it has come to the end, it begins anew.
  void changed() { stale_ = true; }

  /// Looks at the next few of `indices`; false if there is nothing left to do. What was found
  /// before stays until all were seen once more.
  bool slice(Program<float>& program, const Dataset& dataset,
             std::span<const std::int32_t> indices);
  const TopSamples& found() const { return shown_; }

 private:
  void keep(const TopSample& sample);

  TopSamples shown_, next_;
  std::size_t at_ = 0;
  bool stale_ = false;
  bool first_ = true;  // time round: what is found is shown at once
  Batch batch_;
  std::vector<float> values_;
};

}  // namespace loom
