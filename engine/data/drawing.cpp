#include "engine/data/drawing.h"

#include <algorithm>
#include <cmath>

namespace loom {

namespace {

/// Beyond this a coordinate is a mistake, and sums of squares would lose their meaning.
constexpr float kFarthest = 1e9f;

bool usable(const PenPoint& point) {
  return std::abs(point.x) <= kFarthest && std::abs(point.y) <= kFarthest;  // false for NaN
}

bool usable(float width) {
  return width > 0 && width <= kFarthest;
}

/// The strokes without points that are no numbers; the widest pen has pressure 1 and is returned in
/// `widest`.
std::vector<InkLine> inkOf(const std::vector<Stroke>& strokes, double& widest) {
  widest = 0;
  for (const Stroke& stroke : strokes) {
    if (usable(stroke.width)) widest = std::max<double>(widest, stroke.width);
  }
  std::vector<InkLine> lines;
  for (const Stroke& stroke : strokes) {
    const double pressure = usable(stroke.width) ? stroke.width / widest : 1.0;
    InkLine line;
    line.reserve(stroke.points.size());
    for (const PenPoint& point : stroke.points) {
      if (usable(point)) line.push_back({point.x, point.y, pressure});
    }
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

/// The width in pixels that a pen of `width` gets in a frame of `size`: drawn to scale and then
/// brought closer to what people in MNIST wrote with, so that a mouse with a hairline and a thick
/// marker are read alike.
double easedWidth(double width, double side, int size) {
  constexpr double kTypical = 2.8 / 28;
  constexpr double kKept = 0.3;  // how much of the difference stays, as an exponent
  if (width <= 0) return kTypical * size;
  const double share = kInkShare * width / (side + width);
  return size * std::clamp(kTypical * std::pow(share / kTypical, kKept), 0.06, 0.15);
}

}  // namespace

std::vector<float> normaliseDrawing(const std::vector<Stroke>& strokes, int size,
                                    Framing* framing) {
  std::vector<float> out(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0.0f);
  double widest = 0;
  const std::vector<InkLine> lines = inkOf(strokes, widest);
  if (lines.empty()) return out;
  const double side = boxOf(lines).side();
  InkFrame frame;
  frame.size = size;
  frame.penWidth = easedWidth(widest, side, size);
  // A dot smaller than the pen is not blown up to a figure.
  if (widest > 0) frame.maxScale = size * kInkShare / widest;
  const Framing placed = drawInk(lines, frame, out);
  if (framing) *framing = placed;
  return out;
}

namespace {

/// Grey values and where their ink is.
struct Picture {
  const std::vector<float>& grey;
  int width;
  int height;
  int left = 0, top = 0, right = -1, bottom = -1;  // the ink's box, both ends included
  double centreX = 0, centreY = 0;                 // of mass, in pixels from the corner

  float at(int x, int y) const {
    const float value = grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                             static_cast<std::size_t>(x)];
    return value > 0 ? std::min(value, 1.0f) : 0.0f;  // 0 for NaN
  }
  void findInk();
};

void Picture::findInk() {
  // Fainter than this is a smudge of the paper, not the edge of a line.
  constexpr float kFaintest = 0.05f;
  left = width;
  top = height;
  double mass = 0, massX = 0, massY = 0;
  for (int y = 0; y < height; ++y) {
    double row = 0;
    for (int x = 0; x < width; ++x) {
      const float ink = at(x, y);
      if (ink < kFaintest) continue;
      left = std::min(left, x);
      right = std::max(right, x);
      row += ink;
      massX += ink * (x + 0.5);
    }
    if (row <= 0) continue;
    top = std::min(top, y);
    bottom = y;
    mass += row;
    massY += row * (y + 0.5);
  }
  if (mass <= 0) return;
  centreX = massX / mass;
  centreY = massY / mass;
}

/// For one axis: which share of each picture pixel falls into each frame pixel. A frame pixel
/// covers the picture from start + i * step to start + (i + 1) * step.
struct Share {
  int from;
  std::vector<float> weights;
};

std::vector<Share> sharesOf(int size, double start, double step, int low, int high) {
  std::vector<Share> shares;
  for (int i = 0; i < size; ++i) {
    const double begin = std::max(start + i * step, static_cast<double>(low));
    const double end = std::min(start + (i + 1) * step, static_cast<double>(high) + 1);
    Share share{static_cast<int>(std::floor(begin)), {}};
    for (int x = share.from; x < end && begin < end; ++x) {
      const double overlap = std::min(end, x + 1.0) - std::max(begin, static_cast<double>(x));
      share.weights.push_back(static_cast<float>(std::max(overlap, 0.0) / step));
    }
    shares.push_back(std::move(share));
  }
  return shares;
}

}  // namespace

std::vector<float> normaliseImage(const std::vector<float>& grey, int width, int height, int size,
                                  Framing* framing) {
  std::vector<float> out(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0.0f);
  if (width <= 0 || height <= 0 ||
      grey.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
    return out;
  }
  Picture picture{grey, width, height};
  picture.findInk();
  if (picture.bottom < picture.top || picture.right < picture.left) return out;
  const int side = std::max(picture.right - picture.left, picture.bottom - picture.top) + 1;
  const double step = side / (size * kInkShare);
  const double middle = 0.5 * size + 0.5;  // as MNIST has it, see drawInk
  if (framing)
    *framing = {1 / step, middle - picture.centreX / step, middle - picture.centreY / step};
  const std::vector<Share> columns =
      sharesOf(size, picture.centreX - middle * step, step, picture.left, picture.right);
  const std::vector<Share> rows =
      sharesOf(size, picture.centreY - middle * step, step, picture.top, picture.bottom);
  std::vector<float> line(static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) {
    const Share& row = rows[static_cast<std::size_t>(i)];
    for (std::size_t k = 0; k < row.weights.size(); ++k) {
      const int y = row.from + static_cast<int>(k);
      for (int j = 0; j < size; ++j) {
        const Share& column = columns[static_cast<std::size_t>(j)];
        float sum = 0;
        for (std::size_t m = 0; m < column.weights.size(); ++m) {
          sum += column.weights[m] * picture.at(column.from + static_cast<int>(m), y);
        }
        line[static_cast<std::size_t>(j)] = sum;
      }
      for (int j = 0; j < size; ++j) {
        out[static_cast<std::size_t>(i * size + j)] +=
            row.weights[k] * line[static_cast<std::size_t>(j)];
      }
    }
  }
  for (float& value : out) value = std::min(value, 1.0f);
  return out;
}

}  // namespace loom
