#include <algorithm>

#include "engine/data/handwriting.h"
#include "engine/data/pen.h"

namespace loom {

namespace {

/// Knows the ways to write each digit. Places are in a box of 1 x 1, y downwards.
class Writer {
 public:
  explicit Writer(Rng& rng) : rng_(rng), pen_(rng, rng.uniform(0.005, 0.025)) {}
  std::vector<InkLine> write(int digit);

 private:
  double in(double low, double high) { return rng_.uniform(low, high); }
  bool chance(double probability) { return rng_.uniform() < probability; }

  void zero();
  void one();
  void two();
  void three();
  void four();
  void five();
  void six();
  void seven();
  void eight();
  void nine();

  Rng& rng_;
  Pen pen_;
};

std::vector<InkLine> Writer::write(int digit) {
  switch (digit) {
    case 0:
      zero();
      break;
    case 1:
      one();
      break;
    case 2:
      two();
      break;
    case 3:
      three();
      break;
    case 4:
      four();
      break;
    case 5:
      five();
      break;
    case 6:
      six();
      break;
    case 7:
      seven();
      break;
    case 8:
      eight();
      break;
    default:
      nine();
      break;
  }
  return pen_.finish();
}

// Wide or narrow, begun somewhere at the top, closed or with a small gap.
void Writer::zero() {
  const double rx = chance(0.2) ? in(0.22, 0.32) : in(0.32, 0.54);
  const double start = in(-0.15, 0.18);
  if (chance(0.2)) {  // ends inside
    pen_.arc(0.5, 0.5, rx, 0.5, start, -in(0.9, 1.0));
    pen_.to(0.5 + in(-0.6, 0.5) * rx, in(0.08, 0.3));
  } else {
    pen_.arc(0.5, 0.5, rx, 0.5, start, -(1 + in(-0.06, 0.14)));
  }
}

// A plain stroke; sometimes with a flag, and then sometimes with a foot.
void Writer::one() {
  const bool flag = chance(0.15);
  const double bend = in(-0.03, 0.03);
  if (flag) {
    pen_.to(0.5 - in(0.12, 0.28), in(0.12, 0.28));
    pen_.corner(0.5, 0.0);
  } else {
    pen_.to(0.5, 0.0);
  }
  pen_.to(0.5 + bend, 0.5);
  pen_.to(0.5, 1.0);
  if (flag && chance(0.5)) {
    pen_.lift();
    pen_.to(in(0.18, 0.32), 1.0);
    pen_.to(in(0.68, 0.82), 1.0);
  }
}

// A hook, then a foot that breaks off sharply, swings round or makes a loop.
void Writer::two() {
  const double left = in(0.1, 0.36), top = in(0.38, 0.62), right = in(0.68, 0.92);
  if (chance(0.2)) pen_.to(left + in(0.06, 0.2), in(0.26, 0.4));
  pen_.to(left, in(0.08, 0.36));
  pen_.to(top, 0.0);
  pen_.to(right, in(0.18, 0.38));
  const double way = in(0, 1), low = in(0.8, 0.96);
  pen_.to(in(0.5, 0.75), in(0.5, 0.7));
  if (way < 0.35) {  // sharp
    pen_.corner(in(-0.02, 0.25), low);
    if (chance(0.4)) pen_.to(0.5, low + in(-0.08, 0.04));
    pen_.to(in(0.75, 1.15), low + in(-0.2, 0.08));
  } else if (way < 0.88) {  // a loop
    pen_.to(in(0.22, 0.36), low);
    pen_.to(in(0.02, 0.18), low + in(0.0, 0.06));
    pen_.to(in(0.0, 0.14), low - in(0.1, 0.3));
    pen_.to(in(0.28, 0.46), low - in(0.06, 0.22));
    pen_.to(in(0.58, 0.74), low + in(-0.06, 0.1));
    pen_.to(in(0.8, 1.15), low + in(-0.24, 0.1));
  } else {  // round
    pen_.to(in(0.08, 0.22), in(0.86, 0.95));
    pen_.to(in(0.28, 0.4), in(0.9, 1.0));
    pen_.to(in(0.8, 1.1), in(0.82, 1.02));
  }
}

// Round or flat at the top; the bellies meet in a point or in a small loop.
void Writer::three() {
  const double waist = in(0.36, 0.51), reach = in(0.2, 0.44), shift = in(-0.08, 0.08);
  if (chance(0.12)) {
    pen_.to(in(0.05, 0.22), in(0.0, 0.06));
    pen_.corner(in(0.65, 0.88), in(-0.03, 0.06));
    pen_.corner(reach, waist - 0.04);
  } else {
    const double upper = shift + in(0.62, 0.86);
    pen_.to(in(0.02, 0.28), in(0.04, 0.22));
    pen_.to(shift + in(0.38, 0.55), 0.0);
    pen_.to(upper, waist * in(0.36, 0.56));
    pen_.to(0.5 * (upper + reach) + in(0.0, 0.12), waist - in(0.04, 0.1));
    if (chance(0.7))
      pen_.corner(reach, waist);
    else
      pen_.to(reach - 0.05, waist + 0.01);
  }
  const double lower = in(0.68, 0.92) - shift;
  pen_.to(0.6 * lower + 0.4 * reach + in(0.0, 0.08), waist + in(0.05, 0.12));
  pen_.to(lower, in(0.66, 0.78));
  pen_.to(in(0.42, 0.6) - shift, in(0.95, 1.0));
  pen_.to(in(-0.08, 0.28), in(0.8, 1.0));
}

// Open (a corner or a bowl, then the stem) or closed (a triangle over the stem).
void Writer::four() {
  const double bar = in(0.44, 0.68), stem = in(0.58, 0.82);
  const double way = in(0, 1);
  if (way < 0.5) {
    const double left = in(0.02, 0.22), top = in(0.0, 0.14);
    pen_.to(left + in(-0.02, 0.3), top);
    if (chance(0.5)) pen_.to(left + in(0.0, 0.06), 0.5 * (top + bar));
    if (chance(0.7))
      pen_.corner(left, bar - in(-0.02, 0.06));
    else
      pen_.to(left + 0.04, bar - 0.04);
    pen_.to(chance(0.3) ? stem : in(0.8, 1.1), bar - in(-0.03, 0.12));
    pen_.lift();
    pen_.to(stem + in(-0.04, 0.22), in(0.0, 0.25));
    pen_.to(stem + in(-0.02, 0.07), 0.5);
    pen_.to(stem - in(-0.06, 0.12), 1.0);
  } else if (way < 0.88) {  // one bowl, the pen stays down
    const double left = in(0.05, 0.2);
    pen_.to(left + in(-0.03, 0.16), in(0.0, 0.12));
    pen_.to(left, bar - in(0.1, 0.22));
    pen_.to(left + in(0.12, 0.25), bar);
    pen_.to(stem - in(0.1, 0.2), bar - in(0.02, 0.12));
    pen_.corner(stem + in(0.0, 0.2), in(0.0, 0.25));
    pen_.to(stem + in(-0.02, 0.05), 0.55);
    pen_.to(stem - in(-0.04, 0.12), 1.0);
  } else {
    const double top = in(0.0, 0.04);
    pen_.to(stem, top);
    pen_.corner(in(-0.05, 0.12), bar + 0.04);
    pen_.to(in(0.85, 1.1), bar + in(-0.02, 0.06));
    pen_.lift();
    pen_.to(stem, top);
    pen_.to(stem - in(-0.03, 0.06), 1.0);
  }
}

// A roof, a short stem and a belly; in one go or with the roof set on last.
void Writer::five() {
  const double left = in(0.12, 0.42), shoulder = in(0.3, 0.5), top = in(0.0, 0.1);
  const double end = left + in(0.35, 1.0), rise = in(-0.16, 0.05);
  const bool apart = chance(0.4);
  if (!apart) {
    pen_.to(end, top + rise);
    if (chance(0.7))
      pen_.corner(left, top);
    else
      pen_.to(left, top);
  } else {
    pen_.to(left, top + in(0.0, 0.06));
  }
  const double foot = left - in(-0.04, 0.14);
  if (chance(0.6))
    pen_.corner(foot, shoulder);
  else
    pen_.to(foot, shoulder - 0.04);
  const double belly = in(0.64, 0.96);
  pen_.to(0.5 * (foot + belly) + in(-0.06, 0.1), shoulder - in(-0.02, 0.07));
  pen_.to(belly, in(0.58, 0.74));
  pen_.to(0.5 * belly + in(0.02, 0.14), in(0.94, 1.0));
  pen_.to(in(0.02, 0.3), in(0.78, 0.98));
  if (apart) {
    pen_.lift();
    pen_.to(left - in(-0.06, 0.04), top + in(-0.02, 0.04));
    pen_.to(end, top + rise);
  }
}

// A stem that leans or curls into a loop of any size.
void Writer::six() {
  const double rx = in(0.24, 0.48), ry = in(0.15, 0.3), x = 0.5;
  const double y = 1 - ry;
  const double curl = in(-0.1, 0.4);
  pen_.to(x - rx + curl + in(0.05, 0.35), in(-0.02, 0.04));
  pen_.to(x - rx + 0.4 * curl + in(-0.02, 0.1), in(0.2, 0.35));
  pen_.to(x - rx, y - in(0.04, 0.14));
  // The ring runs up to the right, and its end may turn inwards.
  const double rise = in(0.0, 0.12), inward = in(0.0, 0.25);
  pen_.to(x - in(0.75, 1.0) * rx, y + in(0.2, 0.5) * ry);
  pen_.to(x - in(0.0, 0.3) * rx, 1.0);
  pen_.to(x + in(0.6, 0.8) * rx, y + in(0.3, 0.6) * ry - 0.5 * rise);
  pen_.to(x + rx, y - rise);
  pen_.to(x + in(0.2, 0.5) * rx, y - ry - in(0.3, 0.8) * rise + 0.3 * inward * ry);
  pen_.to(x - in(0.4, 0.9) * rx, y - in(0.1, 0.5) * ry + inward * ry);
  if (chance(0.4)) pen_.to(x - rx * in(0.8, 1.15), y + in(0.1, 0.4) * ry);
}

// A roof and a stem; with a tick, a round corner or a bar.
void Writer::seven() {
  const double right = in(0.7, 0.98), foot = in(0.25, 0.75), top = in(0.0, 0.1);
  if (chance(0.3)) pen_.corner(in(0.03, 0.15), in(0.15, 0.3));
  pen_.to(in(0.02, 0.25), top + in(-0.03, 0.1));
  if (chance(0.3)) pen_.to(0.5, top + in(-0.03, 0.06));
  if (chance(0.7))
    pen_.corner(right, top);
  else
    pen_.to(right, top + 0.04);
  pen_.to(0.5 * (right + foot) + in(-0.1, 0.1), in(0.4, 0.58));
  pen_.to(foot, 1.0);
  if (chance(0.25)) {
    const double bar = in(0.38, 0.58), middle = right + (foot - right) * bar;
    pen_.lift();
    pen_.to(middle - in(0.16, 0.32), bar + in(-0.02, 0.06));
    pen_.to(middle + in(0.16, 0.32), bar - in(-0.02, 0.07));
  }
}

// One double curve that crosses itself, two rings, or a curve left open at the top.
void Writer::eight() {
  const double waist = in(0.36, 0.58), upper = in(0.18, 0.38), lower = in(0.13, 0.33);
  const double shift = in(-0.08, 0.08), x = 0.5 + shift, y = 0.5 * (1 + waist);
  if (chance(0.1)) {
    pen_.arc(x, 0.5 * waist, upper, 0.5 * waist, in(-0.2, 0.2), -1.03);
    pen_.lift();
    pen_.arc(0.5 - shift, y, lower, 1 - y, in(-0.1, 0.1), -1.03);
    return;
  }
  const double open = chance(0.5) ? in(0.0, 0.3) : 0.0;
  pen_.to(x + upper * in(0.7, 1.1), in(0.06, 0.2));
  pen_.to(x + in(-0.05, 0.06), 0.0);
  pen_.to(x - upper, waist * in(0.4, 0.55));
  pen_.to(0.5 + in(-0.05, 0.05), waist);
  pen_.to(0.5 - shift + lower, y + in(-0.06, 0.03));
  pen_.to(0.5 - shift, 1.0);
  pen_.to(0.5 - shift - lower, y + in(-0.04, 0.08));
  pen_.to(0.5 + in(-0.06, 0.06), waist);
  pen_.to(x + upper + 0.3 * open, waist * in(0.35, 0.55));
  pen_.to(x + upper * in(0.2, 0.9) + open, in(-0.02, 0.1));
}

// A ring and a stem: straight, bent or curled.
void Writer::nine() {
  const double rx = in(0.2, 0.4), ry = in(0.18, 0.29);
  const double right = 0.5 + rx, way = in(0, 1), drop = in(0.0, 0.12);
  if (way < 0.5) {  // the ring leans on a stem that starts at the top
    pen_.to(right - in(0.0, 0.12), in(0.02, 0.16));
    pen_.to(0.5 + in(-0.05, 0.12), in(-0.02, 0.04));
    pen_.to(0.5 - rx, ry * in(0.9, 1.3) + drop);
    pen_.to(0.5 - in(0.0, 0.4) * rx, 2 * ry - in(0.0, 0.04) + drop);
    pen_.to(right - in(0.05, 0.12), ry * in(0.9, 1.5));
    pen_.corner(right, in(0.02, 0.2));
  } else {
    pen_.arc(0.5, ry + 0.5 * drop, rx, ry, in(0.08, 0.28), -in(0.82, 1.02));
    pen_.to(right, ry + in(0.0, 0.1));
  }
  const double tail = in(0, 1);
  if (tail < 0.85) {
    pen_.to(right - in(-0.02, 0.1), in(0.5, 0.65));
    pen_.to(right - in(0.0, 0.3), 1.0);
  } else {
    pen_.to(right - in(0.0, 0.06), in(0.6, 0.75));
    pen_.to(right - in(0.15, 0.4), 1.0);
    pen_.to(right - in(0.45, 0.75), in(0.84, 0.98));
  }
}

}  // namespace

std::vector<InkLine> digitStrokes(int digit, Rng& rng) {
  return Writer(rng).write(digit);
}

}  // namespace loom
