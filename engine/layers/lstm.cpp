// Long short-term memory (Hochreiter and Schmidhuber 1997) with a forget gate (Gers et al. 2000).

#include "engine/layers/recurrent.h"

namespace loom {

template <class T>
struct LstmCell {
  static constexpr int kRows = 4;  // i, f, g, o
  static constexpr GateSpan kInputSpans[] = {{0, 0, 4}};
  static constexpr GateSpan kHiddenSpans[] = {{0, 0, 4}};
  static constexpr bool kHasState = true;

  explicit LstmCell(const Reader&) {}

  void forward(const Kernels<T>& kernels, const CellStep<T>& step) const {
    kernels.lstmForward(step.size, step.gates, step.stateBefore, step.state, step.squashed,
                        step.hidden);
  }
  void backward(const Kernels<T>& kernels, const CellStep<T>& step) const {
    kernels.lstmBackward(step.size, step.gates, step.stateBefore, step.squashed,
                         step.hiddenGradient, step.stateGradient);
  }
};

template <class T>
using LstmLayer = Recurrent<T, LstmCell>;

LayerType lstm() {
  LayerType type;
  type.name = "LSTM";
  type.summary = LOOM_TEXT(
      "Reads a sequence step by step and keeps a memory, which gates write, erase and read.");
  type.formula =
      "i, f, o = σ, g = tanh of (W_ih x[t] + b_ih + W_hh h[t-1] + b_hh);  c[t] = f c[t-1] + i g;  "
      "h[t] = o tanh(c[t])";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.LSTM.html";
  type.idStem = "lstm";
  type.synonyms = {"long short-term memory"};
  type.fields = recurrentFields();
  declareRecurrent<4>(type);
  type.pytorch =
      "nn.LSTM({input_size}, {hidden_size}, num_layers={num_layers}, batch_first=True, "
      "dropout={dropout}, bidirectional={bidirectional})";
  setFactories<LstmLayer>(type);
  return type;
}

}  // namespace loom
