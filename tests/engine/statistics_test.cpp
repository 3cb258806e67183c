// Figures of channels, spreads and their history, against numbers worked out by hand.

#include "engine/inspect/statistics.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/graph/program.h"
#include "engine/networks.h"
#include "engine/train/pacer.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

class StatisticsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void figuresOfAChannel() {
    // Two channels of 2×2: 0 1 2 5, and all zeros.
    const std::vector<float> values = {0, 1, 2, 5, 0, 0, 0, 0};
    const Channels channels = channelsOf(Shape{2, 2, 2}, 0);
    QCOMPARE(channels.count, 2);
    const ChannelFigures first = figuresOf(values.data(), channels, 0);
    QCOMPARE(first.low, 0.0F);
    QCOMPARE(first.high, 5.0F);
    QCOMPARE(first.mean, 2.0F);
    QCOMPARE(first.deviation, std::sqrt(3.5F));  // (4 + 1 + 0 + 9) / 4
    QCOMPARE(first.zeros, 0.25F);
    QCOMPARE(figuresOf(values.data(), channels, 1).zeros, 1.0F);
    QCOMPARE(figuresOf(values).mean, 1.0F);
  }

  void channelsOfASequenceAreItsLastAxis() {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{3, 4}}});
    chain.add("row", "Conv1d", {{"out_channels", whole(2)}, {"kernel_size", whole(1)}});
    chain.add("relu", "ReLU").add("lstm", "LSTM").add("tanh", "Tanh").add("flatten", "Flatten");
    chain.add("fc", "Linear").add("loss", "CrossEntropyLoss");
    const Analysis analysis = analyse(chain.project.graph);
    QCOMPARE(channelAxis(analysis, "input"), 1);
    QCOMPARE(channelAxis(analysis, "row"), 0);
    QCOMPARE(channelAxis(analysis, "relu"), 0);
    QCOMPARE(channelAxis(analysis, "lstm"), 1);
    QCOMPARE(channelAxis(analysis, "tanh"), 1);
    QCOMPARE(channelAxis(analysis, "fc"), 0);
    const Channels steps = channelsOf(Shape{3, 2}, 1);
    QCOMPARE(steps.count, 2);
    QCOMPARE(steps.places, 3);
    QCOMPARE(steps.at(1, 2), std::size_t{5});
    const Channels rows = channelsOf(Shape{3, 2}, 0);
    QCOMPARE(rows.at(2, 1), std::size_t{5});
    const Channels vector = channelsOf(Shape{7}, 0);
    QCOMPARE(vector.count, 7);
    QCOMPARE(vector.places, 1);
  }

  void aSpreadCountsEveryNumberOnce() {
    const std::vector<float> first = {0, 1, 39.9F}, second = {40, std::nanf(""), 20.5F};
    const std::span<const float> parts[] = {first, second};
    const auto spread = spreadOf(parts, 7);
    QVERIFY(spread.has_value());
    QCOMPARE(spread->step, std::int64_t{7});
    QCOMPARE(spread->low, 0.0F);
    QCOMPARE(spread->high, 40.0F);
    QCOMPARE(std::accumulate(spread->counts.begin(), spread->counts.end(), 0), 5);
    QCOMPARE(spread->counts[0], 1);
    QCOMPARE(spread->counts[1], 1);
    QCOMPARE(spread->counts[20], 1);
    QCOMPARE(spread->counts[39], 2);
  }

  void aSpreadOfNothingOrOfOneNumber() {
    const std::vector<float> nothing = {std::nanf(""), std::numeric_limits<float>::infinity()};
    const std::span<const float> none[] = {nothing};
    QVERIFY(!spreadOf(none, 0).has_value());
    const std::vector<float> same(5, 2.5F), huge = {-3e38F, 3e38F};
    const std::span<const float> one[] = {same};
    QCOMPARE(spreadOf(one, 0)->counts[0], 5);
    const std::span<const float> wide[] = {huge};
    QCOMPARE(spreadOf(wide, 0)->counts[39], 1);
  }

  void aHistoryStaysEvenAndBounded() {
    ThinnedSpreads history;
    for (int step = 1; step <= 10'000; ++step) {
      Spread spread;
      spread.step = step;
      history.add(spread);
      const auto columns = history.columns();
      QVERIFY(columns.size() <= ThinnedSpreads::kMost);
      QCOMPARE(columns.back().step, std::int64_t{step});
      QCOMPARE(columns.front().step, std::int64_t{1});
    }
    const auto columns = history.columns();
    QVERIFY(columns.size() >= ThinnedSpreads::kMost / 3);
    std::int64_t least = 10'000, most = 0;
    for (std::size_t i = 1; i + 1 < columns.size(); ++i) {
      least = std::min(least, columns[i].step - columns[i - 1].step);
      most = std::max(most, columns[i].step - columns[i - 1].step);
    }
    QVERIFY2(most <= 2 * least, qPrintable(QString("%1 %2").arg(least).arg(most)));
  }

  void aRunThatBeginsAnewBeginsItsHistoryAnew() {
    ThinnedSpreads history;
    for (const int step : {5, 6, 7, 1}) {
      Spread spread;
      spread.step = step;
      history.add(spread);
    }
    QCOMPARE(history.columns().size(), std::size_t{1});
    Spread again;
    again.step = 1;
    again.high = 3;
    history.add(again);  // measured once more at the same step: the newer one counts
    QCOMPARE(history.columns().size(), std::size_t{1});
    QCOMPARE(history.columns().back().high, 3.0F);
  }

  void aPacerRestsAsLongAsItIsTold() {
    using std::chrono::milliseconds;
    Pacer pacer(50, milliseconds(20));
    const Pacer::Clock::time_point begin{std::chrono::hours(1)};
    QVERIFY(pacer.isDue(begin));
    pacer.went(begin, begin + milliseconds(2));
    QVERIFY(!pacer.isDue(begin + milliseconds(2 + 99)));
    QVERIFY(pacer.isDue(begin + milliseconds(2 + 100)));
    pacer.went(begin, begin);
    QVERIFY(!pacer.isDue(begin + milliseconds(19)));
    QVERIFY(pacer.isDue(begin + milliseconds(20)));
    pacer.went(begin, begin + std::chrono::seconds(10));  // it stood still
    QVERIFY(pacer.isDue(begin + std::chrono::seconds(13)));
  }
};

LOOM_TEST(statistics_test, StatisticsTest)
#include "statistics_test.moc"
