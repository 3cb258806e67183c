// The canvas by mouse and keys: select, move, delete, undo, copy, search, pan and zoom.

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QUndoStack>
#include <QWheelEvent>

#include "canvas_fixture.h"
#include "ui/canvas/problem_card.h"
#include "ui/canvas/rename_field.h"

using loom::ui::Attachment;
using loom::ui::Scene;

class CanvasTest : public QObject {
  Q_OBJECT

 private slots:
  void clickSelects();
  void rubberBandSelects();
  void moveSnapsAndIsOneStep();
  void severalMoveTogether();
  void deleteHealsTheChain();
  void deleteRemovesASelectedWire();
  void undoRestoresThePicture();
  void copyAndPaste();
  void cutAndDuplicate();
  void pasteOfSomethingElseSaysSo();
  void tabSearchesAndConnects();
  void doubleClickOnNothingSearches();
  void wheelZoomsUnderThePointer();
  void middleButtonAndSpacePan();
  void arrowKeysMove();
  void renameByF2();
  void renamedNodeStaysSelected();
  void tidyLeavesNothingOnTop();
  void newNodesNeverOverlap();
  void itemsAreKeptOverEdits();
  void statusSaysWhatThereIs();
  void badgeOpensTheProblemsAndAFixMends();
  void aSlipUpstreamMovesNothing();
  void wireShowsTheShapeUnderThePointer();
};

void CanvasTest::clickSelects() {
  CanvasFixture f;
  f.makeChain(3);
  QSignalSpy spy(&f.canvas, &loom::ui::Canvas::selectionChanged);
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, f.middle("relu1"));
  QCOMPARE(f.canvas.board().selection(), Scene::Ids{"relu1"});
  QCOMPARE(spy.last().at(0).toStringList(), QStringList{"relu1"});
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, Qt::ControlModifier, f.middle("relu2"));
  QCOMPARE(f.canvas.board().selection(), (Scene::Ids{"relu1", "relu2"}));
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, Qt::ShiftModifier, f.middle("relu1"));
  QCOMPARE(f.canvas.board().selection(), Scene::Ids{"relu2"});
  f.key(Qt::Key_A, Qt::ControlModifier);
  QCOMPARE(f.canvas.board().selection().size(), std::size_t{3});
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, f.middle("input"));
  QCOMPARE(f.canvas.board().selection(), Scene::Ids{"input"});
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, {30, 30});
  QVERIFY(f.canvas.board().selection().empty());
  QCOMPARE(f.undoSteps(), 0);
}

void CanvasTest::rubberBandSelects() {
  CanvasFixture f;
  f.makeChain(3);
  const QPoint from = f.at({-40, 120}), to = f.at({200, 300});
  f.drag(from, to);
  QCOMPARE(f.canvas.board().selection(), (Scene::Ids{"input", "relu1"}));
  f.drag(f.at({300, 120}), f.at({440, 300}), Qt::ShiftModifier);
  QCOMPARE(f.canvas.board().selection().size(), std::size_t{3});
  f.press(from);
  f.moveTo(f.at({100, 300}));
  QCOMPARE(f.canvas.board().selection(), Scene::Ids{"input"});
  f.key(Qt::Key_Escape);
  QCOMPARE(f.canvas.board().selection().size(), std::size_t{3});
  f.release(f.at({100, 300}));
  QCOMPARE(f.canvas.board().selection().size(), std::size_t{3});
}

void CanvasTest::moveSnapsAndIsOneStep() {
  CanvasFixture f;
  f.makeChain(2);
  const std::string before = f.text();
  f.drag(f.middle("relu1"), f.middle("relu1") + QPoint(43, 61));
  const auto& position = f.graph().find("relu1")->position;
  QCOMPARE(position.x, 200.0);
  QCOMPARE(position.y, 264.0);
  QCOMPARE(f.undoSteps(), 1);
  f.document.undoStack().undo();
  QCOMPARE(f.text(), before);
  // Esc in the middle leaves everything as it was.
  f.press(f.middle("relu1"));
  f.moveTo(f.middle("relu1") + QPoint(80, 80));
  QVERIFY(f.canvas.board().node("relu1")->pos() != QPointF(160, 200));
  f.key(Qt::Key_Escape);
  QCOMPARE(f.canvas.board().node("relu1")->pos(), QPointF(160, 200));
  f.release(f.middle("relu1") + QPoint(80, 80));
  QCOMPARE(f.text(), before);
  QVERIFY(!f.document.undoStack().canUndo());
}

