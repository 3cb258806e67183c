// Adagrad (Duchi, Hazan and Singer 2011), as torch.optim.Adagrad computes it.

#include <algorithm>

#include "engine/train/optimizer.h"
#include "engine/train/optimizer_fields.h"

namespace loom {

namespace {

class Adagrad final : public MomentOptimizer {
 public:
  Adagrad(const Reader& params, const Parameters<float>& parameters)
      : MomentOptimizer(parameters, {"sum"}),
        lrDecay_(params.real("lr_decay")),
        weightDecay_(params.real("weight_decay")),
        eps_(params.real("eps")) {
    std::fill_n(moments_.data(0), parameters.values().size(),
                static_cast<float>(params.real("initial_accumulator_value")));
  }

  void step(Parameters<float>& parameters, double lr, std::int64_t step,
            Workers& workers) override {
    const auto& loops = kernels<float>();
    float* values = parameters.allValues();
    const float* gradients = parameters.allGradients();
    ranges_.forEach(workers, gradients, [&](std::size_t at, std::size_t size) {
      loops.adagradStep(size, values + at, gradients + at, moments_.data(0) + at, lr, lrDecay_,
                        eps_, weightDecay_, step);
    });
  }

 private:
  double lrDecay_;
  double weightDecay_;
  double eps_;
};

}  // namespace

OptimizerType adagrad() {
  return {
      .name = "Adagrad",
      .summary = LOOM_TEXT("Weights that have moved much move less and less; rare ones keep pace."),
      .formula = "s ← s + g²,  w ← w − lr / (1 + (t − 1) η) · g / (√s + ε)",
      .source = "https://pytorch.org/docs/stable/generated/torch.optim.Adagrad.html",
      .fields = {learningRateField(0.01),
                 {.key = "lr_decay",
                  .label = LOOM_TEXT("Rate decay"),
                  .help = LOOM_TEXT("How fast the learning rate falls with the steps."),
                  .initial = 0.0,
                  .min = 0.0,
                  .max = 1000.0},
                 weightDecayField(),
                 {.key = "initial_accumulator_value",
                  .label = LOOM_TEXT("First sum"),
                  .help = LOOM_TEXT("Where the sum of squared gradients begins."),
                  .initial = 0.0,
                  .min = 0.0,
                  .max = 1000.0},
                 epsilonField(1e-10)},
      .make = [](const Reader& params, const Parameters<float>& parameters)
          -> std::unique_ptr<Optimizer> { return std::make_unique<Adagrad>(params, parameters); }};
}

}  // namespace loom
