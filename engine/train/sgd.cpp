// Stochastic gradient descent with momentum, as torch.optim.SGD computes it.

#include "engine/train/optimizer.h"
#include "engine/train/optimizer_fields.h"

namespace loom {

namespace {

class Sgd final : public MomentOptimizer {
 public:
  Sgd(const Reader& params, const Parameters<float>& parameters)
      : MomentOptimizer(parameters, params.real("momentum") != 0
                                        ? std::vector<std::string>{"momentum_buffer"}
                                        : std::vector<std::string>{}),
        momentum_(params.real("momentum")),
        dampening_(params.real("dampening")),
        weightDecay_(params.real("weight_decay")),
        nesterov_(params.boolean("nesterov")) {}

  void step(Parameters<float>& parameters, double lr, std::int64_t step,
            Workers& workers) override {
    const auto& loops = kernels<float>();
    float* values = parameters.allValues();
    const float* gradients = parameters.allGradients();
    float* buffer = momentum_ != 0 ? moments_.data(0) : nullptr;
    ranges_.forEach(workers, gradients, [&](std::size_t at, std::size_t size) {
      loops.sgdStep(size, values + at, gradients + at, buffer ? buffer + at : nullptr, lr,
                    momentum_, dampening_, weightDecay_, nesterov_, step == 1);
    });
  }

 private:
  double momentum_;
  double dampening_;
  double weightDecay_;
  bool nesterov_;
};

}  // namespace

OptimizerType sgd() {
  return {
      .name = "SGD",
      .summary = LOOM_TEXT("Steps against the gradient; momentum lets it keep its direction."),
      .formula = "v ← μ v + (1 − τ) g,  w ← w − lr · v",
      .source = "https://pytorch.org/docs/stable/generated/torch.optim.SGD.html",
      .fields = {learningRateField(0.01),
                 momentumField(),
                 {.key = "dampening",
                  .label = LOOM_TEXT("Dampening"),
                  .help = LOOM_TEXT("Share by which a new gradient counts less in the momentum."),
                  .initial = 0.0,
                  .min = 0.0,
                  .max = 1.0},
                 weightDecayField(),
                 {.key = "nesterov",
                  .label = LOOM_TEXT("Nesterov"),
                  .help = LOOM_TEXT("Looks ahead along the momentum before it corrects."),
                  .initial = false}},
      .make = [](const Reader& params, const Parameters<float>& parameters)
          -> std::unique_ptr<Optimizer> { return std::make_unique<Sgd>(params, parameters); }};
}

}  // namespace loom
