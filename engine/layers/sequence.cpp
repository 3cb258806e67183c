#include "engine/layers/sequence.h"

#include <utility>
#include <vector>

namespace loom {

std::optional<ShapeAnswer> noSequence(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (in.rank() == 2) return std::nullopt;
  std::vector<Fix> fixes;
  if (in.rank() == 3 && in[0] == 1) {  // a grey image is read row by row
    Node rows;
    rows.type = "Reshape";
    rows.id = freshId(site.graph, "rows");
    rows.position = {site.node.position.x - 80, site.node.position.y};
    rows.params.set("shape", Ints{in[1], in[2]});
    fixes.push_back({{LOOM_TEXT("Insert %1"), {"Reshape"}},
                     insertOnLink(site.graph, {site.sources[0], site.node.id, 0}, rows)});
  }
  return ShapeAnswer::wrong(
      {LOOM_TEXT("needs a sequence (steps × values), but gets %1 from %2; make the layer before "
                 "give two axes"),
       {in.text(), site.sources[0]}},
      std::move(fixes));
}

}  // namespace loom
