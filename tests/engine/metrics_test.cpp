// Metrics against their definitions: figures worked out by hand, and those that scikit-learn's
// pages give as examples.

#include "engine/train/metrics.h"

#include <QtTest>
#include <cmath>

#include "engine/train/figures.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

/// A network that gives what it gets, under this loss.
std::shared_ptr<const Network> lossNetwork(const Ints& shape, const std::string& loss) {
  Chain chain;
  chain.add("input", "Input", {{"shape", shape}}).add("loss", loss);
  return must(compile(chain.project.graph));
}

Tally tallyOf(const Ints& output, const std::string& loss, int classes, const Shape& target,
              bool detailed = true) {
  return Tally(*lossNetwork(output, loss), {Shape(output), classes, target}, detailed);
}

bool near(double found, double expected) {
  return std::abs(found - expected) <= 1e-12 * std::max(1.0, std::abs(expected));
}

/// Scores whose largest is at `predicted`.
std::vector<float> scoresFor(const std::vector<std::int32_t>& predicted, int classes) {
  std::vector<float> scores(predicted.size() * static_cast<std::size_t>(classes), -1);
  for (std::size_t i = 0; i < predicted.size(); ++i)
    scores[i * static_cast<std::size_t>(classes) + static_cast<std::size_t>(predicted[i])] = 2;
  return scores;
}

std::vector<std::string> namesOf(const Tally& tally) {
  std::vector<std::string> names;
  for (const auto& [name, value] : figuresOf(tally)) names.push_back(name);
  return names;
}

/// MAE and R² of these, `width` numbers a sample, added `batch` samples at a time.
Tally tallyOf(const std::vector<float>& output, const std::vector<float>& target, int width,
              int batch) {
  Tally tally = tallyOf({width}, "MSELoss", 0, {width});
  const int samples = static_cast<int>(output.size()) / width;
  for (int first = 0; first < samples; first += batch) {
    const int size = std::min(batch, samples - first);
    tally.add(output.data() + first * width, {nullptr, target.data() + first * width}, size, 0);
  }
  return tally;
}

}  // namespace

class MetricsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void classesAreCounted() {
    const std::vector<std::int32_t> labels = {0, 0, 1, 2, 2, 2};
    const std::vector<std::int32_t> predicted = {0, 1, 1, 2, 0, 2};
    const std::vector<float> scores = scoresFor(predicted, 4);
    Tally tally = tallyOf({4}, "CrossEntropyLoss", 4, {});
    tally.add(scores.data(), {labels.data(), nullptr}, 4, 0.5);
    tally.add(scores.data() + 16, {labels.data() + 4, nullptr}, 2, 2);
    QVERIFY((namesOf(tally) == std::vector<std::string>{"loss", "accuracy", "macro_f1"}));
    QVERIFY(near(tally.macroF1(), (1.0 / 2 + 2.0 / 3 + 4.0 / 5) / 3));  // class 3 does not occur
    QCOMPARE(tally.samples(), std::int64_t{6});
    QVERIFY(near(tally.loss(), (4 * 0.5 + 2 * 2) / 6));
    QVERIFY(near(tally.accuracy(), 4.0 / 6));
    QVERIFY((tally.confusion() ==
             ConfusionMatrix{{1, 1, 0, 0}, {0, 1, 0, 0}, {1, 0, 2, 0}, {0, 0, 0, 0}}));
    // correct / samples, correct / predicted, 2 correct / (samples + predicted)
    const double recall[] = {1.0 / 2, 1, 2.0 / 3}, precision[] = {1.0 / 2, 1.0 / 2, 1},
                 f1[] = {1.0 / 2, 2.0 / 3, 4.0 / 5};
    for (std::size_t i = 0; i < 3; ++i) {
      QVERIFY(near(tally.classFigures()[i].recall(), recall[i]));
      QVERIFY(near(tally.classFigures()[i].precision(), precision[i]));
      QVERIFY(near(tally.classFigures()[i].f1(), f1[i]));
    }
    QVERIFY(std::isnan(tally.classFigures()[3].recall()));
    QVERIFY(std::isnan(tally.classFigures()[3].precision()));
    QVERIFY(std::isnan(tally.classFigures()[3].f1()));

