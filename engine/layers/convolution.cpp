#include "engine/layers/convolution.h"

#include <cmath>

#include "engine/layers/followed.h"

namespace loom {

Field filtersField() {
  return {.key = "out_channels",
          .label = LOOM_TEXT("Filters"),
          .help = LOOM_TEXT("Number of filters, which is the number of channels that come out."),
          .initial = std::int64_t{8},
          .min = 1,
          .max = 65536};
}

Field pairField(const char* key, const char* label, const char* help, std::int64_t initial,
                double min) {
  return {.key = key,
          .label = label,
          .help = help,
          .initial = Ints{initial, initial},
          .min = min,
          .max = 1024,
          .kind = Field::Kind::Pair};
}

Field groupsField() {
  return {.key = "groups",
          .label = LOOM_TEXT("Groups"),
          .help = LOOM_TEXT("Splits channels and filters into groups that do not see each other."),
          .initial = std::int64_t{1},
          .min = 1,
          .max = 65536};
}

Field convolutionBiasField() {
  return {.key = "bias",
          .label = LOOM_TEXT("Bias"),
          .help = LOOM_TEXT("Adds a learnable constant to each filter's channel."),
          .initial = true};
}

Field inChannelsField() {
  return followedField("in_channels", LOOM_TEXT("Input channels"));
}

Window windowOf(const Reader& params) {
  return {params.pair("kernel_size"), params.pair("stride"), params.pair("padding"),
          params.pair("dilation")};
}

std::optional<ShapeAnswer> channelProblem(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  const std::int64_t filters = site.params.integer("out_channels");
  const std::int64_t groups = site.params.integer("groups");
  if (auto wrong = disagreement(site, "in_channels", in[0])) return wrong;
  if (in[0] % groups == 0 && filters % groups == 0) return std::nullopt;
  return ShapeAnswer::wrong(
      {LOOM_TEXT("groups is %1, but it must divide both the %2 input channels from %4 and the %3 "
                 "filters; choose a divisor of both"),
       {std::to_string(groups), std::to_string(in[0]), std::to_string(filters), site.sources[0]}},
      {{{LOOM_TEXT("Set groups to %1"), {"1"}},
        setParam(site.graph, site.node.id, "groups", std::int64_t{1})}},
      "groups");
}

std::vector<ParameterSpec> convolutionParameters(const SiteInfo& site, const Shape& weight) {
  const double fanIn = static_cast<double>(weight.elements()) / static_cast<double>(weight[0]);
  const Init init{Init::Kind::Uniform, 1.0 / std::sqrt(fanIn)};
  std::vector<ParameterSpec> specs = {{"weight", weight, init}};
  if (site.params.boolean("bias"))
    specs.push_back({"bias", {site.params.integer("out_channels")}, init});
  return specs;
}

std::int64_t convolutionFlops(std::int64_t places, const Shape& weight) {
  return 2 * places * (weight.elements() / weight[0]);
}

Text convolutionCaption(const SiteInfo& site, const std::string& kernel,
                        const std::string& padding) {
  const std::string filters = std::to_string(site.params.integer("out_channels"));
  if (padding.empty()) return Text(filters + " @ " + kernel);
  return {LOOM_TEXT("%1 @ %2 · pad %3"), {filters, kernel, padding}};
}

PaddedConvolution convolutionBetween(const Shape& image, const Shape& maps, const Window& window,
                                     std::int64_t groups) {
  const auto whole = [](std::int64_t n) { return static_cast<int>(n); };
  const auto [padH, padW] = window.padding;
  Conv2dGeometry geometry{.channels = whole(image[0]),
                          .height = whole(image[1] + 2 * padH),
                          .width = whole(image[2] + 2 * padW),
                          .filters = whole(maps[0]),
                          .kernelH = whole(window.kernel.first),
                          .kernelW = whole(window.kernel.second),
                          .strideH = whole(window.stride.first),
                          .strideW = whole(window.stride.second),
                          .dilationH = whole(window.dilation.first),
                          .dilationW = whole(window.dilation.second),
                          .groups = whole(groups),
                          .outH = whole(maps[1]),
                          .outW = whole(maps[2])};
  return {geometry, whole(padH), whole(padW)};
}

void convolutionWork(const WorkSite& site, const PaddedConvolution& convolution,
                     std::int64_t element, Work& work) {
  const Conv2dGeometry& g = convolution.geometry;
  const std::int64_t column = element % g.outW, row = element / g.outW % g.outH;
  const std::int64_t filter = element / g.outW / g.outH;
  const std::int64_t channels = g.channels / g.groups;
  const std::int64_t first = filter / (g.filters / g.groups) * channels;
  for (std::int64_t c = 0; c < channels; ++c) {
    for (std::int64_t u = 0; u < g.kernelH; ++u) {
      const std::int64_t y = row * g.strideH + u * g.dilationH - convolution.padH;
      if (y < 0 || y >= convolution.height()) continue;
      for (std::int64_t v = 0; v < g.kernelW; ++v) {
        const std::int64_t x = column * g.strideW + v * g.dilationW - convolution.padW;
        if (x < 0 || x >= convolution.width()) continue;
        work.add({site.w(0, ((filter * channels + c) * g.kernelH + u) * g.kernelW + v),
                  site.x(0, ((first + c) * convolution.height() + y) * convolution.width() + x)});
      }
    }
  }
  if (site.parameters.size() > 1) work.add({site.w(1, filter)});
}

}  // namespace loom
