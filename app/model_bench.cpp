#include "app/model_bench.h"

#include <algorithm>
#include <chrono>

#include "engine/base/rng.h"
#include "engine/data/handwriting.h"
#include "engine/kernels/kernels.h"

namespace loom {
namespace {

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Built {
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> parameters;
  std::unique_ptr<Program<float>> program;
};

Result<Built> build(const StandardModel& model, Workers& workers, const ProgramOptions& options) {
  auto network = compile(model.graph);
  if (!network) return network.error();
  auto parameters = Parameters<float>::create((*network)->graph, (*network)->analysis, 0);
  if (!parameters) return parameters.error();
  auto program = Program<float>::create(*network, *parameters, workers, options);
  if (!program) return program.error();
  return Built{*network, *parameters, std::move(*program)};
}

/// The class is the digit where there is one, else any.
void addSample(BenchBatch& batch, SampleKind kind, std::int64_t values, std::uint64_t classes,
               std::int64_t positions, Rng rng) {
  if (kind == SampleKind::Digits) {
    const auto digit = static_cast<int>(rng.below(10));
    batch.classes.push_back(digit);
    for (const std::uint8_t pixel : writeDigit(digit, rng))
      batch.samples.push_back(static_cast<float>(pixel) / 255.0F);
    return;
  }
  for (std::int64_t i = 0; i < values; ++i) {
    batch.samples.push_back(kind == SampleKind::Tokens ? static_cast<float>(rng.below(classes))
                                                       : static_cast<float>(rng.uniform()));
  }
  for (std::int64_t i = 0; i < positions; ++i)
    batch.classes.push_back(static_cast<std::int32_t>(rng.below(classes)));
}

/// More than a cache holds, where the samples are not small.
std::vector<BenchBatch> makeBatches(const StandardModel& model, const Analysis& analysis,
                                    int batch) {
  constexpr std::int64_t kValues = 4'000'000;
  const std::int64_t values = analysis.find(analysis.inputNodes[0])->output->elements();
  const Shape& output = *analysis.find(analysis.outputNode)->output;
  const std::int64_t classes = output[output.rank() - 1];
  std::vector<BenchBatch> batches(
      static_cast<std::size_t>(std::clamp<std::int64_t>(kValues / (values * batch), 1, 128)));
  std::uint64_t sample = 0;
  for (BenchBatch& made : batches) {
    for (int i = 0; i < batch; ++i) {
      addSample(made, model.samples, values, static_cast<std::uint64_t>(classes),
                output.elements() / classes, Rng(0, hashOf("bench"), sample++));
    }
  }
  return batches;
}

/// A round of multiply-adds on every worker; gives how many they were.
std::int64_t multiplyAddsOfAll(Workers& workers, std::vector<float>& values) {
  constexpr std::int64_t kRounds = 20'000;  // some hundred microseconds
  constexpr int kParts = 4;                 // a worker that comes late leaves some to the others
  const int parts = kParts * workers.threads();
  std::int64_t each = 0;
  workers.forEach(parts, [&](int part, int worker) {
    float* own = values.data() + static_cast<std::ptrdiff_t>(worker) * kMultiplyAddValues;
    const std::int64_t done = kernels<float>().multiplyAdds(kRounds, own);
    if (part == 0) each = done;
  });
  return each * parts;
}

}  // namespace

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

Result<std::unique_ptr<TrainingBench>> TrainingBench::create(const StandardModel& model, int batch,
                                                             Workers& workers) {
  ProgramOptions options;
  options.maxBatch = batch;
  options.share = true;
  auto built = build(model, workers, options);
  if (!built) return built.error();
  return std::unique_ptr<TrainingBench>(
      new TrainingBench(std::move(built->network), std::move(built->parameters),
                        std::move(built->program), model, batch, workers));
}

TrainingBench::TrainingBench(std::shared_ptr<const Network> network,
                             std::shared_ptr<Parameters<float>> parameters,
                             std::unique_ptr<Program<float>> program, const StandardModel& model,
                             int batch, Workers& workers)
    : network_(std::move(network)),
      parameters_(std::move(parameters)),
      program_(std::move(program)),
      batch_(batch),
      workers_(workers),
      batches_(makeBatches(model, network_->analysis, batch)) {
  const OptimizerType& type = *findOptimizerType(model.optimizer.type);
  const Reader settings(type.fields, model.optimizer.params);
  optimizer_ = type.make(settings, *parameters_);
  lr_ = settings.real("lr");
}

float TrainingBench::step() {
  const BenchBatch& batch = batches_[static_cast<std::size_t>(steps_) % batches_.size()];
  std::copy(batch.samples.begin(), batch.samples.end(), program_->input());
  const float loss = program_->forward(batch_, {batch.classes.data(), nullptr}, true,
                                       {0, static_cast<std::uint64_t>(steps_)});
  program_->backward();
  optimizer_->step(*parameters_, lr_, ++steps_, workers_);
  return loss;
}

double TrainingBench::samplesPerSecond(double seconds) {
  const auto start = Clock::now();
  std::int64_t samples = 0;
  double elapsed = 0;
  do {
    step();
    samples += batch_;
    elapsed = secondsSince(start);
  } while (elapsed < seconds);
  return static_cast<double>(samples) / elapsed;
}

double TrainingBench::flopsPerSample() const {
  return 3.0 * static_cast<double>(network_->analysis.flops);
}

Result<std::unique_ptr<LatencyBench>> LatencyBench::create(const StandardModel& model,
                                                           Workers& workers) {
  ProgramOptions options;
  options.backward = false;
  auto built = build(model, workers, options);
  if (!built) return built.error();
  return std::unique_ptr<LatencyBench>(new LatencyBench(std::move(built->program), model));
}

LatencyBench::LatencyBench(std::unique_ptr<Program<float>> program, const StandardModel& model)
    : program_(std::move(program)), samples_(makeBatches(model, program_->network().analysis, 1)) {}

double LatencyBench::microseconds(double seconds) {
  std::vector<double> times;
  const auto start = Clock::now();
  do {
    const BenchBatch& sample = samples_[times.size() % samples_.size()];
    const auto asked = Clock::now();
    std::copy(sample.samples.begin(), sample.samples.end(), program_->input());
    program_->forward(1, {});
    times.push_back(1e6 * secondsSince(asked));
  } while (secondsSince(start) < seconds);
  return median(std::move(times));
}

double peakGflops(Workers& workers, double seconds) {
  std::vector<float> values(static_cast<std::size_t>(workers.threads()) * kMultiplyAddValues);
  double best = 0;
  const auto start = Clock::now();
  do {
    const auto begun = Clock::now();
    std::int64_t done = 0;
    double elapsed = 0;
    do {
      done += multiplyAddsOfAll(workers, values);
      elapsed = secondsSince(begun);
    } while (elapsed < 0.01);
    best = std::max(best, 2e-9 * static_cast<double>(done) / elapsed);
  } while (secondsSince(start) < seconds);
  return best;
}

}  // namespace loom
