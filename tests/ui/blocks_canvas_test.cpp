// Blocks by mouse and key: group, fold, open, move, wire, rename, copy, dissolve; each one undo
// step.

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>

#include "engine/graph/blocks.h"
#include "test_program.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/rename_field.h"

using namespace loom::ui;

namespace {

struct BlocksFixture : CanvasFixture {
  Scene& board() { return canvas.board(); }

  /// input - relu1 .. relu5, with relu2 and relu3 in a block.
  std::string makeBlock() {
    makeChain(6);
    board().select({"relu2", "relu3"});
    key(Qt::Key_G, Qt::ControlModifier);
    canvas.renameField().dismiss();
    settle();
    return graph().blocks.empty() ? std::string() : graph().blocks.back().id;
  }
  std::string makeFolded() {
    const std::string id = makeBlock();
    canvas.blockCommands().setFolded(id, true);
    settle();
    return id;
  }
  QPoint onHeader(const std::string& block) {
    return at(board().frame(block)->header().topLeft() + QPointF(40, 12));
  }
  QPoint onFold(const std::string& member) { return at(board().shownFor(member)->rect().center()); }
};

}  // namespace

class BlocksCanvasTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void ctrlGGroupsAndAsksForAName() {
    BlocksFixture f;
    f.makeChain(5);
    const std::string before = f.text();
    f.board().select({"relu1", "relu2"});
    f.key(Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(f.graph().blocks.size(), std::size_t{1});
    const std::string id = f.graph().blocks[0].id;
    QVERIFY(f.canvas.renameField().isVisible());
    QTest::keyClicks(&f.canvas.renameField(), "Stem");
    QTest::keyClick(&f.canvas.renameField(), Qt::Key_Return);
    QCOMPARE(f.graph().blocks[0].name, std::string("Stem"));
    const BlockItem* frame = f.board().frame(id);
    QVERIFY(frame);
    for (const char* node : {"relu1", "relu2"})
      QVERIFY(frame->rect().contains(f.board().node(node)->rect()));
    QVERIFY(!frame->rect().intersects(f.board().node("relu3")->rect()));
    QVERIFY(f.canvas.hasFocus());
    f.document.undoStack().undo();
    f.document.undoStack().undo();
    QCOMPARE(f.text(), before);
    QVERIFY(!f.board().frame(id));
  }

