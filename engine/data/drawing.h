#pragma once

// From pen strokes to what a network sees, as MNIST was made: crop to the ink, scale its longer
// side to 20 pixels, put its centre of mass in the middle of 28x28 (LeCun, Cortes, Burges: the
// MNIST database). Where the pen was and how large it drew therefore do not matter. Pure functions;
// any thread; well under a millisecond.

#include <vector>

#include "engine/data/ink.h"

namespace loom {

struct PenPoint {
  float x = 0;
  float y = 0;
};

struct Stroke {
  std::vector<PenPoint> points;  // in any unit, y downwards
  float width = 1;               // pen width in the same unit
};

/// 0 (paper) to 1 (ink), `size` x `size`, row by row; all zero when nothing was drawn.
/// The strokes are drawn antialiased, straight into the normalised frame, so shifting or scaling
/// them (pen included) changes nothing. `framing` hears where they came to lie.
std::vector<float> normaliseDrawing(const std::vector<Stroke>& strokes, int size = 28,
                                    Framing* framing = nullptr);

/// The same framing for a picture of a digit: `width` x `height` grey values, 0 paper to 1 ink.
std::vector<float> normaliseImage(const std::vector<float>& grey, int width, int height,
                                  int size = 28, Framing* framing = nullptr);

}  // namespace loom
