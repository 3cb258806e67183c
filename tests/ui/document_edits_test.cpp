// 10 000 random edits of every kind the window makes, each undone to the same bytes and redone to
// the same bytes; and all of them walked back and forth at the end.

#include <QApplication>
#include <QCryptographicHash>
#include <QTest>

#include "engine/base/rng.h"
#include "engine/graph/blocks.h"
#include "engine/io/project_file.h"
#include "sanitized.h"
#include "test_program.h"
#include "ui/canvas/copying.h"
#include "ui/canvas/folding.h"
#include "ui/canvas/tidy/tidy.h"
#include "ui/document.h"

using namespace loom;
using namespace loom::ui;

namespace {

constexpr int kRandomEdits = loom::test::kIsSanitized ? 2'000 : 10'000;
constexpr std::size_t kMostNodesHere = 7;

std::string bytesOf(const Document& document) {
  return projectText(document.project());
}
/// Of 10 000 states only this is kept.
QByteArray digestOf(const Document& document) {
  return QCryptographicHash::hash(QByteArray::fromStdString(bytesOf(document)),
                                  QCryptographicHash::Sha1);
}

/// What a person does at random, as edits of the document as it is.
class RandomEdits {
 public:
  explicit RandomEdits(std::uint64_t seed) : rng_(seed), fonts_(QApplication::font()) {}

  Edits next(const Document& document) {
    const Graph& graph = document.graph();
    if (graph.nodes.size() > kMostNodesHere) return removeNodes(graph, someIds(graph, 5), true);
    using Maker = Edits (RandomEdits::*)(const Document&);
    static constexpr Maker makers[] = {
        &RandomEdits::addLayer, &RandomEdits::addLayer, &RandomEdits::addWire,
        &RandomEdits::dropWire, &RandomEdits::move,     &RandomEdits::move,
        &RandomEdits::copy,     &RandomEdits::erase,    &RandomEdits::group,
        &RandomEdits::block,    &RandomEdits::bypass,   &RandomEdits::param,
        &RandomEdits::param,    &RandomEdits::rename,   &RandomEdits::learn,
        &RandomEdits::note,     &RandomEdits::settings, &RandomEdits::fix,
        &RandomEdits::tidyAll};
    return (this->*makers[rng_.below(std::size(makers))])(document);
  }
  std::uint64_t below(std::uint64_t count) { return rng_.below(count); }

 private:
  template <class List>
  const auto& any(const List& list) {
    return list[rng_.below(list.size())];
  }
  std::vector<std::string> someIds(const Graph& graph, std::size_t most) {
    std::vector<std::string> ids;
    for (const Node& node : graph.nodes) {
      if (ids.size() < most && rng_.below(3) == 0) ids.push_back(node.id);
    }
    return ids;
  }
  Rects rectsOf(const Document& document) const {
    Rects rects;
    const GraphFacts facts(document.graph(), document.analysis());
    for (const Node& node : document.graph().nodes)
      rects[node.id] = {{node.position.x, node.position.y}, nodeSize(facts, node, fonts_)};
    return rects;
  }
  QPointF spot() {
    return {static_cast<double>(rng_.below(1600)), static_cast<double>(rng_.below(900))};
  }

