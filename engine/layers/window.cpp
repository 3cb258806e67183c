#include "engine/layers/window.h"

#include <algorithm>

namespace loom {

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

ShapeAnswer kernelTooLarge(const SiteInfo& site, const std::string& kernel,
                           const std::string& padded, const Value& smaller) {
  const std::string fitting = valueText(smaller);
  return ShapeAnswer::wrong(
      {LOOM_TEXT("kernel_size %1 is larger than its padded input %2 from %4; make it at most %3"),
       {kernel, padded, fitting, site.sources[0]}},
      {{{LOOM_TEXT("Set kernel_size to %1"), {fitting}},
        setParam(site.graph, site.node.id, "kernel_size", smaller)}},
      "kernel_size");
}

ShapeAnswer windowShape(const SiteInfo& site, std::int64_t channels, const Window& window) {
  const Shape& in = site.inputs[0];
  if (in.rank() != 3) return notAnImage(site);
  const auto [kernel, stride, padding, dilation] = window;
  const WindowAxis y{in[1], kernel.first, stride.first, padding.first, dilation.first};
  const WindowAxis x{in[2], kernel.second, stride.second, padding.second, dilation.second};
  if (!y.fits() || !x.fits()) {
    return kernelTooLarge(site, pairText(kernel), pairText({y.padded(), x.padded()}),
                          Ints{y.fittingKernel(), x.fittingKernel()});
  }
  return ShapeAnswer::of({channels, y.places(), x.places()});
}

ShapeAnswer windowShape(const SiteInfo& site, std::int64_t channels, const WindowAxis& window) {
  if (window.fits()) return ShapeAnswer::of({channels, window.places()});
  return kernelTooLarge(site, std::to_string(window.kernel), std::to_string(window.padded()),
                        window.fittingKernel());
}

}  // namespace loom
