// The same values in the same order under another shape; nothing is computed.

#include <algorithm>

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

ShapeAnswer reshapedShape(const SiteInfo& site) {
  Ints sizes = site.params.ints("shape");
  const std::int64_t elements = site.inputs[0].elements();
  const auto open = std::find(sizes.begin(), sizes.end(), -1);
  const Text fault{
      LOOM_TEXT("shape %1 does not hold the %2 values of %3 from %4; give sizes whose "
                "product is %2, or -1 for one that follows"),
      {valueText(sizes), std::to_string(elements), site.inputs[0].text(), site.sources[0]}};
  const std::vector<Fix> flat = {{{LOOM_TEXT("Set %1 to %2"), {"shape", std::to_string(elements)}},
                                  setParam(site.graph, site.node.id, "shape", Ints{elements})}};
  if (std::count_if(sizes.begin(), sizes.end(), [](std::int64_t n) { return n < 1; }) >
      (open == sizes.end() ? 0 : 1)) {
    return ShapeAnswer::wrong(fault, flat, "shape");
  }
  if (open != sizes.end()) {
    *open = 1;
    const std::int64_t others = Shape(sizes).elements();
    *open = others > 0 && elements % others == 0 ? elements / others : 1;
  }
  if (Shape(sizes).elements() != elements) return ShapeAnswer::wrong(fault, flat, "shape");
  return ShapeAnswer::of(Shape(std::move(sizes)));
}

}  // namespace

LayerType reshape() {
  LayerType type;
  type.name = "Reshape";
  type.category = Category::Shape;
  type.summary = LOOM_TEXT("Gives the values of a sample another shape, in the same order.");
  type.formula = "y = x, read in order";
  type.source = "https://pytorch.org/docs/stable/generated/torch.reshape.html";
  type.idStem = "reshape";
  type.synonyms = {"view", "unflatten"};
  type.fields = {
      {.key = "shape",
       .label = LOOM_TEXT("Shape"),
       .help = LOOM_TEXT("Sizes of the axes without the batch; -1 once for what is left."),
       .initial = Ints{-1},
       .min = -1,
       .max = 2147483648.0,
       .kind = Field::Kind::IntList}};
  type.layout = Layout::Rows;
  type.view = true;
  type.shape = reshapedShape;
  type.caption = [](const SiteInfo& site) { return Text(valueText(site.params.ints("shape"))); };
  type.readsInput = false;
  type.readsOutput = false;
  type.work = passedOnWork;
  type.pytorch = "torch.reshape({shape})";
  return type;
}

}  // namespace loom
