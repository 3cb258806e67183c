// layerloom bench: how fast this machine trains the standard models, next to the most it can do.

#include <algorithm>

#include "app/commands/commands.h"
#include "app/model_bench.h"
#include "app/output.h"
#include "app/standard_models.h"
#include "engine/base/text.h"
#include "engine/io/json.h"
#include "engine/kernels/kernels.h"

namespace loom {
namespace {

struct Length {
  int rounds;
  double seconds;
};

struct TrainingFigure {
  std::string name;
  int batch;
  double samplesPerSecond;
  double gflops;
};

struct LatencyFigure {
  std::string name;
  double microseconds;
};

struct Figures {
  int threads = 0;
  double peak = 0;
  std::vector<TrainingFigure> models;
  std::vector<LatencyFigure> latency;
};

/// The median of several rounds; one before them fills the caches.
template <class Round>
double medianOf(const Length& length, Round&& round) {
  round(std::min(length.seconds, 0.2));
  std::vector<double> found;
  for (int i = 0; i < length.rounds; ++i) found.push_back(round(length.seconds));
  return median(std::move(found));
}

Result<void> measureModel(const StandardModel& model, const Length& length, Workers& workers,
                          Figures& figures) {
  for (const int batch : model.batches) {
    message(fill("training %1, batch %2 ...", {model.name, std::to_string(batch)}));
    const auto bench = TrainingBench::create(model, batch, workers);
    if (!bench) return bench.error();
    const double speed =
        medianOf(length, [&](double seconds) { return (*bench)->samplesPerSecond(seconds); });
    figures.models.push_back({model.name, batch, speed, 1e-9 * speed * (*bench)->flopsPerSample()});
  }
  if (!model.latency) return {};
  message(fill("asking %1 about one sample at a time ...", {model.name}));
  const auto bench = LatencyBench::create(model, workers);
  if (!bench) return bench.error();
  figures.latency.push_back({model.name, medianOf(length, [&](double seconds) {
                               return (*bench)->microseconds(seconds);
                             })});
  return {};
}

Json figuresJson(const Figures& figures) {
  Json json = {{"isa", kernels<float>().isa},
               {"threads", figures.threads},
               {"peak_gflops", figures.peak},
               {"models", Json::array()},
               {"latency", Json::array()}};
  for (const TrainingFigure& figure : figures.models) {
    json["models"].push_back({{"name", figure.name},
                              {"batch", figure.batch},
                              {"samples_per_second", figure.samplesPerSecond},
                              {"gflops", figure.gflops}});
  }
  for (const LatencyFigure& figure : figures.latency)
    json["latency"].push_back({{"name", figure.name}, {"microseconds", figure.microseconds}});
  return json;
}

void printFigures(const Figures& figures) {
  print(std::string(kernels<float>().isa) + ", " + std::to_string(figures.threads) +
        " threads, peak " + decimals(figures.peak, 1) + " GFLOP/s\n\n");
  if (!figures.models.empty()) {
    std::vector<std::vector<std::string>> rows{
        {"training", "batch", "samples/s", "GFLOP/s", "of the peak"}};
    for (const TrainingFigure& figure : figures.models) {
      rows.push_back({figure.name, std::to_string(figure.batch),
                      grouped(static_cast<long long>(figure.samplesPerSecond)),
                      decimals(figure.gflops, 1), percent(figure.gflops / figures.peak)});
    }
    print(table(rows, 1));
  }
  for (const LatencyFigure& figure : figures.latency)
    print("\n" + figure.name + ", one sample: " + decimals(figure.microseconds, 1) + " µs\n");
}

int bench(const Arguments& arguments) {
  const Length length{static_cast<int>(arguments.integer("--rounds").value_or(5)),
                      arguments.real("--seconds").value_or(0.5)};
  const auto threads = static_cast<int>(arguments.integer("--threads").value_or(0));
  const auto only = arguments.text("--only");
  Workers workers(threads > 0 ? threads : hardwareThreads());
  Figures figures;
  figures.threads = workers.threads();
  int status = kDone;
  for (const StandardModel& model : standardModels()) {
    if (only && *only != model.name) continue;
    // Before every model: another program may have the machine for one of them.
    figures.peak = std::max(figures.peak, peakGflops(workers, length.seconds));
    if (const auto measured = measureModel(model, length, workers, figures); !measured) {
      report(measured.error(), model.name);
      status = kFailed;
    }
  }
  if (arguments.has("--json")) {
    printJson(figuresJson(figures));
  } else {
    printFigures(figures);
  }
  return status;
}

Flag onlyFlag() {
  Flag flag{"--only", "NAME", "measure this model alone"};
  for (const StandardModel& model : standardModels()) flag.choices.push_back(model.name);
  return flag;
}

}  // namespace

Verb benchVerb() {
  return {
      "bench",
      "",
      "How fast this machine trains the standard models.",
      "Whole steps (forward, backward, update) on data in memory: the median of several rounds. "
      "A step counts\n"
      "as three times the forward pass's FLOPs. The peak is the most multiply-adds that all "
      "threads together\n"
      "can do. With anything else running, the figures are not the machine's.",
      0,
      0,
      {onlyFlag(),
       {"--rounds", "N", "rounds of each measurement; 5 if not given", Flag::Kind::Int, 1, 1000},
       {"--seconds", "S", "length of a round; 0.5 if not given", Flag::Kind::Real, 0.01, 60},
       threadsFlag(),
       jsonFlag()},
      bench};
}

}  // namespace loom
