// The optimisers' steps, in PyTorch's order of operations. Sources:
// https://pytorch.org/docs/stable/generated/torch.optim.SGD.html, .Adam.html, .AdamW.html,
// .RMSprop.html and .Adagrad.html
#pragma once

#include <cmath>

#include "engine/kernels/lanes.h"

namespace loom::LOOM_ISA_NAMESPACE {

/// In 32 sums of T over a piece at a time, which are joined in double.
template <class T>
double sumOfSquares(size_t n, const T* x) {
  constexpr size_t kSums = 32, kPiece = 4096;
  double total = 0;
  size_t i = 0;
  while (i < n) {
    const size_t end = n - i > kPiece ? i + kPiece : n;
    T sums[kSums] = {};
    for (; i + kSums <= end; i += kSums)
      for (size_t k = 0; k < kSums; ++k) sums[k] += x[i + k] * x[i + k];
    for (size_t k = 0; i < end; ++i, ++k) sums[k] += x[i] * x[i];
    for (const T sum : sums) total += static_cast<double>(sum);
  }
  return total;
}

template <class T>
void sgdStep(size_t n, T* __restrict weight, const T* __restrict gradient,
             T* __restrict momentumBuffer, double lr, double momentum, double dampening,
             double weightDecay, bool nesterov, bool firstStep) {
  const T rate = T(lr), decay = T(weightDecay);
  if (!momentumBuffer) {
    for (size_t i = 0; i < n; ++i) weight[i] -= rate * (gradient[i] + decay * weight[i]);
    return;
  }
  // The first gradient enters the buffer whole, whatever the dampening.
  const T keep = firstStep ? T(0) : T(momentum), take = firstStep ? T(1) : T(1 - dampening),
          ahead = T(momentum);
  for (size_t i = 0; i < n; ++i) {
    const T g = gradient[i] + decay * weight[i];
    const T old = firstStep ? T(0) : momentumBuffer[i];
    const T velocity = keep * old + take * g;
    momentumBuffer[i] = velocity;
    weight[i] -= rate * (nesterov ? g + ahead * velocity : velocity);
  }
}

template <class T>
void adamStep(size_t n, T* __restrict weight, const T* __restrict gradient, T* __restrict m,
              T* __restrict v, double lr, double beta1, double beta2, double eps,
              double weightDecay, int64_t step, bool decoupled) {
  const double correction1 = 1 - std::pow(beta1, double(step)),
               correction2 = 1 - std::pow(beta2, double(step));
  const T keep1 = T(beta1), take1 = T(1 - beta1), keep2 = T(beta2), take2 = T(1 - beta2);
  const T rate = T(lr / correction1), root = T(std::sqrt(correction2)), small = T(eps);
  const T shrink = T(decoupled ? 1 - lr * weightDecay : 1), decay = T(decoupled ? 0 : weightDecay);
  for (size_t i = 0; i < n; ++i) {
    const T w = weight[i] * shrink;
    const T g = gradient[i] + decay * w;
    m[i] = keep1 * m[i] + take1 * g;
    v[i] = keep2 * v[i] + take2 * g * g;
    weight[i] = w - rate * m[i] / (std::sqrt(v[i]) / root + small);
  }
}

template <class T>
void rmspropStep(size_t n, T* __restrict weight, const T* __restrict gradient,
                 T* __restrict squareMean, T* __restrict mean, T* __restrict momentumBuffer,
                 double lr, double alpha, double eps, double weightDecay, double momentum) {
  const T rate = T(lr), keep = T(alpha), take = T(1 - alpha), small = T(eps),
          decay = T(weightDecay), goOn = T(momentum);
  for (size_t i = 0; i < n; ++i) {
    const T g = gradient[i] + decay * weight[i];
    squareMean[i] = keep * squareMean[i] + take * g * g;
    T variance = squareMean[i];
    if (mean) {
      mean[i] = keep * mean[i] + take * g;
      variance -= mean[i] * mean[i];
      // Rounding can leave it a hair below zero, where PyTorch's root is NaN; a NaN stays one.
      variance = variance < 0 ? T(0) : variance;
    }
    T stride = g / (std::sqrt(variance) + small);
    if (momentumBuffer) {
      stride += goOn * momentumBuffer[i];
      momentumBuffer[i] = stride;
    }
    weight[i] -= rate * stride;
  }
}

template <class T>
void adagradStep(size_t n, T* __restrict weight, const T* __restrict gradient,
                 T* __restrict squareSum, double lr, double lrDecay, double eps, double weightDecay,
                 int64_t step) {
  const T rate = T(lr / (1 + double(step - 1) * lrDecay)), small = T(eps), decay = T(weightDecay);
  for (size_t i = 0; i < n; ++i) {
    const T g = gradient[i] + decay * weight[i];
    squareSum[i] += g * g;
    weight[i] -= rate * g / (std::sqrt(squareSum[i]) + small);
  }
}

}  // namespace loom::LOOM_ISA_NAMESPACE
