#include "engine/graph/initialisers.h"

#define EIGEN_DONT_PARALLELIZE
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <vector>

namespace loom {

namespace {

struct Fans {
  double in;
  double out;
};

/// Weights (out, in, kernel...), whatever a layer means by its first two axes, as PyTorch counts.
Fans fansOf(const Shape& shape) {
  double kernel = 1;
  for (int i = 2; i < shape.rank(); ++i) kernel *= static_cast<double>(shape[i]);
  return {static_cast<double>(shape[1]) * kernel, static_cast<double>(shape[0]) * kernel};
}

void uniform(Rng& random, double bound, std::span<float> values) {
  for (float& value : values) value = static_cast<float>(random.uniform(-bound, bound));
}
void normal(Rng& random, double deviation, std::span<float> values) {
  for (float& value : values) value = static_cast<float>(deviation * random.normal());
}

/// Glorot and Bengio 2010: the variance 2 / (in + out) of a layer without a gain of its own.
double xavierDeviation(const Shape& shape) {
  const Fans fans = fansOf(shape);
  return std::sqrt(2.0 / (fans.in + fans.out));
}

/// He et al. 2015, by the fan in and with the gain sqrt(2) of ReLU: kaiming_*_(a=0,
/// mode='fan_in', nonlinearity='leaky_relu').
double kaimingDeviation(const Shape& shape) {
  return std::sqrt(2.0 / fansOf(shape).in);
}

const double kUniformBound = std::sqrt(3.0);  // of a uniform number with deviation 1

/// Saxe et al. 2013: rows or columns, whichever are fewer, of length 1 and at right angles. Q of a
/// normal matrix, its columns turned so that R's diagonal is positive, is uniform among those.
void orthogonal(Rng& random, const Shape& shape, std::span<float> values) {
  using Matrix = Eigen::MatrixXd;
  const auto rows = static_cast<Eigen::Index>(shape[0]);
  const Eigen::Index columns = static_cast<Eigen::Index>(values.size()) / rows;
  Matrix drawn(rows, columns);
  for (Eigen::Index r = 0; r < rows; ++r) {
    for (Eigen::Index c = 0; c < columns; ++c) drawn(r, c) = random.normal();
  }
  const bool wide = rows < columns;
  if (wide) drawn = drawn.transpose().eval();  // tall: Q has as many columns as it
  const Eigen::HouseholderQR<Matrix> factors(drawn);
  Matrix q = factors.householderQ() * Matrix::Identity(drawn.rows(), drawn.cols());
  for (Eigen::Index c = 0; c < q.cols(); ++c) {
    if (factors.matrixQR()(c, c) < 0) q.col(c) = -q.col(c);
  }
  for (Eigen::Index r = 0; r < rows; ++r) {
    for (Eigen::Index c = 0; c < columns; ++c)
      values[static_cast<std::size_t>(r * columns + c)] =
          static_cast<float>(wide ? q(c, r) : q(r, c));
  }
}

}  // namespace

std::span<const Initialiser> initialisers() {
  static const std::vector<Initialiser> list = {
      {"xavier_uniform", true,
       [](Rng& random, const Shape& shape, std::span<float> values) {
         uniform(random, kUniformBound * xavierDeviation(shape), values);
       }},
      {"xavier_normal", true,
       [](Rng& random, const Shape& shape, std::span<float> values) {
         normal(random, xavierDeviation(shape), values);
       }},
      {"kaiming_uniform", true,
       [](Rng& random, const Shape& shape, std::span<float> values) {
         uniform(random, kUniformBound * kaimingDeviation(shape), values);
       }},
      {"kaiming_normal", true,
       [](Rng& random, const Shape& shape, std::span<float> values) {
         normal(random, kaimingDeviation(shape), values);
       }},
      {"orthogonal", true, orthogonal},
      {"zeros", false,
       [](Rng&, const Shape&, std::span<float> values) {
         std::fill(values.begin(), values.end(), 0.0F);
       }},
      {"normal", false,
       [](Rng& random, const Shape&, std::span<float> values) { normal(random, 1.0, values); }}};
  return list;
}

const Initialiser* findInitialiser(std::string_view name) {
  for (const Initialiser& initialiser : initialisers()) {
    if (initialiser.name == name) return &initialiser;
  }
  return nullptr;
}

}  // namespace loom
