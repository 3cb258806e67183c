// Schedules against torch.optim.lr_scheduler: tests/golden/schedules.py made schedules.json.

#include "engine/train/schedule.h"

#include <QtTest>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

const nlohmann::json& scheduleCases() {
  static const auto parsed = nlohmann::json::parse(std::ifstream(goldenPath("schedules.json")));
  return parsed;
}

Choice choiceOf(const nlohmann::json& schedule) {
  nlohmann::json file = {{"format", "layerloom"}, {"version", 1}, {"name", "case"}};
  file["graph"] = {{"nodes", nlohmann::json::array()}, {"links", nlohmann::json::array()}};
  file["training"] = {{"schedule", schedule}};
  return must(parseProject(file.dump())).training.schedule;
}

/// Every setting is one that the schedule has, of a value that it takes.
void verify(const ScheduleType& type, const Values& params) {
  for (const auto& [key, value] : params.entries()) {
    const Field* field = findField(type.fields, key);
    if (!field || !checkValue(*field, value).value)
      throw std::runtime_error(type.name + " does not take " + key);
  }
}

/// The rate at `moment` with these settings.
double rateOf(const char* name, const Values& params, const ScheduleMoment& moment) {
  const ScheduleType& type = *findScheduleType(name);
  verify(type, params);
  return learningRate(type, Reader(type.fields, params), moment);
}

}  // namespace

class ScheduleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyScheduleHasFigures() {
    for (const ScheduleType& type : scheduleTypes()) {
      const bool found =
          std::any_of(scheduleCases().begin(), scheduleCases().end(),
                      [&](const auto& entry) { return entry["schedule"]["type"] == type.name; });
      QVERIFY2(found, type.name.c_str());
      QCOMPARE(type.fields.back().key, std::string("warmup_steps"));
    }
  }

  void pytorch_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(scheduleCases().size()); ++i)
      QTest::newRow(std::string(scheduleCases()[static_cast<std::size_t>(i)]["name"]).c_str()) << i;
  }
  void pytorch() {
    QFETCH(int, index);
    const nlohmann::json& entry = scheduleCases()[static_cast<std::size_t>(index)];
    const Choice choice = choiceOf(entry["schedule"]);
    const ScheduleType& type = *findScheduleType(choice.type);
    verify(type, choice.params);
    const Reader params(type.fields, choice.params);
    const std::vector<double> expected = entry["rates"];
    const std::vector<double> watched = entry["watched"];
    QCOMPARE(expected.size(), std::size_t{100});
    ScheduleMoment moment{0, 100, entry["steps_per_epoch"], entry["lr"]};
    for (const double rate : expected) {
      const double found = learningRate(type, params, moment);
      // Written with twelve digits.
      QVERIFY2(std::abs(found - rate) <= 1e-11 * rate,
               qPrintable(QString("step %1: %2, PyTorch's is %3")
                              .arg(moment.step)
                              .arg(found, 0, 'g', 15)
                              .arg(rate, 0, 'g', 15)));
      ++moment.step;
      if (type.remember && moment.step % moment.stepsPerEpoch == 0) {
        const auto epoch = static_cast<std::size_t>(moment.epoch() - 1);
        moment.memory = type.remember(params, moment.memory, watched[epoch]);
      }
    }
  }

  // PyTorch does not have these: they follow from the words in the form.
  void autoKnowsWhichWayIsBetter() {
    const ScheduleType& type = *findScheduleType("ReduceLROnPlateau");
    for (const auto& [monitor, rises] : {std::pair("val_loss", false),
                                         {"val_accuracy", true},
                                         {"accuracy", true},
                                         {"loss", false}}) {
      const Values values = {{"monitor", std::string(monitor)}, {"patience", std::int64_t{0}}};
      const Reader params(type.fields, values);
      ScheduleMemory memory = type.remember(params, {}, 0.5);
      QCOMPARE(memory.reductions, 0);
      memory = type.remember(params, memory, rises ? 0.6 : 0.4);
      QCOMPARE(memory.reductions, 0);
      memory = type.remember(params, memory, 0.5);
      QCOMPARE(memory.reductions, 1);
      // What is not a number is no gain, and does not become the best.
      memory = type.remember(params, memory, std::nan(""));
      QCOMPARE(memory.reductions, 2);
      QCOMPARE(memory.best, rises ? 0.6 : 0.4);
      QCOMPARE(type.remember(params, {}, std::nan("")).reductions, 1);
    }
  }

  void theShortestRunsHaveARate() {
    for (const ScheduleType& type : scheduleTypes()) {
      for (const std::int64_t steps : {1, 2, 3}) {
        for (std::int64_t step = 0; step < steps; ++step) {
          const double rate = rateOf(type.name.c_str(), {}, {step, steps, 1, 0.1});
          QVERIFY2(rate > 0 && rate <= 0.1, type.name.c_str());
        }
      }
    }
    for (const double share : {0.0, 0.5, 1.0}) {
      for (const bool three : {false, true}) {
        const Values params = {{"pct_start", share}, {"three_phase", three}};
        QVERIFY(std::isfinite(rateOf("OneCycleLR", params, {0, 1, 1, 0.1})));
      }
    }
  }

  // The schedule runs on under the ramp.
  void warmupMultiplies() {
    const Values plain = {{"step_size", std::int64_t{2}}, {"gamma", 0.5}};
    Values warm = plain;
    warm.set("warmup_steps", std::int64_t{10});
    for (std::int64_t step = 0; step < 20; ++step) {
      const ScheduleMoment moment{step, 20, 1, 0.1};
      const double ramp = step < 10 ? static_cast<double>(step + 1) / 10 : 1.0;
      QCOMPARE(rateOf("StepLR", warm, moment), ramp * rateOf("StepLR", plain, moment));
    }
  }
};

LOOM_TEST(schedule_test, ScheduleTest)
#include "schedule_test.moc"
