// The settings around the network, checked against their declarations: data, augmentation,
// optimiser, schedule.

#include <algorithm>
#include <cmath>

#include "engine/augment/augmentation.h"
#include "engine/data/dataset.h"
#include "engine/graph/analysis.h"
#include "engine/graph/field_problems.h"
#include "engine/train/figures.h"
#include "engine/train/optimizer.h"
#include "engine/train/schedule.h"

namespace loom {

namespace {

template <class Types>
std::vector<std::string> namesOf(const Types& types) {
  std::vector<std::string> names;
  for (const auto& type : types) names.push_back(type.name);
  return names;
}

class SettingsCheck {
 public:
  SettingsCheck(const Project& project, Analysis& analysis, const std::optional<DataInfo>& data)
      : project_(project), analysis_(analysis), data_(data) {}

  void data() {
    if (const SourceType* type = findSourceType(project_.data.source)) {
      add(fieldProblems(
          {}, type->name, type->fields, project_.data.params,
          [&](const Values& params) { return edited([&](auto& s) { s.data.params = params; }); }));
    } else {
      add(unknownName({}, LOOM_TEXT("there is no data source \"%1\"; choose one from the list"),
                      LOOM_TEXT("there is no data source \"%1\"; did you mean %2?"),
                      project_.data.source, namesOf(sourceTypes()), [&](const std::string& name) {
                        return edited([&](auto& s) { s.data.source = name; });
                      }));
    }
    number(LOOM_TEXT(
               "validation_fraction must be from 0 to 0.9, not %1; choose a value in that range"),
           project_.data.validationFraction, 0, 0.9,
           [](ReplaceSettings& s, double v) { s.data.validationFraction = v; });
  }

  void augmentation() {
    for (std::size_t i = 0; i < project_.augmentation.size(); ++i) {
      const AugmentationStep& step = project_.augmentation[i];
      if (const AugmentationType* type = findAugmentationType(step.type)) {
        add(fieldProblems({}, type->name, type->fields, step.params, [&](const Values& params) {
          return edited([&](auto& s) { s.augmentation[i].params = params; });
        }));
      } else {
        add(unknownName({}, LOOM_TEXT("there is no transform \"%1\"; remove it"),
                        LOOM_TEXT("there is no transform \"%1\"; did you mean %2?"), step.type,
                        namesOf(augmentationTypes()), [&](const std::string& name) {
                          return edited([&](auto& s) { s.augmentation[i].type = name; });
                        }));
      }
      number(LOOM_TEXT("the probability of a transform must be from 0 to 1, not %1; choose a value "
                       "in that range"),
             step.probability, 0, 1,
             [i](ReplaceSettings& s, double v) { s.augmentation[i].probability = v; });
      mixing(i);
    }
  }

  void training() {
    const TrainingSettings& training = project_.training;
    choice(training.optimizer, optimizerTypes(),
           LOOM_TEXT("there is no optimiser \"%1\"; choose one from the list"),
           LOOM_TEXT("there is no optimiser \"%1\"; did you mean %2?"),
           [](ReplaceSettings& s) -> Choice& { return s.training.optimizer; });
    choice(training.schedule, scheduleTypes(),
           LOOM_TEXT("there is no schedule \"%1\"; choose one from the list"),
           LOOM_TEXT("there is no schedule \"%1\"; did you mean %2?"),
           [](ReplaceSettings& s) -> Choice& { return s.training.schedule; });
    schedule(training.schedule);
    number(LOOM_TEXT("epochs must be from 1 to 1000000, not %1; choose a value in that range"),
           training.epochs, 1, 1e6,
           [](ReplaceSettings& s, double v) { s.training.epochs = static_cast<int>(v); });
    number(LOOM_TEXT("batch_size must be from 1 to 65536, not %1; choose a value in that range"),
           training.batchSize, 1, 65536,
           [](ReplaceSettings& s, double v) { s.training.batchSize = static_cast<int>(v); });
    if (training.gradientClipNorm) {
      number(LOOM_TEXT("gradient_clip_norm must be more than 0, not %1; choose a positive value or "
                       "leave it out"),
             *training.gradientClipNorm, 1e-12, 1e12,
             [](ReplaceSettings& s, double v) { s.training.gradientClipNorm = v; });
    }
    if (training.earlyStopping) earlyStopping(*training.earlyStopping);
  }

