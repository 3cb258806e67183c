// The plain recurrent network (Elman 1990).

#include "engine/layers/recurrent.h"

namespace loom {

template <class T>
struct RnnCell {
  static constexpr int kRows = 1;
  static constexpr GateSpan kInputSpans[] = {{0, 0, 1}};
  static constexpr GateSpan kHiddenSpans[] = {{0, 0, 1}};
  static constexpr bool kHasState = false;

  explicit RnnCell(const Reader& params) : rectifies(params.text("nonlinearity") == "relu") {}

  void forward(const Kernels<T>& kernels, const CellStep<T>& step) const {
    (rectifies ? kernels.relu : kernels.tanh)(step.size, step.gates, step.hidden);
  }
  void backward(const Kernels<T>& kernels, const CellStep<T>& step) const {
    (rectifies ? kernels.reluBackward : kernels.tanhBackward)(step.size, step.hidden,
                                                              step.hiddenGradient, step.gates);
  }

  bool rectifies;
};

template <class T>
using RnnLayer = Recurrent<T, RnnCell>;

LayerType rnn() {
  LayerType type;
  type.name = "RNN";
  type.summary = LOOM_TEXT(
      "Reads a sequence step by step and carries one state along; simple, but it forgets soon.");
  type.formula = "h[t] = tanh(W_ih x[t] + b_ih + W_hh h[t-1] + b_hh)";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.RNN.html";
  type.idStem = "rnn";
  type.synonyms = {"SimpleRNN", "Elman", LOOM_TEXT("recurrent network")};
  type.fields = recurrentFields({{.key = "nonlinearity",
                                  .label = LOOM_TEXT("Nonlinearity"),
                                  .help = LOOM_TEXT("What every new state goes through; relu may "
                                                    "grow without bounds."),
                                  .initial = std::string("tanh"),
                                  .choices = {"tanh", "relu"}}});
  declareRecurrent<1>(type);
  type.pytorch =
      "nn.RNN({input_size}, {hidden_size}, num_layers={num_layers}, "
      "nonlinearity={nonlinearity}, batch_first=True, dropout={dropout}, "
      "bidirectional={bidirectional})";
  setFactories<RnnLayer>(type);
  return type;
}

}  // namespace loom
