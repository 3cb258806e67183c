// Gated recurrent unit (Cho et al. 2014), with the reset gate behind the product as in PyTorch.

#include "engine/layers/recurrent.h"

namespace loom {

template <class T>
struct GruCell {
  // r, z, what the hidden state gives to n, and what the input gives to it: the reset gate comes
  // between the last two, so their sums are kept apart.
  static constexpr int kRows = 4;
  static constexpr GateSpan kInputSpans[] = {{0, 0, 2}, {2, 3, 1}};
  static constexpr GateSpan kHiddenSpans[] = {{0, 0, 3}};
  static constexpr bool kHasState = false;

  explicit GruCell(const Reader&) {}

  void forward(const Kernels<T>& kernels, const CellStep<T>& step) const {
    kernels.gruForward(step.size, step.gates, step.before, step.hidden);
  }
  void backward(const Kernels<T>& kernels, const CellStep<T>& step) const {
    kernels.gruBackward(step.size, step.gates, step.before, step.hiddenGradient,
                        step.beforeGradient);
  }
};

template <class T>
using GruLayer = Recurrent<T, GruCell>;

LayerType gru() {
  LayerType type;
  type.name = "GRU";
  type.summary = LOOM_TEXT(
      "Reads a sequence step by step; gates decide what of its state is renewed. Lighter than an "
      "LSTM.");
  type.formula =
      "r, z = σ(W_ih x[t] + b_ih + W_hh h[t-1] + b_hh);  n = tanh(W_in x[t] + b_in + r (W_hn "
      "h[t-1] "
      "+ b_hn));  h[t] = (1 - z) n + z h[t-1]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.GRU.html";
  type.idStem = "gru";
  type.synonyms = {"gated recurrent unit"};
  type.fields = recurrentFields();
  declareRecurrent<3>(type);
  type.pytorch =
      "nn.GRU({input_size}, {hidden_size}, num_layers={num_layers}, batch_first=True, "
      "dropout={dropout}, bidirectional={bidirectional})";
  setFactories<GruLayer>(type);
  return type;
}

}  // namespace loom
