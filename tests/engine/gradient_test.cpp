// One test for every layer type there is and will be: small networks are made up from its
// declaration, and each gradient is compared with central differences in double precision. A new
// layer is tested by standing in layers.def.

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/rng.h"
#include "engine/graph/program.h"
#include "engine/layer_cases.h"
#include "sanitized.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kGradientBatch = 5;                    // no multiple of any number of lanes
constexpr int kMostSamples = kIsSanitized ? 2 : 24;  // elements of a tensor that are tried
constexpr double kStep = 1e-5;
constexpr double kBound = 1e-6;  // of the tensor's largest gradient

/// A network in double precision with inputs that stay clear of every kink: all values of a tensor
/// are distinct, and none is nearer to 0, or to another, than many times the step of the
/// differences.
struct GradientRig {
  Workers workers{2};
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<double>> parameters;
  std::unique_ptr<Program<double>> program;
  std::vector<std::vector<double>> inputs;
  std::vector<std::int32_t> classes;
  std::vector<double> values;
  std::int64_t tokens = 0;  // inputs are whole numbers below it; 0: values
  bool training = false;

  bool build(const Graph& graph, QString& problem) {
    auto compiled = compile(graph);
    if (!compiled) return fail(compiled.error(), problem);
    network = *compiled;
    auto created = Parameters<double>::create(graph, network->analysis, 11);
    if (!created) return fail(created.error(), problem);
    parameters = *created;
    auto made = Program<double>::create(network, parameters, workers, {kGradientBatch, true, true});
    if (!made) return fail(made.error(), problem);
    program = std::move(*made);
    Rng rng(5);
    tokens = tokensOf(graph);
    for (const std::string& id : network->analysis.inputNodes) {
      const auto size =
          static_cast<std::size_t>(network->analysis.find(id)->output->elements() * kGradientBatch);
      inputs.push_back(tokens > 0 ? drawn(size, tokens, rng) : distinct(size, rng));
    }
    classes.resize(kGradientBatch * 64);
    for (std::int32_t& c : classes) c = static_cast<std::int32_t>(rng.below(3));
    values = distinct(kGradientBatch * 256, rng);
    return true;
  }

  static bool fail(const Error& error, QString& problem) {
    problem = QString::fromStdString(error.message());
    return false;
  }

  static std::vector<double> distinct(std::size_t size, Rng& rng) {
    std::vector<double> out(size);
    const double count = static_cast<double>(size);
    for (std::size_t i = 0; i < size; ++i)
      out[i] = (2.0 * static_cast<double>(i) + 1.0) / count - 1.0 + 0.25 / count;
    for (std::size_t i = size; i > 1; --i) std::swap(out[i - 1], out[rng.below(i)]);
    return out;
  }

  static std::vector<double> drawn(std::size_t size, std::int64_t tokens, Rng& rng) {
    std::vector<double> out(size);
    for (double& value : out)
      value = static_cast<double>(rng.below(static_cast<std::uint64_t>(tokens)));
    return out;
  }

  double loss() {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      std::copy(inputs[i].begin(), inputs[i].end(), program->input(static_cast<int>(i)));
    }
    return program->forward(kGradientBatch, {classes.data(), values.data()}, training,
                            {3, 1});  // one mask for all passes
  }
};

/// One tensor: where its values are, and the gradient that the program computed for it.
struct Checked {
  std::string name;
  double* values = nullptr;
  std::vector<double> gradient;
};

std::vector<Checked> gradients(GradientRig& rig) {
  rig.loss();
  rig.program->backward();
  std::vector<Checked> all;
  for (const auto& entry : rig.parameters->entries()) {
    if (entry.buffer) continue;
    const double* gradient = rig.parameters->gradient(entry);
    all.push_back({entry.key, rig.parameters->value(entry), {gradient, gradient + entry.size}});
  }
  if (rig.tokens > 0) return all;  // whole numbers have no slope
  for (std::size_t i = 0; i < rig.inputs.size(); ++i) {
    Checked input{rig.network->analysis.inputNodes[i], rig.inputs[i].data(), {}};
    rig.program->copyGradient(input.name, input.gradient);
    input.gradient.resize(rig.inputs[i].size(), std::nan(""));
    all.push_back(std::move(input));
  }
  return all;
}

/// What the loss does around one value, by central differences.
double slopeAt(GradientRig& rig, double& value, double step) {
  const double kept = value;
  value = kept + step;
  const double above = rig.loss();
  value = kept - step;
  const double below = rig.loss();
  value = kept;
  return (above - below) / (2 * step);
}

