#include "engine/augment/presets.h"

namespace loom {

std::span<const AugmentationPreset> augmentationPresets() {
  static const std::vector<AugmentationPreset> presets = {
      {LOOM_TEXT("Digits: turn, scale, shift"),
       {{"Rotate", {{"degrees", 10.0}}}, {"Scale", {}}, {"Translate", {{"fraction", 0.1}}}}},
      {LOOM_TEXT("Handwriting: slant and bend as well"),
       {{"Rotate", {{"degrees", 10.0}}},
        {"Shear", {{"degrees", 10.0}}},
        {"Scale", {}},
        {"Translate", {{"fraction", 0.1}}},
        {"ElasticDeform", {}, 0.5}}},
      {LOOM_TEXT("Photographs: mirror, crop, light"),
       {{"HorizontalFlip", {}, 0.5},
        {"RandomCrop", {}},
        {"Brightness", {}, 0.5},
        {"Contrast", {}, 0.5}}},
      {LOOM_TEXT("Mixed images: overlaid or pasted"), {{"Mixup", {}, 0.5}, {"CutMix", {}}}},
  };
  return presets;
}

}  // namespace loom