void CanvasTest::severalMoveTogether() {
  CanvasFixture f;
  f.makeChain(3);
  f.canvas.board().select({"relu1", "relu2"});
  f.drag(f.middle("relu1"), f.middle("relu1") + QPoint(0, 80));
  QCOMPARE(f.graph().find("relu1")->position, (loom::Position{160, 280}));
  QCOMPARE(f.graph().find("relu2")->position, (loom::Position{320, 280}));
  QCOMPARE(f.graph().find("input")->position, (loom::Position{0, 200}));
  QCOMPARE(f.undoSteps(), 1);
}

void CanvasTest::deleteHealsTheChain() {
  CanvasFixture f;
  f.makeChain(4);
  const std::string before = f.text();
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, f.middle("relu2"));
  f.key(Qt::Key_Delete);
  QVERIFY(!f.has("relu2"));
  QVERIFY(f.linked("relu1", "relu3"));
  QVERIFY(!f.canvas.board().node("relu2"));
  QVERIFY(f.canvas.board().link({"relu1", "relu3", 0}));
  QCOMPARE(f.undoSteps(), 1);
  f.document.undoStack().undo();
  QCOMPARE(f.text(), before);
}

void CanvasTest::deleteRemovesASelectedWire() {
  CanvasFixture f;
  f.makeChain(2);
  const QPoint wire = (f.output("input") + f.input("relu1")) / 2;
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, wire);
  QVERIFY(f.canvas.board().selectedLink().has_value());
  f.key(Qt::Key_Delete);
  QVERIFY(f.graph().links.empty());
  QCOMPARE(f.graph().nodes.size(), std::size_t{2});
}

void CanvasTest::undoRestoresThePicture() {
  CanvasFixture f;
  f.makeChain(3);
  f.canvas.board().select({"relu1"});
  f.canvas.commands().remove->trigger();
  QVERIFY(!f.canvas.board().node("relu1"));
  f.document.undoStack().undo();
  QVERIFY(f.canvas.board().node("relu1"));
  QVERIFY(f.canvas.board().link({"input", "relu1", 0}));
  QVERIFY(!f.canvas.board().link({"input", "relu2", 0}));
  f.document.undoStack().redo();
  QVERIFY(!f.canvas.board().node("relu1"));
}

void CanvasTest::copyAndPaste() {
  CanvasFixture f;
  f.makeChain(3);
  f.canvas.board().select({"relu1", "relu2"});
  f.key(Qt::Key_C, Qt::ControlModifier);
  const QString clip = QGuiApplication::clipboard()->text();
  const auto fragment = loom::parseGraph(clip.toStdString());
  QVERIFY(fragment.ok());
  QCOMPARE(fragment->nodes.size(), std::size_t{2});
  QCOMPARE(fragment->links.size(), std::size_t{1});
  f.key(Qt::Key_V, Qt::ControlModifier);
  QCOMPARE(f.graph().nodes.size(), std::size_t{5});
  QCOMPARE(f.undoSteps(), 1);
  const auto ids = f.canvas.board().selectedIds();
  QCOMPARE(ids.size(), std::size_t{2});
  QVERIFY(f.linked(ids[0], ids[1]));
  QVERIFY(!f.linked("relu2", ids[0]));
  f.key(Qt::Key_V, Qt::ControlModifier);
  QCOMPARE(f.graph().nodes.size(), std::size_t{7});
}

