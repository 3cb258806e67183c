#include "engine/data/augmented_samples.h"

#include <algorithm>

#include "engine/data/batch.h"

namespace loom {

namespace {

/// Somebody else among `count`, the same for a cell whatever the settings.
std::size_t partnerOf(std::size_t place, std::size_t count, std::uint64_t seed, int cell) {
  Rng rng(seed, hashOf("partner"), static_cast<std::uint64_t>(cell));
  const std::size_t other = rng.below(count - 1);
  return other < place ? other : other + 1;
}

/// The first sample of the batch.
AugmentedSample firstOf(const Batch& batch, const Dataset& dataset) {
  AugmentedSample out;
  out.sample = batch.samples[0];
  const auto pixels = static_cast<std::ptrdiff_t>(dataset.shape.elements());
  out.after.assign(batch.inputs.begin(), batch.inputs.begin() + pixels);
  out.share = batch.share;
  if (!dataset.train.hasOneClassEach()) return out;
  out.ownClass = batch.classes[0];
  if (!batch.otherClasses.empty()) out.otherClass = batch.otherClasses[0];
  return out;
}

}  // namespace

Result<std::vector<AugmentedSample>> augmentSamples(const Dataset& dataset,
                                                    std::span<const std::int32_t> train,
                                                    const AugmentedRequest& request) {
  const auto augmenter = Augmenter::create(request.steps, request.seed);
  if (!augmenter) return augmenter.error();
  std::vector<AugmentedSample> out;
  if (train.empty()) return out;
  Batch batch;
  MixRoom room;
  for (int cell = 0; cell < request.count; ++cell) {
    const int ahead = request.several ? cell : 0;
    const std::size_t place = static_cast<std::size_t>(request.first + ahead) % train.size();
    std::vector<std::int32_t> indices = {train[place]};
    fillBatch(batch, dataset, indices, {}, {}, room);
    std::vector<float> before = batch.inputs;
    if (augmenter->mixes() && train.size() > 1)
      indices.push_back(train[partnerOf(place, train.size(), request.seed, cell)]);
    fillBatch(batch, dataset, indices, {request.several ? 0 : cell, cell}, *augmenter, room);
    out.push_back(firstOf(batch, dataset));
    out.back().before = std::move(before);
  }
  return out;
}

}  // namespace loom
