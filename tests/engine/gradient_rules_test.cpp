// What is done to gradients before the update: penalties, then the bound on their length; and what
// is said when a loss is not a number.

#include "engine/train/gradient_rules.h"

#include <QtTest>
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/graph/program.h"
#include "engine/train/divergence.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

/// 4 values, two dense layers of 6 and 3, a loss.
struct Bench {
  Project project;
  Workers workers{1};
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> parameters;
  std::unique_ptr<Program<float>> program;
  std::vector<float> inputs = {-0.75F, -0.5F, -0.25F, 0, 0.25F, 0.5F, 0.75F, 1};
  Targets<float> targets;

  explicit Bench(const std::function<void(Graph&)>& change = [](Graph&) {}) {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{4}}});
    chain.add("a", "Linear", {{"out_features", whole(6)}});
    chain.add("b", "Linear", {{"out_features", whole(3)}}).add("loss", "CrossEntropyLoss");
    project = chain.project;
    change(project.graph);
    network = *compile(project.graph);
    parameters = *Parameters<float>::create(network->graph, network->analysis, 1);
    program = std::move(*Program<float>::create(network, parameters, workers, {2}));
  }

  float forward() {
    static constexpr std::int32_t kClasses[] = {0, 2};
    targets = {kClasses, nullptr};
    std::copy(inputs.begin(), inputs.end(), program->input());
    return program->forward(2, targets, true);
  }
  std::vector<float> gradients(const std::string& key) const {
    const auto* entry = parameters->find(key);
    const float* gradient = parameters->gradient(*entry);
    return {gradient, gradient + entry->size};
  }
  std::vector<float> weights(const std::string& key) const {
    const auto* entry = parameters->find(key);
    const float* value = parameters->value(*entry);
    return {value, value + entry->size};
  }
  void fill(const std::string& key, float value) const {
    const auto* entry = parameters->find(key);
    std::fill_n(parameters->value(*entry), entry->size, value);
  }
  double length() const {
    double squares = 0;
    for (const auto& entry : parameters->entries()) {
      for (const float g : gradients(entry.key)) squares += static_cast<double>(g) * g;
    }
    return std::sqrt(squares);
  }
  std::string reason() {
    return divergence({network, parameters, workers, inputs, targets, 2, {}}, 12, 0.5).english();
  }
};

void penalise(Graph& graph, const char* node, double l1, double l2) {
  graph.find(node)->learning.set("l1", l1);
  graph.find(node)->learning.set("l2", l2);
}

}  // namespace

class GradientRulesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void penaltiesAreAddedToTheWeightsOfTheirNode() {
    Bench bench([](Graph& graph) { penalise(graph, "a", 0.25, 0.5); });
    const auto* weight = bench.parameters->find("a.weight");
    bench.parameters->value(*weight)[3] = 0;  // has no sign
    bench.forward();
    bench.program->backward();
    std::map<std::string, std::vector<float>> before;
    for (const auto& entry : bench.parameters->entries())
      before[entry.key] = bench.gradients(entry.key);
    GradientRules(bench.network->graph, *bench.parameters, std::nullopt).apply(*bench.parameters);
    const auto w = bench.weights("a.weight");
    const auto g = bench.gradients("a.weight");
    for (std::size_t i = 0; i < w.size(); ++i) {
      const double sign = w[i] > 0 ? 1 : w[i] < 0 ? -1 : 0;
      const double expected = before["a.weight"][i] + 0.25 * sign + 0.5 * w[i];
      QVERIFY(std::abs(g[i] - expected) < 1e-6);
    }
    for (const char* key : {"a.bias", "b.weight", "b.bias"})
      QVERIFY(bench.gradients(key) == before[key]);
  }

  // The gradient is that of loss + l1 sum |w| + l2 / 2 sum w^2.
  void penaltiesAreTheGradientOfTheirSum() {
    const double l1 = 0.3, l2 = 0.7;
    Bench bench([&](Graph& graph) { penalise(graph, "b", l1, l2); });
    const auto* weight = bench.parameters->find("b.weight");
    float* values = bench.parameters->value(*weight);
    const auto penalty = [&] {
      double sum = 0;
      for (std::size_t i = 0; i < weight->size; ++i) {
        const double w = values[i];
        sum += l1 * std::abs(w) + l2 / 2 * w * w;
      }
      return sum;
    };
    const auto& rules = GradientRules(bench.network->graph, *bench.parameters, std::nullopt);
    std::fill_n(bench.parameters->allGradients(), bench.parameters->values().size(), 0.0F);
    rules.apply(*bench.parameters);
    const auto found = bench.gradients("b.weight");
    for (std::size_t i = 0; i < weight->size; ++i) {
      const float kept = values[i];
      const float h = 1.0F / 4096;
      values[i] = kept + h;
      const double above = penalty(), up = values[i];
      values[i] = kept - h;
      const double below = penalty(), down = values[i];
      values[i] = kept;
      const double expected = (above - below) / (up - down);
      QVERIFY2(std::abs(found[i] - expected) < 1e-5, QByteArray::number(expected));
    }
  }

  void aFrozenNodeIsNotPenalised() {
    Bench bench([](Graph& graph) {
      penalise(graph, "a", 1, 1);
      graph.find("a")->frozen = true;
    });
    std::fill_n(bench.parameters->allGradients(), bench.parameters->values().size(), 0.0F);
    GradientRules(bench.network->graph, *bench.parameters, std::nullopt).apply(*bench.parameters);
    QCOMPARE(bench.length(), 0.0);
  }

  void theBoundComesAfterThePenalties() {
    Bench bench([](Graph& graph) { penalise(graph, "a", 5, 5); });
    bench.forward();
    bench.program->backward();
    QVERIFY(!GradientRules(bench.network->graph, *bench.parameters, std::nullopt)
                 .apply(*bench.parameters));
    const double whole = bench.length();
    bench.program->backward();
    const auto measured =
        GradientRules(bench.network->graph, *bench.parameters, 0.01).apply(*bench.parameters);
    QVERIFY(measured && std::abs(*measured / whole - 1) < 1e-5);
    QVERIFY(std::abs(bench.length() / 0.01 - 1) < 1e-4);
    bench.program->backward();
    const auto before = bench.gradients("b.weight");
    GradientRules(bench.network->graph, *bench.parameters, 1e6).apply(*bench.parameters);
    QVERIFY(bench.gradients("b.weight") == before);  // short enough: left alone
  }

  void aGradientWhoseSquaresOverflowIsBoundedToo() {
    Bench bench;
    bench.forward();
    bench.program->backward();
    float* gradient = bench.parameters->gradient(*bench.parameters->find("a.weight"));
    gradient[0] = 3e25F;
    gradient[1] = 4e25F;
    const auto measured =
        GradientRules(bench.network->graph, *bench.parameters, 1.0).apply(*bench.parameters);
    QVERIFY(std::abs(*measured / 5e25 - 1) < 1e-5);
    QVERIFY(std::abs(gradient[0] - 0.6F) < 1e-5F && std::abs(gradient[1] - 0.8F) < 1e-5F);
  }

  void theNodeWhoseOutputOverflowsIsNamed() {
    Bench bench;
    bench.fill("a.weight", 1e25F);
    bench.fill("b.weight", 1e25F);
    QVERIFY(!std::isfinite(bench.forward()));
    QCOMPARE(bench.reason(),
             std::string("Training diverged: the loss is no longer a number at step 12; the first "
                         "layer whose output is not a number is b. Try a smaller learning rate "
                         "than 0.5."));
  }

  void theNodeWhoseWeightsBrokeIsNamed() {
    Bench bench;
    // As an overflowing gradient of "a" leaves it: nothing above is touched.
    bench.fill("a.weight", std::numeric_limits<float>::quiet_NaN());
    QVERIFY(!std::isfinite(bench.forward()));
    QCOMPARE(bench.reason(),
             std::string("Training diverged: the loss is no longer a number at step 12, because "
                         "the step before left weights of a that are not numbers. Try a smaller "
                         "learning rate than 0.5, or limit the gradient."));
    bench.fill("b.bias", std::numeric_limits<float>::infinity());
    bench.forward();
    QVERIFY(bench.reason().find("weights of b ") != std::string::npos);
  }

  // Its running statistics break in the very pass that is to be explained, and are left alone.
  void runningStatisticsAreNotTakenForWeights() {
    Bench bench([](Graph& graph) {
      Node norm;
      norm.id = "norm";
      norm.type = "BatchNorm1d";
      for (Link& link : graph.links) {
        if (link.from == "a") link.from = "norm";
      }
      graph.links.push_back({"a", "norm", 0});
      graph.nodes.push_back(norm);
    });
    bench.fill("a.weight", 3e38F);
    QVERIFY(!std::isfinite(bench.forward()));
    const auto before = bench.weights("norm.running_mean");
    QVERIFY(!std::isfinite(before[0]));
    const std::string said = bench.reason();
    QVERIFY2(said.find("whose output is not a number is a.") != std::string::npos, said.c_str());
    const auto after = bench.weights("norm.running_mean");
    QVERIFY(std::memcmp(before.data(), after.data(), before.size() * sizeof(float)) == 0);
  }

  void aBrokenInputIsNamed() {
    Bench bench;
    bench.inputs[5] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(!std::isfinite(bench.forward()));
    QVERIFY(bench.reason().find("whose output is not a number is input.") != std::string::npos);
  }
};

LOOM_TEST(gradient_rules_test, GradientRulesTest)
#include "gradient_rules_test.moc"
