#include "engine/augment/augmentation.h"

#include <algorithm>
#include <opencv2/core.hpp>

#include "engine/augment/mixing.h"
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
    if (isOn(step)) augmenter.steps_.push_back({type, std::move(params), step.probability, i});
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
  if (!type || !type->caution || !isOn(step)) return {};
  if (!Augmenter::create({step}, 0)) return {};  // a problem says more
  return type->caution(Reader(type->fields, step.params), classes);
}

Field probabilityField(const AugmentationType* type) {
  const bool ofBatches = type && type->blend;
  return {.key = "probability",
          .label = LOOM_TEXT("Probability"),
          .help = ofBatches ? LOOM_TEXT("The share of batches that it mixes; another step that "
                                        "mixes may have the rest.")
                            : LOOM_TEXT("The share of images that it changes."),
          .initial = 1.0,
          .min = 0,
          .max = 1};
}

bool isOn(const AugmentationStep& step) {
  return step.enabled && step.probability > 0;
}

bool mixes(const AugmentationStep& step) {
  const AugmentationType* type = findAugmentationType(step.type);
  return type && type->blend && isOn(step);
}

Text whyNotMixed(const AugmentationStep& step, const DataInfo& data) {
  if (!mixes(step)) return {};
  if (data.tokens > 0) {
    return {LOOM_TEXT("%1 cannot mix samples that are words; remove it or switch it off"),
            {step.type}};
  }
  if (data.classes > 0 && data.target.rank() > 0) {
    return {LOOM_TEXT("%1 cannot mix answers that have a class at each place; remove it or switch "
                      "it off"),
            {step.type}};
  }
  if (data.shape.rank() != 3) {
    return {LOOM_TEXT("%1 mixes images, but a sample of these data is none; remove it or switch it "
                      "off"),
            {step.type}};
  }
  return {};
}

bool Augmenter::mixes() const {
  return std::ranges::any_of(steps_, [](const Step& step) { return step.type->blend != nullptr; });
}

void Augmenter::apply(const Shape& shape, std::span<float> image, std::int64_t sample,
                      std::int64_t epoch) const {
  if (shape.rank() != 3) return;
  try {
    applySteps(steps_, shape, image, sample, epoch);
  } catch (const std::exception&) {
    // Out of memory in OpenCV: the image stays as far as it got, and training goes on.
  }
}

float Augmenter::applyToBatch(const Shape& shape, const BatchImages& batch, MixRoom& room) const {
  const std::span<const Step> all = steps_;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].type->blend || batch.samples.size() < 2 || shape.rank() != 3) continue;
    Rng rng(mix(seed_ ^ hashOf("mix")) + all[i].place, static_cast<std::uint64_t>(batch.step));
    if (rng.uniform() >= all[i].probability) continue;
    applySome(all.first(i), shape, batch);
    const float share = blend(all[i], shape, batch, rng, room);
    applySome(all.subspan(i + 1), shape, batch);
    return share;
  }
  applySome(all, shape, batch);
  return 1;
}

void Augmenter::applySome(std::span<const Step> steps, const Shape& shape,
                          const BatchImages& batch) const {
  if (shape.rank() != 3 || steps.empty()) return;
  const auto pixels = static_cast<std::size_t>(shape.elements());
  for (std::size_t i = 0; i < batch.samples.size(); ++i) {
    try {
      applySteps(steps, shape, batch.images.subspan(i * pixels, pixels), batch.samples[i],
                 batch.epoch);
    } catch (const std::exception&) {
      // As in apply().
    }
  }
}

float Augmenter::blend(const Step& step, const Shape& shape, const BatchImages& batch, Rng& rng,
                       MixRoom& room) const {
  const auto pixels = static_cast<std::size_t>(shape.elements());
  drawRing(room.ring, static_cast<int>(batch.samples.size()), rng);
  if (room.spare.size() < pixels) room.spare.resize(pixels);
  return step.type->blend(Reader(step.type->fields, step.params),
                          {shape, batch.images, room.ring, room.spare}, rng);
}

void Augmenter::applySteps(std::span<const Step> steps, const Shape& shape, std::span<float> image,
                           std::int64_t sample, std::int64_t epoch) const {
  Warp warp(shape);
  const auto sampleWarp = [&] {
    if (warp.isIdentity()) return;
    warp.sample(image);
    warp = Warp(shape);
  };
  for (const Step& step : steps) {
    if (step.type->blend) continue;
    Rng rng(mix(seed_ ^ hashOf("augment")) + step.place, static_cast<std::uint64_t>(sample),
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