  void unknownKeys() {
    for (std::size_t i = 0; i < project_.unknown.size(); ++i) {
      const std::string& pointer = project_.unknown[i].first;
      add({{},
           Problem::Severity::Warning,
           {LOOM_TEXT("the project has a key \"%1\" that means nothing here; correct or remove it"),
            {pointer}},
           {{{LOOM_TEXT("Remove %1"), {pointer}}, edited([&](auto& s) {
               s.unknown.erase(s.unknown.begin() + static_cast<std::ptrdiff_t>(i));
             })}},
           pointer});
    }
  }

 private:
  /// A step that mixes needs data it can mix, and batches that no other one has mixed.
  void mixing(std::size_t i) {
    const AugmentationStep& step = project_.augmentation[i];
    if (!mixes(step)) return;
    if (const Text why = data_ ? whyNotMixed(step, taskOf(analysis_, *data_)) : Text();
        !why.empty()) {
      add({{},
           Problem::Severity::Error,
           why,
           {{{LOOM_TEXT("Switch %1 off"), {step.type}},
             edited([i](auto& s) { s.augmentation[i].enabled = false; })}},
           "augmentation"});
    }
    for (std::size_t before = 0; before < i; ++before) {
      const AugmentationStep& other = project_.augmentation[before];
      if (!mixes(other) || other.probability < 1) continue;
      add({{},
           Problem::Severity::Warning,
           {LOOM_TEXT("%1 never has its turn, for %2 before it mixes every batch; lower the "
                      "probability of %2"),
            {step.type, other.type}},
           {{{LOOM_TEXT("Let %1 mix half of them"), {other.type}},
             edited([before](auto& s) { s.augmentation[before].probability = 0.5; })}},
           "augmentation"});
      return;
    }
  }

  void earlyStopping(const EarlyStopping& early) {
    const std::vector<std::string>& known = figureNames();
    if (std::find(known.begin(), known.end(), early.monitor) == known.end()) {
      add(unknownName(
          {}, LOOM_TEXT("early stopping cannot watch \"%1\"; choose val_loss or val_accuracy"),
          LOOM_TEXT("early stopping cannot watch \"%1\"; did you mean %2?"), early.monitor, known,
          [&](const std::string& name) {
            return edited([&](auto& s) { s.training.earlyStopping->monitor = name; });
          }));
    } else {
      needsValidation(early.monitor,
                      LOOM_TEXT("early stopping watches %1, but no samples are kept for "
                                "validation; keep some or watch loss"));
      needsClasses(early.monitor, [](ReplaceSettings& s, const std::string& other) {
        s.training.earlyStopping->monitor = other;
      });
    }
    static const std::vector<std::string> modes = {"auto", "min", "max"};
    if (std::find(modes.begin(), modes.end(), early.mode) == modes.end()) {
      add({{},
           Problem::Severity::Error,
           {LOOM_TEXT(
                "the mode of early stopping must be auto, min or max, not \"%1\"; choose one"),
            {early.mode}},
           {{{LOOM_TEXT("Use %1"), {"auto"}},
             edited([](auto& s) { s.training.earlyStopping->mode = "auto"; })}},
           {}});
    }
    number(LOOM_TEXT("patience must be from 0 to 1000000, not %1; choose a value in that range"),
           early.patience, 0, 1e6, [](ReplaceSettings& s, double v) {
             s.training.earlyStopping->patience = static_cast<int>(v);
           });
    number(LOOM_TEXT("min_delta must be from 0 to 1000000, not %1; choose a value in that range"),
           early.minDelta, 0, 1e6,
           [](ReplaceSettings& s, double v) { s.training.earlyStopping->minDelta = v; });
    number(LOOM_TEXT("start_from_epoch must be from 0 to 1000000, not %1; choose a value in that "
                     "range"),
           early.startFromEpoch, 0, 1e6, [](ReplaceSettings& s, double v) {
             s.training.earlyStopping->startFromEpoch = static_cast<int>(v);
           });
  }

