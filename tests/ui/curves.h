#pragma once

// Points of made-up runs for tests of charts.

#include <cmath>

#include "engine/train/trainer.h"

namespace loom::test {

inline constexpr std::int64_t kPerEpoch = 1000;  // steps

/// A loss that falls and wobbles, 10 ms a step; step counts from 1.
inline Point learned(std::int64_t step) {
  const double epoch = static_cast<double>(step) / kPerEpoch;
  Point point;
  point.step = step;
  point.epoch = epoch;
  point.seconds = static_cast<double>(step) * 0.01;
  point.loss =
      static_cast<float>(2.3 * std::exp(-2 * epoch) + 0.05 + 0.01 * static_cast<double>(step % 5));
  point.accuracy = static_cast<float>(1 - 0.9 * std::exp(-2 * epoch));
  point.learningRate = 0.01F;
  point.gradientNorm = static_cast<float>(1 + 0.5 * std::sin(static_cast<double>(step) * 0.7));
  return point;
}

inline Point validated(int epoch, float loss, float accuracy = 0.9F) {
  Point point = learned(epoch * kPerEpoch);
  point.split = Point::Split::Validation;
  point.loss = loss;
  point.accuracy = accuracy;
  return point;
}

}  // namespace loom::test
