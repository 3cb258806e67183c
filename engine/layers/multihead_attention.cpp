// Every step of a sequence looks at the others and takes from them what fits (Vaswani et al. 2017).

#include "engine/layers/followed.h"
#include "engine/layers/self_attention.h"

namespace loom {

namespace {

template <class T>
class MultiheadAttentionLayer final : public Layer<T> {
 public:
  explicit MultiheadAttentionLayer(const LayerSite<T>& site)
      : steps_(static_cast<int>(site.output[0])),
        size_(static_cast<std::ptrdiff_t>(site.output.elements())),
        samples_(samplesPerTask(steps_)),
        attention_(site, {site.params.integer("num_heads"), site.params.boolean("causal"),
                          site.params.boolean("bias"), site.params.real("dropout")}) {}

  int forwardTasks(const Pass<T>& pass) const override {
    return (pass.batch + samples_ - 1) / samples_;
  }
  void forward(const Pass<T>& pass, int task, int worker) override {
    const int first = task * samples_;
    attention_.forward(pass, first, std::min(samples_, pass.batch - first),
                       pass.inputs[0] + first * size_, pass.output + first * size_, worker);
  }

  int backwardTasks(const Pass<T>& pass) const override { return forwardTasks(pass); }
  void backward(const Pass<T>& pass, int task, int worker) override {
    const int first = task * samples_;
    T* dx = pass.inputGradients[0];
    attention_.backward(pass, first, std::min(samples_, pass.batch - first),
                        pass.outputGradient + first * size_, dx ? dx + first * size_ : nullptr,
                        worker);
  }

  int gradientTasks(const Pass<T>& pass) const override {
    return pass.parameterGradients ? attention_.gradientTasks(pass.batch * steps_) : 0;
  }
  void parameterGradients(const Pass<T>& pass, int task, int) override {
    attention_.parameterGradients(pass.batch * steps_, pass.inputs[0], pass.outputGradient, task);
  }

  void copyInner(const Pass<T>&, int sample, Inner<T>& out) const override {
    attention_.copyWeights(sample, out);
  }

 private:
  int steps_;
  std::ptrdiff_t size_;  // values of a sample
  int samples_;          // of a task
  SelfAttention<T> attention_;
};

}  // namespace

LayerType multiheadAttention() {
  LayerType type;
  type.name = "MultiheadAttention";
  type.category = Category::Recurrent;
  type.summary = LOOM_TEXT(
      "Lets every step of a sequence look at all steps and take from each as much as fits, in "
      "several heads at once.");
  type.formula = "head = softmax(Q Kᵀ / √d) V;  Q, K, V = W x;  y = Wₒ [head₁ … headₙ]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html";
  type.idStem = "attention";
  type.synonyms = {LOOM_TEXT("self-attention"), "MHA"};
  type.fields = {headsField("num_heads"),
                 causalField(),
                 {.key = "dropout",
                  .label = LOOM_TEXT("Dropout"),
                  .help = LOOM_TEXT("Share of the attention weights that is set to zero while "
                                    "training."),
                  .initial = 0.0,
                  .min = 0.0,
                  .max = 1.0},
                 {.key = "bias",
                  .label = LOOM_TEXT("Bias"),
                  .help = LOOM_TEXT("Adds a learnable constant to each output."),
                  .initial = true},
                 followedField("embed_dim", LOOM_TEXT("Values"))};
  type.layout = Layout::Rows;
  type.shape = [](const SiteInfo& site) { return attendedShape(site, "num_heads", "embed_dim"); };
  type.parameters = [](const SiteInfo& site) {
    return attentionParameters("", site.inputs[0][1], site.params.boolean("bias"));
  };
  type.flops = [](const SiteInfo&, const Shape& output) { return attentionFlops(output); };
  type.caption = [](const SiteInfo& site) {
    return Text(LOOM_TEXT("%1 heads"), {std::to_string(site.params.integer("num_heads"))});
  };
  type.readsOutput = false;
  type.pytorch =
      "nn.MultiheadAttention({embed_dim}, {num_heads}, dropout={dropout}, bias={bias}, "
      "batch_first=True)";
  setFactories<MultiheadAttentionLayer>(type);
  return type;
}

}  // namespace loom
