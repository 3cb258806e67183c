#pragma once

// Numbers as pictures: viridis for what a network computes, ink on paper for what it is shown.
// Pure; any thread.

#include <QImage>
#include <cstdint>
#include <span>

#include "engine/base/shape.h"
#include "engine/train/trainer.h"
#include "ui/theme.h"

namespace loom::ui {

enum class ColourMap { Viridis, Grey, Diverging };

/// 0..1 (clamped) to a colour. NaN is transparent.
QRgb colourOf(ColourMap map, float t);
inline QRgb viridis(float t) {
  return colourOf(ColourMap::Viridis, t);
}

/// How values become colours.
struct Range {
  float low = 0;
  float high = 0;
};
/// Smallest and largest finite value; {0, 0} when there is none.
Range rangeOf(std::span<const float> values);

/// The range that a map is stretched over: Diverging has zero in its middle.
Range stretched(ColourMap map, Range range);

/// How many columns a grid of `channels` maps has: 6 -> 3, 16 -> 4, 8 -> 4.
int gridColumns(int channels);

/// The node at a glance: an image node as a grid of its first `maxChannels` channel maps (each on
/// its own scale, small maps enlarged by whole pixels, 2 px gaps), a vector as rows of cells. Gaps
/// are transparent. Null if there is nothing to show.
QImage mapsImage(const NodeView& view, int maxChannels, const Theme& theme);

/// A sample (C, H, W): one channel as ink on paper, three as colours. Null for other shapes.
QImage sampleImage(std::span<const float> values, const Shape& shape, const Theme& theme);
QImage sampleImage(std::span<const std::uint8_t> pixels, const Shape& shape, const Theme& theme);

}  // namespace loom::ui
