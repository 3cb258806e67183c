#include "engine/layers/layer_type.h"

#include <unordered_map>

namespace loom {

#define LOOM_ITEM(name, function) LayerType function();
#include "engine/layers/layers.def"
#undef LOOM_ITEM

const char* categoryName(Category category) {
  switch (category) {
    case Category::Data:
      return LOOM_TEXT("Data");
    case Category::Convolution:
      return LOOM_TEXT("Convolution");
    case Category::Dense:
      return LOOM_TEXT("Dense & embedding");
    case Category::Activation:
      return LOOM_TEXT("Activation");
    case Category::Pooling:
      return LOOM_TEXT("Pooling");
    case Category::Regularisation:
      return LOOM_TEXT("Regularise");
    case Category::Recurrent:
      return LOOM_TEXT("Recurrent & attention");
    case Category::Shape:
      return LOOM_TEXT("Shape & merge");
    case Category::Loss:
      return LOOM_TEXT("Loss");
  }
  return "";
}

std::span<const LayerType> layerTypes() {
  static const std::vector<LayerType> types = {
#define LOOM_ITEM(name, function) function(),
#include "engine/layers/layers.def"
#undef LOOM_ITEM
  };
  return types;
}

const LayerType* findLayerType(std::string_view name) {
  static const auto byName = [] {
    std::unordered_map<std::string_view, const LayerType*> types;
    for (const LayerType& type : layerTypes()) types.emplace(type.name, &type);
    return types;
  }();
  const auto found = byName.find(name);
  return found == byName.end() ? nullptr : found->second;
}

ShapeAnswer sameAsInput(const SiteInfo& site) {
  return ShapeAnswer::of(site.inputs[0]);
}

}  // namespace loom