/// Empty, or the first element whose gradient is not what the differences say.
QString disagreement(GradientRig& rig, const Checked& tensor) {
  const auto largest =
      std::abs(*std::max_element(tensor.gradient.begin(), tensor.gradient.end(),
                                 [](double a, double b) { return std::abs(a) < std::abs(b); }));
  const double bound = kBound * std::max(largest, 1e-3);
  std::vector<std::size_t> order(tensor.gradient.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Rng rng(17);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
  order.resize(std::min<std::size_t>(order.size(), kMostSamples));
  for (const std::size_t i : order) {
    double expected = slopeAt(rig, tensor.values[i], kStep);
    if (std::abs(tensor.gradient[i] - expected) <= bound) continue;
    // A layer with thousands of ReLUs inside has a kink within many a step; a shorter one misses
    // it.
    expected = slopeAt(rig, tensor.values[i], kStep / 100);
    if (std::abs(tensor.gradient[i] - expected) <= bound) continue;
    return QString("%1[%2]: gradient %3, differences %4")
        .arg(QString::fromStdString(tensor.name))
        .arg(i)
        .arg(tensor.gradient[i], 0, 'g', 12)
        .arg(expected, 0, 'g', 12);
  }
  return {};
}

}  // namespace

class GradientTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyLayer_data() { addEveryLayerType(); }
  void everyLayer() {
    QFETCH(QString, type);
    const LayerType& layer = *findLayerType(type.toStdString());
    std::vector<std::string> varied;
    const std::vector<Case> cases = casesOf(layer, varied);
    for (const Field& field : layer.fields) {
      QVERIFY2(std::find(varied.begin(), varied.end(), field.key) != varied.end(),
               qPrintable(QString("no network could be made up that sets %1")
                              .arg(QString::fromStdString(field.key))));
    }
    QVERIFY2(!cases.empty(), "no network could be made up");
    for (const Case& one : cases) {
      for (const bool training : {false, true}) {
        GradientRig rig;
        QString problem;
        QVERIFY2(rig.build(one.graph, problem), qPrintable(problem));
        rig.training = training;
        for (const Checked& tensor : gradients(rig)) {
          const QString text = disagreement(rig, tensor);
          QVERIFY2(text.isEmpty(),
                   qPrintable(QString::fromStdString(one.label) +
                              (training ? ", training: " : ", evaluating: ") + text));
        }
      }
    }
  }

  // The comparison must see a gradient that is wrong in one element by one part in a thousand.
  void wrongGradientIsSeen() {
    GradientRig rig;
    QString problem;
    const LayerType& conv = *findLayerType("Conv2d");
    QVERIFY(rig.build(networkAround(conv, {{"out_channels", std::int64_t{2}}}, {1, 4, 4}, 1, false),
                      problem));
    for (Checked tensor : gradients(rig)) {
      if (tensor.gradient.size() > kMostSamples) continue;  // there the wrong one may not be drawn
      QCOMPARE(disagreement(rig, tensor), QString());
      double& largest =
          *std::max_element(tensor.gradient.begin(), tensor.gradient.end(),
                            [](double a, double b) { return std::abs(a) < std::abs(b); });
      largest *= 1.001;
      QVERIFY2(disagreement(rig, tensor).startsWith(QString::fromStdString(tensor.name)),
               tensor.name.c_str());
    }
  }

  // A frozen layer learns nothing, and lets everything through to the layers below it.
  void frozenLayersPassGradientsOn() {
    const LayerType& linear = *findLayerType("Linear");
    for (const char* frozen : {"tested", "Linear"}) {
      Graph graph = networkAround(linear, {{"out_features", std::int64_t{4}}}, {6}, 1, false);
      GradientRig free;
      GradientRig held;
      QString problem;
      QVERIFY(free.build(graph, problem));
      graph.find(frozen)->frozen = true;
      QVERIFY(held.build(graph, problem));
      const std::vector<Checked> expected = gradients(free);
      const std::vector<Checked> found = gradients(held);
      QCOMPARE(found.size(), expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].name.starts_with(std::string(frozen) + ".")) continue;
        QVERIFY2(found[i].gradient == expected[i].gradient, found[i].name.c_str());
      }
    }
  }
};

LOOM_TEST(gradient_test, GradientTest)
#include "gradient_test.moc"
