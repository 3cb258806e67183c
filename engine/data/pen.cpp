#include "engine/data/pen.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace loom {

namespace {

/// Catmull and Rom's cubic, from b (t = 0) to c (t = 1).
double blend(double a, double b, double c, double d, double t) {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/// The unit circle at `turn`: 0 is the top, 0.25 the right.
InkPoint onCircle(double turn) {
  const double quarters = 4 * (turn - std::floor(turn));
  const int quarter = static_cast<int>(quarters);
  // The sine of q quarter turns to 2e-4: std::sin is not the same everywhere.
  const auto sine = [](double q) { return q * (1.5706 - q * q * (0.6433 - q * q * 0.0727)); };
  const double s = sine(quarters - quarter);
  const double c = sine(1 - (quarters - quarter));
  switch (quarter) {
    case 0:
      return {s, -c, 1};
    case 1:
      return {c, s, 1};
    case 2:
      return {-s, c, 1};
    default:
      return {-c, -s, 1};
  }
}

}  // namespace

InkPoint Pen::miss(double x, double y) {
  const double dx = looseness_ * roughlyNormal(rng_);
  const double dy = looseness_ * roughlyNormal(rng_);
  return {x + dx, y + dy, 1};
}

void Pen::corner(double x, double y) {
  to(x, y);
  const InkPoint at = knots_.back();
  flush();
  knots_.push_back(at);
}

void Pen::arc(double x, double y, double rx, double ry, double start, double sweep) {
  const int pieces = std::max(2, static_cast<int>(std::abs(sweep) * 8 + 0.5));
  for (int i = 0; i <= pieces; ++i) {
    const InkPoint at = onCircle(start + sweep * i / pieces);
    to(x + rx * at.x, y + ry * at.y);
  }
}

void Pen::lift() {
  flush();
  knots_.clear();
  if (!line_.empty()) lines_.push_back(std::exchange(line_, {}));
}

std::vector<InkLine> Pen::finish() {
  lift();
  return std::exchange(lines_, {});
}

void Pen::flush() {
  constexpr int kPieces = 8;
  const int last = static_cast<int>(knots_.size()) - 1;
  if (last >= 0 && line_.empty()) line_.push_back(knots_.front());
  const auto knot = [&](int at) {
    return knots_[static_cast<std::size_t>(std::clamp(at, 0, last))];
  };
  for (int i = 0; i < last; ++i) {
    const InkPoint a = knot(i - 1), b = knot(i), c = knot(i + 1), d = knot(i + 2);
    for (int piece = 1; piece <= kPieces; ++piece) {
      const double t = static_cast<double>(piece) / kPieces;
      line_.push_back({blend(a.x, b.x, c.x, d.x, t), blend(a.y, b.y, c.y, d.y, t), 1});
    }
  }
  knots_.clear();
}

}  // namespace loom
