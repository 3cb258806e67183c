#include "engine/layers/pool.h"

#include <algorithm>

namespace loom {

Fields poolFields(const char* paddingHelp) {
  return {{.key = "kernel_size",
           .label = LOOM_TEXT("Window"),
           .help = LOOM_TEXT("Height and width of the window."),
           .initial = Ints{2, 2},
           .min = 1,
           .max = 1024,
           .kind = Field::Kind::Pair},
          {.key = "stride",
           .label = LOOM_TEXT("Stride"),
           .help = LOOM_TEXT("How far the window moves each time."),
           .initial = std::monostate{},
           .min = 1,
           .max = 1024,
           .kind = Field::Kind::Pair,
           .optional = true,
           .nullText = LOOM_TEXT("as the window")},
          {.key = "padding",
           .label = LOOM_TEXT("Padding"),
           .help = paddingHelp,
           .initial = Ints{0, 0},
           .min = 0,
           .max = 512,
           .kind = Field::Kind::Pair}};
}

IntPair poolStride(const Reader& params) {
  return params.isNull("stride") ? params.pair("kernel_size") : params.pair("stride");
}

PoolWindow poolWindow(const Reader& params) {
  return {params.pair("kernel_size"), poolStride(params), params.pair("padding")};
}

IntPair windowSpan(std::int64_t place, std::int64_t kernel, std::int64_t stride,
                   std::int64_t padding, std::int64_t size) {
  const std::int64_t begin = place * stride - padding;
  return {std::max<std::int64_t>(begin, 0), std::min(begin + kernel, size)};
}

ShapeAnswer pooledShape(const SiteInfo& site) {
  const auto kernel = site.params.pair("kernel_size");
  const auto padding = site.params.pair("padding");
  if (2 * padding.first > kernel.first || 2 * padding.second > kernel.second) {
    const Ints half = {std::min(padding.first, kernel.first / 2),
                       std::min(padding.second, kernel.second / 2)};
    return ShapeAnswer::wrong(
        {LOOM_TEXT("padding %1 is more than half of kernel_size %2; make it at most %3"),
         {pairText(padding), pairText(kernel), valueText(half)}},
        {{{LOOM_TEXT("Set padding to %1"), {valueText(half)}},
          setParam(site.graph, site.node.id, "padding", half)}},
        "padding");
  }
  return windowShape(site, site.inputs[0].rank() == 3 ? site.inputs[0][0] : 0,
                     {kernel, poolStride(site.params), padding, {1, 1}});
}

}  // namespace loom
