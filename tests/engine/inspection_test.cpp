// What the screen sees of a network, against plain loops: filters, figures, what runs through
// a wire, which units live, and what excites a channel.

#include "engine/inspect/inspection.h"

#include <QtTest>
#include <cmath>
#include <numeric>

#include "engine/looked.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

/// (1, 4) pixels -> Linear of 3 -> ReLU -> Linear of 2.
Project smallRelu() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{4}}});
  chain.add("fc", "Linear", {{"out_features", whole(3)}}).add("relu", "ReLU");
  chain.add("out", "Linear", {{"out_features", whole(2)}}).add("loss", "CrossEntropyLoss");
  return chain.project;
}

Batch firstOf(const Dataset& data, int count) {
  Batch batch;
  resizeBatch(batch, data.train, data.shape, count);
  for (int i = 0; i < count; ++i) readSample(batch, i, data.train, data.shape, i);
  return batch;
}

}  // namespace

class InspectionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void filtersAreTheWeightsOfAConvolution() {
    Looked looked(lenet().graph);
    const CloseView& conv = looked.close("conv2");
    QCOMPARE(conv.filters.shape, (Shape{16, 6, 5, 5}));
    QVERIFY(std::equal(conv.filters.values.begin(), conv.filters.values.end(),
                       looked.value("conv2.weight")));
    QCOMPARE(conv.filters.values.size(), std::size_t{16 * 6 * 25});
    QVERIFY(looked.close("fc1").filters.values.empty());
    QVERIFY(looked.close("relu1").filters.values.empty());
  }

  void figuresAreThoseOfTheActivations() {
    Looked looked(lenet().graph);
    const auto data = randomSamples(Shape{1, 28, 28}, 8, 10);
    const CloseView& close = looked.close("relu2", data.get(), 5);
    QCOMPARE(close.channels.size(), std::size_t{16});
    const auto program = looked.program(1);
    const Batch batch = firstOf(*data, 6);
    std::copy_n(batch.inputs.begin() + 5 * 784, 784, program->input());
    program->forward(1, {});
    std::vector<float> values;
    program->copyActivation("relu2", values);
    for (std::size_t c = 0; c < 16; ++c) {
      const std::span plane(values.data() + c * 100, 100);
      const ChannelFigures& figures = close.channels[c];
      QVERIFY(isClose(double(figures.high), double(*std::ranges::max_element(plane))));
      QCOMPARE(figures.low, *std::ranges::min_element(plane));
      QVERIFY(isClose(double(figures.mean),
                      double(std::accumulate(plane.begin(), plane.end(), 0.0F)) / 100));
      QCOMPARE(figures.zeros, static_cast<float>(std::ranges::count(plane, 0.0F)) / 100);
      QCOMPARE(figures.idle, std::int64_t{-1});
    }
    // Spreads: what a node has, each counting all of it.
    std::map<SpreadHistory::Of, int> counts;
    for (const SpreadHistory& history : looked.close("conv2", data.get()).spreads)
      counts[history.of] = std::accumulate(history.columns.back().counts.begin(),
                                           history.columns.back().counts.end(), 0);
    const std::map<SpreadHistory::Of, int> expected = {{SpreadHistory::Of::Weights, 2400},
                                                       {SpreadHistory::Of::Biases, 16},
                                                       {SpreadHistory::Of::Activations, 1600}};
    QCOMPARE(counts, expected);
  }

  void aWireShowsWhatRunsThroughItAndBack() {
    Looked looked(lenet().graph);
    const auto data = randomSamples(Shape{1, 28, 28}, 40, 10);
    const Batch batch = firstOf(*data, 40);
    ViewRequest request;
    request.wire = "pool1";
    const ProbeSource source{data.get(), &batch, 1, {}, true};
    QVERIFY(looked.inspection->probe(request, source));
    QVERIFY(!looked.inspection->probe(request, source));  // once is enough
    looked.inspection->look(request, data.get(), 1, false, looked.seen);
    const Flow& flow = looked.seen.flow;
    QCOMPARE(flow.node, std::string("pool1"));
    QCOMPARE(flow.samples, 16);

    const auto program = looked.program(16);
    std::copy_n(batch.inputs.begin(), 16 * 784, program->input());
    program->forward(16, {batch.classes.data(), nullptr});
    program->backward();
    std::vector<float> values, gradient;
    program->copyActivation("pool1", values);
    program->copyGradient("pool1", gradient);
    QCOMPARE(flow.low, *std::ranges::min_element(values));
    QCOMPARE(flow.high, *std::ranges::max_element(values));
    double sum = 0, squares = 0;
    for (const float v : values) sum += double(v);
    for (const float g : gradient) squares += double(g) * double(g);
    QVERIFY(isClose(double(flow.mean), sum / double(values.size())));
    QVERIFY(squares > 0 && isClose(flow.gradientNorm, std::sqrt(squares)));

    request.wire = "conv1";  // another wire: the old answer is not shown for it
    looked.inspection->look(request, data.get(), 1, false, looked.seen);
    QVERIFY(looked.seen.flow.node.empty());
  }

  void unitsThatAreNeverActiveAreCounted() {
    Looked looked(smallRelu().graph);
    // Unit 0 always fires, unit 1 never, unit 2 where the first pixel is not black.
    float* weight = looked.parameters->value(*looked.parameters->find("fc.weight"));
    float* bias = looked.parameters->value(*looked.parameters->find("fc.bias"));
    std::fill_n(weight, 12, 0.0F);
    weight[8] = 1;
    bias[0] = 1;
    bias[1] = -1;
    bias[2] = 0;
    auto data = randomSamples(Shape{4}, 320, 2);
    for (int i = 0; i < 320; ++i)
      data->train.pixels[static_cast<std::size_t>(i) * 4] = i == 100 ? 255 : 0;
    ViewRequest request;
    request.health = true;
    request.closely = "fc";
    for (int step = 0; step < 20; ++step) {
      Batch batch;
      resizeBatch(batch, data->train, data->shape, 16);
      for (int i = 0; i < 16; ++i) readSample(batch, i, data->train, data->shape, step * 16 + i);
      looked.inspection->beforeStep();
      looked.inspection->afterStep(request, step + 1);
      QVERIFY(looked.inspection->probe(request, {data.get(), &batch, step + 1, {}, true}));
      looked.inspection->look(request, data.get(), step + 1, false, looked.seen);
      // Until enough samples went by, nobody is called dead.
      if (step == 3) {
        for (const NodeHealth& node : *looked.seen.health)
          QVERIFY(node.advice.english().find("never active") == std::string::npos);
      }
    }
    const CloseView& close = looked.seen.close;
    QCOMPARE(close.channels[0].idle, std::int64_t{0});
    QCOMPARE(close.channels[1].idle, std::int64_t{320});
    QCOMPARE(close.channels[2].idle, std::int64_t{219});
    NodeFigures figures;
    looked.records->units.fill("relu", figures);
    QCOMPARE(figures.units, 3);
    QCOMPARE(figures.deadUnits, 1);  // unit 2 fired among the last 320
    QCOMPARE(figures.samples, std::int64_t{320});
  }

  void whoTellsWhetherUnitsAreActive() {
    const Project project = lenet();
    const auto network = must(compile(project.graph));
    const ActivityNodes nodes(*network);
    QCOMPARE(nodes.of("conv1"), std::string("relu1"));
    QCOMPARE(nodes.of("fc2"), std::string("relu4"));
    QCOMPARE(nodes.of("fc3"), std::string("fc3"));      // the loss stands behind it
    QCOMPARE(nodes.of("pool2"), std::string("pool2"));  // Flatten changes the channels
    QCOMPARE(nodes.activations().size(), std::size_t{4});
  }

  void aStepIsMeasured() {
    Project project = smallRelu();
    project.graph.nodes[3].frozen = true;  // out
    Looked looked(project.graph);
    float* weight = looked.parameters->value(*looked.parameters->find("fc.weight"));
    float* bias = looked.parameters->value(*looked.parameters->find("fc.bias"));
    float* gradient = looked.parameters->gradient(*looked.parameters->find("fc.weight"));
    std::fill_n(weight, 12, 0.0F);
    std::fill_n(bias, 3, 0.0F);
    Vitals vitals;
    vitals.before(*looked.parameters);
    weight[0] = 3;
    weight[11] = -4;
    gradient[2] = 0.5F;
    const auto figures = vitals.after(*looked.parameters);
    QCOMPARE(figures.size(), std::size_t{2});
    QCOMPARE(figures[0].node, std::string("fc"));
    QCOMPARE(figures[0].weights, std::int64_t{15});
    QCOMPARE(figures[0].weightNorm, 5.0);
    QCOMPARE(figures[0].updateNorm, 5.0);
    QCOMPARE(figures[0].gradientNorm, 0.5);
    QVERIFY(!figures[0].frozen);
    QVERIFY(figures[1].frozen);
    QCOMPARE(figures[1].updateNorm, 0.0);
  }

  void theSamplesThatExciteAChannelMost_data() {
    QTest::addColumn<QString>("node");
    QTest::addColumn<int>("channel");
    QTest::newRow("a map") << "conv2" << 3;
    QTest::newRow("a value") << "fc1" << 7;
  }
  void theSamplesThatExciteAChannelMost() {
    QFETCH(QString, node);
    QFETCH(int, channel);
    Looked looked(lenet().graph);
    const auto data = randomSamples(Shape{1, 28, 28}, 100, 10);
    std::vector<std::int32_t> candidates;
    for (int i = 1; i < 100; i += 2) candidates.push_back(i);
    ViewRequest request;
    request.closely = node.toStdString();
    request.channel = channel;
    const ProbeSource source{data.get(), nullptr, 0, candidates, true};
    int slices = 0;
    while (looked.inspection->probe(request, source)) ++slices;
    QCOMPARE(slices, 4);  // 50 samples, 16 at a time
    looked.inspection->look(request, data.get(), 0, false, looked.seen);
    const TopSamples& top = looked.seen.top;
    QCOMPARE(top.searched, 1.0);
    QCOMPARE(top.samples.size(), std::size_t{9});

    struct Seen {
      float value;
      int sample, place;
    };
    std::vector<Seen> all;
    const auto program = looked.program(1);
    const int side = node == "conv2" ? 10 : 1;
    for (const int index : candidates) {
      Batch one;
      resizeBatch(one, data->train, data->shape, 1);
      readSample(one, 0, data->train, data->shape, index);
      std::copy(one.inputs.begin(), one.inputs.end(), program->input());
      program->forward(1, {});
      std::vector<float> values;
      program->copyActivation(request.closely, values);
      const auto first = values.begin() + channel * side * side;
      const auto best = std::max_element(first, first + side * side);
      all.push_back({*best, index, static_cast<int>(best - first)});
    }
    std::ranges::stable_sort(all, std::greater<>(), &Seen::value);
    for (std::size_t i = 0; i < 9; ++i) {
      QCOMPARE(top.samples[i].sample, all[i].sample);
      QVERIFY(isClose(double(top.samples[i].value), double(all[i].value)));
      QCOMPARE(top.samples[i].row * side + top.samples[i].column, all[i].place);
    }

    // Weights that changed are searched again, and the old answer stays until the end.
    std::ranges::fill(std::span(looked.parameters->allValues(), looked.parameters->values().size()),
                      0.0F);
    looked.inspection->weightsChanged();
    QVERIFY(looked.inspection->probe(request, source));
    looked.inspection->look(request, data.get(), 0, false, looked.seen);
    QCOMPARE(looked.seen.top.samples[0].sample, all[0].sample);
    while (looked.inspection->probe(request, source)) ++slices;
    QCOMPARE(slices, 7);
    looked.inspection->look(request, data.get(), 0, false, looked.seen);
    QCOMPARE(looked.seen.top.samples[0].value, 0.0F);
  }

  void whatNobodyAsksForIsNotThere() {
    Looked looked(lenet().graph);
    const auto data = randomSamples(Shape{1, 28, 28}, 20, 10);
    const Batch batch = firstOf(*data, 20);
    const ViewRequest nothing;
    QVERIFY(!Inspection::wantsStep(nothing));
    QVERIFY(!looked.inspection->probe(nothing, {data.get(), &batch, 1, {}, true}));
    looked.close("conv1", data.get());
    looked.inspection->look(nothing, data.get(), 1, false, looked.seen);
    QVERIFY(looked.seen.close.node.empty());
    QVERIFY(looked.seen.flow.node.empty());
    QVERIFY(looked.seen.top.node.empty());
    QVERIFY(!looked.seen.health);
  }
};

LOOM_TEST(inspection_test, InspectionTest)
#include "inspection_test.moc"
