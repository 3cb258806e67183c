// What layers keep inside for people to see: attention and states, against plain loops.

#include <QtTest>
#include <cmath>

#include "engine/looked.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

class InnerViewsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void attentionIsTheSoftmaxOfItsProducts_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("causal");
    QTest::newRow("attention") << "MultiheadAttention" << false;
    QTest::newRow("causal attention") << "MultiheadAttention" << true;
    QTest::newRow("encoder") << "TransformerEncoderLayer" << false;
  }
  void attentionIsTheSoftmaxOfItsProducts() {
    QFETCH(QString, type);
    QFETCH(bool, causal);
    const bool isBlock = type != "MultiheadAttention";
    constexpr int kSteps = 5, kWidth = 8, kHeads = 2, kSize = kWidth / kHeads;
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{kSteps, kWidth}}});
    chain.add("tested", type.toStdString(),
              {{isBlock ? "nhead" : "num_heads", whole(kHeads)}, {"causal", causal}});
    chain.add("flatten", "Flatten").add("fc", "Linear").add("loss", "CrossEntropyLoss");
    Looked looked(chain.project.graph);
    const auto data = randomSamples(Shape{kSteps, kWidth}, 6, 10);
    const CloseView& close = looked.close("tested", data.get(), 3);
    QCOMPARE(close.node, std::string("tested"));
    QVERIFY(close.inner.kind == Inner<float>::Kind::Attention);
    QCOMPARE(close.inner.shape, (Shape{kHeads, kSteps, kSteps}));

    const std::string prefix = isBlock ? "tested.self_attn." : "tested.";
    const float* weight = looked.value(prefix + "in_proj_weight");
    const float* bias = looked.value(prefix + "in_proj_bias");
    const auto pixels = data->image(data->train, 3);
    const auto projected = [&](int step, int row) {
      double sum = static_cast<double>(bias[row]);
      for (int i = 0; i < kWidth; ++i)
        sum += static_cast<double>(weight[row * kWidth + i]) *
               pixels[static_cast<std::size_t>(step * kWidth + i)] / 255.0;
      return sum;
    };
    for (int head = 0; head < kHeads; ++head) {
      for (int q = 0; q < kSteps; ++q) {
        std::vector<double> scores;
        double sum = 0, shown = 0;
        for (int k = 0; k < (causal ? q + 1 : kSteps); ++k) {
          double dot = 0;
          for (int i = 0; i < kSize; ++i)
            dot += projected(q, head * kSize + i) * projected(k, kWidth + head * kSize + i);
          scores.push_back(std::exp(dot / std::sqrt(double(kSize))));
          sum += scores.back();
        }
        for (int k = 0; k < kSteps; ++k) {
          const auto at = static_cast<std::size_t>((head * kSteps + q) * kSteps + k);
          const auto found = static_cast<double>(close.inner.values[at]);
          const bool sees = k < static_cast<int>(scores.size());
          QVERIFY(isClose(found, sees ? scores[static_cast<std::size_t>(k)] / sum : 0.0));
          shown += found;
        }
        QVERIFY(isClose(shown, 1.0));
      }
    }
  }

  void statesAreTheSequenceThatTheLayerGives_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("output");
    QTest::addColumn<bool>("both");
    for (const char* type : {"RNN", "LSTM", "GRU"}) {
      QTest::addRow("%s", type) << type << "sequence" << false;
      QTest::addRow("%s of both directions", type) << type << "sequence" << true;
      QTest::addRow("%s, last state", type) << type << "last" << false;
    }
  }
  void statesAreTheSequenceThatTheLayerGives() {
    QFETCH(QString, type);
    QFETCH(QString, output);
    QFETCH(bool, both);
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{6, 3}}});
    chain.add("tested", type.toStdString(),
              {{"hidden_size", whole(4)},
               {"num_layers", whole(2)},
               {"bidirectional", both},
               {"output", output.toStdString()}});
    chain.add("flatten", "Flatten").add("fc", "Linear").add("loss", "CrossEntropyLoss");
    Looked looked(chain.project.graph);
    const auto data = randomSamples(Shape{6, 3}, 4, 10);
    const CloseView& close = looked.close("tested", data.get(), 1);
    const std::size_t width = both ? 8 : 4;
    QVERIFY(close.inner.kind == Inner<float>::Kind::States);
    QCOMPARE(close.inner.shape, (Shape{6, static_cast<std::int64_t>(width)}));
    std::vector<float> states = close.inner.values;
    ViewRequest request;
    request.nodes = {"tested"};
    request.probeSample = 1;
    looked.inspection->look(request, data.get(), 0, false, looked.seen);
    const std::vector<float> given = looked.seen.activations.at(0).values;
    if (output == "last") states.erase(states.begin(), states.end() - 4);
    QCOMPARE(states, given);
  }

  void mostLayersKeepNothingInside() {
    Looked looked(lenet().graph);
    QVERIFY(looked.close("conv1").inner.kind == Inner<float>::Kind::None);
    QVERIFY(looked.close("nobody").node.empty());
    QVERIFY(looked.close("loss").node.empty());
  }
};

LOOM_TEST(inner_views_test, InnerViewsTest)
#include "inner_views_test.moc"
