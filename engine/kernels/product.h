// Matrix products, compiled once per instruction set by product.cpp. Kept apart from the other
// kernels because they come from Eigen, and because the AVX-512 build takes them from the AVX2 one.
#pragma once

namespace loom {

namespace v2 {
template <class T>
void thinGemm(int m, int n, int k, const T* a, int lda, bool transA, const T* b, int ldb,
              bool transB, T* c, int ldc, bool accumulate);
}

namespace v3 {
template <class T>
void thinGemm(int m, int n, int k, const T* a, int lda, bool transA, const T* b, int ldb,
              bool transB, T* c, int ldc, bool accumulate);
}

}  // namespace loom
