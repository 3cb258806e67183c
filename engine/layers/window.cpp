#include "engine/layers/window.h"

#include <algorithm>

namespace loom {

namespace {

ShapeAnswer tooLarge(const SiteInfo& site, IntPair padded, const Window& window) {
  const IntPair fitting = {
      std::min(window.kernel.first, (padded.first - 1) / window.dilation.first + 1),
      std::min(window.kernel.second, (padded.second - 1) / window.dilation.second + 1)};
  const Ints smaller = {fitting.first, fitting.second};
  return ShapeAnswer::wrong(
      {LOOM_TEXT("kernel_size %1 is larger than its padded input %2; make it at most %3"),
       {pairText(window.kernel), pairText(padded), pairText(fitting)}},
      {{{LOOM_TEXT("Set kernel_size to %1"), {pairText(fitting)}},
        setParam(site.graph, site.node.id, "kernel_size", smaller)}},
      "kernel_size");
}

}  // namespace

/// A node that gives an image of the same number of elements cannot be guessed; what a person means
/// by wiring a flat vector into an image layer is usually a forgotten order, so there is no fix,
/// only the sentence.
ShapeAnswer notAnImage(const SiteInfo& site) {
  return ShapeAnswer::wrong(
      {LOOM_TEXT("needs an image (channels × height × width), but gets %1 from %2; "
                 "put this layer before the image is laid flat"),
       {site.inputs[0].text(), site.sources[0]}});
}

std::string pairText(IntPair pair) {
  return std::to_string(pair.first) + "×" + std::to_string(pair.second);
}

ShapeAnswer windowShape(const SiteInfo& site, std::int64_t channels, const Window& window) {
  const Shape& in = site.inputs[0];
  if (in.rank() != 3) return notAnImage(site);
  const IntPair padded = {in[1] + 2 * window.padding.first, in[2] + 2 * window.padding.second};
  const IntPair reach = {window.dilation.first * (window.kernel.first - 1) + 1,
                         window.dilation.second * (window.kernel.second - 1) + 1};
  if (reach.first > padded.first || reach.second > padded.second)
    return tooLarge(site, padded, window);
  return ShapeAnswer::of({channels, (padded.first - reach.first) / window.stride.first + 1,
                          (padded.second - reach.second) / window.stride.second + 1});
}

}  // namespace loom
