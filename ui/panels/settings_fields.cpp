#include "ui/panels/settings_fields.h"

#include "engine/base/threads.h"
#include "engine/train/figures.h"

namespace loom::ui {

namespace {

constexpr double kMostSeed = 9e15;  // what a JSON number holds exactly

std::int64_t whole(const loom::Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number ? *number : 0;
}

double real(const loom::Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  return static_cast<double>(whole(value));
}

bool truth(const loom::Value& value) {
  const auto* flag = std::get_if<bool>(&value);
  return flag && *flag;
}

loom::Value wholeValue(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

loom::Field field(std::string key, std::string label, std::string help, loom::Value initial,
                  double min, double max) {
  loom::Field made;
  made.key = std::move(key);
  made.label = std::move(label);
  made.help = std::move(help);
  made.initial = std::move(initial);
  made.min = min;
  made.max = max;
  return made;
}

loom::Fields makeTrainingFields() {
  loom::Fields fields = {
      field("epochs", LOOM_TEXT("Epochs"),
            LOOM_TEXT("How often the network sees every training sample."), std::int64_t{10}, 1,
            1e6),
      field("batch_size", LOOM_TEXT("Batch size"),
            LOOM_TEXT("Samples between two updates of the weights."), std::int64_t{64}, 1, 65536),
      field("seed", LOOM_TEXT("Seed"), LOOM_TEXT("The same seed gives the same run, bit for bit."),
            std::int64_t{0}, 0, kMostSeed),
      field("shuffle", LOOM_TEXT("Shuffle"),
            LOOM_TEXT("Take the samples in another order every epoch."), true, 0, 1),
      field("gradient_clip_norm", LOOM_TEXT("Gradient limit"),
            LOOM_TEXT("Shortens the gradient of all weights to this length when it is longer."),
            std::monostate(), 0, 1e12)};
  fields.back().kind = loom::Field::Kind::Real;
  fields.back().optional = true;
  fields.back().minExclusive = true;
  fields.back().nullText = LOOM_TEXT("none");
  return fields;
}

loom::Fields makeMachineFields() {
  const std::int64_t most = loom::hardwareThreads();
  return {field("threads", LOOM_TEXT("Threads"),
                LOOM_TEXT("Processor threads at work, also while it trains; the result is the same "
                          "for any number. Belongs to this machine, not to the project."),
                most, 1, static_cast<double>(most))};
}

loom::Fields makeStoppingFields() {
  return {loom::monitorField(),
          loom::modeField(),
          field("patience", LOOM_TEXT("Patience"),
                LOOM_TEXT("Epochs without a gain before training stops."), std::int64_t{5}, 0, 1e6),
          field("min_delta", LOOM_TEXT("Least gain"),
                LOOM_TEXT("Smaller changes do not count as a gain."), 0.0, 0, 1e6),
          field("restore_best_weights", LOOM_TEXT("Keep the best"),
                LOOM_TEXT("End with the weights of the best epoch."), true, 0, 1),
          field("start_from_epoch", LOOM_TEXT("Look away for"),
                LOOM_TEXT("Epochs at the beginning that are neither watched nor waited for."),
                std::int64_t{0}, 0, 1e6)};
}

}  // namespace

const loom::Fields& splitFields() {
  static const loom::Fields fields = {
      field("validation_fraction", LOOM_TEXT("Validation share"),
            LOOM_TEXT("Share of the training samples kept apart to check on."), 0.1, 0, 0.9),
      field("split_seed", LOOM_TEXT("Split seed"),
            LOOM_TEXT("Another seed keeps other samples apart."), std::int64_t{0}, 0, kMostSeed)};
  return fields;
}

loom::Values splitValues(const loom::DataSettings& data) {
  return {{"validation_fraction", data.validationFraction},
          {"split_seed", wholeValue(data.splitSeed)}};
}

void setSplit(loom::DataSettings& data, const std::string& key, const loom::Value& value) {
  if (key == "validation_fraction") data.validationFraction = real(value);
  if (key == "split_seed") data.splitSeed = static_cast<std::uint64_t>(whole(value));
}

const loom::Fields& trainingFields() {
  static const loom::Fields fields = makeTrainingFields();
  return fields;
}

loom::Values trainingValues(const loom::TrainingSettings& training) {
  loom::Values values = {{"epochs", std::int64_t{training.epochs}},
                         {"batch_size", std::int64_t{training.batchSize}},
                         {"seed", wholeValue(training.seed)},
                         {"shuffle", training.shuffle}};
  const auto& clip = training.gradientClipNorm;
  values.set("gradient_clip_norm", clip ? loom::Value(*clip) : loom::Value());
  return values;
}

void setTraining(loom::TrainingSettings& training, const std::string& key,
                 const loom::Value& value) {
  if (key == "epochs") training.epochs = static_cast<int>(whole(value));
  if (key == "batch_size") training.batchSize = static_cast<int>(whole(value));
  if (key == "seed") training.seed = static_cast<std::uint64_t>(whole(value));
  if (key == "shuffle") training.shuffle = truth(value);
  if (key == "gradient_clip_norm") {
    training.gradientClipNorm.reset();
    if (!std::holds_alternative<std::monostate>(value)) training.gradientClipNorm = real(value);
  }
}

const loom::Fields& stoppingFields() {
  static const loom::Fields fields = makeStoppingFields();
  return fields;
}

loom::Values stoppingValues(const loom::EarlyStopping& stopping) {
  return {{"monitor", stopping.monitor},
          {"mode", stopping.mode},
          {"patience", std::int64_t{stopping.patience}},
          {"min_delta", stopping.minDelta},
          {"restore_best_weights", stopping.restoreBestWeights},
          {"start_from_epoch", std::int64_t{stopping.startFromEpoch}}};
}

void setStopping(loom::EarlyStopping& stopping, const std::string& key, const loom::Value& value) {
  if (const auto* word = std::get_if<std::string>(&value)) {
    if (key == "monitor") stopping.monitor = *word;
    if (key == "mode") stopping.mode = *word;
  }
  if (key == "patience") stopping.patience = static_cast<int>(whole(value));
  if (key == "min_delta") stopping.minDelta = real(value);
  if (key == "restore_best_weights") stopping.restoreBestWeights = truth(value);
  if (key == "start_from_epoch") stopping.startFromEpoch = static_cast<int>(whole(value));
}

const loom::Fields& machineFields() {
  static const loom::Fields fields = makeMachineFields();
  return fields;
}

}  // namespace loom::ui
