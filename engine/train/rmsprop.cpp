// RMSprop (Hinton 2012), as torch.optim.RMSprop computes it.

#include "engine/train/optimizer.h"
#include "engine/train/optimizer_fields.h"

namespace loom {

namespace {

class Rmsprop final : public MomentOptimizer {
 public:
  Rmsprop(const Reader& params, const Parameters<float>& parameters)
      : MomentOptimizer(parameters, momentNames(params)),
        alpha_(params.real("alpha")),
        eps_(params.real("eps")),
        weightDecay_(params.real("weight_decay")),
        momentum_(params.real("momentum")),
        centered_(params.boolean("centered")) {}

  void step(Parameters<float>& parameters, double lr, std::int64_t, Workers& workers) override {
    const auto& loops = kernels<float>();
    float* values = parameters.allValues();
    const float* gradients = parameters.allGradients();
    float* square = moments_.data(0);
    float* mean = centered_ ? moments_.data(1) : nullptr;
    float* buffer = momentum_ != 0 ? moments_.data(centered_ ? 2 : 1) : nullptr;
    ranges_.forEach(workers, gradients, [&](std::size_t at, std::size_t size) {
      loops.rmspropStep(size, values + at, gradients + at, square + at, mean ? mean + at : nullptr,
                        buffer ? buffer + at : nullptr, lr, alpha_, eps_, weightDecay_, momentum_);
    });
  }

 private:
  static std::vector<std::string> momentNames(const Reader& params) {
    std::vector<std::string> names = {"square_avg"};
    if (params.boolean("centered")) names.emplace_back("grad_avg");
    if (params.real("momentum") != 0) names.emplace_back("momentum_buffer");
    return names;
  }

  double alpha_;
  double eps_;
  double weightDecay_;
  double momentum_;
  bool centered_;
};

}  // namespace

OptimizerType rmsprop() {
  return {
      .name = "RMSprop",
      .summary = LOOM_TEXT("Divides each weight's step by the recent size of its gradient."),
      .formula = "v ← α v + (1 − α) g²,  w ← w − lr · g / (√v + ε)",
      .source = "https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html",
      .fields = {learningRateField(0.01),
                 {.key = "alpha",
                  .label = LOOM_TEXT("Alpha"),
                  .help = LOOM_TEXT("How long it remembers the square of the gradient."),
                  .initial = 0.99,
                  .min = 0.0,
                  .max = 0.9999999},
                 epsilonField(1e-8),
                 weightDecayField(),
                 momentumField(),
                 {.key = "centered",
                  .label = LOOM_TEXT("Centred"),
                  .help = LOOM_TEXT("Divides by the spread of the gradient instead of its size."),
                  .initial = false}},
      .make = [](const Reader& params, const Parameters<float>& parameters)
          -> std::unique_ptr<Optimizer> { return std::make_unique<Rmsprop>(params, parameters); }};
}

}  // namespace loom
