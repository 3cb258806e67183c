#include "app/commands/train_report.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "app/output.h"
#include "engine/io/json.h"
#include "engine/io/run_directory.h"

namespace fs = std::filesystem;

namespace loom {
namespace {

const char* stateName(TrainerStatus::State state, bool interrupted) {
  if (state == TrainerStatus::State::Failed) return "failed";
  if (state == TrainerStatus::State::Finished) return "finished";
  return interrupted ? "interrupted" : "stopped";
}

/// As a shell takes it.
std::string shellWord(const std::string& path) {
  const bool plain =
      path.find_first_not_of(
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+,:@%") ==
      std::string::npos;
  if (plain && !path.empty()) return path;
  std::string out = "'";
  for (const char c : path) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + '\'';
}

/// From 1; 0: none, or no record that says so.
int bestEpochOf(const std::string& run) {
  const auto directory = RunDirectory::open(run);
  if (!directory) return 0;
  const auto record = (*directory)->record();
  return record ? record->bestEpoch + 1 : 0;
}

/// What the trainer measures as a float is written with a float's digits.
void addMetrics(Json& json, const EpochSummary& epoch) {
  json["loss"] = jsonNumber(epoch.loss);
  json["accuracy"] = jsonNumber(epoch.accuracy);
  json["val_loss"] = jsonNumber(static_cast<float>(epoch.validationLoss));
  json["val_accuracy"] = jsonNumber(static_cast<float>(epoch.validationAccuracy));
}

}  // namespace

TrainReport::TrainReport(Options options, const Project& project)
    : options_(std::move(options)),
      batchSize_(project.training.batchSize),
      seed_(project.training.seed),
      epochs_(batchSize_),
      progress_(Progress::styleFor(options_.quiet)) {}

void TrainReport::add(const TrainerStatus& status, std::vector<Point>& points) {
  if (status.stepsPerEpoch > 0) {
    if (!started_) sayStart(status);
    started_ = true;
    if (options_.json && options_.steps) {
      for (const Point& point : points) {
        if (point.split != Point::Split::Train) continue;
        printJson({{"event", "step"},
                   {"step", point.step},
                   {"loss", jsonNumber(point.loss)},
                   {"accuracy", jsonNumber(point.accuracy)},
                   {"lr", jsonNumber(point.learningRate)}});
      }
    }
    for (const EpochSummary& epoch : epochs_.add(status, points)) sayEpoch(epoch);
    points.clear();
  }
  if (status.active()) progress_.training(status);
}

void TrainReport::sayStart(const TrainerStatus& status) {
  if (!options_.json) return;
  printJson({{"event", "start"},
             {"project", options_.projectPath},
             {"run", options_.run},
             {"epochs", status.epochs},
             {"batch_size", batchSize_},
             {"seed", seed_},
             {"threads", status.threads},
             {"isa", status.isa},
             {"train_samples", status.trainSamples},
             {"validation_samples", status.validationSamples},
             {"test_samples", status.testSamples},
             {"steps_per_epoch", status.stepsPerEpoch},
             {"total_steps", status.totalSteps}});
}

void TrainReport::sayEpoch(const EpochSummary& epoch) {
  progress_.epochDone(epoch);
  if (!options_.json) return;
  Json json = {{"event", "epoch"}, {"epoch", epoch.epoch}, {"step", epoch.step}};
  addMetrics(json, epoch);
  json["lr"] = jsonNumber(static_cast<float>(epoch.learningRate));
  json["seconds"] = epoch.seconds;
  json["samples_per_second"] = epoch.samplesPerSecond;
  printJson(json);
}

double TrainReport::samplesPerSecond() const {
  return epochs_.seconds() > 0 ? static_cast<double>(epochs_.samples()) / epochs_.seconds() : 0;
}

void TrainReport::sayDone(const TrainerStatus& status, const char* ending, int bestEpoch) {
  const EpochSummary& last = epochs_.latest();
  Json json = {{"event", "done"}, {"status", ending}, {"run", options_.run}};
  json["epochs"] = last.step / std::max<std::int64_t>(1, status.stepsPerEpoch);  // complete ones
  json["step"] = last.step;
  addMetrics(json, last);
  json["best_epoch"] = bestEpoch > 0 ? Json(bestEpoch) : Json(nullptr);
  json["seconds"] = epochs_.seconds();
  json["samples_per_second"] = samplesPerSecond();
  printJson(json);
}

void TrainReport::saySummary(const TrainerStatus& status, int bestEpoch) {
  const EpochSummary& last = epochs_.latest();
  if (last.step == 0) {
    print("The run has all its " + grouped(status.step) +
          " steps already; ask for more --epochs to go on.\n");
    return;
  }
  const fs::path run(options_.run);
  std::error_code ignored;
  const fs::path weights =
      run /
      (fs::exists(run / "best.safetensors", ignored) ? "best.safetensors" : "last.safetensors");
  const std::string message = status.message.english();
  print((message.empty() ? std::string("Done.") : message) + " " + grouped(last.step) + " steps, " +
        duration(epochs_.seconds()) + ", " + grouped(std::llround(samplesPerSecond())) +
        " images/s\n");
  std::vector<std::vector<std::string>> rows{
      {"training", "loss " + decimals(last.loss, 4), "accuracy " + percent(last.accuracy)}};
  if (last.hasValidation) {
    rows.push_back({"validation", "loss " + decimals(last.validationLoss, 4),
                    "accuracy " + percent(last.validationAccuracy) +
                        (bestEpoch > 0 ? " (best epoch " + std::to_string(bestEpoch) + ")" : "")});
  }
  print(table(rows, 3));
  print("run        " + options_.run + "\n");
  // The run's own copy of the project has the data that --data named.
  print("test it:   layerloom evaluate " + shellWord((run / "project.loom").string()) +
        " --weights " + shellWord(weights.string()) + "\n");
}

int TrainReport::finish(const TrainerStatus& status, bool interrupted) {
  progress_.clear();
  const bool hasFailed = status.state == TrainerStatus::State::Failed;
  const bool stopped = status.state == TrainerStatus::State::Stopped;
  const int bestEpoch = bestEpochOf(options_.run);
  if (options_.json) sayDone(status, stateName(status.state, interrupted), bestEpoch);
  if (hasFailed) return report(failed(status.message));
  if (stopped && interrupted) {
    std::error_code ignored;
    if (!fs::exists(fs::path(options_.run) / "state.bin", ignored)) {
      message("interrupted before the first step; there is nothing to save");
    } else {
      message("interrupted at step " + std::to_string(status.step) + "; the run is saved in " +
              options_.run + "; go on with: layerloom train " + shellWord(options_.projectPath) +
              " --resume " + shellWord(options_.run));
    }
    return kFailed;
  }
  if (!options_.json && !options_.quiet) saySummary(status, bestEpoch);
  return kDone;
}

}  // namespace loom
