#pragma once

// Which units of a network are alive: a unit (a channel of an image, a value of a vector) is active
// for a sample if its activation is not zero. The trainer's thread.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/graph/program.h"
#include "engine/inspect/health.h"

namespace loom {

/// Of one node, over the samples that were shown to it.
struct UnitActivity {
  std::vector<std::int64_t> idle;  // samples since each unit was active
  std::int64_t seen = 0;
};

/// Who tells whether a node's units are active: the activation that stands behind it, where what is
/// in between leaves its channels as they are; else the node itself.
class ActivityNodes {
 public:
  explicit ActivityNodes(const Network& network);
  const std::string& of(const std::string& node) const;
  bool isActivation(const std::string& node) const;
  /// All activations of the network.
  const std::vector<std::string>& activations() const { return activations_; }

 private:
  std::string follow(const Network& network, const std::string& node) const;

  std::unordered_map<std::string, std::vector<std::string>> readers_;
  std::unordered_map<std::string, std::string> tellers_;
  std::vector<std::string> activations_;
};

class UnitCounts {
 public:
  /// A unit is dead if it was active for none of so many samples; before so few, nobody knows.
  static constexpr std::int64_t kWindow = 1000;
  static constexpr std::int64_t kFewest = 192;

  /// Adds the samples of the program's last forward.
  void add(const Program<float>& program, const std::string& node, int samples);
  const UnitActivity* find(const std::string& node) const;
  /// Fills units, deadUnits and samples.
  void fill(const std::string& node, NodeFigures& figures) const;

 private:
  std::unordered_map<std::string, UnitActivity> nodes_;
  std::vector<float> values_;
};

}  // namespace loom
