// Wires by mouse: made in both directions, refused with a reason, taken off, and layers that go
// into them.

#include <QLineEdit>
#include <QListWidget>
#include <QUndoStack>

#include "canvas_fixture.h"
#include "test_program.h"

using loom::ui::Attachment;

class WireTest : public QObject {
  Q_OBJECT

 private slots:
  void fromOutputToInput();
  void fromInputBackToOutput();
  void anywhereOnTheNodeLands();
  void refusedWithReason();
  void saysWhatItCarries();
  void aShapeNobodyKnowsIsNotShown();
  void cycleIsRefused();
  void takenPortGivesWay();
  void looseEndMovesOrGoes();
  void escapeLeavesEverything();
  void droppedOnNothingSearchesWhatFits();
  void droppedBackwardsSearchesWhatFeeds();
  void secondPortTakesTheSecondWire();
  void movedNodeGoesIntoAWire();
  void placedLayerGoesIntoAWire();
  void placedLayerIsCancelled();
  void inAWireTheRowMakesRoom();
};

void WireTest::fromOutputToInput() {
  CanvasFixture f;
  f.makeChain(1);
  f.add("a", "ReLU", 300, 200);
  f.drag(f.output("input"), f.input("a"));
  QVERIFY(f.linked("input", "a"));
  QVERIFY(f.canvas.board().link({"input", "a", 0}));
  QCOMPARE(f.undoSteps(), 2);
  f.document.undoStack().undo();
  QVERIFY(f.graph().links.empty());
  QVERIFY(!f.canvas.board().link({"input", "a", 0}));
}

void WireTest::fromInputBackToOutput() {
  CanvasFixture f;
  f.makeChain(1);
  f.add("a", "ReLU", 300, 200);
  f.drag(f.input("a"), f.output("input"));
  QVERIFY(f.linked("input", "a"));
}

void WireTest::anywhereOnTheNodeLands() {
  CanvasFixture f;
  f.makeChain(1);
  f.add("a", "ReLU", 300, 200);
  f.drag(f.output("input"), f.middle("a"));
  QVERIFY(f.linked("input", "a"));
}

void WireTest::refusedWithReason() {
  CanvasFixture f;
  f.makeChain(1);
  f.add("other", "Input", 300, 200);
  const std::string before = f.text();
  f.press(f.output("input"));
  f.moveTo(f.output("input") + QPoint(30, 0));
  QCOMPARE(f.canvas.hint().text(), QString("1×28×28"));
  f.moveTo(f.middle("other"));
  QVERIFY(!f.canvas.hint().isHidden());
  QCOMPARE(f.canvas.hint().text(), QString("other takes no input."));
  f.release(f.middle("other"));
  QVERIFY(f.canvas.hint().isHidden());
  QCOMPARE(f.text(), before);
}

void WireTest::saysWhatItCarries() {
  CanvasFixture f;
  f.makeChain(1);
  f.add("conv", "Conv2d", 200, 200);
  f.add("fc", "Linear", 400, 200);
  f.document.edit("wire", {loom::InsertLink{{"input", "conv", 0}, -1}});
  const auto hint = [&] { return f.canvas.hint().isHidden() ? "" : f.canvas.hint().text(); };
  const QString shape = f.canvas.board().node("conv")->face().shape;
  QVERIFY(shape.count("×") == 2);
  const auto drag = [&](QPoint from, std::initializer_list<QPoint> way) {
    f.press(from);
    for (const QPoint at : way) f.moveTo(at);
  };
  drag(f.output("conv"), {f.at({420, 400})});
  QCOMPARE(hint(), shape);  // in the air
  f.moveTo(f.at({440, 420}));
  QCOMPARE(hint(), shape);
  // It may land, and there will be something to mend: both are said.
  f.document.edit("flat", loom::setParam(f.graph(), "fc", "in_features", std::int64_t{7}));
  QVERIFY(!f.canvas.hasGesture());  // somebody else's edit has ended it
  f.release({5, 5});
  drag(f.output("conv"), {f.at({350, 300}), f.input("fc")});
  QVERIFY2(hint().contains(shape) && hint().contains("fc "), qPrintable(hint()));
  const QSize large = f.canvas.hint().size();
  f.moveTo(f.at({350, 420}));
  QCOMPARE(hint(), shape);
  QVERIFY(f.canvas.hint().width() < large.width() && f.canvas.hint().height() <= large.height());
  f.moveTo(f.input("fc"));
  f.release(f.input("fc"));
  QVERIFY(f.linked("conv", "fc"));
  QVERIFY(f.canvas.hint().isHidden());
  const auto& problems = f.document.analysis().problems;
  QVERIFY(std::any_of(problems.begin(), problems.end(),
                      [](const loom::Problem& problem) { return problem.node == "fc"; }));
  // Pulled backwards it is known only above an output; a wire that is taken off keeps its own.
  f.add("lone", "ReLU", 400, 400);
  drag(f.input("lone"), {f.at({300, 480})});
  QCOMPARE(hint(), QString());
  f.moveTo(f.output("conv"));
  QCOMPARE(hint(), shape);
  f.key(Qt::Key_Escape);
  f.release({5, 5});
  drag(f.input("conv"), {f.at({150, 400})});
  QCOMPARE(hint(), QString("1×28×28"));
  f.moveTo(f.input("conv"));
  QCOMPARE(hint(), QString("1×28×28"));
  f.key(Qt::Key_Escape);
  QCOMPARE(hint(), QString());
  f.release({5, 5});
}

