// What the screen may look at: the weights of any layer as a histogram.

#include "engine/inspect/observer.h"

#include <QtTest>
#include <numeric>

#include "engine/networks.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

class ObserverTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aHistogramCountsAllWeightsOfANode_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("weights");  // matrices where there are any, as init means them
    QTest::newRow("Linear") << "Linear" << 10 * 8;
    QTest::newRow("LSTM") << "LSTM" << 4 * 32 * (8 + 32);
    QTest::newRow("MultiheadAttention") << "MultiheadAttention" << 4 * 8 * 8;
    QTest::newRow("TransformerEncoderLayer")
        << "TransformerEncoderLayer" << 4 * 8 * 8 + 2 * 8 * 2048;
    QTest::newRow("LayerNorm") << "LayerNorm" << 8;
    QTest::newRow("ReLU") << "ReLU" << 0;
  }
  void aHistogramCountsAllWeightsOfANode() {
    QFETCH(QString, type);
    QFETCH(int, weights);
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{5, 8}}});
    chain.add("tested", type.toStdString()).add("flatten", "Flatten");
    chain.add("fc", "Linear", {{"out_features", whole(3)}}).add("loss", "CrossEntropyLoss");
    const auto network = must(compile(chain.project.graph));
    const auto parameters = must(Parameters<float>::create(network->graph, network->analysis, 1));
    Workers workers(1);
    const auto observer = must(Observer::create(network, parameters, workers));
    ViewRequest request;
    request.histograms = {"tested", "nobody"};
    Snapshot seen;
    observer->look(request, nullptr, seen);
    if (weights == 0) {
      QVERIFY(seen.histograms.empty());
      return;
    }
    QCOMPARE(seen.histograms.size(), std::size_t{1});
    const Histogram& histogram = seen.histograms[0];
    QCOMPARE(histogram.node, std::string("tested"));
    QCOMPARE(std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0), weights);
    QVERIFY(type == "LayerNorm" || histogram.high > histogram.low);
  }
};

LOOM_TEST(observer_test, ObserverTest)
#include "observer_test.moc"
