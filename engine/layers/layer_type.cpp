#include "engine/layers/layer_type.h"

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
  for (const LayerType& type : layerTypes()) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

ShapeAnswer sameAsInput(const SiteInfo& site) {
  return ShapeAnswer::of(site.inputs[0]);
}

}  // namespace loom
