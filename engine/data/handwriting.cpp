#include "engine/data/handwriting.h"

#include <algorithm>
#include <cmath>

#include "engine/data/pen.h"

namespace loom {

namespace {

/// A smooth field of small shifts over the box of a digit: random at the corners of a grid, cubic
/// in between.
class Bend {
 public:
  Bend(Rng& rng, double strength) {
    for (Shift& shift : shifts_) {
      shift.x = strength * roughlyNormal(rng);
      shift.y = strength * roughlyNormal(rng);
    }
  }
  void apply(InkPoint& point) const {
    const double u = std::clamp(point.x, 0.0, 0.999) * (kSide - 1);
    const double v = std::clamp(point.y, 0.0, 0.999) * (kSide - 1);
    const int i = static_cast<int>(u), j = static_cast<int>(v);
    const double s = ease(u - i), t = ease(v - j);
    const Shift &a = at(i, j), &b = at(i + 1, j), &c = at(i, j + 1), &d = at(i + 1, j + 1);
    point.x += (1 - t) * ((1 - s) * a.x + s * b.x) + t * ((1 - s) * c.x + s * d.x);
    point.y += (1 - t) * ((1 - s) * a.y + s * b.y) + t * ((1 - s) * c.y + s * d.y);
  }

 private:
  struct Shift {
    double x = 0, y = 0;
  };
  static constexpr int kSide = 4;
  static double ease(double t) { return t * t * (3 - 2 * t); }
  const Shift& at(int i, int j) const { return shifts_[static_cast<std::size_t>(j * kSide + i)]; }
  std::array<Shift, kSide * kSide> shifts_;
};

/// How far each digit leans on average, as a slope: most people lean, and some shapes hide it.
constexpr double kLean[] = {0.24, 0.22, 0.08, 0.03, 0.3, 0.1, 0.06, 0.06, 0.06, 0.14};

/// Lean, turn and stretch of the whole digit.
class Posture {
 public:
  Posture(int digit, Rng& rng) {
    lean_ = kLean[digit] + (digit == 1 ? 0.25 : 0.22) * roughlyNormal(rng);
    stretch_ = (digit == 0 ? 0.98 : 0.92) + 0.06 * roughlyNormal(rng);
    const double half = 0.04 * roughlyNormal(rng);
    // Cosine and sine from the tangent of the half angle, without a library's sine.
    cosine_ = (1 - half * half) / (1 + half * half);
    sine_ = 2 * half / (1 + half * half);
  }
  void apply(InkPoint& point) const {
    const double y = point.y - 0.5;
    const double x = (point.x - 0.5) * stretch_ - lean_ * y;
    point.x = cosine_ * x - sine_ * y;
    point.y = sine_ * x + cosine_ * y;
  }

 private:
  double lean_, stretch_, cosine_, sine_;
};

/// Presses harder here than there along a line.
void press(InkLine& line, Rng& rng) {
  const double change = 0.12 * roughlyNormal(rng);
  const double middle = 0.08 * roughlyNormal(rng);
  const double last = std::max<double>(1, static_cast<double>(line.size()) - 1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const double t = static_cast<double>(i) / last;
    line[i].pressure =
        std::clamp(1 + change * (t - 0.5) + middle * (4 * t * (1 - t) - 0.5), 0.6, 1.4);
  }
}

}  // namespace

DigitImage writeDigit(int digit, Rng rng) {
  std::vector<InkLine> lines = digitStrokes(digit, rng);
  const Bend bend(rng, rng.uniform(0.0, 0.09));
  const Posture posture(digit, rng);
  for (InkLine& line : lines) {
    for (InkPoint& point : line) {
      bend.apply(point);
      posture.apply(point);
    }
    press(line, rng);
  }
  InkFrame frame;
  frame.penWidth = rng.uniform(1.7, 3.6);
  if (digit == 1)
    frame.penWidth *= rng.uniform(0.8, 1.6);  // nothing else tells a thick stroke from a thin one
  frame.softness = rng.uniform(0.6, 1.0);
  std::array<float, kDigitSize * kDigitSize> grey;
  drawInk(lines, frame, grey);
  DigitImage image;
  for (std::size_t i = 0; i < grey.size(); ++i) {
    image[i] = static_cast<std::uint8_t>(grey[i] * 255.0f + 0.5f);
  }
  return image;
}

}  // namespace loom
