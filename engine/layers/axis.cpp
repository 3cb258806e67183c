#include "engine/layers/axis.h"

namespace loom {

int sampleAxis(std::int64_t dim, int rank) {
  const std::int64_t axis = dim < 0 ? dim + rank : dim - 1;
  return axis >= 0 && axis < rank ? static_cast<int>(axis) : -1;
}

ShapeAnswer wrongAxis(const SiteInfo& site, const char* key, std::int64_t repaired) {
  const char* sentence =
      site.inputs[0].rank() == 1
          ? LOOM_TEXT(
                "%1 is %2, but the input %3 from %5 has only axis 1 (the batch is axis 0); "
                "choose 1, or -1 for the last")
          : LOOM_TEXT(
                "%1 is %2, but the input %3 from %5 has only axes 1 to %4 (the batch is axis "
                "0); choose one of them, or -1 for the last");
  return ShapeAnswer::wrong({sentence,
                             {key, std::to_string(site.params.integer(key)), site.inputs[0].text(),
                              std::to_string(site.inputs[0].rank()), site.sources[0]}},
                            {{{LOOM_TEXT("Set %1 to %2"), {key, std::to_string(repaired)}},
                              setParam(site.graph, site.node.id, key, repaired)}},
                            key);
}

AxisView viewOf(const Shape& shape, int axis) {
  AxisView view;
  for (int i = 0; i < shape.rank(); ++i)
    (i < axis ? view.outer : i == axis ? view.count : view.inner) *= shape[i];
  return view;
}

}  // namespace loom
