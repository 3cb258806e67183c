#pragma once

// Changing a training image without changing what it shows. A transform is one file beside this one
// and one line in augmentations.def; OpenCV does the pixels. Called on the loader's threads; a
// transform keeps no state.

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
#include "engine/graph/project.h"

namespace loom {

class Warp;

/// What the data's classes are called.
using ClassNames = std::span<const std::string>;

/// One of warp and apply is there; both draw only from `rng`.
struct AugmentationType {
  std::string name;     // "Rotate"
  std::string summary;  // LOOM_TEXT
  Fields fields = {};
  /// Moves pixels only: adds itself to a warp to which others were added before.
  void (*warp)(const Reader&, Warp&, Rng& rng) = nullptr;
  /// Changes one image in place: (C, H, W) floats in 0..1.
  void (*apply)(const Reader&, const Shape&, std::span<float> image, Rng& rng) = nullptr;
  /// Why it may change what an image shows, such as a mirrored digit; empty: it does not.
  Text (*caution)(const Reader&, ClassNames) = nullptr;
};

/// The classes are the digits 0 to 9.
bool areDigits(ClassNames classes);
/// What type.caution says of such a step; empty where it is unknown or off.
Text cautionOf(const AugmentationStep& step, ClassNames classes);

std::span<const AugmentationType> augmentationTypes();
const AugmentationType* findAugmentationType(std::string_view name);

/// The pipeline of a project, checked once, then applied to many images.
class Augmenter {
 public:
  static Result<Augmenter> create(const std::vector<AugmentationStep>& steps, std::uint64_t seed);

  bool empty() const { return steps_.empty(); }
  /// The same (seed, sample, epoch) gives the same image, on any thread.
  void apply(const Shape& shape, std::span<float> image, std::int64_t sample,
             std::int64_t epoch) const;

 private:
  struct Step {
    const AugmentationType* type;
    Values params;
    double probability;
  };
  void applySteps(const Shape& shape, std::span<float> image, std::int64_t sample,
                  std::int64_t epoch) const;
  std::vector<Step> steps_;
  std::uint64_t seed_ = 0;
};

}  // namespace loom
