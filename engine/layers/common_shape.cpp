#include "engine/layers/common_shape.h"

namespace loom {

ShapeAnswer commonShape(const SiteInfo& site) {
  for (std::size_t port = 1; port < site.inputs.size(); ++port) {
    if (site.inputs[port] == site.inputs[0]) continue;
    return ShapeAnswer::wrong(
        {LOOM_TEXT("all inputs must have the same shape, but %1 gives %2 and %3 gives %4; "
                   "make the two branches agree"),
         {site.sources[0], site.inputs[0].text(), site.sources[port], site.inputs[port].text()}});
  }
  return ShapeAnswer::of(site.inputs[0]);
}

}  // namespace loom
