// Several axes become one; nothing is computed, the memory is only read under another shape.

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

ShapeAnswer flattenedShape(const SiteInfo& site) {
  const auto& sizes = site.inputs[0].sizes();
  const auto start = site.params.integer("start_dim");  // the batch is axis 0
  const auto rank = static_cast<std::int64_t>(sizes.size());
  if (start > std::max<std::int64_t>(rank, 1)) {
    return ShapeAnswer::wrong(
        {LOOM_TEXT("start_dim is %1, but the input %2 from %4 has only axes 1 to %3; choose one of "
                   "them"),
         {std::to_string(start), site.inputs[0].text(), std::to_string(rank), site.sources[0]}},
        {{{LOOM_TEXT("Set start_dim to %1"), {"1"}},
          setParam(site.graph, site.node.id, "start_dim", std::int64_t{1})}},
        "start_dim");
  }
  std::vector<std::int64_t> out(sizes.begin(), sizes.begin() + (start - 1));
  out.push_back(
      Shape(std::vector<std::int64_t>(sizes.begin() + (start - 1), sizes.end())).elements());
  return ShapeAnswer::of(Shape(std::move(out)));
}

}  // namespace

LayerType flatten() {
  LayerType type;
  type.name = "Flatten";
  type.category = Category::Shape;
  type.summary = LOOM_TEXT("Lays all values of a sample side by side in one row.");
  type.formula = "y = x, read in order";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Flatten.html";
  type.idStem = "flatten";
  type.synonyms = {"ravel"};
  type.fields = {{.key = "start_dim",
                  .label = LOOM_TEXT("First axis"),
                  .help = LOOM_TEXT("The first axis that is laid flat; the batch is axis 0."),
                  .initial = std::int64_t{1},
                  .min = 1,
                  .max = 16}};
  type.layout = Layout::Rows;
  type.view = true;
  type.shape = flattenedShape;
  type.work = passedOnWork;
  type.pytorch = "nn.Flatten(start_dim={start_dim})";
  return type;
}

}  // namespace loom
