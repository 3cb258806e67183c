#pragma once

// Pen lines as grey pixels, framed as MNIST frames its digits: the longer side of the ink is 20 of
// 28 pixels and its centre of mass stands in the middle. The lines are drawn straight into that
// frame with exact distances, so where and how large they were written does not matter. Only + - *
// / and sqrt, which give the same bits on every machine. Pure functions; any thread.

#include <span>
#include <vector>

namespace loom {

struct InkPoint {
  double x = 0;
  double y = 0;
  double pressure = 1;  // width here as a share of the pen's
};

/// One stroke of the pen: a chain of points, in any unit, y downwards. A single point is a dot.
using InkLine = std::vector<InkPoint>;

/// The share of the frame that the ink's longer side takes, and what is centred how (LeCun: 20 of
/// 28 pixels).
inline constexpr double kInkShare = 20.0 / 28.0;

struct InkFrame {
  int size = 28;        // pixels a side
  double penWidth = 2;  // in pixels, at pressure 1
  double softness = 1;  // width of the edge in pixels; 1 is what averaging over a pixel gives
  double maxScale = 0;  // pixels a unit at most, so that a dot stays a dot; 0: no limit
};

/// Where points come to lie in the frame: pixel = point * scale + (x, y).
struct Framing {
  double scale = 0;  // pixels a unit; 0: all that was drawn is one point, or nothing
  double x = 0;
  double y = 0;
};

/// `lines` as size x size values from 0 (paper) to 1 (ink), row by row. REQUIRES: finite
/// coordinates.
Framing drawInk(std::span<const InkLine> lines, const InkFrame& frame, std::span<float> out);

/// The box around all points.
struct InkBox {
  double left = 0, top = 0, right = 0, bottom = 0;
  double side() const;
};
InkBox boxOf(std::span<const InkLine> lines);

}  // namespace loom