  /// A schedule that watches a figure needs one to watch.
  void schedule(const Choice& chosen) {
    const ScheduleType* type = findScheduleType(chosen.type);
    if (!type || !type->remember) return;
    const std::string monitor = Reader(type->fields, chosen.params).text("monitor");
    needsValidation(monitor,
                    LOOM_TEXT("the schedule watches %1, but no samples are kept for validation; "
                              "keep some or watch loss"));
    needsClasses(monitor, [](ReplaceSettings& s, const std::string& other) {
      s.training.schedule.params.set("monitor", other);
    });
  }

  template <class Set>
  void needsClasses(const std::string& monitor, Set&& set) {
    const Text why = data_ ? whyNotWatched(monitor, taskOf(analysis_, *data_)) : Text();
    if (why.empty()) return;
    const std::string other = lossInstead(monitor);
    add({{},
         Problem::Severity::Error,
         why,
         {{{LOOM_TEXT("Watch %1"), {other}}, edited([&](auto& s) { set(s, other); })}},
         "monitor"});
  }

  void needsValidation(const std::string& monitor, const char* sentence) {
    if (!monitor.starts_with("val_") || project_.data.validationFraction != 0) return;
    add({{},
         Problem::Severity::Error,
         {sentence, {monitor}},
         {{{LOOM_TEXT("Keep a tenth for validation")},
           edited([](auto& s) { s.data.validationFraction = 0.1; })}},
         "validation_fraction"});
  }

  template <class Types, class Member>
  void choice(const Choice& chosen, const Types& types, const char* unknown, const char* nearest,
              Member&& member) {
    for (const auto& type : types) {
      if (type.name != chosen.type) continue;
      add(fieldProblems({}, type.name, type.fields, chosen.params, [&](const Values& params) {
        return edited([&](ReplaceSettings& s) { member(s).params = params; });
      }));
      return;
    }
    add(unknownName({}, unknown, nearest, chosen.type, namesOf(types),
                    [&](const std::string& name) {
                      return edited([&](ReplaceSettings& s) { member(s).type = name; });
                    }));
  }

  template <class Set>
  void number(const char* sentence, double value, double low, double high, Set&& set) {
    if (value >= low && value <= high) return;
    const double inside = std::isfinite(value) ? std::clamp(value, low, high) : low;
    add({{},
         Problem::Severity::Error,
         {sentence, {valueText(value)}},
         {{{LOOM_TEXT("Use %1"), {valueText(inside)}},
           edited([&](ReplaceSettings& s) { set(s, inside); })}},
         {}});
  }

  template <class Change>
  Edits edited(Change&& change) const {
    ReplaceSettings settings = settingsOf(project_);
    change(settings);
    return {settings};
  }
  void add(Problem problem) { analysis_.problems.push_back(std::move(problem)); }
  void add(std::vector<Problem> problems) {
    for (Problem& problem : problems) add(std::move(problem));
  }

  const Project& project_;
  Analysis& analysis_;
  const std::optional<DataInfo>& data_;
};

}  // namespace

Analysis analyse(const Project& project) {
  std::optional<DataInfo> data;
  if (const SourceType* type = findSourceType(project.data.source); type && type->describe) {
    data = type->describe(Reader(type->fields, project.data.params));
  }
  Analysis analysis = analyse(project.graph, data ? &*data : nullptr);
  SettingsCheck check(project, analysis, data);
  check.data();
  check.augmentation();
  check.training();
  check.unknownKeys();
  return analysis;
}

}  // namespace loom
