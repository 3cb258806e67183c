// The canvas by mouse and keys: select, move, delete, undo, copy, rename, search.

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QUndoStack>

#include "canvas_fixture.h"
#include "test_program.h"
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
  void ctrlAndArrowKeysMove();
  void renameByF2();
  void renamedNodeStaysSelected();
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

void CanvasTest::ctrlAndArrowKeysMove() {
  CanvasFixture f;
  f.makeChain(2);
  f.canvas.board().select({"relu1"});
  f.key(Qt::Key_Right, Qt::ControlModifier);
  f.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
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

LOOM_TEST(canvas_test, CanvasTest)
#include "canvas_test.moc"
