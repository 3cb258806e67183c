#pragma once

// Runs samples through a program and tallies how well it answers: validation and evaluation. The
// thread that runs the program calls it.

#include <span>

#include "engine/data/batch.h"
#include "engine/train/metrics.h"

namespace loom {

class Judge {
 public:
  /// `program` and `dataset` must outlive it; `samples` are the dataset's train or test.
  Judge(Program<float>& program, const Dataset& dataset, const Samples& samples,
        bool detailed = false);

  /// Takes the first of `indices`, as many as fit in a batch; returns how many that were.
  std::size_t add(std::span<const std::int32_t> indices);
  const Tally& tally() const { return tally_; }
  /// What add() took last.
  const Batch& batch() const { return batch_; }
  /// What the network should answer to a batch of these data; valid until the batch changes.
  Targets<float> targetsOf(const Batch& batch) const { return batch.targets(tally_.ofSamples()); }
  void clear() { tally_.clear(); }

 private:
  Program<float>& program_;
  const Samples& samples_;
  Shape shape_;
  Batch batch_;
  Tally tally_;
};

}  // namespace loom
