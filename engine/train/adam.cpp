// Adam (Kingma and Ba 2015), as torch.optim.Adam computes it.

#include "engine/train/optimizer.h"

namespace loom {

namespace {

class Adam final : public Optimizer {
 public:
  Adam(const Reader& params, const Parameters<float>& parameters)
      : beta1_(params.reals("betas")[0]),
        beta2_(params.reals("betas")[1]),
        eps_(params.real("eps")),
        weightDecay_(params.real("weight_decay")),
        ranges_(parameters),
        moments_(parameters, {"exp_avg", "exp_avg_sq"}) {}

  void step(Parameters<float>& parameters, double lr, std::int64_t step,
            Workers& workers) override {
    const auto& loops = kernels<float>();
    float* values = parameters.allValues();
    const float* gradients = parameters.allGradients();
    ranges_.forEach(workers, [&](std::size_t at, std::size_t size) {
      loops.adamStep(size, values + at, gradients + at, moments_.data(0) + at,
                     moments_.data(1) + at, lr, beta1_, beta2_, eps_, weightDecay_, step, false);
    });
  }
  std::vector<NamedTensor> state() const override { return moments_.state(); }
  Result<void> restore(const std::vector<NamedTensor>& state) override {
    return moments_.restore(state);
  }

 private:
  double beta1_;
  double beta2_;
  double eps_;
  double weightDecay_;
  LearningRanges ranges_;
  Moments moments_;
};

}  // namespace

OptimizerType adam() {
  return {.name = "Adam",
          .summary = LOOM_TEXT(
              "Gives every weight its own step size from the recent size of its gradient."),
          .formula = "m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  w ← w − lr · m̂ / (√v̂ + ε)",
          .source = "https://pytorch.org/docs/stable/generated/torch.optim.Adam.html",
          .fields = {{.key = "lr",
                      .label = LOOM_TEXT("Learning rate"),
                      .help = LOOM_TEXT("How far each step goes."),
                      .initial = 0.001,
                      .min = 0.0,
                      .max = 1000.0},
                     {.key = "betas",
                      .label = LOOM_TEXT("Betas"),
                      .help = LOOM_TEXT("How long it remembers the gradient and its square."),
                      .initial = Reals{0.9, 0.999},
                      .min = 0.0,
                      .max = 0.9999999},
                     {.key = "eps",
                      .label = LOOM_TEXT("Epsilon"),
                      .help = LOOM_TEXT("Keeps the division away from zero."),
                      .initial = 1e-8,
                      .min = 0.0,
                      .max = 1.0},
                     {.key = "weight_decay",
                      .label = LOOM_TEXT("L2"),
                      .help = LOOM_TEXT("Pulls all weights towards zero with this strength."),
                      .initial = 0.0,
                      .min = 0.0,
                      .max = 1000.0}},
          .make = [](const Reader& params, const Parameters<float>& parameters)
              -> std::unique_ptr<Optimizer> { return std::make_unique<Adam>(params, parameters); }};
}

}  // namespace loom
