#pragma once

// Self-attention with several heads (Vaswani et al. 2017, 3.2): the part that MultiheadAttention
// and TransformerEncoderLayer share, and what their declarations have in common. Samples are
// (T, E) rows; weights are torch.nn.MultiheadAttention's: in_proj (3E, E), out_proj (E, E).
//
// A call works on samples [first, first + count) of the batch and may run beside calls on others,
// with a worker of its own. Nothing is allocated after the constructor.

#include <cstdint>
#include <vector>

#include "engine/layers/affine.h"
#include "engine/layers/drop_mask.h"

namespace loom {

/// Samples that a task works on: enough rows to be worth packing a weight for.
int samplesPerTask(std::int64_t steps);

/// The first parameter's index in the site, and the settings.
struct AttentionSetup {
  std::int64_t heads = 1;
  bool causal = false;
  bool bias = true;
  double dropout = 0;  // of the weights
};

template <class T>
class SelfAttention {
 public:
  /// The site's first parameters are those of attentionParameters().
  SelfAttention(const LayerSite<T>& site, const AttentionSetup& setup);

  /// y(rows, E) from x(rows, E), which are the rows of those samples.
  void forward(const Pass<T>& pass, int first, int count, const T* x, T* y, int worker);
  /// Keeps the gradients that parameterGradients needs; dx may be null.
  void backward(const Pass<T>& pass, int first, int count, const T* dy, T* dx, int worker);

  /// Independent tasks over the whole batch, x and dy as above but for all samples.
  int gradientTasks(int rows) const;
  void parameterGradients(int rows, const T* x, const T* dy, int task) const;

  /// The weights of the last forward before dropout: (heads, T, T), rows sum to 1.
  void copyWeights(int sample, Inner<T>& out) const;

 private:
  /// One head of one sample.
  struct Head {
    const T* query;  // (T, d) in rows of 3E; keys E further, values 2E
    T* gradient;     // of them, or null
    T* weights;      // (T, T)
    std::size_t at;  // of its weights among all
    std::ptrdiff_t column;
  };
  Head headOf(int sample, int head);
  void backwardHead(const Pass<T>& pass, const Head& head, const T* dContext, T* dropped, T* dp);

  const Kernels<T>& kernels_;
  int steps_, width_, heads_, size_;  // size_: of a head, E / heads
  bool causal_;
  T scale_;
  Affine<T> in_, out_;
  DropMask<T> mask_;
  Array<T> projected_;          // (samples, T, 3E): queries, keys, values
  Array<T> weights_;            // (samples, heads, T, T)
  Array<T> context_;            // (samples, T, E)
  Array<T> projectedGradient_;  // (samples, T, 3E)
  Array<T> contextGradient_;    // (samples, T, E)
  Array<T> scratch_;            // (workers, 2, T, T)
};

extern template class SelfAttention<float>;
extern template class SelfAttention<double>;

/// in_proj_weight, in_proj_bias, out_proj.weight, out_proj.bias, each behind `prefix`, as PyTorch
/// starts them.
std::vector<ParameterSpec> attentionParameters(const std::string& prefix, std::int64_t width,
                                               bool bias);
/// Products of one sample.
std::int64_t attentionFlops(const Shape& sequence);

/// "num_heads" and the like.
Field headsField(const char* key);
Field causalField();
/// The input's own shape if it is a sequence whose width the heads divide.
ShapeAnswer attendedShape(const SiteInfo& site, const char* headsKey, const char* widthKey);

}  // namespace loom
