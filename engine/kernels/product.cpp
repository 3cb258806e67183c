// Row-major matrix products by Eigen. Eigen is inline templates: under its own name the linker
// would keep one copy of each for all instruction sets, so every set has an Eigen of its own name.
#define Eigen LOOM_EIGEN_NAMESPACE
#define EIGEN_DONT_PARALLELIZE
#include "engine/kernels/product.h"

#include <Eigen/Core>
#include <algorithm>
#include <cstddef>

namespace loom::LOOM_ISA_NAMESPACE {

namespace {

template <class T>
using Matrix = Eigen::Map<const Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>,
                          Eigen::Unaligned, Eigen::OuterStride<>>;
template <class T>
using Result = Eigen::Map<Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>,
                          Eigen::Unaligned, Eigen::OuterStride<>>;

template <class A, class B, class C>
void multiply(const A& a, const B& b, C& c, bool accumulate) {
  if (accumulate) {
    c.noalias() += a * b;
  } else {
    c.noalias() = a * b;
  }
}

template <class T>
void product(int m, int n, int k, const T* a, int lda, bool transA, const T* b, int ldb,
             bool transB, T* c, int ldc, bool accumulate) {
  const Matrix<T> left(a, transA ? k : m, transA ? m : k, Eigen::OuterStride<>(lda));
  const Matrix<T> right(b, transB ? n : k, transB ? k : n, Eigen::OuterStride<>(ldb));
  Result<T> result(c, m, n, Eigen::OuterStride<>(ldc));
  if (transA && transB) {
    multiply(left.transpose(), right.transpose(), result, accumulate);
  } else if (transA) {
    multiply(left.transpose(), right, result, accumulate);
  } else if (transB) {
    multiply(left, right.transpose(), result, accumulate);
  } else {
    multiply(left, right, result, accumulate);
  }
}

}  // namespace

/// Eigen copies B before it multiplies. Of more than fits on its stack it would allocate the copy,
/// which a training step must not: such a B is multiplied piece by piece.
template <class T>
void thinGemm(int m, int n, int k, const T* a, int lda, bool transA, const T* b, int ldb,
              bool transB, T* c, int ldc, bool accumulate) {
  constexpr int kDepth = 256;
  constexpr int kMost = EIGEN_STACK_ALLOCATION_LIMIT / static_cast<int>(sizeof(T));  // values
  if (m == 1 || n == 1 || std::ptrdiff_t{n} * k <= kMost) {
    return product(m, n, k, a, lda, transA, b, ldb, transB, c, ldc, accumulate);
  }
  const int columns = kMost / std::min(kDepth, k) / 16 * 16;
  for (int column = 0; column < n; column += columns) {
    for (int depth = 0; depth < k; depth += kDepth) {
      const std::ptrdiff_t at =
          transB ? std::ptrdiff_t{column} * ldb + depth : std::ptrdiff_t{depth} * ldb + column;
      product(m, std::min(columns, n - column), std::min(kDepth, k - depth),
              a + (transA ? std::ptrdiff_t{depth} * lda : depth), lda, transA, b + at, ldb, transB,
              c + column, ldc, accumulate || depth > 0);
    }
  }
}

template void thinGemm<float>(int, int, int, const float*, int, bool, const float*, int, bool,
                              float*, int, bool);
template void thinGemm<double>(int, int, int, const double*, int, bool, const double*, int, bool,
                               double*, int, bool);

}  // namespace loom::LOOM_ISA_NAMESPACE
