// Trains LeNet-5 on batches in memory, and says how many images a second, whenever it is asked on
// standard input:
//   round SECONDS   -> "round IMAGES_PER_SECOND LAST_LOSS"
// It sleeps between the rounds, so that lenet_vs_pytorch.py can take turns with PyTorch. On start
// it prints "ready THREADS ISA DATA FIRST_LOSS".
//   lenet_bench [--threads N] [--batch N] [--batches N] [--data SPEC] [--dump FILE]
// --dump writes the batches for PyTorch: per batch its pixels (uint8) and its labels (int32).

#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "engine/base/rng.h"
#include "engine/data/dataset.h"
#include "engine/graph/program.h"
#include "engine/kernels/kernels.h"
#include "engine/train/optimizer.h"
#include "golden/goldens.h"

using namespace loom;
using namespace loom::test;

namespace {

using Clock = std::chrono::steady_clock;

struct Settings {
  int threads = hardwareThreads();
  int batch = 64;
  int batches = 128;
  std::string data = "mnist";
  std::string dump;
};

Settings settingsFrom(int argc, char** argv) {
  Settings settings;
  const std::map<std::string, int*> numbers = {{"--threads", &settings.threads},
                                               {"--batch", &settings.batch},
                                               {"--batches", &settings.batches}};
  const std::map<std::string, std::string*> texts = {{"--data", &settings.data},
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

struct Batch {
  std::vector<float> pixels;
  std::vector<std::int32_t> classes;
};

/// Batches of shuffled training samples.
std::vector<Batch> makeBatches(const Settings& settings, const Dataset& data) {
  std::ofstream dump;
  if (!settings.dump.empty()) dump.open(settings.dump, std::ios::binary);
  Rng rng(1);
  std::vector<Batch> batches(static_cast<std::size_t>(settings.batches));
  for (Batch& batch : batches) {
    std::vector<std::uint8_t> bytes;
    for (int i = 0; i < settings.batch; ++i) {
      const auto sample =
          static_cast<int>(rng.below(static_cast<std::uint64_t>(data.train.size())));
      const auto image = data.image(data.train, sample);
      bytes.insert(bytes.end(), image.begin(), image.end());
      batch.classes.push_back(data.train.labels[static_cast<std::size_t>(sample)]);
    }
    for (const std::uint8_t byte : bytes) batch.pixels.push_back(static_cast<float>(byte) / 255.0F);
    dump.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    dump.write(reinterpret_cast<const char*>(batch.classes.data()),
               static_cast<std::streamsize>(batch.classes.size() * sizeof(std::int32_t)));
  }
  return batches;
}

class Bench {
 public:
  explicit Bench(const Settings& settings) : batch_(settings.batch), workers_(settings.threads) {
    const auto network = must(compile(must(loadProject(lenet5Path())).graph));
    parameters_ = must(Parameters<float>::create(network->graph, network->analysis, 0));
    must(parameters_->load(Tensors("lenet5_weights.safetensors").all()));
    program_ = must(Program<float>::create(network, parameters_, workers_, {batch_, true, false}));
    const OptimizerType& type = *findOptimizerType("SGD");
    optimizer_ = type.make(Reader(type.fields, {{"lr", 0.01}, {"momentum", 0.5}}), *parameters_);
    const auto data = must(loadDataset(must(parseDataSpec(settings.data, {}))));
    title_ = data->title;
    batches_ = makeBatches(settings, *data);
  }

  float step() {
    const Batch& batch = batches_[static_cast<std::size_t>(steps_) % batches_.size()];
    std::copy(batch.pixels.begin(), batch.pixels.end(), program_->input());
    const float loss = program_->forward(batch_, {batch.classes.data(), nullptr}, true,
                                         {0, static_cast<std::uint64_t>(steps_)});
    program_->backward();
    optimizer_->step(*parameters_, 0.01, ++steps_, workers_);
    return loss;
  }

  void round(double seconds) {
    const auto start = Clock::now();
    std::int64_t images = 0;
    float loss = 0;
    double elapsed = 0;
    while (elapsed < seconds) {
      loss = step();
      images += batch_;
      elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    }
    std::printf("round %.0f %.4f\n", static_cast<double>(images) / elapsed,
                static_cast<double>(loss));
  }

  const std::string& title() const { return title_; }
  int threads() const { return workers_.threads(); }

 private:
  int batch_;
  Workers workers_;
  std::shared_ptr<Parameters<float>> parameters_;
  std::unique_ptr<Program<float>> program_;
  std::unique_ptr<Optimizer> optimizer_;
  std::string title_;
  std::vector<Batch> batches_;
  std::int64_t steps_ = 0;
};

int run(int argc, char** argv) {
  Bench bench(settingsFrom(argc, argv));
  std::printf("ready %d %s %s %.6f\n", bench.threads(), kernels<float>().isa, bench.title().c_str(),
              static_cast<double>(bench.step()));
  std::fflush(stdout);
  std::string command;
  double seconds = 0;
  while (std::cin >> command && command == "round" && std::cin >> seconds) {
    bench.round(seconds);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lenet_bench: %s\n", error.what());
    return 1;
  }
}
