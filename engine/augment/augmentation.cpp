#include "engine/augment/augmentation.h"

#include <opencv2/core.hpp>

#include "engine/augment/warp.h"

namespace loom {

#define LOOM_ITEM(name, function) AugmentationType function();
#include "engine/augment/augmentations.def"
#undef LOOM_ITEM

namespace {

Error inStep(std::size_t index, const Text& problem) {
  return badInput(
      {LOOM_TEXT("Augmentation %1: %2"), {std::to_string(index + 1), problem.english()}});
}

Error unknownTransform(std::size_t index, const std::string& name) {
  std::vector<std::string> known;
  for (const AugmentationType& type : augmentationTypes()) known.push_back(type.name);
  const std::string nearest = nearestWord(name, known);
  if (nearest.empty()) {
    return inStep(index, {LOOM_TEXT("there is no transform \"%1\"; remove it."), {name}});
  }
  return inStep(index,
                {LOOM_TEXT("there is no transform \"%1\"; did you mean \"%2\"?"), {name, nearest}});
}

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

Result<Augmenter> Augmenter::create(const std::vector<AugmentationStep>& steps,
                                    std::uint64_t seed) {
  // OpenCV's own threads would take the trainer's cores; an image of 28x28 gives them nothing to
  // do.
  cv::setNumThreads(1);
  Augmenter augmenter;
  augmenter.seed_ = seed;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const AugmentationStep& step = steps[i];
    const AugmentationType* type = findAugmentationType(step.type);
    if (!type) return unknownTransform(i, step.type);
    Values params;
    for (const auto& [key, value] : step.params.entries()) {
      const Field* field = findField(type->fields, key);
      if (!field) {
        return inStep(i, {LOOM_TEXT("%1 has no setting \"%2\"; remove it."), {type->name, key}});
      }
      const FieldCheck check = checkValue(*field, value);
      if (!check.value) return inStep(i, check.problem);
      params.set(key, *check.value);
    }
    if (!(step.probability >= 0 && step.probability <= 1)) {
      return inStep(
          i,
          {LOOM_TEXT("the probability must be from 0 to 1, not %1; choose a value in that range."),
           {valueText(step.probability)}});
    }
    augmenter.steps_.push_back({type, std::move(params), step.probability});
  }
  return augmenter;
}

bool areDigits(ClassNames classes) {
  if (classes.size() != 10) return false;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i] != std::to_string(i)) return false;
  }
  return true;
}

Text cautionOf(const AugmentationStep& step, ClassNames classes) {
  const AugmentationType* type = findAugmentationType(step.type);
  if (!type || !type->caution || step.probability <= 0) return {};
  if (!Augmenter::create({step}, 0)) return {};  // a problem says more
  return type->caution(Reader(type->fields, step.params), classes);
}

void Augmenter::apply(const Shape& shape, std::span<float> image, std::int64_t sample,
                      std::int64_t epoch) const {
  if (shape.rank() != 3) return;
  try {
    applySteps(shape, image, sample, epoch);
  } catch (const std::exception&) {
    // Out of memory in OpenCV: the image stays as far as it got, and training goes on.
  }
}

void Augmenter::applySteps(const Shape& shape, std::span<float> image, std::int64_t sample,
                           std::int64_t epoch) const {
  Warp warp(shape);
  const auto sampleWarp = [&] {
    if (warp.isIdentity()) return;
    warp.sample(image);
    warp = Warp(shape);
  };
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    Rng rng(mix(seed_ ^ hashOf("augment")) + i, static_cast<std::uint64_t>(sample),
            static_cast<std::uint64_t>(epoch));
    if (rng.uniform() >= step.probability) continue;
    const Reader params(step.type->fields, step.params);
    if (!step.type->warp || warp.isDisplaced()) sampleWarp();
    if (step.type->warp)
      step.type->warp(params, warp, rng);
    else
      step.type->apply(params, shape, image, rng);
  }
  sampleWarp();
}

}  // namespace loom
