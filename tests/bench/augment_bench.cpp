// What augmentation costs: microseconds for an image by each transform, and how fast LeNet-5 trains
// with none, with one, with mixing, and with turning, scaling, shifting and bending together; of
// these, what each adds. Interleaved turns, medians.
//   augment_bench [ROUNDS]      (5 by default)
// Exit status 1 if all four together take more than half of the speed.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "app/model_bench.h"
#include "engine/augment/mixing.h"
#include "engine/base/threads.h"
#include "engine/data/batch.h"
#include "engine/graph/program.h"
#include "engine/io/project_file.h"
#include "engine/train/run.h"
#include "places.h"

using namespace loom;

namespace {

using Clock = std::chrono::steady_clock;
using Steps = std::vector<AugmentationStep>;
constexpr double kMostShare = 0.5;
constexpr int kBatch = 64;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "augment_bench: %s\n", result.error().text.english().c_str());
  std::exit(2);
}

const Steps kFour = {
    {"Rotate", {}, 1}, {"Scale", {}, 1}, {"Translate", {}, 1}, {"ElasticDeform", {}, 1}};

/// Microseconds an image of the data takes in batches of 64, reading included.
double cost(const Dataset& dataset, const Steps& steps) {
  const Augmenter augmenter = must(Augmenter::create(steps, 1));
  const int batches = std::min(2000, dataset.train.size()) / kBatch;
  std::vector<std::int32_t> samples(kBatch);
  Batch batch;
  MixRoom room;
  std::vector<double> seconds;
  for (int i = 0; i < batches; ++i) {
    std::iota(samples.begin(), samples.end(), i * kBatch);
    const auto start = Clock::now();
    fillBatch(batch, dataset, samples, {0, i}, augmenter, room);
    seconds.push_back(secondsSince(start));
  }
  return 1e6 * median(seconds) / kBatch;
}

void printCosts(const Dataset& dataset) {
  const double reading = cost(dataset, {});
  std::printf("an image of %s\n  %-22s %6.1f us\n", dataset.shape.text().c_str(), "reading it",
              reading);
  for (const AugmentationType& type : augmentationTypes())
    std::printf("  %-22s %6.1f us\n", type.name.c_str(),
                cost(dataset, {{type.name, {}, 1}}) - reading);
  Steps some;
  double before = reading;
  for (const AugmentationStep& step : kFour) {
    some.push_back(step);
    const double now = cost(dataset, some);
    std::printf("  %zu of the four, +%-7.7s%6.1f us more\n", some.size(), step.type.c_str(),
                now - before);
    before = now;
  }
}

/// LeNet-5 as its template trains it, but for the augmentation.
class Training {
 public:
  Training(std::shared_ptr<const Dataset> dataset, Project project, const Steps& steps)
      : workers_(hardwareThreads()) {
    project.augmentation = steps;
    project.training.epochs = 1'000'000;
    batch_ = project.training.batchSize;
    RunSetup setup;
    setup.network = must(compile(project.graph));
    setup.parameters = must(Parameters<float>::create(project.graph, setup.network->analysis, 1));
    setup.dataset = std::move(dataset);
    setup.project = std::move(project);
    run_ = must(Run::create(std::move(setup), workers_));
  }

  /// Images a second.
  double speed(double seconds) {
    (void)advance(0.2);
    return advance(seconds);
  }

 private:
  double advance(double seconds) {
    std::int64_t steps = 0;
    const auto start = Clock::now();
    while (secondsSince(start) < seconds) {
      if (must(run_->advance()) == Run::Move::Step) ++steps;
      run_->drainPoints([](const Point&) {});
    }
    return static_cast<double>(steps * batch_) / secondsSince(start);
  }

  Workers workers_;
  std::unique_ptr<Run> run_;
  std::int64_t batch_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
  const auto project = must(
      loadProject(std::string(loom::test::kSourceFolder) + "/resources/templates/lenet5.loom"));
  const auto dataset = must(loadDataset(project.data));
  printCosts(*dataset);

  const std::pair<const char*, Steps> pipelines[] = {
      {"none", {}}, {"Rotate", {kFour[0]}}, {"Mixup", {{"Mixup", {}, 1}}}, {"the four", kFour}};
  std::vector<double> speeds[4];
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < 4; ++i) {
      // One at a time: threads of others that wait would take its cores.
      Training training(dataset, project, pipelines[i].second);
      speeds[i].push_back(training.speed(1.0));
    }
  }
  const double plain = median(speeds[0]);
  std::printf("LeNet-5, %d threads\n", hardwareThreads());
  for (std::size_t i = 0; i < 4; ++i) {
    const double speed = median(speeds[i]);
    std::printf("  %-16s %8.0f images/s  %.2f of the speed, %5.1f us of all cores an image\n",
                pipelines[i].first, speed, speed / plain, 1e6 * hardwareThreads() / speed);
  }
  return median(speeds[3]) < kMostShare * plain ? 1 : 0;
}
