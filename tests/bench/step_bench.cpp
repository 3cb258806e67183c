// Trains a standard model of `layerloom bench` on batches in memory whenever it is told to on
// standard input, and says how fast:
//   round SECONDS     -> "round SAMPLES_PER_SECOND"
//   latency SECONDS   -> "latency MICROSECONDS", of one sample forward
//   peak SECONDS      -> "peak GFLOPS", of multiply-adds on all threads
// It sleeps in between, so that versus_pytorch.py can take turns with PyTorch. On start it prints
// "ready THREADS ISA FLOPS_PER_SAMPLE FIRST_LOSS".
//   step_bench [--model NAME] [--batch N] [--threads N] [--dump FOLDER]
// --dump writes weights.safetensors, as they are before the first step, and batches.safetensors:
// `input` and `target`, (batches, batch, ...).

#include <cstdio>
#include <iostream>
#include <map>
#include <string>

#include "app/model_bench.h"
#include "app/standard_models.h"
#include "engine/kernels/kernels.h"
#include "golden/goldens.h"

using namespace loom;
using namespace loom::test;

namespace {

struct Settings {
  std::string model = "lenet5";
  int batch = 64;
  int threads = hardwareThreads();
  std::string dump;
};

Settings settingsFrom(int argc, char** argv) {
  Settings settings;
  const std::map<std::string, int*> numbers = {{"--batch", &settings.batch},
                                               {"--threads", &settings.threads}};
  const std::map<std::string, std::string*> texts = {{"--model", &settings.model},
                                                     {"--dump", &settings.dump}};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (const auto number = numbers.find(argv[i]); number != numbers.end()) {
      *number->second = std::stoi(argv[i + 1]);
    } else if (const auto text = texts.find(argv[i]); text != texts.end()) {
      *text->second = argv[i + 1];
    } else {
      throw std::runtime_error(std::string("unknown option ") + argv[i]);
    }
  }
  return settings;
}

StandardModel modelOf(const std::string& name) {
  for (const StandardModel& model : standardModels()) {
    if (model.name == name) return model;
  }
  throw std::runtime_error("there is no standard model " + name);
}

void dump(const TrainingBench& bench, int batch, const std::string& folder) {
  const auto count = static_cast<std::int64_t>(bench.batches().size());
  NamedTensor input{"input", {}, {}};
  NamedTensor target{"target", {}, {}};
  for (const BenchBatch& each : bench.batches()) {
    input.values.insert(input.values.end(), each.samples.begin(), each.samples.end());
    for (const std::int32_t label : each.classes)
      target.values.push_back(static_cast<float>(label));
  }
  for (NamedTensor* tensor : {&input, &target}) {
    const auto values = static_cast<std::int64_t>(tensor->values.size());
    tensor->shape = Shape{count, batch, values / (count * batch)};
  }
  must(writeSafetensors(folder + "/batches.safetensors", {input, target}));
  must(writeSafetensors(folder + "/weights.safetensors", bench.parameters().tensors()));
}

double measure(const std::string& what, double seconds, TrainingBench& training,
               LatencyBench& latency, Workers& workers) {
  if (what == "round") return training.samplesPerSecond(seconds);
  if (what == "latency") return latency.microseconds(seconds);
  if (what == "peak") return peakGflops(workers, seconds);
  throw std::runtime_error("unknown command " + what);
}

int run(int argc, char** argv) {
  const Settings settings = settingsFrom(argc, argv);
  const StandardModel model = modelOf(settings.model);
  Workers workers(settings.threads);
  const auto training = must(TrainingBench::create(model, settings.batch, workers));
  const auto latency = must(LatencyBench::create(model, workers));
  if (!settings.dump.empty()) dump(*training, settings.batch, settings.dump);
  std::printf("ready %d %s %.0f %.6f\n", workers.threads(), kernels<float>().isa,
              training->flopsPerSample(), static_cast<double>(training->step()));
  std::fflush(stdout);
  std::string what;
  double seconds = 0;
  while (std::cin >> what >> seconds) {
    std::printf("%s %.3f\n", what.c_str(), measure(what, seconds, *training, *latency, workers));
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "step_bench: %s\n", error.what());
    return 1;
  }
}
