// Every edit has an exact inverse, whatever the order.

#include "engine/graph/edit.h"

#include <QtTest>

#include "engine/base/rng.h"
#include "engine/graph/blocks.h"
#include "engine/io/project_file.h"
#include "sanitized.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

Edit randomEdit(const Project& project, Rng& rng) {
  const Graph& graph = project.graph;
  const auto anyNode = [&] { return graph.nodes[rng.below(graph.nodes.size())]; };
  switch (rng.below(9)) {
    case 0: {
      Node node;
      node.id = freshId(graph, "new");
      node.type = "ReLU";
      return InsertNode{node, static_cast<int>(rng.below(graph.nodes.size() + 1)) - 1};
    }
    case 1: {
      Node node = anyNode();
      const std::string id = node.id;
      node.position.x += 8;
      if (rng.below(2)) node.id = freshId(graph, "renamed");
      return ReplaceNode{id, node};
    }
    case 2:
      return InsertLink{{anyNode().id, anyNode().id, static_cast<int>(rng.below(3))}, -1};
    case 3:
      if (!graph.links.empty()) return EraseLink{graph.links[rng.below(graph.links.size())]};
      return InsertLink{{anyNode().id, anyNode().id, 0}, 0};
    case 4: {
      ReplaceSettings settings = settingsOf(project);
      settings.training.epochs = static_cast<int>(rng.below(100));
      settings.name += "x";
      return settings;
    }
    case 5: {
      const NewBlock made = groupNodes(graph, {anyNode().id, anyNode().id}, "both");
      return made.edits.empty() ? Edit(EraseNode{"nobody"})
                                : made.edits[rng.below(made.edits.size())];
    }
    case 6: {
      ReplaceNotes notes{graph.notes};
      if (notes.notes.size() > 3) notes.notes.clear();
      notes.notes.push_back({"note", {static_cast<double>(rng.below(99)), 0}, 100});
      return notes;
    }
    case 7: {
      Node node = anyNode();
      node.bypassed = !node.bypassed;
      return ReplaceNode{node.id, node};
    }
    default:
      return EraseLink{{"nobody", "nobody else", 0}};
  }
}

}  // namespace

class EditTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void manyRandomEditsUndoToTheSameBytes() {
    Project project = lenet();
    const std::string before = projectText(project);
    Rng rng(7);
    Edits undo;
    for (int i = 0; i < (test::kIsSanitized ? 2'000 : 10'000); ++i) {
      // Erasing in two moves keeps the wires sound: first the wires of a node, then the node.
      if (rng.below(8) == 0 && project.graph.nodes.size() > 5) {
        const Edits inverse = applyEdits(
            project, removeNodes(project.graph,
                                 {project.graph.nodes[rng.below(project.graph.nodes.size())].id},
                                 rng.below(2) == 0));
        undo.insert(undo.begin(), inverse.begin(), inverse.end());
      } else {
        undo.insert(undo.begin(), applyEdit(project, randomEdit(project, rng)));
      }
    }
    const std::string after = projectText(project);
    QVERIFY(after != before);
    const Edits redo = applyEdits(project, undo);
    QCOMPARE(projectText(project), before);
    applyEdits(project, redo);
    QCOMPARE(projectText(project), after);
  }

  void manyAtOnceAreTheSameAsOneByOne() {
    Project project = lenet();
    project.graph.nodes.push_back(project.graph.nodes[2]);  // two of one name
    Edits moves;
    for (Node node : project.graph.nodes) {
      node.position = {static_cast<double>(moves.size()), 7};
      moves.push_back(ReplaceNode{node.id, node});
    }
    Node nobody;
    nobody.id = "nobody";
    moves.push_back(ReplaceNode{nobody.id, nobody});
    const std::string before = projectText(project);
    Project single = project;
    for (const Edit& move : moves) applyEdit(single, move);
    const Edits back = applyEdits(project, moves);
    QVERIFY(projectText(project) != before);
    QCOMPARE(projectText(project), projectText(single));
    applyEdits(project, back);
    QCOMPARE(projectText(project), before);
  }

  void deletingHealsTheChain() {
    Project project = lenet();
    applyEdits(project, removeNodes(project.graph, {"relu1", "pool1"}, true));
    const Link healed{"conv1", "conv2", 0};
    QCOMPARE(std::count(project.graph.links.begin(), project.graph.links.end(), healed), 1);
    QCOMPARE(project.graph.links.size(), lenet().graph.links.size() - 2);
  }

  void insertingOnAWireGoesInBetween() {
    Project project = lenet();
    Node node;
    node.id = "dropout1";
    node.type = "Dropout";
    applyEdits(project, insertOnLink(project.graph, {"relu3", "fc2", 0}, node));
    const auto has = [&](const Link& link) {
      return std::count(project.graph.links.begin(), project.graph.links.end(), link) == 1;
    };
    QVERIFY(has({"relu3", "dropout1", 0}));
    QVERIFY(has({"dropout1", "fc2", 0}));
    QVERIFY(!has({"relu3", "fc2", 0}));
  }
};

LOOM_TEST(edit_test, EditTest)
#include "edit_test.moc"
