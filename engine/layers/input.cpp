// Where the data enters the network. The program writes the batch into its output; it computes
// nothing.

#include "engine/layers/layer.h"

namespace loom {

LayerType input() {
  LayerType type;
  type.name = "Input";
  type.category = Category::Data;
  type.summary = LOOM_TEXT("Where the data enters: one sample has this shape.");
  type.formula = "y = sample";
  type.source = "https://pytorch.org/docs/stable/data.html";
  type.idStem = "input";
  type.synonyms = {"InputLayer", "placeholder"};
  type.fields = {
      {.key = "shape",
       .label = LOOM_TEXT("Shape"),
       .help = LOOM_TEXT(
           "Sizes of one sample without the batch: channels, height and width of an image."),
       .initial = Ints{1, 28, 28},
       .min = 1,
       .max = 1 << 20}};
  type.minInputs = 0;
  type.maxInputs = 0;
  type.layout = Layout::Any;
  type.shape = [](const SiteInfo& site) {
    return ShapeAnswer::of(Shape(site.params.ints("shape")));
  };
  type.caption = [](const SiteInfo& site) { return Text(Shape(site.params.ints("shape")).text()); };
  type.pytorch = "nn.Identity()";
  return type;
}

}  // namespace loom
