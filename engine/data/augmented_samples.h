#pragma once

// What augmentation makes of training samples, for a person to look at: the same code as the
// loader's, a few samples at a time. Pure; any thread.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/graph/project.h"

namespace loom {

struct AugmentedRequest {
  std::vector<AugmentationStep> steps = {};
  std::uint64_t seed = 0;  // the run's
  int first = 0;           // place among the samples that learn
  /// Samples from there on, each as the first epoch gets it; else that one as one epoch after the
  /// other gets it. Either way a cell draws the same numbers again for other settings.
  bool several = false;
  int count = 24;
};

struct AugmentedSample {
  std::int32_t sample = 0;    // index into dataset.train
  std::vector<float> before;  // (C, H, W)
  std::vector<float> after;
  int ownClass = -1;    // -1: the answers are no single classes
  int otherClass = -1;  // of what was mixed in
  float share = 1;      // how much of the answer is its own; 1: it was not mixed
};

/// REQUIRES: `train` are indices into dataset.train. Fails where the pipeline has a problem.
Result<std::vector<AugmentedSample>> augmentSamples(const Dataset& dataset,
                                                    std::span<const std::int32_t> train,
                                                    const AugmentedRequest& request);

}  // namespace loom
