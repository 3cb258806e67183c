#pragma once

// Changing a training image without changing what it shows, or mixing two together with their
// answers. A transform is one file beside this one and one line in augmentations.def; OpenCV does
// the pixels. Called on the loader's threads; a transform keeps no state.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/rng.h"
#include "engine/base/shape.h"
#include "engine/base/value.h"
#include "engine/graph/analysis.h"
#include "engine/graph/project.h"

namespace loom {

class Warp;
struct Mixing;
struct MixRoom;

/// What the data's classes are called.
using ClassNames = std::span<const std::string>;

/// One of warp, apply and blend is there; all draw only from `rng`.
struct AugmentationType {
  std::string name;     // "Rotate"
  std::string summary;  // LOOM_TEXT
  Fields fields = {};
  /// Moves pixels only: adds itself to a warp to which others were added before.
  void (*warp)(const Reader&, Warp&, Rng& rng) = nullptr;
  /// Changes one image in place: (C, H, W) floats in 0..1.
  void (*apply)(const Reader&, const Shape&, std::span<float> image, Rng& rng) = nullptr;
  /// Mixes the images of a batch; what share of its answer each one keeps, the rest being that of
  /// the image it was mixed with.
  float (*blend)(const Reader&, const Mixing&, Rng& rng) = nullptr;
  /// Why it may change what an image shows, such as a mirrored digit; empty: it does not.
  Text (*caution)(const Reader&, ClassNames) = nullptr;
};

/// The classes are the digits 0 to 9.
bool areDigits(ClassNames classes);
/// What type.caution says of such a step; empty where it is unknown or off.
Text cautionOf(const AugmentationStep& step, ClassNames classes);

/// The setting that every step has.
Field probabilityField(const AugmentationType* type);
/// It is switched on, and its turn comes now and then.
bool isOn(const AugmentationStep& step);
/// It is on and mixes the samples of a batch.
bool mixes(const AugmentationStep& step);
/// Why a step that mixes cannot do so with such data; empty where it can.
Text whyNotMixed(const AugmentationStep& step, const DataInfo& data);

std::span<const AugmentationType> augmentationTypes();
const AugmentationType* findAugmentationType(std::string_view name);

/// A batch as augmentation sees it.
struct BatchImages {
  std::span<float> images;  // (size, C, H, W)
  std::span<const std::int32_t> samples;
  std::int64_t epoch = 0;
  std::int64_t step = 0;  // over all epochs
};

/// The pipeline of a project, checked once, then applied to many images. A batch is mixed once at
/// most: by the first step that mixes and whose turn it is.
class Augmenter {
 public:
  static Result<Augmenter> create(const std::vector<AugmentationStep>& steps, std::uint64_t seed);

  bool empty() const { return steps_.empty(); }
  bool mixes() const;
  /// All steps but those that mix. The same (seed, sample, epoch) gives the same image, on any
  /// thread.
  void apply(const Shape& shape, std::span<float> image, std::int64_t sample,
             std::int64_t epoch) const;
  /// All steps, in order. The same samples, epoch and step give the same batch, on any thread.
  /// Returns what share of its answer each sample keeps, below 1 only if it was mixed; then
  /// `room.ring` says with whom.
  float applyToBatch(const Shape& shape, const BatchImages& batch, MixRoom& room) const;

 private:
  struct Step {
    const AugmentationType* type;
    Values params;
    double probability;
    std::size_t place;  // in the project, also of those that are off
  };
  void applySome(std::span<const Step> steps, const Shape& shape, const BatchImages& batch) const;
  void applySteps(std::span<const Step> steps, const Shape& shape, std::span<float> image,
                  std::int64_t sample, std::int64_t epoch) const;
  float blend(const Step& step, const Shape& shape, const BatchImages& batch, Rng& rng,
              MixRoom& room) const;
  std::vector<Step> steps_;
  std::uint64_t seed_ = 0;
};

}  // namespace loom