void WireTest::aShapeNobodyKnowsIsNotShown() {
  CanvasFixture f;
  f.add("a", "ReLU", 300, 200);
  f.add("b", "ReLU", 500, 200);
  f.press(f.output("a"));
  f.moveTo(f.at({450, 400}));
  QVERIFY(f.canvas.hint().isHidden());
  f.moveTo(f.input("b"));
  QVERIFY2(f.canvas.hint().isHidden(), qPrintable(f.canvas.hint().text()));
  f.release(f.input("b"));
  QVERIFY(f.linked("a", "b"));
}

void WireTest::cycleIsRefused() {
  CanvasFixture f;
  f.makeChain(3);
  loom::Edits off = {loom::EraseLink{{"input", "relu1", 0}}};
  f.document.edit("off", off);
  f.press(f.output("relu2"));
  f.moveTo(f.input("relu1"));
  QVERIFY(!f.canvas.hint().isHidden());
  f.release(f.input("relu1"));
  QVERIFY(!f.linked("relu2", "relu1"));
}

void WireTest::takenPortGivesWay() {
  CanvasFixture f;
  f.makeChain(2);
  f.add("b", "Dropout", 0, 400);
  f.drag(f.output("b"), f.input("relu1"));
  QVERIFY(f.linked("b", "relu1"));
  QVERIFY(!f.linked("input", "relu1"));
  QCOMPARE(f.graph().links.size(), std::size_t{1});
  f.document.undoStack().undo();
  QVERIFY(f.linked("input", "relu1"));
}

void WireTest::looseEndMovesOrGoes() {
  CanvasFixture f;
  f.makeChain(2);
  f.add("b", "ReLU", 160, 400);
  f.drag(f.input("relu1"), f.input("b"));
  QVERIFY(f.linked("input", "b"));
  QVERIFY(!f.linked("input", "relu1"));
  QCOMPARE(f.undoSteps(), 2);
  // Let go where it was, nothing happens; on nothing, the wire goes.
  f.press(f.input("b"));
  f.moveTo(f.input("b") + QPoint(60, 60));
  f.moveTo(f.input("b"));
  f.release(f.input("b"));
  QCOMPARE(f.undoSteps(), 2);
  QVERIFY(f.canvas.board().link({"input", "b", 0})->isVisible());
  f.drag(f.input("b"), f.at({500, 480}));
  QVERIFY(f.graph().links.empty());
  QVERIFY(!f.canvas.search().isVisible());
  QCOMPARE(f.undoSteps(), 3);
}

void WireTest::escapeLeavesEverything() {
  CanvasFixture f;
  f.makeChain(2);
  f.add("b", "ReLU", 160, 400);
  const std::string before = f.text();
  f.press(f.input("relu1"));
  f.moveTo(f.input("b"));
  f.key(Qt::Key_Escape);
  QVERIFY(!f.canvas.hasGesture());
  QVERIFY(f.canvas.hint().isHidden());
  QVERIFY(f.canvas.board().link({"input", "relu1", 0})->isVisible());
  f.release(f.input("b"));
  QCOMPARE(f.text(), before);
}

void WireTest::droppedOnNothingSearchesWhatFits() {
  CanvasFixture f;
  f.makeChain(1);
  f.drag(f.output("input"), f.at({400, 400}));
  auto& search = f.canvas.search();
  QVERIFY(search.isVisible());
  QStringList names;
  for (int i = 0; i < search.list()->count(); ++i) names << search.list()->item(i)->text();
  QVERIFY(names.contains("Conv2d"));
  QVERIFY(!names.contains("Input"));             // takes nothing
  QVERIFY(!names.contains("CrossEntropyLoss"));  // wants a vector of scores, not an image
  QTest::keyClicks(search.field(), "max");
  QTest::keyClick(search.field(), Qt::Key_Return);
  QCOMPARE(f.graph().nodes.size(), std::size_t{2});
  QVERIFY(f.linked("input", f.graph().nodes.back().id));
  QCOMPARE(f.undoSteps(), 1);
}

