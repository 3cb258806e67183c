// One step taken apart: every gradient is proved by differences, for every layer type there is and
// will be; where numbers come from adds up to the numbers; and a gradient that is wrong is found.

#include "engine/inspect/microscope.h"

#include <QtTest>
#include <cmath>

#include "engine/base/rng.h"
#include "engine/doubling_relu.h"
#include "engine/inspect/prover.h"
#include "engine/layer_cases.h"
#include "engine/layers/layer.h"
#include "engine/networks.h"
#include "engine/train/trainer.h"
#include "sanitized.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;
using Kind = MicroscopeStep::Kind;
using Role = MicroscopeTensor::Role;
using ProofVerdict = Proof::Verdict;

namespace {

constexpr int kSamples = 3;

/// Values that keep clear of each other and of 0, so that few kinks are near.
std::vector<float> distinctValues(std::size_t size, Rng& rng) {
  std::vector<float> out(size);
  const double count = static_cast<double>(size);
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<float>((2.0 * static_cast<double>(i) + 1.25) / count - 1.0);
  for (std::size_t i = size; i > 1; --i) std::swap(out[i - 1], out[rng.below(i)]);
  return out;
}

/// A network and a batch that fits it. `numbers`: the targets are no classes.
MicroscopeSetup setupOf(std::shared_ptr<const Network> network, bool numbers, int samples) {
  MicroscopeSetup setup;
  setup.weights = *Parameters<float>::create(network->graph, network->analysis, 11);
  Rng rng(5);
  const Analysis& analysis = network->analysis;
  const auto sizeOf = [&](const std::string& node) {
    return static_cast<std::size_t>(analysis.find(node)->output->elements() * samples);
  };
  setup.batch.size = samples;
  setup.batch.inputs = distinctValues(sizeOf(analysis.inputNodes[0]), rng);
  if (const std::int64_t tokens = tokensOf(network->graph); tokens > 0) {
    for (float& value : setup.batch.inputs)
      value = static_cast<float>(rng.below(static_cast<std::uint64_t>(tokens)));
  }
  const Shape& output = *analysis.find(analysis.outputNode)->output;
  if (numbers) {
    setup.batch.values = distinctValues(sizeOf(analysis.outputNode), rng);
  } else {
    const auto width = static_cast<std::size_t>(output.rank() > 0 ? output.sizes().back() : 1);
    setup.batch.classes.resize(sizeOf(analysis.outputNode) / width);
    for (std::int32_t& c : setup.batch.classes) c = static_cast<std::int32_t>(rng.below(width));
  }
  setup.network = std::move(network);
  setup.random = {3, 1};
  return setup;
}

struct Table {
  Workers workers{1};
  std::shared_ptr<const Microscope> microscope;
  std::unique_ptr<Prover> prover;
  QString problem;