void CanvasTest::cutAndDuplicate() {
  CanvasFixture f;
  f.makeChain(3);
  f.canvas.board().select({"relu1"});
  f.key(Qt::Key_D, Qt::ControlModifier);
  QCOMPARE(f.graph().nodes.size(), std::size_t{4});
  f.canvas.board().select({"relu2"});
  f.key(Qt::Key_X, Qt::ControlModifier);
  QVERIFY(!f.has("relu2"));
  f.key(Qt::Key_V, Qt::ControlModifier);
  QVERIFY(f.has("relu2"));
}

void CanvasTest::pasteOfSomethingElseSaysSo() {
  CanvasFixture f;
  f.makeChain(2);
  QSignalSpy said(&f.canvas, &loom::ui::Canvas::message);
  QGuiApplication::clipboard()->setText("hello {");
  f.key(Qt::Key_V, Qt::ControlModifier);
  QCOMPARE(said.count(), 1);
  QCOMPARE(f.graph().nodes.size(), std::size_t{2});
  QVERIFY(!f.document.undoStack().canUndo());
}

void CanvasTest::tabSearchesAndConnects() {
  CanvasFixture f;
  f.makeChain(2);
  f.canvas.board().select({"relu1"});
  f.canvas.setFocus();
  f.key(Qt::Key_Tab);
  QVERIFY(f.canvas.search().isVisible());
  QTest::keyClicks(f.canvas.search().field(), "flat");
  QTest::keyClick(f.canvas.search().field(), Qt::Key_Return);
  QVERIFY(!f.canvas.search().isVisible());
  QVERIFY(f.has("flatten1"));
  QVERIFY(f.linked("relu1", "flatten1"));
  QCOMPARE(f.canvas.board().selection(), Scene::Ids{"flatten1"});
  QCOMPARE(f.undoSteps(), 1);
  QVERIFY(!f.canvas.board()
               .node("flatten1")
               ->rect()
               .intersects(f.canvas.board().node("relu1")->rect()));
}

void CanvasTest::doubleClickOnNothingSearches() {
  CanvasFixture f;
  f.makeChain(2);
  const QPoint where = f.at({500, 400});
  QTest::mouseDClick(f.canvas.viewport(), Qt::LeftButton, {}, where);
  QVERIFY(f.canvas.search().isVisible());
  QTest::keyClick(f.canvas.search().field(), Qt::Key_Escape);
  QVERIFY(!f.canvas.search().isVisible());
  QCOMPARE(f.graph().nodes.size(), std::size_t{2});
  QTest::mouseDClick(f.canvas.viewport(), Qt::LeftButton, {}, where);
  QTest::keyClicks(f.canvas.search().field(), "Dropout");
  QTest::mouseClick(
      f.canvas.search().list()->viewport(), Qt::LeftButton, {},
      f.canvas.search().list()->visualItemRect(f.canvas.search().list()->item(0)).center());
  QCOMPARE(f.graph().nodes.size(), std::size_t{3});
  const auto& added = f.graph().nodes.back();
  QCOMPARE(added.type, std::string("Dropout"));
  const QPointF centre = f.canvas.board().node(added.id)->rect().center();
  QVERIFY(QLineF(centre, {500, 400}).length() < 12);
}

