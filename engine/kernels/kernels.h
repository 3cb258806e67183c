// The few hot loops of the engine, built for three x86-64 levels and chosen at run time.
//
// Image activations live as [block][C][H][W][lanes]: `lanes` images side by side in one vector, so
// every loop here is the maths of one image written over a vector. A call works on one block, keeps
// no state and allocates nothing: any thread may call any kernel at any time. Arrays should be
// 64-byte aligned (for speed only), must not overlap unless a kernel says so, and their sizes are
// the caller's promise.
//
// For a given `Isa` the results are the same bits every time: sums run in a fixed order.
#pragma once

#include <cstddef>
#include <cstdint>

namespace loom {

/// One convolution over one block of `lanes` images. The input is already padded. REQUIRES:
/// `groups` divides `channels` and `filters`; the dilated kernel at the last output pixel lies
/// inside the input.
struct Conv2dGeometry {
  int channels, height, width;  // padded input
  int filters, kernelH, kernelW;
  int strideH = 1, strideW = 1, dilationH = 1, dilationW = 1;
  int groups = 1;
  int outH, outW;
};

/// One pooling over one block of `lanes` images. The input is not padded; windows may reach over
/// its edge.
struct Pool2dGeometry {
  int channels, height, width;
  int kernelH, kernelW, strideH, strideW, padH, padW;
  int outH, outW;
};

inline constexpr int kMultiplyAddValues = 512;

template <class T>  // T = float, double
struct Kernels {
  const char* isa;  // what a person reads: "x86-64-v2", "AVX2", "AVX-512"
  int lanes;        // images side by side in a vector
  int overread;     // values behind its padded input that conv2dForward may read

  // Convolution. input [C][H][W][lanes], weight [filters][C/groups][kernelH][kernelW], bias
  // [filters] or null, output and outputGradient [filters][outH][outW][lanes]. Every result is
  // overwritten. scratch: conv2dForwardScratch(g) elements, one per worker; may be null where that
  // is 0.
  void (*conv2dForward)(const Conv2dGeometry&, const T* input, const T* weight, const T* bias,
                        T* output, T* scratch);
  size_t (*conv2dForwardScratch)(const Conv2dGeometry&);
  // Sums over pixels and lanes. biasGradient may be null.
  void (*conv2dWeightGradient)(const Conv2dGeometry&, const T* input, const T* outputGradient,
                               T* weightGradient, T* biasGradient);
  // Gradient with respect to the padded input. scratch: conv2dInputGradientScratch(g) elements, one
  // per worker; may be null where that is 0.
  void (*conv2dInputGradient)(const Conv2dGeometry&, const T* outputGradient, const T* weight,
                              T* inputGradient, T* scratch);
  size_t (*conv2dInputGradientScratch)(const Conv2dGeometry&);

  // Pooling. in, din [C][H][W][lanes]; out, dout [C][outH][outW][lanes]. Outside counts as -inf and
  // NaN wins, as in PyTorch; the first maximum of a window gets its gradient (the last NaN, if
  // there is one, again as PyTorch).
  void (*maxPool2dForward)(const Pool2dGeometry&, const T* in, T* out);
  void (*maxPool2dBackward)(const Pool2dGeometry&, const T* in, const T* out, const T* dout,
                            T* din);

  // Layout. in [C][h][w][lanes] <-> padded [C][h+2 padH][w+2 padW][lanes], border zero.
  void (*padBlock)(int channels, int h, int w, int padH, int padW, const T* in, T* padded);
  void (*unpadBlock)(int channels, int h, int w, int padH, int padW, const T* padded, T* out);
  // rows [count][elements] <-> lanes [elements][lanes], count <= lanes; missing lanes become zero.
  void (*rowsToLanes)(int count, size_t elements, const T* rows, T* lanes);
  void (*lanesToRows)(int count, size_t elements, const T* lanes, T* rows);

  // Elementwise over n values. An output may be the same array as an input.
  void (*relu)(size_t n, const T* x, T* y);  // NaN passes
  void (*reluBackward)(size_t n, const T* y, const T* dy, T* dx);
  void (*add)(size_t n, const T* a, const T* b, T* y);
  // Within 2 units in the last place, infinities and NaN as the C library has them; denormal
  // results may be 0.
  void (*exp)(size_t n, const T* x, T* y);
  void (*sigmoid)(size_t n, const T* x, T* y);  // 1 / (1 + exp(-x))
  void (*tanh)(size_t n, const T* x, T* y);
  // x Φ(x), Φ the normal distribution; dx from x and dy. Within 1e-6 of |x|.
  void (*gelu)(size_t n, const T* x, T* y);
  void (*geluBackward)(size_t n, const T* x, const T* dy, T* dx);

  // One channel of a block, [n pixels][lanes]. sums: (lanes).
  void (*laneSums)(size_t n, const T* x, T* sums);
  void (*laneSquares)(size_t n, const T* x, T mean, T* sums);                // Σ (x - mean)²
  void (*laneProducts)(size_t n, const T* dy, const T* x, T mean, T* sums);  // Σ dy (x - mean)
  // Over n values: y = (x - mean) scale + shift, and dx = scale dy - shift - (x - mean) slope.
  // An output may be the same array as an input.
  void (*normalise)(size_t n, const T* x, T mean, T scale, T shift, T* y);
  void (*normaliseBackward)(size_t n, const T* dy, const T* x, T mean, T scale, T shift, T slope,
                            T* dx);