  explicit Table(MicroscopeSetup setup) {
    auto made = Microscope::look(std::move(setup), workers);
    if (!made) {
      problem = QString::fromStdString(made.error().message());
      return;
    }
    microscope = *made;
    prover = std::make_unique<Prover>(microscope->sharedNetwork(), microscope->record(),
                                      microscope->input(), workers);
  }
  const MicroscopeStep& step(Kind kind, const std::string& node) const {
    return *std::ranges::find(microscope->steps(), MicroscopeStep{kind, node});
  }
  MicroscopeTensor tensor(const MicroscopeStep& at, const std::string& name) const {
    const auto all = microscope->tensors(at);
    return *std::ranges::find(all, name, &MicroscopeTensor::tensor);
  }
};

std::shared_ptr<const Network> compiled(const Graph& graph) {
  auto network = compile(graph);
  return network ? *network : nullptr;
}

/// The largest, and one more.
std::vector<std::int64_t> someElements(std::span<const float> values) {
  const auto largest =
      std::ranges::max_element(values, {}, [](float value) { return std::abs(value); });
  return {largest - values.begin(), static_cast<std::int64_t>(values.size() / 2)};
}

QString nameOf(const MicroscopeTensor& tensor, std::int64_t element) {
  return QString::fromStdString(tensor.tensor) + QString("[%1]").arg(element);
}

/// Proves two elements of every gradient. Empty, or what does not agree.
QString unproved(const Table& table, int& kinks) {
  for (const MicroscopeStep& step : table.microscope->steps()) {
    if (step.kind != Kind::Backward) continue;
    for (const MicroscopeTensor& tensor : table.microscope->tensors(step)) {
      if (tensor.role == Role::Output || tensor.isLoss) continue;
      for (const std::int64_t element : someElements(table.microscope->values(tensor, 1))) {
        const auto proof =
            table.prover->prove({tensor.tensor, table.microscope->placeOf(tensor, 1, element)});
        if (!proof) return QString::fromStdString(proof.error().message());
        kinks += proof->verdict == ProofVerdict::Kink;
        if (proof->verdict == ProofVerdict::Differs)
          return nameOf(tensor, element) + QString(": shown %1, in double %2, differences %3")
                                               .arg(proof->shown, 0, 'g', 12)
                                               .arg(proof->analytic, 0, 'g', 12)
                                               .arg(proof->numeric, 0, 'g', 12);
      }
    }
  }
  return {};
}

/// Whether the numbers that a number is said to be made of give it. Empty, or which does not.
QString unworked(const Table& table, int& worked) {
  for (const MicroscopeStep& step : table.microscope->steps()) {
    const auto tensors = table.microscope->tensors(step);
    for (const MicroscopeTensor& tensor : tensors) {
      const auto values = table.microscope->values(tensor, 1);
      float most = 1e-3F;
      for (const float value : values) most = std::max(most, std::abs(value));
      for (const std::int64_t element : someElements(values)) {
        Working working = table.microscope->working(step, tensor, 1, element);
        if (!working.isKnown()) continue;
        double value = working.value;
        if (tensor.readers > 1) {  // what all ports that it feeds give together
          value = 0;
          int ports = 0;
          for (const MicroscopeTensor& other : tensors) {
            if (other.tensor != tensor.tensor || other.role != Role::Input) continue;
            value += table.microscope->working(step, other, 1, element).value;
            ++ports;
          }
          if (ports != tensor.readers) continue;
        }
        ++worked;
        if (std::abs(value - double(values[static_cast<std::size_t>(element)])) >
            1e-4 * double(most))
          return nameOf(tensor, element) +
                 QString(" at %1: %2 is said to be %3 = %4")
                     .arg(QString::fromStdString(step.node))
                     .arg(double(values[static_cast<std::size_t>(element)]))
                     .arg(QString::fromStdString(working.terms[0]))
                     .arg(value);
      }
    }
  }
  return {};
}

Project smallNetwork() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{150}}});
  chain.add("fc1", "Linear", {{"out_features", whole(6)}}).add("relu", "ReLU");
  chain.add("fc2", "Linear", {{"out_features", whole(3)}}).add("loss", "CrossEntropyLoss");
  return chain.project;
}

}  // namespace

class MicroscopeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyLayer_data() { addEveryLayerType(); }
  void everyLayer() {
    QFETCH(QString, type);
    const LayerType& layer = *findLayerType(type.toStdString());
    std::vector<std::string> varied;
    int networks = 0, kinks = 0, worked = 0;
    for (const Case& one : casesOf(layer, varied)) {
      const auto network = compiled(one.graph);
      QVERIFY(network);
      if (network->analysis.inputNodes.size() != 1) continue;
      if (kIsSanitized && networks > 4) break;
      for (const bool training : {false, true}) {
        MicroscopeSetup setup = setupOf(network, layer.isLoss && layer.takesNumbers, kSamples);
        setup.training = training;
        const Table table(setup);
        QVERIFY2(table.problem.isEmpty(), qPrintable(table.problem));
        setup.weights = setupOf(network, false, kSamples).weights;
        setup.random.seed = 4;
        if (Table(setup).microscope->record()->loss != table.microscope->record()->loss)
          continue;  // what is drawn at random is not the same in double precision
        const QString where =
            QString::fromStdString(one.label) + (training ? ", training: " : ": ");
        const QString text = unproved(table, kinks);
        QVERIFY2(text.isEmpty(), qPrintable(where + text));
        const QString sum = unworked(table, worked);
        QVERIFY2(sum.isEmpty(), qPrintable(where + sum));
      }
      ++networks;
    }
    QVERIFY(networks > 0);
    QVERIFY2(kinks <= networks / 4, "kinks are the exception");
    if (layer.work) QVERIFY(worked > 0);
  }

  void theStepsGoForwardToTheLossAndBack() {
    const Table table(setupOf(compiled(smallNetwork().graph), false, 2));
    QVERIFY(table.microscope);
    const std::vector<MicroscopeStep> expected = {
        {Kind::Forward, "input"}, {Kind::Forward, "fc1"},   {Kind::Forward, "relu"},
        {Kind::Forward, "fc2"},   {Kind::Loss, "loss"},     {Kind::Backward, "loss"},
        {Kind::Backward, "fc2"},  {Kind::Backward, "relu"}, {Kind::Backward, "fc1"},
        {Kind::Backward, "input"}};
    QVERIFY(table.microscope->steps() == expected);
  }

  void aWorkingShowsTheLargestTermsAndSumsAll() {
    const Table table(setupOf(compiled(smallNetwork().graph), false, 2));
    const MicroscopeStep& step = table.step(Kind::Forward, "fc1");
    const MicroscopeTensor y = table.tensor(step, "fc1");
    const Working working = table.microscope->working(step, y, 1, 4);
    QCOMPARE(working.name, std::string("y[4]"));
    QCOMPARE(working.terms.size(), Working::kMostTerms);
    QCOMPARE(working.more, std::int64_t{150 + 1 - 12});
    const float shown = table.microscope->values(y, 1)[4];
    QVERIFY(std::abs(working.value - double(shown)) < 1e-5);
    const MicroscopeStep& back = table.step(Kind::Backward, "fc1");
    const MicroscopeTensor weight = table.tensor(back, "fc1.weight");
    const Working slope = table.microscope->working(back, weight, 0, 150 * 2 + 7);
    QCOMPARE(slope.name, std::string("∂L/∂weight[2, 7]"));
    QVERIFY(slope.terms.size() <= 2);  // a product for each sample
    QVERIFY(std::abs(slope.value - double(table.microscope->values(weight, 0)[307])) < 1e-6);
  }

  void aLossOfOneSampleIsWrittenOut() {
    const Table table(setupOf(compiled(smallNetwork().graph), false, 1));
    const MicroscopeStep& step = table.step(Kind::Loss, "loss");
    const Working working = table.microscope->working(step, table.tensor(step, "loss"), 0, 0);
    QVERIFY2(working.terms.at(0).starts_with("−log("), working.terms.at(0).c_str());
    QVERIFY(std::abs(working.value - double(table.microscope->record()->loss)) < 1e-5);
  }

  // A layer that hands back a wrong gradient is found where it does, and not where it only passes.
  void aBrokenLayerIsFound() {
    auto network = std::make_shared<Network>(*compiled(smallNetwork().graph));
    LayerType wrong = *findLayerType("ReLU");
    setFactories<DoublingRelu>(wrong);
    network->analysis.nodes.at("relu").type = &wrong;
    const Table table(setupOf(network, false, 2));
    QVERIFY2(table.microscope != nullptr, qPrintable(table.problem));
    const auto verdictOf = [&](const std::string& tensor) {
      const NodePass* node = table.microscope->record()->node(tensor);
      const auto& gradient =
          node ? node->gradient : table.microscope->record()->parameter(tensor)->gradient;
      const auto proof = table.prover->prove({tensor, someElements(gradient)[0]});
      return proof ? proof->verdict : ProofVerdict::Kink;
    };
    QCOMPARE(verdictOf("fc2.weight"), ProofVerdict::Agrees);
    QCOMPARE(verdictOf("relu"), ProofVerdict::Agrees);
    QCOMPARE(verdictOf("fc1"), ProofVerdict::Differs);
    QCOMPARE(verdictOf("fc1.weight"), ProofVerdict::Differs);
  }

  // What training computed in single precision is on trial too, not only its double.
  void aWrongNumberIsFound() {
    Table table(setupOf(compiled(smallNetwork().graph), false, 2));
    auto record = std::make_shared<PassRecord>(*table.microscope->record());
    std::vector<float>& gradient = record->parameters[0].gradient;
    const std::int64_t largest = someElements(gradient)[0];
    gradient[static_cast<std::size_t>(largest)] *= 1.01F;
    Prover prover(table.microscope->sharedNetwork(), record, table.microscope->input(),
                  table.workers);
    const auto proof = prover.prove({record->parameters[0].key, largest});
    QVERIFY(proof.ok());
    QCOMPARE(proof->verdict, ProofVerdict::Differs);
    QVERIFY(proof->difference > 5e-3 && proof->difference < 2e-2);
    const auto sound = table.prover->prove({record->parameters[0].key, largest});
    QVERIFY(sound.ok() && sound->agrees());
    QVERIFY(sound->difference <= Proof::kBound);
  }

  void whereThereIsNoSlopeItSaysSo() {
    MicroscopeSetup setup = setupOf(compiled(smallNetwork().graph), false, 1);
    const auto* bias = setup.weights->find("fc1.bias");
    const auto* weight = setup.weights->find("fc1.weight");
    std::fill_n(setup.weights->value(*bias), bias->size, 0.0F);
    std::fill_n(setup.weights->value(*weight), weight->size, 0.0F);
    const Table table(std::move(setup));
    const auto proof = table.prover->prove({"fc1.bias", 0});
    QVERIFY(proof.ok());
    QCOMPARE(proof->verdict, ProofVerdict::Kink);
    QVERIFY(std::abs(proof->left) < 1e-6 && std::abs(proof->right) > 1e-3);
  }

  void whatHasNoGradientCannotBeProved() {
    const Table table(setupOf(compiled(smallNetwork().graph), false, 1));
    QVERIFY(!table.prover->prove({"fc1.weight", 150 * 6}));
    QVERIFY(!table.prover->prove({"nobody", 0}));
  }

  void whatDoesNotFitIsRefused() {
    Workers workers(1);
    MicroscopeSetup setup = setupOf(compiled(smallNetwork().graph), false, 2);
    setup.batch.inputs.pop_back();
    QVERIFY(!Microscope::look(setup, workers));
    Chain wide;
    wide.add("input", "Input", {{"shape", Ints{4000}}});
    wide.add("fc1", "Linear", {{"out_features", whole(10'000)}}).add("loss", "MSELoss");
    MicroscopeSetup large = setupOf(compiled(wide.project.graph), true, 1);
    const auto refused = Microscope::look(std::move(large), workers);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message().find("at most 64") != std::string::npos,
             refused.error().message().c_str());
  }

  // A copy is there without waiting, and training does not change it.
  void theTrainerGivesACopy() {
    Trainer trainer;
    QVERIFY(!trainer.copyModel().get().network);
    Project project = lenet();
    project.training.epochs = 50;
    TrainerOptions options;
    options.startPaused = true;
    trainer.start(project, options);
    trainer.step();
    ModelCopy copy = trainer.copyModel().get();
    QVERIFY(copy.network && copy.dataset);
    while (copy.step < 1) copy = trainer.copyModel().get();
    const auto kept = copy.weights->values();
    trainer.step();
    ModelCopy later = trainer.copyModel().get();
    while (later.step < 2) later = trainer.copyModel().get();
    QVERIFY(copy.weights->values() == kept);
    QVERIFY(later.weights->values() != kept);
    trainer.stop();
    trainer.wait();
  }
};

LOOM_TEST(microscope_test, MicroscopeTest)
#include "microscope_test.moc"
