// Seventy drawings with one mistake each, of many kinds and in many networks: the node at fault is
// marked, and no other, the sentence speaks of the person's own graph, and the fixes repair it.

#include <QtTest>
#include <algorithm>
#include <set>

#include "test_program.h"
#include "tests/engine/broken_layers.h"
#include "tests/engine/broken_settings.h"
#include "tests/engine/broken_wires.h"

using namespace loom;
using namespace loom::test;

namespace {

std::vector<BrokenGraph> brokenGraphs() {
  std::vector<BrokenGraph> all;
  for (const auto& part :
       {brokenConvolutions(), brokenDenseAndNorms(), brokenSequences(), brokenSingleWires(),
        brokenNodes(), brokenMerges(), brokenValues(), brokenData()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

Project damaged(const BrokenGraph& broken) {
  Project project = broken.network.project;
  broken.damage(project);
  return project;
}

std::string told(const Analysis& analysis) {
  std::string out;
  for (const Problem& problem : analysis.problems) {
    out += problem.node + ": " + problem.text.english() + "\n";
    for (const Fix& fix : problem.fixes) out += "  fix: " + fix.label.english() + "\n";
  }
  return out;
}

const Problem* firstAt(const Analysis& analysis, const std::string& node) {
  const auto found = std::find_if(analysis.problems.begin(), analysis.problems.end(),
                                  [&](const Problem& problem) { return problem.node == node; });
  return found == analysis.problems.end() ? nullptr : &*found;
}

/// What is true of the node in place of what is expected.
std::string foundOf(const Project& project, const Analysis& analysis, const Expected& expected) {
  const Node* node = project.graph.find(expected.node);
  if (!node) return expected.what == "gone" ? expected.value : "no such node";
  if (expected.what == "gone") return "it is there";
  if (expected.what == "type") return node->type;
  if (expected.what == "output") {
    const NodeInfo* info = analysis.find(expected.node);
    return info && info->output ? info->output->text() : "unknown";
  }
  if (expected.what == "feeds") {
    std::string fed;
    for (const Link& link : project.graph.links) {
      if (link.from == expected.node && link.to == expected.value) return expected.value;
      if (link.from == expected.node) fed += link.to + " ";
    }
    return fed;
  }
  const Value* value = node->params.find(expected.what);
  return value ? valueText(*value) : "none";
}

/// Errors and warnings, each by its node and what kind of sentence it is.
std::multiset<std::string> kindsOf(const Analysis& analysis) {
  std::multiset<std::string> kinds;
  for (const Problem& problem : analysis.problems)
    kinds.insert(problem.node + ": " + problem.text.pattern);
  return kinds;
}

}  // namespace

class BrokenGraphsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theNetworksAreSoundBeforeTheyAreBroken() {
    for (const SoundNetwork& sound : soundNetworks()) {
      const Analysis analysis = analysed(sound.project, sound.data);
      QVERIFY2(analysis.problems.empty(), (sound.name + ("\n" + told(analysis))).c_str());
    }
  }

  void theTableIsLongAndItsRowsDiffer() {
    std::set<std::string> names;
    for (const BrokenGraph& broken : ::brokenGraphs()) names.insert(broken.name);
    QCOMPARE(names.size(), ::brokenGraphs().size());
    QVERIFY(names.size() >= 70);
  }

  void whatIsWrongIsSaid_data() { addRows(); }
  void whatIsWrongIsSaid() {
    QFETCH(int, index);
    const BrokenGraph broken = ::brokenGraphs()[static_cast<std::size_t>(index)];
    const Analysis analysis = analysed(damaged(broken), broken.network.data);
    const Problem* problem = firstAt(analysis, broken.node);
    QVERIFY2(problem, told(analysis).c_str());
    QVERIFY2(problem->text.english().find(broken.sentence) != std::string::npos,
             told(analysis).c_str());
    const std::string fix = problem->fixes.empty() ? "" : problem->fixes[0].label.english();
    QVERIFY2(fix == broken.fix, told(analysis).c_str());
  }

  void onlyTheNodeAtFaultIsMarked_data() { addRows(); }
  void onlyTheNodeAtFaultIsMarked() {
    QFETCH(int, index);
    const BrokenGraph broken = ::brokenGraphs()[static_cast<std::size_t>(index)];
    const Analysis analysis = analysed(damaged(broken), broken.network.data);
    for (const Problem& problem : analysis.problems) {
      QVERIFY2(problem.severity == Problem::Severity::Warning || problem.node == broken.node,
               told(analysis).c_str());
    }
  }

  void theFirstFixesRepairIt_data() { addRows(); }
  void theFirstFixesRepairIt() {
    QFETCH(int, index);
    const BrokenGraph broken = ::brokenGraphs()[static_cast<std::size_t>(index)];
    if (broken.fix.empty()) return;  // counted below
    const Project fixed = applyAllFixes(damaged(broken), broken.network.known());
    const Analysis analysis = analysed(fixed, broken.network.data);
    QVERIFY2(!analysis.hasErrors(), told(analysis).c_str());
    QCOMPARE(foundOf(fixed, analysis, broken.repaired), broken.repaired.value);
  }

  void nineOfTenAreRepaired() {
    std::size_t repaired = 0;
    for (const BrokenGraph& broken : ::brokenGraphs()) {
      const Project fixed = applyAllFixes(damaged(broken), broken.network.known());
      repaired += !analysed(fixed, broken.network.data).hasErrors();
    }
    qInfo("%zu of %zu broken graphs are repaired", repaired, ::brokenGraphs().size());
    QVERIFY(10 * repaired >= 9 * ::brokenGraphs().size());
  }

  void eachFixRemovesItsProblemAndBringsNone_data() { addRows(); }
  void eachFixRemovesItsProblemAndBringsNone() {
    QFETCH(int, index);
    const BrokenGraph broken = ::brokenGraphs()[static_cast<std::size_t>(index)];
    const Project project = damaged(broken);
    const Analysis before = analysed(project, broken.network.data);
    for (const Problem& problem : before.problems) {
      const std::string kind = problem.node + ": " + problem.text.pattern;
      for (const Fix& fix : problem.fixes) {
        Project fixed = project;
        const Edits undo = applyEdits(fixed, fix.edits);
        std::multiset<std::string> left = kindsOf(analysed(fixed, broken.network.data));
        QVERIFY2(left.count(kind) < kindsOf(before).count(kind), fix.label.english().c_str());
        for (const std::string& known : kindsOf(before)) {
          if (const auto found = left.find(known); found != left.end()) left.erase(found);
        }
        QVERIFY2(left.empty(),
                 (fix.label.english() + "\n" + told(analysed(fixed, broken.network.data))).c_str());
        applyEdits(fixed, undo);
        QVERIFY(fixed == project);
      }
    }
  }

 private:
  static void addRows() {
    QTest::addColumn<int>("index");
    const auto all = ::brokenGraphs();
    for (std::size_t i = 0; i < all.size(); ++i) QTest::newRow(all[i].name) << static_cast<int>(i);
  }
};

LOOM_TEST(broken_graphs_test, BrokenGraphsTest)
#include "broken_graphs_test.moc"
