// What single layers say of inputs and settings that cannot be: the sentence, and the fix that
// helps.

#include <QtTest>

#include "engine/graph/parameters.h"
#include "engine/layer_cases.h"
#include "engine/networks.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

/// A layer on an input of this shape, its sentence, and its output's shape after the first fix;
/// empty: there is no fix.
struct Refused {
  const char* name;
  const char* type;
  Values params;
  Shape input;
  std::string sentence;
  std::string fixed;
};

const std::vector<Refused>& refusals() {
  static const std::vector<Refused> all = {
      {"a row for an image",
       "ConvTranspose2d",
       {},
       {5, 4},
       "needs an image (channels × height × width), but gets 5×4 from input0",
       "8×7×6"},
      {"an image for a row",
       "Conv1d",
       {},
       {4, 6, 5},
       "needs a row (channels × length), but gets 4×6×5 from input0",
       "8×4×3"},
      {"a vector for a row", "Conv1d", {}, {6}, "needs a row", "8×4"},
      {"a long filter",
       "Conv1d",
       {{"kernel_size", whole(9)}, {"padding", whole(1)}},
       {5, 4},
       "kernel_size 9 is larger than its padded input 6 from input0; make it at most 6",
       "8×1"},
      {"a wide filter",
       "Conv1d",
       {{"kernel_size", whole(3)}, {"dilation", whole(3)}},
       {5, 4},
       "kernel_size 3 is larger than its padded input 4 from input0; make it at most 2",
       "8×1"},
      {"channels of a row",
       "Conv1d",
       {{"in_channels", whole(3)}},
       {5, 4},
       "in_channels is 3, but its input 5×4 from input0 makes it 5",
       "8×2"},
      {"groups of a row",
       "Conv1d",
       {{"groups", whole(2)}},
       {5, 4},
       "groups is 2, but it must",
       "8×2"},
      {"transposed channels",
       "ConvTranspose2d",
       {{"in_channels", whole(3)}},
       {4, 6, 5},
       "in_channels is 3, but its input 4×6×5 from input0 makes it 4",
       "8×8×7"},
      {"transposed groups",
       "ConvTranspose2d",
       {{"groups", whole(3)}},
       {4, 6, 5},
       "groups is 3, but it must",
       "8×8×7"},
      {"output padding as large as the stride",
       "ConvTranspose2d",
       {{"output_padding", Ints{2, 1}}, {"stride", Ints{2, 1}}},
       {4, 6, 5},
       "output_padding 2×1 must stay below the stride or the dilation on each axis; make it at "
       "most 1×0",
       "8×14×7"},
      {"padding of all",
       "ConvTranspose2d",
       {{"padding", Ints{4, 1}}},
       {4, 6, 5},
       "padding 4×1 leaves nothing of the output 8×7; make it at most 3×1",
       "8×2×5"},
      {"an image for a sequence",
       "LSTM",
       {},
       {4, 6, 5},
       "needs a sequence (steps × values), but gets 4×6×5 from input0",
       "30×32"},
      {"a grey image for a sequence",
       "GRU",
       {{"output", std::string("last")}},
       {1, 6, 5},
       "needs a sequence (steps × values), but gets 1×6×5 from input0",
       "32"},
      {"a vector for a sequence", "RNN", {}, {6}, "needs a sequence (steps × values)", "6×32"},
      {"the size of a step",
       "RNN",
       {{"input_size", whole(3)}, {"bidirectional", true}},
       {5, 4},
       "input_size is 3, but its input 5×4 from input0 makes it 4",
       "5×64"},
      {"a grey image for attention",
       "MultiheadAttention",
       {{"num_heads", whole(5)}},
       {1, 6, 5},
       "needs a sequence (steps × values), but gets 1×6×5 from input0",
       "6×5"},
      {"heads that do not divide a step",
       "MultiheadAttention",
       {},
       {5, 6},
       "num_heads is 4, but 4 heads cannot share the 6 values of a step from input0 evenly; use a "
       "number that divides 6, such as 3",
       "5×6"},
      {"more heads than values",
       "TransformerEncoderLayer",
       {{"nhead", whole(9)}},
       {5, 3},
       "nhead is 9, but 9 heads cannot share the 3 values of a step from input0 evenly; use a "
       "number that divides 3, such as 3",
       "5×3"},
      {"the size of a block's step",
       "TransformerEncoderLayer",
       {{"d_model", whole(8)}},
       {5, 4},
       "d_model is 8, but its input 5×4 from input0 makes it 4",
       "5×4"},
      {"positions of an image",
       "PositionalEncoding",
       {},
       {4, 6, 5},
       "needs a sequence (steps × values), but gets 4×6×5 from input0",
       "30×4"},
      {"a long sequence",
       "PositionalEncoding",
       {{"max_length", whole(3)}, {"kind", std::string("learned")}},
       {5, 4},
       "max_length is 3, but the sequence 5×4 from input0 has 5 steps; make it at least 5",
       "5×4"},
  };
  return all;
}

