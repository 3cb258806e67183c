// Blocks change how a network is drawn and nothing of what it computes; a bypassed node computes
// what a network without it would.

#include "engine/graph/blocks.h"

#include <QtTest>

#include "engine/graph/analysis.h"
#include "engine/graph/program.h"
#include "engine/io/project_file.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

using BlockNames = std::vector<std::string>;

NewBlock grouped(Project& project, const BlockNames& ids, const std::string& name) {
  NewBlock made = groupNodes(project.graph, ids, name);
  applyEdits(project, made.edits);
  return made;
}

BlockNames chainOf(const Project& project, const std::string& node) {
  return BlockTree(project.graph).around(*project.graph.find(node));
}

void setFolded(Project& project, const std::string& id, bool folded) {
  Block block = *findBlock(project.graph, id);
  block.folded = folded;
  applyEdits(project, changeBlock(project.graph, block));
}

std::vector<float> outputOf(const Graph& graph) {
  Workers workers(1);
  const auto network = compile(graph);
  if (!network) qFatal("%s", network.error().text.english().c_str());
  const auto parameters = *Parameters<float>::create((*network)->graph, (*network)->analysis, 5);
  ProgramOptions options;
  options.maxBatch = 3;
  auto program = Program<float>::create(*network, parameters, workers, options);
  for (int i = 0; i < 3 * 784; ++i) (*program)->input()[i] = static_cast<float>(i % 17) * 0.1f;
  const std::vector<std::int32_t> classes = {1, 2, 3};
  Targets<float> targets;
  targets.classes = classes.data();
  (*program)->forward(3, targets);
  (*program)->backward();
  std::vector<float> all((*program)->output(), (*program)->output() + 30), gradient;
  for (const char* node : {"conv1", "pool1"}) {
    (*program)->copyGradient(node, gradient);
    all.insert(all.end(), gradient.begin(), gradient.end());
  }
  return all;
}

}  // namespace

class BlocksTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aGroupOfNodesIsABlock() {
    Project project = lenet();
    const std::string before = projectText(project);
    const NewBlock made = groupNodes(project.graph, {"conv1", "relu1", "pool1"}, "stem");
    const Edits undo = applyEdits(project, made.edits);
    QCOMPARE(project.graph.blocks.size(), std::size_t{1});
    QCOMPARE(project.graph.blocks[0].name, std::string("stem"));
    const BlockTree tree(project.graph);
    QCOMPARE(tree.members(made.id), (BlockNames{"conv1", "relu1", "pool1"}));
    QVERIFY(chainOf(project, "conv2").empty());
    applyEdits(project, undo);
    QCOMPARE(projectText(project), before);
  }

  void aWholeBlockGoesIntoAnotherAsOne() {
    Project project = lenet();
    const std::string stem = grouped(project, {"conv1", "relu1", "pool1"}, "stem").id;
    const std::string all =
        grouped(project, {"conv1", "relu1", "pool1", "conv2", "relu2"}, "features").id;
    QCOMPARE(chainOf(project, "conv1"), (BlockNames{stem, all}));
    QCOMPARE(chainOf(project, "conv2"), (BlockNames{all}));
    const BlockTree tree(project.graph);
    QCOMPARE(tree.members(all).size(), std::size_t{5});
  }

  void aBlockInsideABlockStaysInside() {
    Project project = lenet();
    const std::string all =
        grouped(project, {"conv1", "relu1", "pool1", "conv2", "relu2"}, "features").id;
    const std::string pair = grouped(project, {"conv2", "relu2"}, "pair").id;
    QCOMPARE(chainOf(project, "conv2"), (BlockNames{pair, all}));
    QCOMPARE(chainOf(project, "conv1"), (BlockNames{all}));
  }

  void aBlockThatIsOnlyPartlyChosenLosesThoseNodes() {
    Project project = lenet();
    const std::string stem = grouped(project, {"conv1", "relu1", "pool1"}, "stem").id;
    const std::string other = grouped(project, {"pool1", "conv2"}, "other").id;
    QCOMPARE(chainOf(project, "pool1"), (BlockNames{other}));
    QCOMPARE(chainOf(project, "conv1"), (BlockNames{stem}));
  }

  void dissolvingPutsItsNodesWhereItStood() {
    Project project = lenet();
    const std::string inner = grouped(project, {"conv1", "relu1"}, "inner").id;
    const std::string outer = grouped(project, {"conv1", "relu1", "pool1"}, "outer").id;
    const std::string before = projectText(project);
    const Edits undo = applyEdits(project, dissolveBlock(project.graph, inner));
    QCOMPARE(chainOf(project, "conv1"), (BlockNames{outer}));
    applyEdits(project, undo);
    QCOMPARE(projectText(project), before);
    QVERIFY(dissolveBlock(project.graph, "nobody").empty());
    applyEdits(project, dissolveBlock(project.graph, inner));
    applyEdits(project, dissolveBlock(project.graph, outer));
    QVERIFY(chainOf(project, "conv1").empty());
    QVERIFY(project.graph.blocks.empty());
    QCOMPARE(projectText(project), projectText(lenet()));
  }

  void theOutermostFoldedBlockIsDrawn() {
    Project project = lenet();
    const std::string inner = grouped(project, {"conv1", "relu1"}, "inner").id;
    const std::string outer = grouped(project, {"conv1", "relu1", "pool1"}, "outer").id;
    const auto drawnFor = [&](const char* node) {
      return BlockTree(project.graph).foldedAround(*project.graph.find(node));
    };
    QCOMPARE(drawnFor("conv1"), std::string());
    setFolded(project, inner, true);
    QCOMPARE(drawnFor("conv1"), inner);
    QCOMPARE(drawnFor("pool1"), std::string());
    setFolded(project, outer, true);
    QCOMPARE(drawnFor("conv1"), outer);
    setFolded(project, inner, false);
    QCOMPARE(drawnFor("conv1"), outer);
  }

  void removingItsLastNodeRemovesABlock() {
    Project project = lenet();
    grouped(project, {"relu1", "relu2"}, "pair");
    const std::string before = projectText(project);
    Edits undo = applyEdits(project, removeNodes(project.graph, {"relu1"}, true));
    QCOMPARE(project.graph.blocks.size(), std::size_t{1});
    applyEdits(project, undo);
    undo = applyEdits(project, removeNodes(project.graph, {"relu1", "relu2"}, true));
    QVERIFY(project.graph.blocks.empty());
    applyEdits(project, undo);
    QCOMPARE(projectText(project), before);
  }

  void wrongBlocksAreNamedAndHarmless() {
    Project project = lenet();
    project.graph.find("conv1")->block = "nowhere";
    project.graph.blocks = {{"a", "", "blue", false, "b"},
                            {"b", "", "blue", true, "a"},
                            {"c", "", "blue", false, "lost"}};
    project.graph.find("conv2")->block = "a";
    const Analysis analysis = analyse(project);
    QVERIFY(!analysis.hasErrors());
    QCOMPARE(analysis.problems.size(), std::size_t{4});
    QCOMPARE(analysis.problems[0].node, std::string("conv1"));
    QVERIFY(chainOf(project, "conv1").empty());
    QVERIFY(chainOf(project, "conv2").size() <= 2);
    const Project repaired = applyAllFixes(project);
    QVERIFY(analyse(repaired).problems.empty());
    QCOMPARE(repaired.graph.find("conv1")->block, std::string());
  }

  void onlyNewThingsMakeAFileNew() {
    Project project = lenet();
    const std::string plain = projectText(project);
    QVERIFY(plain.find("\"version\": 1,") != std::string::npos);
    for (const char* key : {"blocks", "notes", "bypassed", "\"block\""})
      QVERIFY(plain.find(key) == std::string::npos);
    const std::string inner = grouped(project, {"conv1", "relu1"}, "inner").id;
    grouped(project, {"conv1", "relu1", "pool1"}, "Erster Block");
    setFolded(project, inner, true);
    project.graph.notes.push_back({"why \"5x5\"?\nbecause", {-32, 48.5}, 320});
    project.graph.find("relu2")->bypassed = true;
    const std::string text = projectText(project);
    QVERIFY(text.find("\"version\": 2,") != std::string::npos);
    const auto read = parseProject(text);
    QVERIFY(read);
    QVERIFY(read->unknown.empty());
    QCOMPARE(read->graph, project.graph);
    QCOMPARE(projectText(*read), text);
  }

  void blocksChangeNothingThatIsComputed() {
    Project project = lenet();
    const auto plain = outputOf(project.graph);
    setFolded(project, grouped(project, {"conv1", "relu1", "pool1"}, "stem").id, true);
    QCOMPARE(outputOf(project.graph), plain);
  }

  void aBypassedNodeComputesWhatANetworkWithoutItDoes_data() {
    QTest::addColumn<QString>("id");
    for (const char* id : {"relu1", "relu2", "relu3"}) QTest::newRow(id) << id;
  }
  void aBypassedNodeComputesWhatANetworkWithoutItDoes() {
    QFETCH(QString, id);
    Project bypassed = lenet(), removed = lenet();
    const auto plain = outputOf(bypassed.graph);
    applyEdits(bypassed, setBypassed(bypassed.graph, {id.toStdString()}, true));
    applyEdits(removed, removeNodes(removed.graph, {id.toStdString()}, true));
    const auto output = outputOf(bypassed.graph);
    QCOMPARE(output, outputOf(removed.graph));
    QVERIFY(output != plain);
  }

  void aBypassedLayerOwnsNothingAndItsShapePassesThrough() {
    Project project = lenet();
    const Analysis before = analyse(project);
    applyEdits(project, setBypassed(project.graph, {"fc2"}, true));
    const Analysis analysis = analyse(project);
    QVERIFY(analysis.problems.empty());
    QCOMPARE(analysis.find("fc2")->output, analysis.find("relu3")->output);
    QCOMPARE(analysis.find("fc2")->parameterCount, std::int64_t{0});
    QCOMPARE(analysis.find("fc3")->parameterCount, std::int64_t{120 * 10 + 10});
    QVERIFY(analysis.parameterCount < before.parameterCount);
    QVERIFY(compile(project.graph));
  }

  void itsOwnSettingsAreNotComplainedAbout() {
    Project project = lenet();
    project.graph.find("fc2")->params.set("out_features", std::int64_t{-5});
    QVERIFY(analyse(project).hasErrors());
    project.graph.find("fc2")->bypassed = true;
    QVERIFY(analyse(project).problems.empty());
  }

  void endsCannotBeBypassed() {
    for (const char* id : {"input", "loss"}) {
      Project project = lenet();
      project.graph.find(id)->bypassed = true;
      const Analysis analysis = analyse(project);
      QVERIFY(analysis.hasErrors());
      QCOMPARE(analysis.problems[0].node, std::string(id));
      QCOMPARE(projectText(applyAllFixes(project)), projectText(lenet()));
    }
  }

  void aBypassedMergeHandsItsFirstInputOn() {
    Project project = lenet();
    Graph& graph = project.graph;
    // pool1 + pool1 -> conv2, bypassed: as if the wire led straight on.
    Node add;
    add.id = "add1";
    add.type = "Add";
    add.bypassed = true;
    applyEdits(project, {InsertNode{add, -1}, EraseLink{{"pool1", "conv2", 0}},
                         InsertLink{{"pool1", "add1", 0}, -1}, InsertLink{{"relu1", "add1", 1}, -1},
                         InsertLink{{"add1", "conv2", 0}, -1}});
    QCOMPARE(outputOf(graph), outputOf(lenet().graph));
  }
};

LOOM_TEST(blocks_test, BlocksTest)
#include "blocks_test.moc"