  // Rows of a (rows, cols) matrix. Shares exp(scale x) / Σ exp(scale x), in place; if `causal`, row
  // r has columns 0 .. r only, and the others become 0.
  void (*softmaxRows)(int rows, int cols, T scale, bool causal, T* x);
  // From shares p and their gradient: dx = scale p (dp - Σ p dp), over dp.
  void (*softmaxRowsBackward)(int rows, int cols, T scale, const T* p, T* dp);
  // y = (x - mean) rate weight + bias with rate = 1 / √(variance + eps); means, rates: (rows). x
  // may be y.
  void (*normaliseRows)(int rows, int cols, T eps, const T* x, const T* weight, const T* bias, T* y,
                        T* means, T* rates);
  // dx, which may be dy; the gradients of weight and bias are added to (cols) sums.
  void (*normaliseRowsBackward)(int rows, int cols, const T* x, const T* means, const T* rates,
                                const T* weight, const T* dy, T* dx, T* weightSums, T* biasSums);

  // Row-major C(m,n) = op(A) op(B), plus C if `accumulate`; op(A) is (m,k), op(B) is (k,n); ld =
  // elements from one stored row to the next.
  void (*gemm)(int m, int n, int k, const T* a, int lda, bool transA, const T* b, int ldb,
               bool transB, T* c, int ldc, bool accumulate);
  void (*addBias)(int rows, int cols, const T* bias, T* y);  // y(r,c) += bias[c]
  void (*sumRows)(int rows, int cols, const T* x, T* out);   // out[c] = sum of x(r,c) over r

  // C(rows, columns) = sum over steps of A_s B_s^T, plus C if `accumulate`, where A_s is
  // [rows][lanes] at a + s aStep and B_s is [columns][lanes] at b + s bStep: the gradient of
  // weights that a block's lanes share. Null in singleKernels.
  void (*stepProducts)(int rows, int columns, int steps, const T* a, ptrdiff_t aStep, const T* b,
                       ptrdiff_t bStep, T* c, int ldc, bool accumulate);

  // One step of a recurrent cell (cells.h) over n values; the gates lie one after the other, n
  // values each. Backward turns what forward left in `gates` into the gradients of their sums, and
  // may run once.
  void (*tanhBackward)(size_t n, const T* y, const T* dy, T* dx);
  // gates: the sums i, f, g, o -> their values. state = f before + i g, squashed = tanh(state),
  // hidden = o squashed. state may be the same array as before.
  void (*lstmForward)(size_t n, T* gates, const T* before, T* state, T* squashed, T* hidden);
  // dState: of the state -> of the state before.
  void (*lstmBackward)(size_t n, T* gates, const T* before, const T* squashed, const T* dHidden,
                       T* dState);
  // gates: the sums r, z, h (what the hidden state gives to n), n (the input's part) -> r, z, h, n
  // with n = tanh(n + r h). hidden = (1 - z) n + z before.
  void (*gruForward)(size_t n, T* gates, const T* before, T* hidden);
  // dBefore += z dHidden, the part that passes by the gates.
  void (*gruBackward)(size_t n, T* gates, const T* before, const T* dHidden, T* dBefore);

  // Σ x², what the length of a gradient is made of.
  double (*sumOfSquares)(size_t n, const T* x);
  // One step of torch.optim.SGD. momentumBuffer is null if momentum is 0; `firstStep` fills it.
  // Hyperparameters are double because PyTorch computes 1 - beta and the like in double before it
  // rounds to T.
  void (*sgdStep)(size_t n, T* weight, const T* gradient, T* momentumBuffer, double lr,
                  double momentum, double dampening, double weightDecay, bool nesterov,
                  bool firstStep);
  // One step (counted from 1) of torch.optim.Adam, or of AdamW if `decoupled`.
  void (*adamStep)(size_t n, T* weight, const T* gradient, T* m, T* v, double lr, double beta1,
                   double beta2, double eps, double weightDecay, int64_t step, bool decoupled);

  // The machine's peak, to measure others by: x = x / 2 + 1 in registers, `rounds` times, for as
  // many of kMultiplyAddValues values as keep a core busy. Gives the number of multiply-adds (2
  // FLOPs each).
  int64_t (*multiplyAdds)(int64_t rounds, T* values);
  // One step of torch.optim.RMSprop. mean is null unless centered, momentumBuffer if momentum is 0;
  // all begin at zero.
  void (*rmspropStep)(size_t n, T* weight, const T* gradient, T* squareMean, T* mean,
                      T* momentumBuffer, double lr, double alpha, double eps, double weightDecay,
                      double momentum);
  // One step (counted from 1) of torch.optim.Adagrad; squareSum begins at
  // initial_accumulator_value.
  void (*adagradStep)(size_t n, T* weight, const T* gradient, T* squareSum, double lr,
                      double lrDecay, double eps, double weightDecay, int64_t step);
};

enum class Isa { V2, V3, V4 };  // x86-64-v2 (SSE4.2), -v3 (AVX2, FMA), -v4 (AVX-512)

/// The best level this machine runs. The environment variable LOOM_ISA=v2|v3|v4 may lower it (read
/// once).
Isa bestIsa();

/// REQUIRES: the machine runs `isa`, that is isa <= the level found by CPUID.
template <class T>
const Kernels<T>& kernels(Isa isa = bestIsa());

/// The same for one image at a time: lanes is 1, so [C][H][W]. It goes forward only: what
/// backward needs is null.
template <class T>
const Kernels<T>& singleKernels(Isa isa = bestIsa());

}  // namespace loom