void CanvasTest::wheelZoomsUnderThePointer() {
  CanvasFixture f;
  f.makeChain(3);
  const QPoint where = f.middle("relu2");
  const QPointF before = f.canvas.mapToScene(where);
  for (int i = 0; i < 3; ++i) {
    QWheelEvent wheel(where, f.canvas.viewport()->mapToGlobal(where), {}, {0, 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(f.canvas.viewport(), &wheel);
  }
  QVERIFY(f.canvas.zoom() > 1.3);
  QVERIFY(QLineF(f.canvas.mapToScene(where), before).length() < 2);
  f.key(Qt::Key_F);
  QVERIFY(f.canvas.shownArea().contains(f.canvas.board().nodesRect()));
  QCOMPARE(f.canvas.zoom(), 1.0);
}

void CanvasTest::middleButtonAndSpacePan() {
  CanvasFixture f;
  f.makeChain(2);
  const QPointF before = f.canvas.shownArea().topLeft();
  f.press({300, 300}, {}, Qt::MiddleButton);
  f.moveTo({350, 340}, Qt::MiddleButton);
  f.release({350, 340}, {}, Qt::MiddleButton);
  QCOMPARE(f.canvas.shownArea().topLeft(), before - QPointF(50, 40));
  QTest::keyPress(&f.canvas, Qt::Key_Space);
  f.press(f.middle("relu1"));
  f.moveTo(f.middle("relu1") + QPoint(-50, -40));
  const QPointF moved = f.canvas.shownArea().topLeft();
  QVERIFY(moved != before - QPointF(50, 40));
  f.key(Qt::Key_Escape);
  QCOMPARE(f.canvas.shownArea().topLeft(), before - QPointF(50, 40));
  QTest::keyRelease(&f.canvas, Qt::Key_Space);
  QVERIFY(!f.document.undoStack().canUndo());
}

void CanvasTest::arrowKeysMove() {
  CanvasFixture f;
  f.makeChain(2);
  f.canvas.board().select({"relu1"});
  f.key(Qt::Key_Right);
  f.key(Qt::Key_Down, Qt::ShiftModifier);
  QCOMPARE(f.graph().find("relu1")->position, (loom::Position{168, 232}));
  QCOMPARE(f.undoSteps(), 2);
}

void CanvasTest::renameByF2() {
  CanvasFixture f;
  f.makeChain(3);
  f.canvas.board().select({"relu1"});
  f.key(Qt::Key_F2);
  auto& field = f.canvas.renameField();
  QVERIFY(field.isVisible());
  field.setText("relu2");
  QTest::keyClick(&field, Qt::Key_Return);
  QVERIFY(field.isVisible());  // taken: it stays and says so
  QVERIFY(!f.canvas.hint().isHidden());
  field.setText("act");
  QTest::keyClick(&field, Qt::Key_Return);
  QVERIFY(!field.isVisible());
  QVERIFY(f.has("act"));
  QVERIFY(f.linked("input", "act"));
  QVERIFY(f.linked("act", "relu2"));
}

void CanvasTest::renamedNodeStaysSelected() {
  CanvasFixture f;
  f.makeChain(3);
  f.canvas.board().select({"relu1"});
  const auto* item = f.canvas.board().node("relu1");
  loom::Node renamed = *f.graph().find("relu1");
  renamed.id = "act";
  QSignalSpy spy(&f.canvas, &loom::ui::Canvas::selectionChanged);
  f.document.edit("rename", {loom::ReplaceNode{"relu1", renamed}});
  QCOMPARE(f.canvas.board().selection(), Scene::Ids{"act"});
  QCOMPARE(f.canvas.board().node("act"), item);
  QCOMPARE(spy.last().at(0).toStringList(), QStringList{"act"});
  f.document.undoStack().undo();
  QCOMPARE(f.canvas.board().selection(), Scene::Ids{"relu1"});
}

void CanvasTest::tidyLeavesNothingOnTop() {
  CanvasFixture f;
  f.makeChain(14);
  loom::Edits pile;
  for (loom::Node node : f.graph().nodes) {
    node.position = {24, 24};
    pile.push_back(loom::ReplaceNode{node.id, node});
  }
  f.document.edit("pile", pile);
  f.key(Qt::Key_L, Qt::ControlModifier);
  const auto rects = f.canvas.board().rects();
  for (const auto& [a, first] : rects) {
    QCOMPARE(std::fmod(first.x(), 8), 0.0);
    for (const auto& [b, second] : rects)
      QVERIFY2(a == b || !first.intersects(second), (a + " " + b).c_str());
  }
  // Long chains wrap into rows.
  QVERIFY(f.graph().find("relu13")->position.y > f.graph().find("input")->position.y + 60);
  QCOMPARE(f.undoSteps(), 2);
}

void CanvasTest::newNodesNeverOverlap() {
  CanvasFixture f;
  f.makeChain(1);
  const auto* type = loom::findLayerType("ReLU");
  for (int i = 0; i < 30; ++i) f.canvas.commands().add(*type, {}, QPointF(300, 200));
  const auto rects = f.canvas.board().rects();
  QCOMPARE(rects.size(), std::size_t{31});
  for (const auto& [a, first] : rects) {
    for (const auto& [b, second] : rects)
      QVERIFY2(a == b || !first.intersects(second), (a + " " + b).c_str());
  }
}

void CanvasTest::itemsAreKeptOverEdits() {
  CanvasFixture f;
  f.makeChain(3);
  const auto* item = f.canvas.board().node("relu2");
  const auto* wire = f.canvas.board().link({"relu1", "relu2", 0});
  f.add("x", "Dropout", 400, 400);
  f.canvas.board().select({"x"});
  f.canvas.commands().remove->trigger();
  f.document.undoStack().undo();
  QCOMPARE(f.canvas.board().node("relu2"), item);
  QCOMPARE(f.canvas.board().link({"relu1", "relu2", 0}), wire);
}

void CanvasTest::statusSaysWhatThereIs() {
  CanvasFixture f;
  f.makeChain(2);
  QVERIFY2(f.canvas.statusChip().line().contains("1 problem"),
           qPrintable(f.canvas.statusChip().line()));
  QVERIFY(f.canvas.statusChip().line().startsWith("0 parameters"));
}

void CanvasTest::badgeOpensTheProblemsAndAFixMends() {
  CanvasFixture f;
  f.makeChain(1);
  f.add("conv", "Conv2d", 160, 200);
  f.document.edit("wire", {loom::InsertLink{{"input", "conv", 0}, -1}});
  f.document.edit("big", loom::setParam(f.graph(), "conv", "kernel_size", loom::Ints{40, 40}));
  const auto* item = f.canvas.board().node("conv");
  QVERIFY(item->face().error);
  QVERIFY(f.canvas.board().link({"input", "conv", 0})->isFailing());
  const int steps = f.undoSteps();
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {},
                    f.at(item->pos() + item->layout().badge.center()));
  QCoreApplication::processEvents();
  auto& card = f.canvas.problemCard();
  QVERIFY(card.isVisible());
  auto* button = card.findChild<QPushButton*>();
  QVERIFY(button);
  QTest::mouseClick(button, Qt::LeftButton);
  QCOMPARE(f.undoSteps(), steps + 1);
  QVERIFY(!f.canvas.board().link({"input", "conv", 0})->isFailing());
  f.document.undoStack().undo();
  QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {},
                    f.at(item->pos() + item->layout().badge.center()));
  QVERIFY(card.isVisible());
  f.key(Qt::Key_Escape);
  QVERIFY(!card.isVisible());
}