  void theMarkFoldsAndADoubleClickOpens() {
    BlocksFixture f;
    const std::string id = f.makeBlock();
    const QPoint mark = f.at(f.board().frame(id)->foldMark().center());
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, mark);
    QVERIFY(f.graph().blocks[0].folded);
    QVERIFY(!f.board().node("relu2")->isVisible());
    QVERIFY(!f.board().frame(id));
    const NodeItem* fold = f.board().shownFor("relu2");
    QVERIFY(fold && fold->isVisible() && fold == f.board().shownFor("relu3"));
    QCOMPARE(fold->face().title, QString("Block 1"));
    QCOMPARE(fold->face().shape, QString("1×28×28"));
    QVERIFY(!f.board().link({"relu2", "relu3", 0})->isVisible());
    QCOMPARE(f.board().link({"relu1", "relu2", 0})->path().currentPosition(), fold->inputPoint(0));
    QVERIFY(f.board().link({"relu3", "relu4", 0})->path().elementAt(0).x ==
            fold->outputPoint().x());
    QTest::mouseDClick(f.canvas.viewport(), Qt::LeftButton, {}, f.onFold("relu2"));
    QVERIFY(!f.graph().blocks[0].folded);
    QVERIFY(f.board().node("relu2")->isVisible());
  }

  void ctrlEFoldsAndOpensTheSelectedBlock() {
    BlocksFixture f;
    const std::string id = f.makeBlock();
    f.board().select(f.board().membersOf(id));
    f.key(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(f.graph().blocks[0].folded);
    QCOMPARE(f.board().selectedBlock(), id);
    f.key(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!f.graph().blocks[0].folded);
  }

  void aFoldedBlockIsOneThingToThePointer() {
    BlocksFixture f;
    f.makeFolded();
    const QPointF two = f.board().node("relu2")->pos(), three = f.board().node("relu3")->pos();
    const std::string before = f.text();
    const int steps = f.undoSteps();
    f.drag(f.onFold("relu2"), f.onFold("relu2") + QPoint(0, 160));
    QCOMPARE(f.board().selection(), (Scene::Ids{"relu2", "relu3"}));
    QCOMPARE(f.board().node("relu2")->pos(), two + QPointF(0, 160));
    QCOMPARE(f.board().node("relu3")->pos(), three + QPointF(0, 160));
    QCOMPARE(f.undoSteps(), steps + 1);
    f.document.undoStack().undo();
    QCOMPARE(f.text(), before);
    f.press(f.onFold("relu2"));
    f.moveTo(f.onFold("relu2") + QPoint(50, 90));
    f.key(Qt::Key_Escape);
    QCOMPARE(f.text(), before);
    QCOMPARE(f.board().node("relu2")->pos(), two);
    f.release({5, 5});
  }

  void theHeaderMovesTheWholeFrame() {
    BlocksFixture f;
    const std::string id = f.makeBlock();
    const QPointF two = f.board().node("relu2")->pos();
    const QRectF frame = f.board().frame(id)->rect();
    f.drag(f.onHeader(id), f.onHeader(id) + QPoint(0, 200));
    QCOMPARE(f.board().node("relu2")->pos(), two + QPointF(0, 200));
    QCOMPARE(f.board().frame(id)->rect(), frame.translated(0, 200));
    QTest::mouseDClick(f.canvas.viewport(), Qt::LeftButton, {}, f.onHeader(id));
    QVERIFY(f.canvas.renameField().isVisible());
  }

  void aWireFromAFoldedBlockIsAWireFromItsLastNode() {
    BlocksFixture f;
    f.makeFolded();
    f.add("add1", "Add", 640, 400);
    const NodeItem* fold = f.board().shownFor("relu3");
    f.drag(f.at(fold->outputPoint()), f.input("add1", 0));
    QVERIFY(f.linked("relu3", "add1", 0));
    f.drag(f.output("input"), f.at(fold->inputPoint(0)));
    QVERIFY(f.linked("input", "relu2", 0));
    QVERIFY(!f.linked("relu1", "relu2", 0));
  }

  void deletingAFoldedBlockHealsTheChain() {
    BlocksFixture f;
    f.makeFolded();
    const std::string before = f.text();
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, f.onFold("relu2"));
    f.key(Qt::Key_Delete);
    QVERIFY(f.linked("relu1", "relu4"));
    QVERIFY(f.graph().blocks.empty());
    f.document.undoStack().undo();
    QCOMPARE(f.text(), before);
  }

  void aCopyOfABlockIsABlock() {
    BlocksFixture f;
    f.makeFolded();
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, f.onFold("relu2"));
    f.key(Qt::Key_C, Qt::ControlModifier);
    f.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.graph().blocks.size(), std::size_t{2});
    QVERIFY(f.graph().blocks[1].folded);
    QVERIFY(f.graph().blocks[1].id != f.graph().blocks[0].id);
    QCOMPARE(f.board().membersOf(f.graph().blocks[1].id).size(), std::size_t{2});
    QCOMPARE(f.board().selectedBlock(), f.graph().blocks[1].id);
    // Half of a block is no block.
    f.canvas.blockCommands().setFolded(f.graph().blocks[0].id, false);
    f.board().select({"relu2"});
    f.key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(f.graph().blocks.size(), std::size_t{2});
    QVERIFY(f.graph().nodes.back().block.empty());
  }

  void ungroupingKeepsTheNodes() {
    BlocksFixture f;
    const std::string id = f.makeBlock();
    f.board().select(f.board().membersOf(id));
    f.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.graph().blocks.empty());
    QVERIFY(f.has("relu2") && f.has("relu3"));
    QVERIFY(f.graph().find("relu2")->block.empty());
  }

  void aNodeDroppedOnAFrameJoinsItAndCanLeave() {
    BlocksFixture f;
    const std::string id = f.makeBlock();
    const QRectF frame = f.board().frame(id)->rect();
    f.drag(f.middle("relu5"), f.at({frame.center().x(), frame.bottom() - 6}));
    QCOMPARE(f.graph().find("relu5")->block, id);
    QCOMPARE(f.board().selection(), (Scene::Ids{"relu5"}));
    f.canvas.blockCommands().takeOut->trigger();
    QVERIFY(f.graph().find("relu5")->block.empty());
    QVERIFY(!f.canvas.blockCommands().takeOut->isEnabled());
  }

  void openingMakesRoom() {
    BlocksFixture f;
    const std::string id = f.makeFolded();
    // Somebody uses the place that the fold has left free.
    f.add("tanh1", "Tanh", f.board().node("relu3")->x(), f.board().node("relu3")->y());
    f.canvas.blockCommands().setFolded(id, false);
    QVERIFY(!f.board().frame(id)->rect().intersects(f.board().node("tanh1")->rect()));
    QVERIFY(!f.board().node("tanh1")->rect().intersects(f.board().node("relu4")->rect()));
  }

  void tidyingTakesAFoldedBlockAlong() {
    BlocksFixture f;
    f.makeFolded();
    const QPointF apart = f.board().node("relu3")->pos() - f.board().node("relu2")->pos();
    const int steps = f.undoSteps();
    f.key(Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(f.undoSteps(), steps + 1);
    QCOMPARE(f.board().node("relu3")->pos() - f.board().node("relu2")->pos(), apart);
    const auto rects = f.board().rects();
    for (const auto& [a, first] : rects) {
      for (const auto& [b, second] : rects) QVERIFY(a == b || !first.intersects(second));
    }
  }

  void theMenuOfAFoldedBlockIsALayersMenu() {
    BlocksFixture f;
    f.makeFolded();
    for (const char* id : {"relu2", "relu4"}) {
      const QPoint where = f.onFold(id) - QPoint(0, 10);
      QContextMenuEvent event(QContextMenuEvent::Mouse, where,
                              f.canvas.viewport()->mapToGlobal(where));
      QCoreApplication::sendEvent(f.canvas.viewport(), &event);
      auto* menu = f.canvas.findChild<QMenu*>();
      QVERIFY(menu);
      QVERIFY(menu->actions().contains(f.canvas.blockCommands().dissolve));
      QCOMPARE(f.board().selection(), f.board().unitOf(id));
      delete menu;
    }
  }

  void troubleInsideShowsOutside() {
    BlocksFixture f;
    f.makeFolded();
    loom::Node broken = *f.graph().find("relu3");
    broken.type = "Quantum";
    f.document.edit("break", {loom::ReplaceNode{"relu3", broken}});
    const NodeItem* fold = f.board().shownFor("relu3");
    QVERIFY(fold->face().error);
    QVERIFY(fold->toolTipText().contains("Quantum"));
    QCOMPARE(f.board().hitTest(fold->pos() + fold->layout().badge.center(), 2).node,
             std::string("relu3"));
  }

  void blocksInBlocks() {
    BlocksFixture f;
    const std::string inner = f.makeFolded();
    f.board().select({"relu1", "relu2", "relu3"});
    f.key(Qt::Key_G, Qt::ControlModifier);
    f.canvas.renameField().dismiss();
    const std::string outer = f.graph().blocks.back().id;
    QVERIFY(f.board().frame(outer)->rect().contains(f.board().shownFor("relu2")->rect()));
    f.canvas.blockCommands().setFolded(outer, true);
    QCOMPARE(f.board().shownFor("relu1"), f.board().shownFor("relu2"));
    f.canvas.blockCommands().setFolded(outer, false);
    QVERIFY(f.board().shownFor("relu1") != f.board().shownFor("relu2"));
    f.canvas.blockCommands().setFolded(inner, false);
    QVERIFY(f.board().frame(outer)->rect().contains(f.board().frame(inner)->rect()));
  }
};

LOOM_TEST(blocks_canvas_test, BlocksCanvasTest)
#include "blocks_canvas_test.moc"
