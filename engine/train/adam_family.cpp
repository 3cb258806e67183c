#include "engine/train/adam_family.h"

#include "engine/train/optimizer_fields.h"

namespace loom {

namespace {

template <WeightDecay kind>
class Adam final : public MomentOptimizer {
 public:
  Adam(const Reader& params, const Parameters<float>& parameters)
      : MomentOptimizer(parameters, {"exp_avg", "exp_avg_sq"}),
        beta1_(params.reals("betas")[0]),
        beta2_(params.reals("betas")[1]),
        eps_(params.real("eps")),
        weightDecay_(params.real("weight_decay")) {}

  void step(Parameters<float>& parameters, double lr, std::int64_t step,
            Workers& workers) override {
    const auto& loops = kernels<float>();
    float* values = parameters.allValues();
    const float* gradients = parameters.allGradients();
    ranges_.forEach(workers, gradients, [&](std::size_t at, std::size_t size) {
      loops.adamStep(size, values + at, gradients + at, moments_.data(0) + at,
                     moments_.data(1) + at, lr, beta1_, beta2_, eps_, weightDecay_, step,
                     kind == WeightDecay::Decoupled);
    });
  }

 private:
  double beta1_;
  double beta2_;
  double eps_;
  double weightDecay_;
};

template <WeightDecay kind>
std::unique_ptr<Optimizer> makeAdam(const Reader& params, const Parameters<float>& parameters) {
  return std::make_unique<Adam<kind>>(params, parameters);
}

}  // namespace

OptimizerType adamFamily(WeightDecay kind) {
  const bool decoupled = kind == WeightDecay::Decoupled;
  Field decay = weightDecayField();
  if (decoupled) {
    decay.label = LOOM_TEXT("Weight decay");
    decay.help = LOOM_TEXT("Each step shrinks all weights by this share of the learning rate.");
    decay.initial = 0.01;
  }
  OptimizerType type;
  type.fields = {learningRateField(0.001),
                 {.key = "betas",
                  .label = LOOM_TEXT("Betas"),
                  .help = LOOM_TEXT("How long it remembers the gradient and its square."),
                  .initial = Reals{0.9, 0.999},
                  .min = 0.0,
                  .max = 0.9999999},
                 epsilonField(1e-8),
                 decay};
  type.make = decoupled ? makeAdam<WeightDecay::Decoupled> : makeAdam<WeightDecay::InGradient>;
  return type;
}

}  // namespace loom