  Edits addLayer(const Document& document) {
    const Graph& graph = document.graph();
    NodeRequest request;
    request.type = &layerTypes()[rng_.below(layerTypes().size())];
    if (rng_.below(2)) request.centre = spot();
    if (!graph.nodes.empty()) {
      Attachment attachment;
      attachment.node = any(graph.nodes).id;
      attachment.kind = rng_.below(2) ? Attachment::Kind::After : Attachment::Kind::Before;
      if (!graph.links.empty() && rng_.below(2))
        attachment = {Attachment::Kind::Into, {}, 0, any(graph.links)};
      if (whyNotAttach(graph, *request.type, attachment).empty()) request.attachment = attachment;
    }
    return newNode(graph, request, rectsOf(document), fonts_).edits;
  }
  Edits addWire(const Document& document) {
    const Graph& graph = document.graph();
    if (graph.nodes.empty()) return {};
    const Link link{any(graph.nodes).id, any(graph.nodes).id, static_cast<int>(rng_.below(2))};
    return whyNotWire(graph, link).empty() ? wire(graph, link) : Edits();
  }
  Edits dropWire(const Document& document) {
    const Graph& graph = document.graph();
    return graph.links.empty() ? Edits() : Edits{EraseLink{any(graph.links)}};
  }
  Edits move(const Document& document) {
    const Graph& graph = document.graph();
    Places places;
    for (const std::string& id : someIds(graph, 6)) places.nodes[id] = snapped(spot());
    if (!graph.notes.empty() && rng_.below(3) == 0)
      places.notes[rng_.below(graph.notes.size())] = snapped(spot());
    return movePlaces(graph, places);
  }
  Edits copy(const Document& document) {
    const Graph& graph = document.graph();
    std::set<std::size_t> notes;
    if (!graph.notes.empty()) notes.insert(rng_.below(graph.notes.size()));
    const Result<Graph> clip = parseGraph(graphText(part(graph, someIds(graph, 4), notes)));
    return paste(graph, *clip, {32, 32}, rectsOf(document), fonts_).edits;
  }
  Edits erase(const Document& document) {
    return removeNodes(document.graph(), someIds(document.graph(), 2), rng_.below(2) == 0);
  }
  Edits group(const Document& document) {
    return groupNodes(document.graph(), someIds(document.graph(), 4), "Group").edits;
  }
  Edits block(const Document& document) {
    const Graph& graph = document.graph();
    if (graph.blocks.empty()) return {};
    Block changed = any(graph.blocks);
    switch (rng_.below(4)) {
      case 0:
        return dissolveBlock(graph, changed.id);
      case 1:
        return moveIntoBlock(graph, {any(graph.nodes).id}, {});
      case 2:
        changed.folded = !changed.folded;
        break;
      default:
        changed.name += "x";
        changed.color = kBlockColors[rng_.below(std::size(kBlockColors))];
    }
    return changeBlock(graph, changed);
  }
  Edits bypass(const Document& document) {
    return setBypassed(document.graph(), someIds(document.graph(), 3), rng_.below(2) == 0);
  }
  Edits param(const Document& document) {
    const Graph& graph = document.graph();
    if (graph.nodes.empty()) return {};
    const Node& node = any(graph.nodes);
    const LayerType* type = findLayerType(node.type);
    if (!type || type->fields.empty()) return {};
    const Field& field = any(type->fields);
    if (rng_.below(4) == 0) return clearParam(graph, node.id, field.key);
    const auto value = parseValue(field, std::to_string(rng_.below(9))).value;
    return value ? setParam(graph, node.id, field.key, *value) : Edits();
  }
  Edits rename(const Document& document) {
    const Graph& graph = document.graph();
    if (graph.nodes.empty()) return {};
    Node node = any(graph.nodes);
    const std::string id = node.id;
    node.id = freshId(graph, "named");
    node.frozen = rng_.below(2) == 0;
    return {ReplaceNode{id, std::move(node)}};
  }
  Edits learn(const Document& document) {
    const Graph& graph = document.graph();
    if (graph.nodes.empty()) return {};
    return setLearning(graph, any(graph.nodes).id, "l2", static_cast<double>(rng_.below(3)));
  }
  Edits note(const Document& document) {
    std::vector<Note> notes = document.graph().notes;
    if (notes.size() > 5) return removeNotes(document.graph(), {0, 2, 4});
    if (notes.empty() || rng_.below(2))
      notes.push_back({"note", {static_cast<double>(rng_.below(900)), 8}, 240});
    else
      notes[rng_.below(notes.size())].text += "é\n";
    return {ReplaceNotes{std::move(notes)}};
  }
  Edits settings(const Document& document) {
    ReplaceSettings settings = settingsOf(document.project());
    settings.training.epochs = 1 + static_cast<int>(rng_.below(50));
    settings.training.optimizer.params.set("lr", static_cast<double>(rng_.below(100)) / 1000);
    settings.augmentation.resize(rng_.below(3), {"Rotate", {}, 0.5});
    settings.name += "n";
    if (settings.name.size() > 9) settings.name.clear();
    return {std::move(settings)};
  }
  Edits fix(const Document& document) {
    for (const Problem& problem : document.analysis().problems) {
      if (!problem.fixes.empty() && rng_.below(3) == 0) return any(problem.fixes).edits;
    }
    return {};
  }
  Edits tidyAll(const Document& document) {
    const Rects rects = rectsOf(document);
    TidyRequest request{.graph = document.graph(),
                        .order = document.analysis().order,
                        .rects = rects,
                        .wires = {},
                        .notes = {},
                        .chosen = {},
                        .width = 1200};
    for (const Link& link : shownGraph(document.graph()).links)
      request.wires.push_back({link.from, link.to, 20, 20});
    return moveShown(document.graph(), rects, tidied(request));
  }

  Rng rng_;
  NodeFonts fonts_;
};

}  // namespace

class DocumentEditsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tenThousandRandomEditsEachUndoneAndRedone() {
    Document document;
    QUndoStack& stack = document.undoStack();
    RandomEdits random(11);
    std::vector<QByteArray> states = {digestOf(document)};  // by the stack's index
    int key = Document::freshMergeKey(), merged = 0, cleanAt = 0;
    for (int made = 0; made < kRandomEdits;) {
      Edits edits = random.next(document);
      if (edits.empty()) continue;
      ++made;
      if (random.below(3) == 0) key = Document::freshMergeKey();
      const bool merges = random.below(4) == 0;
      const int before = stack.index();
      document.edit(QString("step %1").arg(made), std::move(edits), merges ? key : 0);
      const int index = stack.index();
      QVERIFY(index <= before + 1 && index >= before - 1);
      QCOMPARE(stack.count(), index);
      states.resize(static_cast<std::size_t>(index) + (index < before ? 1 : 0));
      // What leads nowhere leaves no step.
      if (index < before) QCOMPARE(digestOf(document), states.back());
      if (index >= before) states.push_back(digestOf(document));
      merged += index <= before;
      if (index == 0) continue;
      if (index >= before) QCOMPARE(stack.undoText(), QString("step %1").arg(made));
      const QByteArray after = states.back();
      stack.undo();
      QCOMPARE(digestOf(document), states[static_cast<std::size_t>(index) - 1]);
      QCOMPARE(document.isModified(), cleanAt != index - 1);
      stack.redo();
      QCOMPARE(digestOf(document), after);
      QCOMPARE(document.isModified(), cleanAt != index);
      if (random.below(50) == 0) {
        stack.setClean();
        cleanAt = index;
      }
    }
    QVERIFY2(merged > kRandomEdits / 100, qPrintable(QString::number(merged)));
    for (int index = stack.index(); index > 0; --index) {
      QCOMPARE(digestOf(document), states[static_cast<std::size_t>(index)]);
      stack.undo();
    }
    QCOMPARE(digestOf(document), states.front());
    while (stack.canRedo()) stack.redo();
    QCOMPARE(digestOf(document), states.back());
    // What was analysed on the way is what a fresh look finds.
    QCOMPARE(document.analysis().order, analyse(document.project()).order);
    // And the whole can be saved and read.
    const auto read = parseProject(bytesOf(document));
    QVERIFY(read.ok());
    QCOMPARE(projectText(*read), bytesOf(document));
  }

  void takingBackLeavesNoStep() {
    Document document;
    Node node;
    node.id = "fc1";
    node.type = "Linear";
    document.edit("add", {InsertNode{node, -1}});
    document.undoStack().setClean();
    const std::string before = bytesOf(document);
    const int key = Document::freshMergeKey();
    const auto type = [&](std::int64_t size) {
      document.edit("type", setParam(document.graph(), "fc1", "out_features", size), key);
    };
    type(1);
    type(12);
    QCOMPARE(document.undoStack().count(), 2);
    document.takeBack(key);
    QCOMPARE(bytesOf(document), before);
    QCOMPARE(document.undoStack().count(), 1);
    QVERIFY(!document.isModified());
    document.takeBack(key);  // there is nothing more to take back
    document.takeBack(0);
    QCOMPARE(bytesOf(document), before);
    QCOMPARE(document.undoStack().count(), 1);
    // Several edits under one key go as one.
    const int other = Document::freshMergeKey();
    node.id = "fc2";
    document.edit("two", {InsertNode{node, -1}, InsertLink{{"fc1", "fc2", 0}, -1}}, other);
    document.edit("more", setBypassed(document.graph(), {"fc2"}, true), other);
    document.takeBack(other);
    QCOMPARE(bytesOf(document), before);
    QCOMPARE(document.undoStack().count(), 1);
    // Once something else has come, it is history like all else.
    type(3);
    document.edit("else", setBypassed(document.graph(), {"fc1"}, true));
    const std::string after = bytesOf(document);
    document.takeBack(key);
    QCOMPARE(bytesOf(document), after);
    QCOMPARE(document.undoStack().count(), 3);
  }

  void takingBackAfterASaveIsAnEdit() {
    Document document;
    Node node;
    node.id = "fc1";
    node.type = "Linear";
    document.edit("add", {InsertNode{node, -1}});
    const std::string before = bytesOf(document);
    const int key = Document::freshMergeKey();
    document.edit("type", setParam(document.graph(), "fc1", "out_features", std::int64_t{3}), key);
    document.undoStack().setClean();  // this is what the file holds
    document.takeBack(key);
    QCOMPARE(bytesOf(document), before);
    QVERIFY(document.isModified());
    document.undoStack().undo();
    QVERIFY(!document.isModified());
  }

  void typingBackAndForthIsNoStep() {
    Document document;
    Node node;
    node.id = "fc1";
    node.type = "Linear";
    node.params.set("out_features", std::int64_t{6});
    document.edit("add", {InsertNode{node, -1}});
    const int key = Document::freshMergeKey();
    for (const std::int64_t size : {12, 1, 6})
      document.edit("type", setParam(document.graph(), "fc1", "out_features", size), key);
    QCOMPARE(document.undoStack().count(), 1);
  }
};

LOOM_TEST(document_edits_test, DocumentEditsTest)
#include "document_edits_test.moc"
