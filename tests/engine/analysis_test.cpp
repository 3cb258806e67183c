// What analyse() says of sound and broken drawings, and that the fixes it offers repair them.

#include "engine/graph/analysis.h"

#include <QtTest>
#include <algorithm>

#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

std::string sentences(const Analysis& analysis) {
  std::string out;
  for (const Problem& problem : analysis.problems)
    out += problem.node + ": " + problem.text.english() + "\n";
  return out;
}

const Problem* problemAt(const Analysis& analysis, const std::string& node) {
  const auto found = std::find_if(analysis.problems.begin(), analysis.problems.end(),
                                  [&](const Problem& problem) { return problem.node == node; });
  return found == analysis.problems.end() ? nullptr : &*found;
}

Link wire(const std::string& from, const std::string& to, int port = 0) {
  return {from, to, port};
}

/// A broken drawing, the node at fault, part of the sentence, and whether fixes must repair it
/// wholly.
struct Broken {
  const char* name;
  std::function<void(Project&)> damage;
  std::string node;
  std::string sentence;
  bool repaired = true;
};

void erase(Project& project, const Link& link) {
  std::erase(project.graph.links, link);
}

std::vector<Broken> brokenDrawings() {
  const auto param = [](const char* node, const char* key, Value value) {
    return [=](Project& p) { p.graph.find(node)->params.set(key, value); };
  };
  const auto learning = [](const char* node, const char* key, Value value) {
    return [=](Project& p) { p.graph.find(node)->learning.set(key, value); };
  };
  return {
      {"misspelt init", learning("conv1", "init", std::string("xavier_unifrom")), "conv1",
       "not xavier_unifrom; choose one of them"},
      {"an init that is no name", learning("conv1", "init", whole(3)), "conv1",
       "init must be one of xavier_uniform, "},
      {"negative penalty", learning("fc1", "l2", -0.5), "fc1", "l2 must be"},
      {"penalty in words", learning("fc1", "l1", std::string("much")), "fc1", "l1 must be"},
      {"init without weights", learning("relu1", "init", std::string("zeros")), "relu1",
       "it has no weights, so \"init\" does nothing here; remove it"},
      {"init that needs a matrix",
       [](Project& p) {
         p.graph.find("relu1")->type = "PReLU";
         p.graph.find("relu1")->learning.set("init", std::string("orthogonal"));
       },
       "relu1", "orthogonal needs a weight of two or more dimensions, but this one is 1;"},
      {"unknown type", [](Project& p) { p.graph.find("conv2")->type = "Conv2D"; }, "conv2",
       "did you mean Conv2d?"},
      {"nonsense type", [](Project& p) { p.graph.find("conv2")->type = "Quantum"; }, "conv2",
       "there is no layer type \"Quantum\"", false},
      {"unknown key", param("conv1", "kernal_size", Ints{3, 3}), "conv1",
       "has no setting \"kernal_size\""},
      {"misspelt key in place of the right one",
       [](Project& p) {
         p.graph.find("conv1")->params.remove("out_channels");
         p.graph.find("conv1")->params.set("out_chanels", whole(6));
       },
       "conv1", "did you mean \"out_channels\"?"},
      {"negative filters", param("conv1", "out_channels", whole(-6)), "conv1",
       "out_channels must be from 1 to 65536"},
      {"zero kernel", param("conv1", "kernel_size", Ints{0, 5}), "conv1", "kernel_size must be"},
      {"word for a number", param("conv1", "out_channels", std::string("six")), "conv1",
       "must be a whole number"},
      {"kernel larger than its input", param("conv2", "kernel_size", Ints{15, 15}), "conv2",
       "kernel_size 15×15 is larger than its padded input 14×14; make it at most 14×14", false},
      {"pool larger than its input", param("pool2", "kernel_size", Ints{11, 11}), "pool2",
       "larger than its padded input"},
      {"pool padding over half", param("pool1", "padding", Ints{2, 2}), "pool1",
       "more than half of kernel_size"},
      {"groups that do not divide", param("conv2", "groups", whole(5)), "conv2",
       "it must divide both"},
      {"wrong in_channels", param("conv2", "in_channels", whole(3)), "conv2",
       "in_channels is 3, but its input 6×14×14 from pool1 makes it 6"},
      {"wrong in_features", param("fc2", "in_features", whole(100)), "fc2",
       "in_features is 100, but 120"},
      {"rate over one",
       [](Project& p) {
         Node node;
         node.id = "dropout1";
         node.type = "Dropout";
         node.params.set("p", 1.5);
         applyEdits(p, insertOnLink(p.graph, wire("relu3", "fc2"), node));
       },
       "dropout1", "p must be from 0 to 1"},
      {"no flatten", [](Project& p) { applyEdits(p, removeNodes(p.graph, {"flatten"}, true)); },
       "fc1", "needs a flat input"},
      {"missing wire", [](Project& p) { erase(p, wire("relu2", "pool2")); }, "pool2",
       "has no input"},
      {"missing wire to the loss", [](Project& p) { erase(p, wire("fc3", "loss")); }, "loss",
       "has no input"},
      {"circle",
       [](Project& p) {
         applyEdits(p, removeNodes(p.graph, {"relu4"}, true));
         Node node;
         node.id = "add1";
         node.type = "Add";
         applyEdits(p, insertOnLink(p.graph, wire("fc1", "relu3"), node));
         applyEdit(p, InsertLink{wire("relu3", "add1", 1), -1});
       },
       "add1", "closes a circle", false},
      {"two wires into one input",
       [](Project& p) {
         applyEdit(p, InsertLink{wire("input", "conv2"), -1});
       },
       "conv2", "gets two wires"},
      {"unknown input",
       [](Project& p) {
         erase(p, wire("relu1", "pool1"));
         applyEdit(p, InsertLink{wire("relu1", "pool1", 3), -1});
       },
       "pool1", "has no input 3"},
      {"wire to nowhere",
       [](Project& p) {
         applyEdit(p, InsertLink{wire("relu3", "fc9"), -1});
       },
       "relu3", "does not exist"},
      {"wire into an Input",
       [](Project& p) {
         applyEdit(p, InsertLink{wire("conv1", "input"), -1});
       },
       "input", "takes no input"},
      {"wire out of the loss",
       [](Project& p) {
         applyEdit(p, InsertLink{wire("loss", "relu4", 0), -1});
       },
       "relu4", "is a loss"},
      {"no loss", [](Project& p) { applyEdits(p, removeNodes(p.graph, {"loss"}, false)); }, "fc3",
       "has no loss"},
      {"no input", [](Project& p) { applyEdits(p, removeNodes(p.graph, {"input"}, false)); },
       "conv1", "has no Input"},
      {"bad name",
       [](Project& p) {
         applyEdit(p, ReplaceNode{"conv1", [&] {
                                    Node node = *p.graph.find("conv1");
                                    node.id = "1st conv";
                                    return node;
                                  }()});
       },
       "1st conv", "must begin with a letter"},
      {"too few classes", param("fc3", "out_features", whole(8)), "fc3",
       "gives 8 scores, but the data have 10 classes"},
      {"image layer after flatten",
       [](Project& p) {
         Node node;
         node.id = "pool3";
         node.type = "MaxPool2d";
         applyEdits(p, insertOnLink(p.graph, wire("relu3", "fc2"), node));
       },
       "pool3", "needs an image", false},
      {"wrong input shape", param("input", "shape", Ints{3, 28, 28}), "input",
       "but the data are 1×28×28"},
      {"branches of different shape",
       [](Project& p) {
         Node node;
         node.id = "add1";
         node.type = "Add";
         applyEdits(p, insertOnLink(p.graph, wire("relu4", "fc3"), node));
         applyEdit(p, InsertLink{wire("relu3", "add1", 1), -1});
       },
       "add1", "relu4 gives 84 and relu3 gives 120", false},
      {"two losses",
       [](Project& p) {
         Node node;
         node.id = "loss2";
         node.type = "CrossEntropyLoss";
         applyEdit(p, InsertNode{node, -1});
         applyEdit(p, InsertLink{wire("fc3", "loss2"), -1});
       },
       "loss2", "a network has one loss"},
      {"absurd size", param("fc1", "out_features", whole(std::int64_t{1} << 50)), "fc1",
       "out_features must be from 1"},
  };
}

}  // namespace

class AnalysisTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void lenetIsSound() {
    const Analysis analysis = analyse(lenet());
    QVERIFY2(analysis.problems.empty(), sentences(analysis).c_str());
    QCOMPARE(analysis.parameterCount, std::int64_t{61706});
    QCOMPARE(analysis.flops, std::int64_t{833040});
    QCOMPARE(analysis.find("conv1")->output->text(), std::string("6×28×28"));
    QCOMPARE(analysis.find("conv2")->parameterCount, std::int64_t{2416});
    QCOMPARE(analysis.find("pool2")->output->text(), std::string("16×5×5"));
    QCOMPARE(analysis.find("flatten")->output->text(), std::string("400"));
    QCOMPARE(analysis.outputNode, std::string("fc3"));
    QCOMPARE(analysis.order.front(), std::string("input"));
    QCOMPARE(analysis.order.back(), std::string("loss"));
  }

  void theOrderFollowsTheWires() {
    Project project = lenet();
    std::reverse(project.graph.nodes.begin(), project.graph.nodes.end());
    const Analysis analysis = analyse(project.graph);
    for (const Link& link : project.graph.links) {
      const auto place = [&](const std::string& id) {
        return std::find(analysis.order.begin(), analysis.order.end(), id) - analysis.order.begin();
      };
      QVERIFY(place(link.from) < place(link.to));
    }
  }

  // The classic tutorial asks for 16*5*5 features from a 28x28 image without padding.
  void theTutorialsOwnGraphIsNamedAndRepaired() {
    const Project broken = lenet(0, true);
    const Analysis analysis = analyse(broken);
    QCOMPARE(analysis.problems.size(), std::size_t{1});
    const Problem& problem = analysis.problems[0];
    QCOMPARE(problem.node, std::string("fc1"));
    QVERIFY(QString::fromStdString(problem.text.english()).contains("400"));
    QVERIFY(QString::fromStdString(problem.text.english()).contains("256"));
    QCOMPARE(problem.fixes.size(), std::size_t{2});
    QCOMPARE(problem.fixes[0].label.english(), std::string("Pad conv1 by 2, so that 400 arrive"));
    QCOMPARE(problem.fixes[1].label.english(), std::string("Let fc1 follow its input (256)"));

    Project padded = broken;
    applyEdits(padded, problem.fixes[0].edits);
    QCOMPARE(padded.graph, lenet(2, true).graph);
    QVERIFY(analyse(padded).problems.empty());

    Project following = broken;
    applyEdits(following, problem.fixes[1].edits);
    QVERIFY(analyse(following).problems.empty());
    QCOMPARE(analyse(following).find("fc1")->parameters[0].shape, (Shape{120, 256}));
  }

  void brokenDrawings_data() {
    QTest::addColumn<int>("index");
    const auto all = ::brokenDrawings();
    for (std::size_t i = 0; i < all.size(); ++i) QTest::newRow(all[i].name) << static_cast<int>(i);
  }
  void brokenDrawings() {
    QFETCH(int, index);
    const Broken broken = ::brokenDrawings()[static_cast<std::size_t>(index)];
    Project project = lenet();
    broken.damage(project);
    const Analysis analysis = analyse(project);
    const Problem* problem = problemAt(analysis, broken.node);
    QVERIFY2(problem, sentences(analysis).c_str());
    QVERIFY2(problem->text.english().find(broken.sentence) != std::string::npos,
             problem->text.english().c_str());
    if (broken.repaired) {
      const Project fixed = applyAllFixes(project);
      QVERIFY2(!analyse(fixed).hasErrors(), sentences(analyse(fixed)).c_str());
    }
  }

  void eachFixRemovesItsProblemAndUndoesExactly() {
    for (const Broken& broken : ::brokenDrawings()) {
      Project project = lenet();
      broken.damage(project);
      for (const Problem& problem : analyse(project).problems) {
        for (const Fix& fix : problem.fixes) {
          Project fixed = project;
          const Edits undo = applyEdits(fixed, fix.edits);
          for (const Problem& left : analyse(fixed).problems) {
            QVERIFY2(left.node != problem.node || left.text != problem.text,
                     (std::string(broken.name) + ": " + fix.label.english()).c_str());
          }
          applyEdits(fixed, undo);
          QVERIFY2(fixed == project, broken.name);
        }
      }
    }
  }

  void downstreamNodesStayQuiet() {
    Project project = lenet();
    project.graph.find("conv1")->params.set("out_channels", whole(0));
    QCOMPARE(analyse(project).problems.size(), std::size_t{1});
  }

  void aWireThatMayNotBeMadeSaysWhy() {
    const Graph graph = lenet().graph;
    QVERIFY(!whyNotLink(graph, "relu4", "conv1", 0).empty());
    QVERIFY(!whyNotLink(graph, "conv1", "conv1", 0).empty());
    QVERIFY(!whyNotLink(graph, "loss", "relu1", 0).empty());
    QVERIFY(!whyNotLink(graph, "relu1", "input", 0).empty());
    Graph open = graph;
    std::erase(open.links, wire("relu1", "pool1"));
    QVERIFY(whyNotLink(open, "conv1", "pool1", 0).empty());
    QCOMPARE(whyNotLink(open, "relu2", "pool1", 0).english(),
             std::string("That would close a circle; a network must lead forward."));
  }

  void settingsAreCheckedToo() {
    Project project = lenet();
    project.training.optimizer.type = "Adm";
    project.training.batchSize = 0;
    project.data.source = "minst";
    project.augmentation.push_back({"Rotat", {}, 2.0});
    QCOMPARE(analyse(project).problems.size(), std::size_t{5});
    QVERIFY(!analyse(applyAllFixes(project)).hasErrors());
    QCOMPARE(applyAllFixes(project).training.optimizer.type, std::string("Adam"));
  }

  void whatIsWatchedHasToBeThere() {
    Project project = lenet();
    project.training.earlyStopping = EarlyStopping{"val_los", 5, 0.0, true, "lowest", -1};
    project.training.schedule = {"ReduceLROnPlateau", {{"monitor", std::string("val_loss")}}};
    project.data.validationFraction = 0;
    const Analysis analysis = analyse(project);
    QCOMPARE(QString::fromStdString(sentences(analysis)),
             QString(": the schedule watches val_loss, but no samples are kept for validation; "
                     "keep some or watch loss\n"
                     ": early stopping cannot watch \"val_los\"; did you mean val_loss?\n"
                     ": the mode of early stopping must be auto, min or max, not \"lowest\"; "
                     "choose one\n"
                     ": start_from_epoch must be from 0 to 1000000, not -1; choose a value in that "
                     "range\n"));
    QVERIFY(!analyse(applyAllFixes(project)).hasErrors());
    project.training.schedule.params.set("monitor", std::string("loss"));
    project.training.earlyStopping.reset();
    QVERIFY(!analyse(project).hasErrors());
  }

  void aWholeSettingIsNamedWithoutAnExponent() {
    Project project = lenet();
    project.training.batchSize = 2'000'000'000;
    const Analysis analysis = analyse(project);
    QCOMPARE(analysis.problems.size(), std::size_t{1});
    QCOMPARE(analysis.problems[0].text.english(),
             std::string("batch_size must be from 1 to 65536, not 2000000000; choose a value in "
                         "that range"));
    QCOMPARE(analysis.problems[0].fixes[0].label.english(), std::string("Use 65536"));
  }

  void anEmptyDrawingSaysWhatToDo() {
    const Analysis analysis = analyse(Graph());
    QCOMPARE(analysis.problems.size(), std::size_t{1});
    QVERIFY(analysis.hasErrors());
  }
};

LOOM_TEST(analysis_test, AnalysisTest)
#include "analysis_test.moc"