const Problem* errorAt(const Analysis& analysis, const std::string& node) {
  for (const Problem& problem : analysis.problems)
    if (problem.node == node && problem.severity == Problem::Severity::Error) return &problem;
  return nullptr;
}

/// What a parameter of the layer starts with.
std::vector<float> start(const char* type, const Values& params, const Shape& input,
                         const char* parameter) {
  const Graph graph = networkAround(*findLayerType(type), params, input, 1, false);
  const auto made = must(Parameters<float>::create(graph, analyse(graph), 3));
  const auto* entry = made->find(std::string("tested.") + parameter);
  return {made->value(*entry), made->value(*entry) + entry->size};
}

}  // namespace

class LayerRulesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aWrongSettingIsNamedAndRepaired_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < refusals().size(); ++i)
      QTest::newRow(refusals()[i].name) << static_cast<int>(i);
  }
  void aWrongSettingIsNamedAndRepaired() {
    QFETCH(int, index);
    const Refused& refused = refusals()[static_cast<std::size_t>(index)];
    Project project;
    project.graph =
        networkAround(*findLayerType(refused.type), refused.params, refused.input, 1, false);
    const Analysis analysis = analyse(project.graph);
    const Problem* problem = errorAt(analysis, "tested");
    QVERIFY(problem);
    QVERIFY2(problem->text.english().find(refused.sentence) != std::string::npos,
             problem->text.english().c_str());
    QCOMPARE(problem->fixes.empty(), refused.fixed.empty());
    if (refused.fixed.empty()) return;
    applyEdits(project, problem->fixes[0].edits);
    const Analysis after = analyse(project.graph);
    QVERIFY(!after.hasErrors());
    QCOMPARE(after.find("tested")->output->text(), refused.fixed);
  }

  // max_length could not be set to what such a sequence would need.
  void aSequencePastAllPositionsGoesWithoutThem() {
    Project project;
    project.graph = networkAround(*findLayerType("PositionalEncoding"), {}, {1 << 19, 3}, 1, false);
    Node node;
    node.id = "reshape";
    node.type = "Reshape";
    node.params.set("shape", Ints{-1, 1});
    applyEdits(project, insertOnLink(project.graph, {"input0", "tested", 0}, node));
    const Analysis analysis = analyse(project.graph);
    const Problem* problem = errorAt(analysis, "tested");
    QVERIFY(problem);
    QCOMPARE(
        problem->text.english(),
        std::string("the sequence 1572864×1 from reshape has more than the 1 048 576 steps that "
                    "positions go up to; make it shorter"));
    QCOMPARE(problem->fixes.size(), std::size_t{1});
    QCOMPARE(problem->fixes[0].label.english(), std::string("Remove tested"));
  }

  // Tokens come from an Input, whatever its shape is made into; what a layer has computed is none.
  void tokensAreNotComputed() {
    const LayerType& embedding = *findLayerType("Embedding");
    Project project;
    project.graph = networkAround(embedding, {}, {2, 3}, 1, false);
    for (const char* between : {"Permute", "Reshape", "Tanh"}) {
      Node node;
      node.id = between;
      node.type = between;
      const auto into = std::find_if(project.graph.links.begin(), project.graph.links.end(),
                                     [](const Link& link) { return link.to == "tested"; });
      applyEdits(project, insertOnLink(project.graph, Link(*into), node));
    }
    const Analysis analysis = analyse(project.graph);
    QVERIFY(!errorAt(analysis, "Reshape"));
    QCOMPARE(errorAt(analysis, "tested")->text.english(),
             std::string("needs tokens, which are whole numbers, but Tanh computes others; lead an "
                         "Input into it"));
    applyEdits(project, removeNodes(project.graph, {"Tanh"}, true));
    QVERIFY(!analyse(project.graph).hasErrors());
  }

  // Images are no tokens, and a table with too few rows is made larger.
  void tokensMustBeInTheData() {
    Project project;
    project.graph =
        networkAround(*findLayerType("Embedding"), {{"num_embeddings", whole(5)}}, {6}, 1, false);
    project.graph.find("Linear")->params.set("out_features", whole(3));
    DataInfo data{{6}, 3};
    const Analysis measured = analyse(project.graph, &data);
    QCOMPARE(errorAt(measured, "tested")->text.english(),
             std::string("needs tokens, which are whole numbers, but the data are measured values; "
                         "choose data of tokens, or another layer"));
    data.tokens = 7;
    const Analysis many = analyse(project.graph, &data);
    const Problem* problem = errorAt(many, "tested");
    QVERIFY(problem);
    QCOMPARE(problem->text.english(),
             std::string("num_embeddings is 5, but the data have 7 tokens; make it 7"));
    applyEdits(project, problem->fixes[0].edits);
    QVERIFY(!analyse(project.graph, &data).hasErrors());
    data.tokens = 6;  // a row that no token reads does no harm
    QVERIFY(!analyse(project.graph, &data).hasErrors());
  }

  // https://pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html: U(±√k), k = groups /
  // (out_channels · kernel sizes); of Conv1d k = groups / (in_channels · kernel_size).
  void weightsStartAsPyTorchs() {
    const auto largest = [](const std::vector<float>& values) {
      float most = 0;
      for (const float value : values) most = std::max(most, std::abs(value));
      return static_cast<double>(most);
    };
    const auto near = [](double found, double bound) {
      return found <= bound && found > 0.97 * bound;
    };
    const Values conv = {{"out_channels", whole(40)}, {"kernel_size", whole(4)}};
    QVERIFY(near(largest(start("Conv1d", conv, {5, 4}, "weight")), std::sqrt(1.0 / 20)));
    QVERIFY(near(largest(start("Conv1d", conv, {5, 4}, "bias")), std::sqrt(1.0 / 20)));
    const Values transposed = {
        {"out_channels", whole(40)}, {"kernel_size", Ints{3, 2}}, {"groups", whole(2)}};
    QVERIFY(near(largest(start("ConvTranspose2d", transposed, {4, 6, 5}, "weight")),
                 std::sqrt(2.0 / 240)));
    QVERIFY(near(largest(start("ConvTranspose2d", transposed, {4, 6, 5}, "bias")),
                 std::sqrt(2.0 / 240)));
  }

  // https://pytorch.org/docs/stable/generated/torch.nn.LSTM.html: U(±√k), k = 1 / hidden_size.
  void recurrentWeightsStartAsPyTorchs() {
    const Values params = {
        {"hidden_size", whole(25)}, {"num_layers", whole(2)}, {"bidirectional", true}};
    for (const char* type : {"RNN", "LSTM", "GRU"}) {
      const int gates = type[0] == 'R' ? 1 : type[0] == 'L' ? 4 : 3;
      for (const auto& [name, inputs] :
           std::initializer_list<std::pair<std::string, int>>{{"weight_ih_l0", 4},
                                                              {"weight_ih_l1_reverse", 50},
                                                              {"weight_hh_l1", 25},
                                                              {"weight_hh_l0_reverse", 25},
                                                              {"bias_ih_l0_reverse", 1},
                                                              {"bias_hh_l1", 1}}) {
        const std::vector<float> values = start(type, params, {5, 4}, name.c_str());
        QCOMPARE(values.size(), static_cast<std::size_t>(gates * 25 * inputs));
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        QVERIFY(*least >= -0.2F && *least < -0.15F && *most <= 0.2F && *most > 0.15F);
      }
    }
  }

  // torch.nn.MultiheadAttention: xavier_uniform of the (3E, E) projection, which is U(±√(6 / 4E)),
  // and biases of 0; its last projection as nn.Linear, U(±1 / √E).
  void attentionStartsAsPyTorchs() {
    const std::string block = "self_attn.";
    for (const char* type : {"MultiheadAttention", "TransformerEncoderLayer"}) {
      const std::string prefix = type[0] == 'T' ? block : "";
      const auto reach = [&](const char* name) {
        const std::vector<float> values = start(type, {}, {5, 24}, (prefix + name).c_str());
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        return std::pair(*least, *most);
      };
      const auto [low, high] = reach("in_proj_weight");
      QVERIFY(low >= -0.25F && low < -0.24F && high <= 0.25F && high > 0.24F);
      const auto [least, most] = reach("out_proj.weight");
      QVERIFY(least >= -0.2042F && least < -0.19F && most <= 0.2042F && most > 0.19F);
      for (const char* bias : {"in_proj_bias", "out_proj.bias"})
        QCOMPARE(reach(bias), std::pair(0.0F, 0.0F));
    }
  }

  // nn.Embedding starts with N(0, 1).
  void tablesStartNormal_data() {
    QTest::addColumn<QString>("type");
    QTest::newRow("tokens") << "Embedding";
    QTest::newRow("positions") << "PositionalEncoding";
  }
  void tablesStartNormal() {
    QFETCH(QString, type);
    const Values params =
        type == "Embedding" ? Values{}
                            : Values{{"kind", std::string("learned")}, {"max_length", whole(4096)}};
    const Shape input = type == "Embedding" ? Shape{6} : Shape{5, 4};
    const std::vector<float> values = start(type.toUtf8(), params, input, "weight");
    QCOMPARE(values.size(), std::size_t{16384});
    double sum = 0, squares = 0, fourth = 0;
    for (const auto value : values) {
      const double square = static_cast<double>(value) * static_cast<double>(value);
      sum += static_cast<double>(value);
      squares += square;
      fourth += square * square;
    }
    const auto count = static_cast<double>(values.size());
    QVERIFY(std::abs(sum / count) < 4 / std::sqrt(count));
    QVERIFY(std::abs(squares / count - 1) < 4 * std::sqrt(2 / count));
    QVERIFY(std::abs(fourth / count - 3) < 4 * std::sqrt(96 / count));
  }
};

LOOM_TEST(layer_rules_test, LayerRulesTest)
#include "layer_rules_test.moc"
