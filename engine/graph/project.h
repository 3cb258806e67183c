#pragma once

// Everything a *.loom file holds, as plain values: the network, its data, its augmentation and its
// training. Any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/graph/graph.h"

namespace loom {

/// A thing picked from a list of declarations, with its settings: an optimiser, a schedule, a loss.
struct Choice {
  std::string type;
  Values params;
  bool operator==(const Choice&) const = default;
};

struct DataSettings {
  std::string source = "digits";
  Values params;
  double validationFraction = 0.1;
  std::uint64_t splitSeed = 0;
  bool operator==(const DataSettings&) const = default;
};

struct AugmentationStep {
  std::string type;
  Values params;
  double probability = 1.0;
  bool enabled = true;  // false: it keeps its place and its settings, and changes nothing
  bool operator==(const AugmentationStep&) const = default;
};

/// Keras' EarlyStopping (engine/train/early_stopping.h).
struct EarlyStopping {
  std::string monitor = "val_loss";
  int patience = 5;
  double minDelta = 0.0;
  bool restoreBestWeights = true;
  std::string mode = "auto";  // auto, min, max
  int startFromEpoch = 0;     // epochs whose figures are not watched
  bool operator==(const EarlyStopping&) const = default;
};

struct TrainingSettings {
  int epochs = 10;
  int batchSize = 64;
  std::uint64_t seed = 0;
  bool shuffle = true;
  Choice optimizer = {"SGD", {}};
  Choice schedule = {"Constant", {}};
  std::optional<EarlyStopping> earlyStopping;
  std::optional<double> gradientClipNorm;
  bool operator==(const TrainingSettings&) const = default;
};

struct Project {
  std::string name;
  Graph graph;
  DataSettings data;
  std::vector<AugmentationStep> augmentation;
  TrainingSettings training;
  /// Keys that this version does not know, as (JSON pointer, JSON text): shown as problems and
  /// written back.
  std::vector<std::pair<std::string, std::string>> unknown;
  bool operator==(const Project&) const = default;
};

}  // namespace loom
