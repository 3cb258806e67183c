#include "engine/augment/mixing.h"

#include <cmath>
#include <numeric>

namespace loom {

namespace {

/// The logarithm of a draw from the Gamma distribution of this shape: Marsaglia and Tsang 2000, "A
/// simple method for generating gamma variables". Small shapes give values too small for a double,
/// hence the logarithm.
double drawLogGamma(double shape, Rng& rng) {
  if (shape < 1) {
    const double unit = 1 - rng.uniform();  // never 0
    return drawLogGamma(shape + 1, rng) + std::log(unit) / shape;
  }
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = rng.normal();
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    const double unit = 1 - rng.uniform();
    if (std::log(unit) < 0.5 * x * x + d * (1 - v + std::log(v))) return std::log(d * v);
  }
}

}  // namespace

void drawRing(std::vector<std::int32_t>& ring, int size, Rng& rng) {
  ring.resize(static_cast<std::size_t>(size));
  std::iota(ring.begin(), ring.end(), 0);
  for (std::size_t i = ring.size(); i > 1; --i) std::swap(ring[i - 1], ring[rng.below(i)]);
}

// X / (X + Y), of two draws from Gamma(alpha).
double drawShare(double alpha, Rng& rng) {
  const double x = drawLogGamma(alpha, rng);
  return 1 / (1 + std::exp(drawLogGamma(alpha, rng) - x));
}

void mixRows(std::span<float> rows, std::span<const std::int32_t> ring, std::span<float> spare,
             float share) {
  const float rest = 1 - share;
  forEachPair(rows, ring, spare, [share, rest](std::span<float> own, std::span<const float> other) {
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = share * own[i] + rest * other[i];
  });
}

}  // namespace loom