void WireTest::droppedBackwardsSearchesWhatFeeds() {
  CanvasFixture f;
  f.makeChain(1);
  f.add("a", "ReLU", 400, 200);
  f.drag(f.input("a"), f.at({300, 400}));
  auto& search = f.canvas.search();
  QVERIFY(search.isVisible());
  QStringList names;
  for (int i = 0; i < search.list()->count(); ++i) names << search.list()->item(i)->text();
  QVERIFY(!names.contains("CrossEntropyLoss"));  // feeds nothing
  QTest::keyClicks(search.field(), "Conv2d");
  QTest::keyClick(search.field(), Qt::Key_Return);
  QVERIFY(f.linked(f.graph().nodes.back().id, "a"));
}

void WireTest::secondPortTakesTheSecondWire() {
  CanvasFixture f;
  f.makeChain(2);
  f.add("sum", "Add", 500, 300);
  f.drag(f.output("relu1"), f.input("sum", 0));
  f.drag(f.output("input"), f.middle("sum"));
  QVERIFY(f.linked("relu1", "sum", 0));
  QVERIFY(f.linked("input", "sum", 1));
}

void WireTest::movedNodeGoesIntoAWire() {
  CanvasFixture f;
  f.makeChain(2);
  loom::Node far = *f.graph().find("relu1");
  far.position = {480, 200};
  f.document.edit("far", {loom::ReplaceNode{"relu1", far}});
  f.add("drop", "Dropout", 200, 450);
  const QPoint wire = (f.output("input") + f.input("relu1")) / 2;
  f.drag(f.middle("drop"), wire);
  QVERIFY(f.linked("input", "drop"));
  QVERIFY(f.linked("drop", "relu1"));
  QVERIFY(!f.linked("input", "relu1"));
  QCOMPARE(f.undoSteps(), 3);
  f.document.undoStack().undo();
  QVERIFY(f.linked("input", "relu1"));
  QCOMPARE(f.graph().find("drop")->position, (loom::Position{200, 450}));
}

void WireTest::placedLayerGoesIntoAWire() {
  CanvasFixture f;
  f.makeChain(3);
  const QPoint wire = (f.output("input") + f.input("relu1")) / 2;
  f.canvas.beginPlacing("Dropout");
  f.canvas.movePlacing(f.canvas.viewport()->mapToGlobal(QPoint(10, 10)));
  f.canvas.movePlacing(f.canvas.viewport()->mapToGlobal(wire));
  f.canvas.finishPlacing(f.canvas.viewport()->mapToGlobal(wire));
  const std::string id = f.graph().nodes.back().id;
  QCOMPARE(f.graph().nodes.size(), std::size_t{4});
  QVERIFY(f.linked("input", id));
  QVERIFY(f.linked(id, "relu1"));
  QCOMPARE(f.undoSteps(), 1);
}

void WireTest::placedLayerIsCancelled() {
  CanvasFixture f;
  f.makeChain(2);
  f.canvas.beginPlacing("Dropout");
  f.canvas.movePlacing(f.canvas.viewport()->mapToGlobal(QPoint(300, 300)));
  f.key(Qt::Key_Escape);
  f.canvas.finishPlacing(f.canvas.viewport()->mapToGlobal(QPoint(300, 300)));
  QCOMPARE(f.graph().nodes.size(), std::size_t{2});
  // Outside the canvas nothing is placed.
  f.canvas.beginPlacing("Dropout");
  f.canvas.finishPlacing(f.canvas.viewport()->mapToGlobal(QPoint(-50, 300)));
  QCOMPARE(f.graph().nodes.size(), std::size_t{2});
}

void WireTest::inAWireTheRowMakesRoom() {
  CanvasFixture f;
  f.makeChain(4);
  const loom::Link wire{"relu1", "relu2", 0};
  f.canvas.commands().add(*loom::findLayerType("Dropout"), {Attachment::Kind::Into, {}, 0, wire},
                          QPointF(290, 224));
  const auto rects = f.canvas.board().rects();
  for (const auto& [a, first] : rects) {
    for (const auto& [b, second] : rects)
      QVERIFY2(a == b || !first.intersects(second), (a + " " + b).c_str());
  }
  const QRectF added = rects.at(f.canvas.board().selectedIds().front());
  QVERIFY(added.left() > rects.at("relu1").right());
  QVERIFY(added.right() < rects.at("relu2").left());
  QVERIFY(std::abs(added.center().y() - rects.at("relu1").center().y()) <= 8);
}

LOOM_TEST(wire_test, WireTest)
#include "wire_test.moc"
