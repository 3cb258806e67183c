#include "ui/colour_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace loom::ui {
namespace {

constexpr int kMapGap = 2;       // pixels between maps
constexpr int kMapPixels = 28;   // small maps are enlarged to about this size
constexpr int kStripCells = 40;  // cells in a row of a vector's strip
constexpr int kCellPixels = 4;

/// Colours at equal distances, mixed in between: viridis (Smith and van der Walt, matplotlib).
using Anchor = std::array<int, 3>;
constexpr Anchor kViridis[] = {{68, 1, 84},    {71, 44, 122},  {59, 81, 139},
                               {44, 113, 142}, {33, 144, 141}, {39, 173, 129},
                               {92, 200, 99},  {170, 220, 50}, {253, 231, 37}};
constexpr Anchor kGreys[] = {{0, 0, 0}, {255, 255, 255}};
/// "Cool to warm" (Moreland 2009): blue below zero, red above.
constexpr Anchor kCoolWarm[] = {
    {59, 76, 192}, {141, 176, 254}, {221, 221, 221}, {244, 152, 122}, {180, 4, 38}};

using ColourTable = std::array<QRgb, 256>;

ColourTable makeTable(std::span<const Anchor> anchors) {
  ColourTable table{};
  for (int i = 0; i < 256; ++i) {
    const float at = static_cast<float>(i) / 255.0F * static_cast<float>(anchors.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(at), anchors.size() - 2);
    const float part = at - static_cast<float>(low);
    const auto mix = [&](std::size_t channel) {
      const auto a = static_cast<float>(anchors[low][channel]);
      const auto b = static_cast<float>(anchors[low + 1][channel]);
      return static_cast<int>(std::lround(a + (b - a) * part));
    };
    table[static_cast<std::size_t>(i)] = qRgb(mix(0), mix(1), mix(2));
  }
  return table;
}

/// Writes one channel into `target` at (left, top), every value a square of `scale` pixels.
void paintChannel(QImage& target, int left, int top, int scale, std::span<const float> values,
                  int width, int height, Range range) {
  const float spread = range.high - range.low;
  const float factor = spread > 0 && std::isfinite(spread) ? 1 / spread : 0;
  for (int y = 0; y < height; ++y) {
    auto* first = reinterpret_cast<QRgb*>(target.scanLine(top + y * scale)) + left;
    for (int x = 0; x < width; ++x) {
      const float value = values[static_cast<std::size_t>(y * width + x)];
      std::fill_n(first + x * scale, scale, viridis((value - range.low) * factor));
    }
    for (int copy = 1; copy < scale; ++copy)
      std::copy_n(first, width * scale,
                  reinterpret_cast<QRgb*>(target.scanLine(top + y * scale + copy)) + left);
  }
}

QImage blank(int width, int height) {
  QImage image(width, height, QImage::Format_ARGB32);
  image.fill(Qt::transparent);
  return image;
}

QImage gridImage(const NodeView& view, int maxChannels) {
  const auto height = static_cast<int>(view.shape[1]), width = static_cast<int>(view.shape[2]);
  const int channels = static_cast<int>(std::min<std::int64_t>(view.shape[0], maxChannels));
  const int scale =
      std::max(1, (kMapPixels + std::max(width, height) / 2) / std::max(width, height));
  const int columns = gridColumns(channels);
  const int rows = (channels + columns - 1) / columns;
  const int stepX = width * scale + kMapGap, stepY = height * scale + kMapGap;
  QImage image = blank(columns * stepX - kMapGap, rows * stepY - kMapGap);
  const auto plane = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  for (int c = 0; c < channels; ++c) {
    const auto values = std::span(view.values).subspan(static_cast<std::size_t>(c) * plane, plane);
    paintChannel(image, c % columns * stepX, c / columns * stepY, scale, values, width, height,
                 rangeOf(values));
  }
  return image;
}

QImage stripImage(const std::vector<float>& values) {
  const int count = static_cast<int>(std::min<std::size_t>(values.size(), 512));
  const int columns = std::min(count, kStripCells);
  const int rows = (count + columns - 1) / columns;
  std::vector<float> cells(static_cast<std::size_t>(columns * rows), std::nanf(""));
  std::copy_n(values.begin(), count, cells.begin());
  QImage image = blank(columns * kCellPixels, rows * kCellPixels);
  paintChannel(image, 0, 0, kCellPixels, cells, columns, rows, rangeOf(values));
  return image;
}

/// `byteAt(index)` is a value's 0..255.
template <class ByteAt>
QImage sampleOf(const Shape& shape, std::size_t count, const Theme& theme, ByteAt byteAt) {
  if (shape.rank() != 3 || (shape[0] != 1 && shape[0] != 3)) return {};
  if (shape.elements() <= 0 || static_cast<std::int64_t>(count) < shape.elements()) return {};
  const auto height = static_cast<int>(shape[1]), width = static_cast<int>(shape[2]);
  const std::size_t plane = count / static_cast<std::size_t>(shape[0]);
  QImage image(width, height, QImage::Format_RGB32);
  const auto mix = [](int paper, int ink, int amount) {
    return paper + (ink - paper) * amount / 255;
  };
  for (int y = 0; y < height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < width; ++x) {
      const auto at = static_cast<std::size_t>(y * width + x);
      const int first = byteAt(at);
      line[x] = shape[0] == 3 ? qRgb(first, byteAt(at + plane), byteAt(at + 2 * plane))
                              : qRgb(mix(theme.paper.red(), theme.ink.red(), first),
                                     mix(theme.paper.green(), theme.ink.green(), first),
                                     mix(theme.paper.blue(), theme.ink.blue(), first));
    }
  }
  return image;
}

}  // namespace

