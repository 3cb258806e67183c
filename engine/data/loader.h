#pragma once

// Prepares batches ahead of the trainer on threads of its own: order, pixels to floats,
// augmentation. The order of an epoch and the augmentation of a sample are pure functions of the
// seed, so pausing or restarting at any step gives the same batches, and so does any number of
// threads. Created and read by the trainer's thread.

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/augment/augmentation.h"
#include "engine/data/batch.h"
#include "engine/data/dataset.h"

namespace loom {

struct LoaderSettings {
  int batchSize = 64;
  bool shuffle = true;
  std::uint64_t seed = 0;
  std::int64_t firstStep = 0;  // where a resumed run goes on
  int ahead = 4;               // batches prepared before they are asked for
  int threads = 1;             // each prepares a whole batch
};

class Loader {
 public:
  /// Goes through `samples` (indices into dataset->train) epoch after epoch without end.
  Loader(std::shared_ptr<const Dataset> dataset, std::vector<std::int32_t> samples,
         Augmenter augmenter, const LoaderSettings& settings);
  ~Loader();  // stops the threads

  std::int64_t stepsPerEpoch() const;
  /// The next batch; valid until the following call. Waits if it is not ready yet.
  const Batch& next();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The order of one epoch: a Fisher-Yates shuffle drawn from (seed, epoch), or as it is.
std::vector<std::int32_t> epochOrder(const std::vector<std::int32_t>& samples, bool shuffle,
                                     std::uint64_t seed, std::int64_t epoch);

}  // namespace loom
