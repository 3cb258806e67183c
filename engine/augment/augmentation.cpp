#include "engine/augment/augmentation.h"

#include <opencv2/core.hpp>

namespace loom {

#define LOOM_ITEM(name, function) AugmentationType function();
#include "engine/augment/augmentations.def"
#undef LOOM_ITEM

namespace {

constexpr std::uint64_t kAugmentStream = hashOf("augmentation");

}  // namespace

std::span<const AugmentationType> augmentationTypes() {
  static const std::vector<AugmentationType> types = {
#define LOOM_ITEM(name, function) function(),
#include "engine/augment/augmentations.def"
#undef LOOM_ITEM
  };
  return types;
}

const AugmentationType* findAugmentationType(std::string_view name) {
  for (const AugmentationType& type : augmentationTypes()) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

Result<Augmenter> Augmenter::create(const std::vector<AugmentationStep>& steps, std::uint64_t seed) {
  Augmenter augmenter;
  augmenter.seed_ = seed;
  for (const AugmentationStep& step : steps) {
    const AugmentationType* type = findAugmentationType(step.type);
    if (!type) return badInput({LOOM_TEXT("There is no transform \"%1\"; remove it from the augmentation."), {step.type}});
    augmenter.steps_.push_back({type, step.params, step.probability});
  }
  // A transform of a small image gains nothing from more threads, and they would take the trainer's cores.
  cv::setNumThreads(1);
  return augmenter;
}

void Augmenter::apply(const Shape& shape, std::span<float> image, std::int64_t sample, std::int64_t epoch) const {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    // Each step draws from its own stream, so that switching one off leaves the others as they were.
    Rng rng(seed_ ^ kAugmentStream ^ mix(i), static_cast<std::uint64_t>(sample), static_cast<std::uint64_t>(epoch));
    if (rng.uniform() >= steps_[i].probability) continue;
    steps_[i].type->apply(Reader(steps_[i].type->fields, steps_[i].params), shape, image, rng);
  }
}

}  // namespace loom
