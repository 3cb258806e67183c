// What the canvas shows and where: zoom, pan, layout, status, problems, shapes.

#include <QPushButton>
#include <QUndoStack>
#include <QWheelEvent>

#include "canvas_fixture.h"
#include "test_program.h"
#include "ui/canvas/problem_card.h"

class CanvasViewTest : public QObject {
  Q_OBJECT

 private slots:
  void wheelZoomsUnderThePointer();
  void middleButtonAndSpacePan();
  void tidyLeavesNothingOnTop();
  void newNodesNeverOverlap();
  void itemsAreKeptOverEdits();
  void statusSaysWhatThereIs();
  void badgeOpensTheProblemsAndAFixMends();
  void aSlipUpstreamMovesNothing();
  void wireShowsTheShapeUnderThePointer();
};

void CanvasViewTest::wheelZoomsUnderThePointer() {
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
  QVERIFY(f.canvas.shownArea().contains(f.canvas.board().contentRect()));
  QCOMPARE(f.canvas.zoom(), 1.0);
}

void CanvasViewTest::middleButtonAndSpacePan() {
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

void CanvasViewTest::tidyLeavesNothingOnTop() {
  CanvasFixture f;
  f.makeChain(14);
  loom::Edits pile;
  for (loom::Node node : f.graph().nodes) {
    node.position = {24, 24};
    pile.push_back(loom::ReplaceNode{node.id, node});
  }
  f.document.edit("pile", pile);
  f.key(Qt::Key_L, Qt::ControlModifier);
  QTRY_COMPARE(f.undoSteps(), 2);
  const auto rects = f.canvas.board().rects();
  for (const auto& [a, first] : rects) {
    QCOMPARE(std::fmod(first.x(), 8), 0.0);
    for (const auto& [b, second] : rects)
      QVERIFY2(a == b || !first.intersects(second), (a + " " + b).c_str());
  }
  // Long chains wrap into rows.
  QVERIFY(f.graph().find("relu13")->position.y > f.graph().find("input")->position.y + 60);
}

void CanvasViewTest::newNodesNeverOverlap() {
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

void CanvasViewTest::itemsAreKeptOverEdits() {
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

void CanvasViewTest::statusSaysWhatThereIs() {
  CanvasFixture f;
  f.makeChain(2);
  QVERIFY2(f.canvas.statusChip().line().contains("1 problem"),
           qPrintable(f.canvas.statusChip().line()));
  QVERIFY(f.canvas.statusChip().line().startsWith("0 parameters"));
}

void CanvasViewTest::badgeOpensTheProblemsAndAFixMends() {
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

void CanvasViewTest::aSlipUpstreamMovesNothing() {
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

void CanvasViewTest::wireShowsTheShapeUnderThePointer() {
  CanvasFixture f;
  f.makeChain(2);
  f.moveTo((f.output("input") + f.input("relu1")) / 2, Qt::NoButton);
  QVERIFY(f.canvas.hint().isVisible());
  QCOMPARE(f.canvas.hint().text(), QStringLiteral("1×28×28"));
  f.moveTo({30, 30}, Qt::NoButton);
  QVERIFY(!f.canvas.hint().isVisible());
}

LOOM_TEST(canvas_view_test, CanvasViewTest)
#include "canvas_view_test.moc"
