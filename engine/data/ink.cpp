#include "engine/data/ink.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loom {

namespace {

/// Maps a point of a line to pixels: (centreX, centreY) goes to (x, y).
struct Placement {
  double scale = 1;
  double centreX = 0;
  double centreY = 0;
  double x = 0;
  double y = 0;
  InkPoint operator()(const InkPoint& point) const {
    return {(point.x - centreX) * scale + x, (point.y - centreY) * scale + y, point.pressure};
  }
};

/// Darkens `out` by the capsule from `a` to `b`, whose radius runs from one end's to the other's.
void drawCapsule(const InkPoint& a, const InkPoint& b, const InkFrame& frame,
                 std::span<float> out) {
  const double radiusA = 0.5 * frame.penWidth * a.pressure;
  const double radiusB = 0.5 * frame.penWidth * b.pressure;
  const double reach = std::max(radiusA, radiusB) + 0.5 * frame.softness;
  const double last = frame.size - 1;
  const auto pixel = [last](double at) { return static_cast<int>(std::clamp(at, 0.0, last)); };
  const int left = pixel(std::min(a.x, b.x) - reach - 0.5);
  const int right = pixel(std::max(a.x, b.x) + reach);
  const int top = pixel(std::min(a.y, b.y) - reach - 0.5);
  const int bottom = pixel(std::max(a.y, b.y) + reach);
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double perLength2 = length2 > 0 ? 1.0 / length2 : 0.0;
  const double sharpness = 1.0 / frame.softness;
  for (int row = top; row <= bottom; ++row) {
    float* pixels = out.data() + static_cast<std::ptrdiff_t>(row) * frame.size;
    const double py = row + 0.5 - a.y;
    for (int column = left; column <= right; ++column) {
      const double px = column + 0.5 - a.x;
      const double along = std::clamp((px * dx + py * dy) * perLength2, 0.0, 1.0);
      const double ex = px - along * dx;
      const double ey = py - along * dy;
      const double distance2 = ex * ex + ey * ey;
      if (distance2 >= reach * reach) continue;
      const double radius = radiusA + along * (radiusB - radiusA);
      const double ink = 0.5 + (radius - std::sqrt(distance2)) * sharpness;
      pixels[column] = std::max(pixels[column], static_cast<float>(std::min(ink, 1.0)));
    }
  }
}

void drawAll(std::span<const InkLine> lines, const Placement& place, const InkFrame& frame,
             std::span<float> out) {
  std::fill(out.begin(), out.end(), 0.0f);
  // Points nearer than this add time and nothing that could be seen.
  constexpr double kStep = 1.0 / 64;
  for (const InkLine& line : lines) {
    if (line.empty()) continue;
    InkPoint from = place(line.front());
    if (line.size() == 1) drawCapsule(from, from, frame, out);
    for (std::size_t i = 1; i < line.size(); ++i) {
      const InkPoint to = place(line[i]);
      const double dx = to.x - from.x;
      const double dy = to.y - from.y;
      if (i + 1 < line.size() && dx * dx + dy * dy < kStep * kStep) continue;
      drawCapsule(from, to, frame, out);
      from = to;
    }
  }
}

}  // namespace

double InkBox::side() const {
  return std::max(right - left, bottom - top);
}

InkBox boxOf(std::span<const InkLine> lines) {
  constexpr double kFar = std::numeric_limits<double>::max();
  InkBox box{kFar, kFar, -kFar, -kFar};
  for (const InkLine& line : lines) {
    for (const InkPoint& point : line) {
      box.left = std::min(box.left, point.x);
      box.right = std::max(box.right, point.x);
      box.top = std::min(box.top, point.y);
      box.bottom = std::max(box.bottom, point.y);
    }
  }
  return box.left > box.right ? InkBox{} : box;
}

Framing drawInk(std::span<const InkLine> lines, const InkFrame& frame, std::span<float> out) {
  const InkBox box = boxOf(lines);
  const double side = box.side();
  const double room = std::max(frame.size * kInkShare - frame.penWidth - 0.2 * frame.softness, 1.0);
  double scale = side > 0 ? room / side : 0.0;
  if (!(scale < std::numeric_limits<double>::max())) scale = 0;
  if (frame.maxScale > 0) scale = std::min(scale, frame.maxScale);
  const double middle = 0.5 * frame.size;
  Placement place{scale, 0.5 * (box.left + box.right), 0.5 * (box.top + box.bottom), middle,
                  middle};
  drawAll(lines, place, frame, out);

  double mass = 0;
  double massX = 0;
  double massY = 0;
  for (int row = 0; row < frame.size; ++row) {
    for (int column = 0; column < frame.size; ++column) {
      const double ink = out[static_cast<std::size_t>(row * frame.size + column)];
      mass += ink;
      massX += ink * (column + 0.5);
      massY += ink * (row + 0.5);
    }
  }
  if (mass <= 0) return {};
  // MNIST's middle is the centre of pixel (14, 14), half a pixel right of and below the middle of
  // the frame.
  place.x += middle + 0.5 - massX / mass;
  place.y += middle + 0.5 - massY / mass;
  drawAll(lines, place, frame, out);
  return {scale, place.x - place.centreX * scale, place.y - place.centreY * scale};
}

}  // namespace loom
