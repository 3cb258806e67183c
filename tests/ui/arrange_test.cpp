// Walking by keys, lining up, guides, bypassing and notes, as a person does them.

#include <QPlainTextEdit>

#include "test_program.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/arrange_commands.h"
#include "ui/canvas/guides.h"
#include "ui/canvas/note_commands.h"

using namespace loom::ui;

namespace {

struct ArrangeFixture : CanvasFixture {
  Scene& board() { return canvas.board(); }
  std::string chosen() { return board().selection().empty() ? "" : *board().selection().begin(); }
  QPlainTextEdit& noteField() { return *canvas.noteCommands().field(); }
  void writeNote(const QString& text) {
    canvas.noteCommands().addNote->trigger();
    QTest::keyClicks(&noteField(), text);
    QTest::keyClick(&noteField(), Qt::Key_Return, Qt::ControlModifier);
  }
  QPoint onNote(std::size_t index) { return at(board().note(index)->rect().center()); }
};

}  // namespace

class ArrangeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void arrowKeysWalkAlongTheWires() {
    ArrangeFixture f;
    f.makeChain(4);
    f.add("tanh1", "Tanh", 160, 360);  // below relu1
    f.key(Qt::Key_Right);
    QCOMPARE(f.chosen(), std::string("input"));
    f.key(Qt::Key_Right);
    f.key(Qt::Key_Right);
    QCOMPARE(f.chosen(), std::string("relu2"));
    f.key(Qt::Key_Left);
    QCOMPARE(f.chosen(), std::string("relu1"));
    f.key(Qt::Key_Down);
    QCOMPARE(f.chosen(), std::string("tanh1"));
    f.key(Qt::Key_Up);
    QCOMPARE(f.chosen(), std::string("relu1"));
    f.key(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(f.board().selection(), (Scene::Ids{"relu1", "relu2"}));
    QCOMPARE(f.undoSteps(), 1);  // walking changes nothing
  }

  void walkingStopsAtTheEnds() {
    ArrangeFixture f;
    f.makeChain(2);
    f.board().select({"relu1"});
    f.key(Qt::Key_Right);
    f.key(Qt::Key_Down);
    QCOMPARE(f.chosen(), std::string("relu1"));
    f.document.reset({}, {});
    f.key(Qt::Key_Right);
    QVERIFY(f.board().selection().empty());
  }

