#pragma once

// Digits as people draw them with a mouse, for the tests: each shape was written down by hand for
// this file, and knows nothing of the digits that the program makes up itself. Then each hand draws
// every shape: large, small, off to a side, slanted, thin, thick.

#include <QList>
#include <QPointF>
#include <QSizeF>
#include <algorithm>
#include <cmath>
#include <vector>

namespace loom::test {

/// A place on the way of the pen: x to the right, y downwards, both 0..1 over the digit's box.
struct Place {
  double x, y;
  bool corner = false;  // the way breaks here instead of bending
};
using DrawnStroke = std::vector<Place>;

struct DrawnShape {
  int digit;
  const char* what;
  std::vector<DrawnStroke> strokes;
  double width = 0.66;  // of the box, in heights
};

/// How somebody draws: sizes and places in parts of the pad's shorter side.
struct Hand {
  const char* what;
  double height = 0.6;
  QPointF middle = {0, 0};
  double slant = 0;  // to the right, as a slope
  double pen = 0.075;
  double wide = 1;   // times the shape's width
  double shake = 0;  // how far the hand trembles, in heights
};

inline std::vector<Hand> hands() {
  return {{"plain"},
          {"large", 0.86},
          {"small", 0.28, {0.02, 0.05}},
          {"in the upper left corner", 0.4, {-0.3, -0.26}},
          {"in the lower right corner", 0.36, {0.42, 0.28}},
          {"slanted to the right", 0.6, {0, 0}, 0.3},
          {"slanted to the left", 0.6, {0, 0}, -0.16},
          {"thin", 0.7, {0, 0}, 0.05, 0.05},
          {"thick", 0.7, {0, 0}, 0, 0.11},
          {"small and thick", 0.32, {0.1, -0.1}, 0.1, 0.11},
          {"wide", 0.6, {0, 0}, 0.1, 0.075, 1.3},
          {"narrow", 0.6, {0, 0}, 0, 0.075, 0.75},
          {"trembling", 0.6, {0, 0}, 0.1, 0.075, 1, 0.02},
          {"wide and trembling", 0.4, {-0.2, 0.1}, -0.1, 0.05, 1.2, 0.025}};
}

inline std::vector<DrawnShape> drawnShapes() {
  constexpr bool kCorner = true;
  return {
      {0,
       "oval",
       {{{.5, .02},
         {.2, .15},
         {.08, .5},
         {.2, .85},
         {.5, .98},
         {.8, .85},
         {.92, .5},
         {.8, .15},
         {.5, .02}}}},
      {0,
       "narrow, ends inside",
       {{{.7, .1},
         {.45, .01},
         {.22, .25},
         {.16, .6},
         {.3, .92},
         {.55, .98},
         {.8, .76},
         {.84, .4},
         {.68, .12},
         {.48, .06}}},
       0.56},
      {0,
       "round, not quite closed",
       {{{.42, .04},
         {.8, .14},
         {.97, .5},
         {.8, .88},
         {.5, .98},
         {.16, .86},
         {.03, .5},
         {.13, .18},
         {.36, .05}}},
       0.85},
      {1, "a line", {{{.5, 0}, {.5, 1}}}},
      {1, "with a flag", {{{.24, .24}, {.52, 0, kCorner}, {.52, 1}}}},
      {1, "leaning", {{{.66, 0}, {.52, .5}, {.38, 1}}}},
      {1, "with flag and foot", {{{.28, .2}, {.52, 0, kCorner}, {.5, 1}}, {{.22, 1}, {.8, .99}}}},
      {2,
       "swan",
       {{{.12, .26},
         {.3, .05},
         {.6, 0},
         {.84, .2},
         {.74, .48},
         {.42, .76},
         {.08, 1, kCorner},
         {.92, .98}}}},
      {2,
       "with a loop",
       {{{.16, .2},
         {.45, .02},
         {.8, .14},
         {.78, .42},
         {.46, .74},
         {.18, .95},
         {.08, .84},
         {.28, .77},
         {.56, .92},
         {.94, .9}}}},
      {2,
       "angular",
       {{{.12, .2},
         {.4, .02},
         {.76, .1},
         {.8, .32},
         {.58, .6},
         {.1, .98, kCorner},
         {.5, .96},
         {.9, 1}}}},
      {3,
       "two bows",
       {{{.14, .12},
         {.45, 0},
         {.8, .15},
         {.7, .38},
         {.4, .47, kCorner},
         {.76, .58},
         {.88, .78},
         {.62, .98},
         {.3, .98},
         {.08, .86}}}},
      {3,
       "flat top",
       {{{.14, .03},
         {.84, .03, kCorner},
         {.42, .4, kCorner},
         {.74, .48},
         {.88, .74},
         {.62, .97},
         {.3, .99},
         {.1, .86}}}},
      {3,
       "in one sweep",
       {{{.18, .1},
         {.55, 0},
         {.82, .18},
         {.62, .42},
         {.42, .47},
         {.72, .54},
         {.85, .78},
         {.56, 1},
         {.12, .9}}}},
      {4, "open", {{{.2, .04}, {.14, .56, kCorner}, {.88, .55}}, {{.72, .06}, {.7, 1}}}},
      {4, "closed", {{{.66, 0}, {.06, .66, kCorner}, {.94, .66}}, {{.66, 0}, {.66, 1}}}},
      {4,
       "open and round",
       {{{.22, .02}, {.12, .3}, {.2, .5}, {.46, .55}, {.82, .47}},
        {{.84, .04}, {.78, .5}, {.7, 1}}}},
      {5,
       "in one go",
       {{{.82, .02},
         {.26, .03, kCorner},
         {.2, .46, kCorner},
         {.5, .37},
         {.84, .6},
         {.72, .92},
         {.4, 1},
         {.1, .88}}}},
      {5,
       "hat last",
       {{{.26, .05}, {.2, .44, kCorner}, {.52, .36}, {.84, .58}, {.76, .88}, {.4, 1}, {.08, .9}},
        {{.26, .04}, {.88, 0}}}},
      {5,
       "like an S",
       {{{.84, .04},
         {.46, .03},
         {.26, .2},
         {.3, .42},
         {.62, .5},
         {.8, .72},
         {.6, .96},
         {.12, .95}}}},
      {6,
       "bowed",
       {{{.72, .02},
         {.36, .24},
         {.13, .6},
         {.24, .92},
         {.55, 1},
         {.86, .82},
         {.78, .6},
         {.5, .52},
         {.2, .7}}}},
      {6,
       "straight back",
       {{{.5, 0},
         {.3, .35},
         {.18, .7},
         {.32, .95},
         {.62, .98},
         {.8, .78},
         {.62, .58},
         {.36, .61},
         {.2, .76}}}},
      {6,
       "small loop",
       {{{.62, 0}, {.32, .4}, {.24, .76}, {.42, .99}, {.7, .91}, {.74, .7}, {.5, .6}, {.27, .76}}},
       0.6},
      {7, "without a bar", {{{.1, .05}, {.86, .04, kCorner}, {.62, .45}, {.42, 1}}}},
      {7, "with a bar", {{{.1, .04}, {.86, .04, kCorner}, {.4, 1}}, {{.3, .5}, {.8, .48}}}},
      {7,
       "with a serif",
       {{{.14, .2}, {.15, .04, kCorner}, {.86, .04, kCorner}, {.6, .45}, {.46, 1}}}},
      {7,
       "wavy top",
       {{{.1, .1}, {.32, .02}, {.58, .08}, {.88, .02, kCorner}, {.64, .4}, {.5, 1}}}},
      {8,
       "figure of eight",
       {{{.72, .15},
         {.5, 0},
         {.24, .16},
         {.36, .4},
         {.62, .56},
         {.8, .8},
         {.5, 1},
         {.2, .8},
         {.38, .56},
         {.66, .38},
         {.74, .17}}}},
      {8,
       "two rings",
       {{{.5, .46}, {.24, .34}, {.26, .1}, {.5, 0}, {.74, .1}, {.76, .34}, {.5, .46}},
        {{.5, .46}, {.2, .6}, {.17, .86}, {.5, 1}, {.83, .86}, {.8, .6}, {.5, .46}}}},
      {8,
       "from the middle",
       {{{.5, .48},
         {.22, .3},
         {.3, .06},
         {.6, .01},
         {.78, .2},
         {.5, .48},
         {.2, .7},
         {.26, .94},
         {.58, 1},
         {.84, .8},
         {.5, .48}}}},
      {9,
       "bowed",
       {{{.78, .18},
         {.5, .01},
         {.18, .2},
         {.28, .46},
         {.6, .44},
         {.8, .2, kCorner},
         {.76, .55},
         {.64, 1}}}},
      {9,
       "straight",
       {{{.76, .22},
         {.52, .02},
         {.22, .16},
         {.24, .42},
         {.54, .46},
         {.76, .22, kCorner},
         {.74, 1}}}},
      {9,
       "with a tail",
       {{{.8, .2},
         {.5, 0},
         {.18, .2},
         {.3, .46},
         {.62, .44},
         {.8, .2, kCorner},
         {.84, .6},
         {.62, .94},
         {.22, .95}}}},
  };
}

/// Catmull and Rom's cubic through `places`, broken at corners.
inline std::vector<QPointF> wayThrough(const DrawnStroke& places) {
  constexpr int kPieces = 10;
  const int last = static_cast<int>(places.size()) - 1;
  const auto at = [&](int i) {
    const Place& place = places[static_cast<std::size_t>(std::clamp(i, 0, last))];
    return QPointF(place.x, place.y);
  };
  const auto breaks = [&](int i) { return places[static_cast<std::size_t>(i)].corner; };
  std::vector<QPointF> way{at(0)};
  for (int i = 0; i < last; ++i) {
    const QPointF a = breaks(i) ? at(i) : at(i - 1), b = at(i), c = at(i + 1);
    const QPointF d = breaks(i + 1) ? c : at(i + 2);
    for (int piece = 1; piece <= kPieces; ++piece) {
      const double t = static_cast<double>(piece) / kPieces;
      way.push_back(b + 0.5 * t *
                            (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
    }
  }
  return way;
}

/// Where the mouse goes on a pad of this size: a list of points a stroke.
inline std::vector<std::vector<QPointF>> mouseWays(const DrawnShape& shape, const Hand& hand,
                                                   QSizeF pad) {
  const double side = std::min(pad.width(), pad.height());
  std::vector<std::vector<QPointF>> ways;
  for (const DrawnStroke& stroke : shape.strokes) {
    ways.emplace_back();
    double along = 3.0 * static_cast<double>(ways.size());  // of the trembling
    for (const QPointF& place : wayThrough(stroke)) {
      along += 0.45;
      const double y = (place.y() - 0.5 + hand.shake * std::sin(1.7 * along)) * hand.height;
      const double x =
          ((place.x() - 0.5) * shape.width * hand.wide + hand.shake * std::sin(along)) *
              hand.height -
          hand.slant * y;
      ways.back().push_back(QPointF(pad.width(), pad.height()) / 2 +
                            side * (hand.middle + QPointF(x, y)));
    }
  }
  return ways;
}

}  // namespace loom::test