    QCOMPARE(tally.correctIn(scores.data(), {labels.data(), nullptr}, 6), std::int64_t{4});
    QVERIFY(near(tally.shareOf(3, 4), 0.75));
    tally.clear();
    QVERIFY(std::isnan(tally.loss()) && std::isnan(tally.accuracy()));
    QCOMPARE(tally.confusion()[0][0], std::int64_t{0});
  }

  void theTopFiveAreThoseWithFewerThanFiveAbove() {
    // The true class is the best, the fifth and the sixth.
    const std::vector<float> scores = {9,      1, 2, 3, 4, 5, 0, /**/ 9, 8, 7, 6, 5, 4, 3,
                                       /**/ 9, 8, 7, 6, 5, 4, 3};
    const std::vector<std::int32_t> labels = {0, 4, 5};
    Tally tally = tallyOf({7}, "CrossEntropyLoss", 7, {});
    tally.add(scores.data(), {labels.data(), nullptr}, 3, 1);
    QVERIFY((namesOf(tally) ==
             std::vector<std::string>{"loss", "accuracy", "top5_accuracy", "macro_f1"}));
    QVERIFY(near(tally.topAccuracy(), 2.0 / 3));
    QVERIFY(near(tally.accuracy(), 1.0 / 3));
  }

  // Two tokens a sample; perplexity = exp(mean loss) = exp((2 · 0.5 + 1 · 1.1) / 3).
  void tokensAreCountedOneByOne() {
    const std::vector<float> scores = scoresFor({0, 1, 2, 2, 0, 0}, 3);
    const std::vector<std::int32_t> labels = {0, 1, 2, 0, 0, 2};
    Tally tally = tallyOf({2, 3}, "CrossEntropyLoss", 3, {2});
    tally.add(scores.data(), {labels.data(), nullptr}, 2, 0.5);
    tally.add(scores.data() + 12, {labels.data() + 4, nullptr}, 1, 1.1);
    QVERIFY(
        (namesOf(tally) == std::vector<std::string>{"loss", "accuracy", "macro_f1", "perplexity"}));
    QCOMPARE(tally.samples(), std::int64_t{3});
    QVERIFY(near(tally.accuracy(), 4.0 / 6));
    QVERIFY(near(tally.perplexity(), 2.0137527074704766));
    QCOMPARE(tally.correctIn(scores.data(), {labels.data(), nullptr}, 3), std::int64_t{4});
    QVERIFY(near(tally.shareOf(4, 3), 4.0 / 6));
    QCOMPARE(tally.classFigures()[0].samples, std::int64_t{3});

    // exp of a mean square would mean nothing.
    const Tally squares = tallyOf({2, 3}, "MSELoss", 3, {2});
    QVERIFY((namesOf(squares) == std::vector<std::string>{"loss", "accuracy", "macro_f1"}));
    QVERIFY(std::isnan(squares.perplexity()));
  }

  // MAE = mean |x - y|; R² = mean over the outputs of 1 - Σ (x - y)² / Σ (y - mean y)².
  void numbersAreMeasured() {
    for (const int batch : {1, 2, 3, 4}) {
      const Tally one = tallyOf({2.5F, 0, 2, 8}, {3, -0.5F, 2, 7}, 1, batch);
      QVERIFY((namesOf(one) == std::vector<std::string>{"loss", "mae", "r2"}));
      QVERIFY(near(one.meanAbsoluteError(), 0.5));
      QVERIFY(near(one.r2(), 0.9486081370449679));
      QVERIFY(std::isnan(one.accuracy()) && std::isnan(one.topAccuracy()));
      QCOMPARE(one.correctIn(nullptr, {}, 4), std::int64_t{0});
      const Tally two = tallyOf({0, 2, -1, 2, 8, -5}, {0.5F, 1, -1, 1, 7, -6}, 2, batch);
      QVERIFY(near(two.meanAbsoluteError(), 0.75));
      QVERIFY(near(two.r2(), 0.9368005266622779));
      // Far from zero: nothing cancels.
      const float far = 1e6F;
      const Tally shifted = tallyOf({far + 2.5F, far, far + 2, far + 8},
                                    {far + 3, far - 0.5F, far + 2, far + 7}, 1, batch);
      QVERIFY(std::abs(shifted.r2() - 0.9486081370449679) < 1e-9);
    }
  }

  void r2WhereTargetsDoNotVary() {
    QCOMPARE(tallyOf({2, 2}, {2, 2}, 1, 2).r2(), 1.0);
    QCOMPARE(tallyOf({2, 3}, {2, 2}, 1, 2).r2(), 0.0);
    QVERIFY(std::isnan(tallyOf({2}, {2}, 1, 1).r2()));
    QVERIFY(std::isnan(tallyOf({NAN, 3}, {2, 2}, 1, 2).r2()));
    QCOMPARE(tallyOf({2}, {3}, 1, 1).meanAbsoluteError(), 1.0);
  }

  void onlyAnEvaluationHasDetails() {
    QVERIFY(tallyOf({4}, "CrossEntropyLoss", 4, {}, false).classFigures().empty());
    QVERIFY(tallyOf({4}, "CrossEntropyLoss", 4, {}, false).confusion().empty());
    const Tally many = tallyOf({5000}, "CrossEntropyLoss", 5000, {});
    QCOMPARE(many.classFigures().size(), std::size_t{5000});
    QVERIFY(many.confusion().empty());
  }

  void accuracyOfNumbersCannotBeWatched() {
    const DataInfo classes{{4}, 3, {}}, numbers{{4}, 0, {1}};
    for (const char* monitor : {"val_loss", "loss", "accuracy", "val_accuracy"})
      QVERIFY(whyNotWatched(monitor, classes).empty());
    QVERIFY(whyNotWatched("val_loss", numbers).empty());
    QVERIFY(whyNotWatched("loss", numbers).empty());
    QCOMPARE(whyNotWatched("val_accuracy", numbers).arguments.back(), std::string("val_loss"));
    QCOMPARE(whyNotWatched("accuracy", numbers).arguments.back(), std::string("loss"));
  }

  void everyMetricIsDeclaredOnce() {
    std::vector<std::string> names;
    for (const Metric& metric : metrics()) {
      names.push_back(metric.name);
      QVERIFY(!metric.label.empty() && metric.applies && metric.value);
    }
    std::sort(names.begin(), names.end());
    QVERIFY(std::adjacent_find(names.begin(), names.end()) == names.end());
  }
};

LOOM_TEST(metrics_test, MetricsTest)
#include "metrics_test.moc"