void CanvasTest::aSlipUpstreamMovesNothing() {
  CanvasFixture f;
  f.makeChain(1);
  f.add("conv", "Conv2d", 160, 200);
  f.add("next", "Conv2d", 320, 200);
  f.document.edit("wire", {loom::InsertLink{{"input", "conv", 0}, -1},
                           loom::InsertLink{{"conv", "next", 0}, -1}});
  const QRectF before = f.canvas.board().node("next")->rect();
  f.document.edit("big", loom::setParam(f.graph(), "conv", "kernel_size", loom::Ints{40, 40}));
  QCOMPARE(f.canvas.board().node("next")->face().shape, QStringLiteral("–"));
  QCOMPARE(f.canvas.board().node("next")->rect(), before);
}

void CanvasTest::wireShowsTheShapeUnderThePointer() {
  CanvasFixture f;
  f.makeChain(2);
  f.moveTo((f.output("input") + f.input("relu1")) / 2, Qt::NoButton);
  QVERIFY(f.canvas.hint().isVisible());
  QCOMPARE(f.canvas.hint().text(), QStringLiteral("1×28×28"));
  f.moveTo({30, 30}, Qt::NoButton);
  QVERIFY(!f.canvas.hint().isVisible());
}

QTEST_MAIN(CanvasTest)
#include "canvas_test.moc"
