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

Link wire(const std::string& from, const std::string& to, int port = 0) {
  return {from, to, port};
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