QRgb colourOf(ColourMap map, float t) {
  static const std::array<ColourTable, 3> tables = {makeTable(kViridis), makeTable(kGreys),
                                                    makeTable(kCoolWarm)};
  if (std::isnan(t)) return qRgba(0, 0, 0, 0);
  const ColourTable& table = tables[static_cast<std::size_t>(map)];
  return table[static_cast<std::size_t>(std::lround(std::clamp(t, 0.0F, 1.0F) * 255))];
}

Range stretched(ColourMap map, Range range) {
  if (map != ColourMap::Diverging) return range;
  const float most = std::max(std::abs(range.low), std::abs(range.high));
  return {-most, most};
}

Range rangeOf(std::span<const float> values) {
  float low = std::numeric_limits<float>::infinity(), high = -low;
  for (const float value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  return low <= high ? Range{low, high} : Range{};
}

int gridColumns(int channels) {
  if (channels <= 4) return std::max(1, channels == 4 ? 2 : channels);
  return static_cast<int>(std::ceil(std::sqrt(static_cast<double>(channels))));
}

QImage mapsImage(const NodeView& view, int maxChannels, const Theme&) {
  const std::int64_t elements = view.shape.elements();
  if (elements <= 0 || maxChannels <= 0) return {};
  if (static_cast<std::int64_t>(view.values.size()) < elements) return {};
  return view.shape.rank() == 3 && view.shape[1] * view.shape[2] > 1 ? gridImage(view, maxChannels)
                                                                     : stripImage(view.values);
}

QImage sampleImage(std::span<const float> values, const Shape& shape, const Theme& theme) {
  return sampleOf(shape, values.size(), theme, [values](std::size_t at) {
    const float value = values[at];
    return std::isfinite(value) ? static_cast<int>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255))
                                : 0;
  });
}

QImage sampleImage(std::span<const std::uint8_t> pixels, const Shape& shape, const Theme& theme) {
  return sampleOf(shape, pixels.size(), theme,
                  [pixels](std::size_t at) { return static_cast<int>(pixels[at]); });
}

}  // namespace loom::ui