  void enterAsksForTheSettings() {
    ArrangeFixture f;
    f.makeChain(2);
    QSignalSpy wanted(&f.canvas, &Canvas::settingsWanted);
    f.key(Qt::Key_Return);
    QCOMPARE(wanted.count(), 0);
    f.board().select({"relu1"});
    f.key(Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
  }

  void ctrlBBypassesAndBack() {
    ArrangeFixture f;
    f.makeChain(3);
    const std::string before = f.text();
    f.board().select({"relu1"});
    f.key(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(f.graph().find("relu1")->bypassed);
    QVERIFY(f.board().node("relu1")->face().bypassed);
    QVERIFY(f.canvas.arrangeCommands().bypass->isChecked());
    f.key(Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(f.text(), before);
    QCOMPARE(f.undoSteps(), 2);
  }

  void rectanglesLineUp() {
    const Rects rects = {{"a", {0, 0, 100, 50}}, {"b", {30, 200, 60, 20}}, {"c", {50, 90, 90, 30}}};
    auto places = aligned(rects, Alignment::Left);
    for (const auto& [id, place] : places) QCOMPARE(place.x(), 0.0);
    QCOMPARE(places["b"].y(), 200.0);
    places = aligned(rects, Alignment::Right);
    for (const auto& [id, place] : places) QCOMPARE(place.x() + rects.at(id).width(), 140.0);
    places = aligned(rects, Alignment::Bottom);
    for (const auto& [id, place] : places) QCOMPARE(place.y() + rects.at(id).height(), 220.0);
    places = aligned(rects, Alignment::Centre);
    for (const auto& [id, place] : places)
      QCOMPARE(place.x() + rects.at(id).width() / 2, (50.0 + 60 + 95) / 3);
    QVERIFY(aligned({{"a", {0, 0, 1, 1}}}, Alignment::Left).empty());
  }

  void gapsBecomeEqual() {
    const Rects rects = {{"a", {0, 0, 100, 50}}, {"b", {110, 0, 60, 20}}, {"c", {400, 0, 90, 30}}};
    const auto places = distributed(rects, Qt::Horizontal);
    QCOMPARE(places.at("a").x(), 0.0);
    QCOMPARE(places.at("c").x(), 400.0);
    QCOMPARE(places.at("b").x() - 100, 400 - (places.at("b").x() + 60));
    QVERIFY(distributed({rects.begin(), std::next(rects.begin(), 2)}, Qt::Horizontal).empty());
  }

  void aligningIsOneStep() {
    ArrangeFixture f;
    f.makeChain(3);
    f.key(Qt::Key_Down, Qt::ControlModifier);
    f.board().select({"relu1"});
    f.key(Qt::Key_Down, Qt::ControlModifier);
    const int steps = f.undoSteps();
    f.board().select({"relu1", "relu2"});
    for (QAction* action : f.canvas.arrangeCommands().menu()->actions()) {
      if (action->text().contains("Tops")) action->trigger();
    }
    QCOMPARE(f.undoSteps(), steps + 1);
    QCOMPARE(f.graph().find("relu1")->position.y, f.graph().find("relu2")->position.y);
  }

  void guidesFindWhatIsNearlyInLine() {
    const std::vector<QRectF> others = {{0, 0, 100, 40}, {300, 200, 50, 80}};
    GuideSnap snap = findGuides({3, 300, 100, 40}, others, 5);
    QVERIFY(snap.dx && !snap.dy);
    QCOMPARE(*snap.dx, -3.0);
    QVERIFY(!snap.lines.empty());
    for (const QLineF& line : snap.lines) QCOMPARE(line.x1(), line.x2());
    snap = findGuides({500, 218, 70, 40}, others, 5);  // middles: 238 and 240
    QVERIFY(snap.dy && !snap.dx);
    QCOMPARE(*snap.dy, 2.0);
    snap = findGuides({1000, 1000, 70, 40}, others, 5);
    QVERIFY(!snap.dx && !snap.dy && snap.lines.empty());
  }

  void aDragSnapsToItsNeighboursAndAltDragsFreely() {
    ArrangeFixture f;
    f.makeChain(3);
    f.add("conv1", "Conv2d", 480, 400);
    const qreal middle = f.board().node("relu2")->rect().center().y();
    const QRectF conv = f.board().node("conv1")->rect();
    const QPoint hold = f.middle("conv1");
    const QPoint near = hold + QPoint(100, static_cast<int>(middle - conv.center().y()) + 3);
    f.drag(hold, near);
    QCOMPARE(f.board().node("conv1")->rect().center().y(), middle);
    const QPoint again = f.middle("conv1");
    f.drag(again, again + QPoint(0, 3), Qt::AltModifier);
    QCOMPARE(f.board().node("conv1")->rect().center().y(), middle);  // 3 pixels are no drag
    f.drag(again, again + QPoint(0, 7), Qt::AltModifier);
    QCOMPARE(f.board().node("conv1")->rect().center().y(), middle + 7);
  }

  void aNoteIsWrittenMovedWidenedAndRemoved() {
    ArrangeFixture f;
    f.makeChain(2);
    const std::string before = f.text();
    f.writeNote("why pad?");
    QCOMPARE(f.graph().notes.size(), std::size_t{1});
    QCOMPARE(f.graph().notes[0].text, std::string("why pad?"));
    const loom::Position place = f.graph().notes[0].position;
    const QPoint hold = f.onNote(0);
    f.drag(hold, hold + QPoint(80, 40));
    QCOMPARE(f.graph().notes[0].position, (loom::Position{place.x + 80, place.y + 40}));
    const QPoint edge =
        f.at({f.board().note(0)->rect().right() - 2, f.board().note(0)->rect().center().y()});
    f.drag(edge, edge + QPoint(80, 0));
    QCOMPARE(f.graph().notes[0].width, 320.0);
    f.drag(edge + QPoint(80, 0), edge - QPoint(700, 0));
    QCOMPARE(f.graph().notes[0].width, loom::kLeastNoteWidth);
    f.key(Qt::Key_Delete);
    QVERIFY(f.graph().notes.empty());
    QCOMPARE(f.undoSteps(), 5);
    for (int i = 0; i < 5; ++i) f.document.undoStack().undo();
    QCOMPARE(f.text(), before);
  }

  void aNoteIsWrittenAnewByDoubleClickOrEnter() {
    ArrangeFixture f;
    f.writeNote("one");
    QTest::mouseDClick(f.canvas.viewport(), Qt::LeftButton, {}, f.onNote(0));
    QVERIFY(f.noteField().isVisible());
    QTest::keyClicks(&f.noteField(), "two");
    QTest::keyClick(&f.noteField(), Qt::Key_Escape);
    QCOMPARE(f.graph().notes[0].text, std::string("one"));
    f.board().selectNote(0);
    f.key(Qt::Key_Return);
    QTest::keyClicks(&f.noteField(), "two");
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, {20, 20});
    QCOMPARE(f.graph().notes[0].text, std::string("two"));
    f.board().selectNote(0);
    f.key(Qt::Key_Return);
    f.noteField().clear();
    QTest::keyClick(&f.noteField(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.graph().notes.empty());
  }

  void escTakesBackWhatIsDoneToANote() {
    ArrangeFixture f;
    f.writeNote("one");
    const std::string before = f.text();
    const QRectF rect = f.board().note(0)->rect();
    f.press(f.onNote(0));
    f.moveTo(f.onNote(0) + QPoint(60, 60));
    QVERIFY(f.board().note(0)->rect() != rect);
    f.key(Qt::Key_Escape);
    QCOMPARE(f.board().note(0)->rect(), rect);
    f.release({5, 5});
    QCOMPARE(f.text(), before);
    f.canvas.noteCommands().addNote->trigger();
    QTest::keyClicks(&f.noteField(), "never");
    QTest::keyClick(&f.noteField(), Qt::Key_Escape);
    QCOMPARE(f.text(), before);
  }
};

LOOM_TEST(arrange_test, ArrangeTest)
#include "arrange_test.moc"
