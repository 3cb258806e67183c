#include "engine/inspect/closeup.h"

#include <algorithm>

#include "engine/inspect/statistics.h"

namespace loom {

namespace {

constexpr std::size_t kMostFilterValues = 1 << 18;  // a screen shows no more

/// The first weights that slide along an axis, as many filters of them as can be shown.
void copyFilters(const Parameters<float>& parameters, const std::string& node, NodeView& out) {
  out.node = node;
  out.shape = {};
  out.values.clear();
  for (const auto& entry : parameters.entries()) {
    if (entry.node != node || !entry.isWeight || entry.shape.rank() < 3) continue;
    const auto each = static_cast<std::size_t>(entry.size) /
                      static_cast<std::size_t>(std::max<std::int64_t>(entry.shape[0], 1));
    const std::size_t count =
        std::clamp<std::size_t>(kMostFilterValues / std::max<std::size_t>(each, 1), 1,
                                static_cast<std::size_t>(entry.shape[0]));
    std::vector<std::int64_t> sizes = entry.shape.sizes();
    sizes[0] = static_cast<std::int64_t>(count);
    out.shape = Shape(std::move(sizes));
    out.values.assign(parameters.value(entry), parameters.value(entry) + count * each);
    return;
  }
}

}  // namespace

void lookClosely(const Program<float>& program, const Parameters<float>& parameters,
                 const std::string& node, int sample, CloseView& out) {
  const Analysis& analysis = program.network().analysis;
  const NodeInfo* info = analysis.find(node);
  out.node.clear();
  if (!info || !info->output) return;
  std::vector<float> values;
  program.copyActivation(node, sample, values);
  if (values.empty()) return;
  out.node = node;
  out.shape = *info->output;
  out.channelAxis = channelAxis(analysis, node);
  const Channels channels = channelsOf(out.shape, out.channelAxis);
  out.all = figuresOf(values);
  out.channels.resize(static_cast<std::size_t>(channels.count));
  for (int c = 0; c < channels.count; ++c)
    out.channels[static_cast<std::size_t>(c)] = figuresOf(values.data(), channels, c);
  copyFilters(parameters, node, out.filters);
  program.copyInner(node, sample, out.inner);
}

}  // namespace loom
