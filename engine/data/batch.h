#pragma once

// Some samples side by side, as a network takes them: inputs, and the answers that its loss
// compares with. Plain values; whoever fills one owns it.

#include <cstdint>
#include <vector>

#include "engine/augment/augmentation.h"
#include "engine/augment/mixing.h"
#include "engine/data/dataset.h"
#include "engine/layers/layer.h"

namespace loom {

struct Batch {
  int size = 0;
  std::int64_t epoch = 0;
  std::int64_t step = 0;              // over all epochs, from 0
  std::vector<float> inputs;          // (size, C, H, W), 0..1; or tokens (size, T)
  std::vector<std::int32_t> classes;  // (size), or (size, T); empty where the answers are numbers
  std::vector<float> values;          // (size, ...); empty where the answers are classes
  std::vector<std::int32_t> samples;  // indices into the samples that they come from
  // Where it was mixed:
  std::vector<std::int32_t> otherClasses;  // as `classes`: of what was mixed in; empty otherwise
  float share = 1;                         // how much of each answer is its own

  /// What the network should answer: the answers, or the inputs themselves where it rebuilds them
  /// (taskOf() in analysis.h). Valid until the batch changes.
  Targets<float> targets(bool rebuilt = false) const {
    if (rebuilt) return {nullptr, inputs.data()};
    return {classes.empty() ? nullptr : classes.data(), values.empty() ? nullptr : values.data(),
            otherClasses.empty() ? nullptr : otherClasses.data(), share};
  }
};

/// Room for `size` of these samples; allocates nothing once there was room for as many.
void resizeBatch(Batch& batch, const Samples& samples, const Shape& shape, int size);

/// What a network gets of sample `index`, to `out`, which has room for one of that shape.
void readInput(const Samples& samples, const Shape& shape, std::int32_t index, float* out);

/// Sample `index` becomes the batch's number `place`: its input and its answer.
/// REQUIRES: the batch was resized for these samples.
void readSample(Batch& batch, int place, const Samples& samples, const Shape& shape,
                std::int32_t index);

/// The training samples `indices`, at most as many as there is room for, as this step of this epoch
/// learns them.
struct BatchMoment {
  std::int64_t epoch = 0;
  std::int64_t step = 0;
};
void fillBatch(Batch& batch, const Dataset& dataset, std::span<const std::int32_t> indices,
               BatchMoment moment, const Augmenter& augmenter, MixRoom& room);
/// Room for batches of `size`, so that fillBatch allocates nothing but what OpenCV does.
void reserveBatch(Batch& batch, const Dataset& dataset, int size, const Augmenter& augmenter);
void reserveMixing(MixRoom& room, const Dataset& dataset, int size);

}  // namespace loom
