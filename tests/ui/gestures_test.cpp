// Every gesture broken off in the middle, by Esc and by everything else that may come between: all
// is as before, and the next try works.

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QWheelEvent>

#include "test_program.h"
#include "ui/gestures_fixture.h"

using namespace loom::ui;

namespace {

void selectSomething(GesturesFixture& f, int what) {
  if (what == 1) f.board().selectLink({"relu1", "relu2", 0});
  if (what == 2) f.board().choose({{"relu4", "spare"}, {1}, {}});
  if (what == 3) f.board().selectNote(0);
}

/// Every item where the document says, every wire shown that is not inside a folded block.
QString misplaced(GesturesFixture& f) {
  for (const loom::Node& node : f.graph().nodes) {
    const NodeItem* item = f.board().node(node.id);
    if (!item || item->pos() != QPointF(node.position.x, node.position.y))
      return QString::fromStdString(node.id);
  }
  for (std::size_t i = 0; i < f.graph().notes.size(); ++i) {
    const loom::Note& note = f.graph().notes[i];
    const QRectF rect = f.board().note(i)->rect();
    if (rect.topLeft() != QPointF(note.position.x, note.position.y) || rect.width() != note.width)
      return QString::fromStdString(note.text);
  }
  for (const loom::Link& link : f.graph().links) {
    const LinkItem* item = f.board().link(link);
    const bool inside = f.board().shownFor(link.from) == f.board().shownFor(link.to);
    if (!item || item->isVisible() == inside)
      return QString::fromStdString(link.from + " to " + link.to);
  }
  return {};
}

}  // namespace

class GesturesTest : public QObject {
  Q_OBJECT

  static void addCases() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const GestureCase& one : gestureCases()) QTest::newRow(one.name) << index++;
  }
  static const GestureCase& current() {
    QFETCH(int, index);
    return gestureCases()[static_cast<std::size_t>(index)];
  }
  /// It does what it is there for, in one step that undo takes back.
  static void works(GesturesFixture& f, const GestureCase& gesture) {
    const Witness before = Witness::of(f);
    gesture.begin(f);
    QVERIFY(f.canvas.hasGesture());
    gesture.end(f, gesture.to(f));
    QVERIFY(!f.canvas.hasGesture());
    const Witness after = Witness::of(f);
    QCOMPARE(before.differs(after).isEmpty(), gesture.isVain);
    QCOMPARE(after.text != before.text, gesture.changes);
    if (!gesture.changes) {
      QCOMPARE(after.index, before.index);
      return;
    }
    QCOMPARE(after.index, before.index + 1);
    f.document.undoStack().undo();
    QCOMPARE(f.text(), before.text);
    f.document.undoStack().redo();
    QCOMPARE(f.text(), after.text);
    QCOMPARE(misplaced(f), QString());
  }

 private Q_SLOTS:
  void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

  void escLeavesAllAsItWas_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("selected");
    const char* selections[] = {"nothing", "a wire", "nodes and a note", "a note"};
    for (int i = 0; i < static_cast<int>(gestureCases().size()); ++i) {
      for (int what = 0; what < 4; ++what) {
        const auto* name = gestureCases()[static_cast<std::size_t>(i)].name;
        QTest::addRow("%s, %s selected", name, selections[what]) << i << what;
      }
    }
  }
  void escLeavesAllAsItWas() {
    QFETCH(int, selected);
    const GestureCase& gesture = current();
    GesturesFixture f;
    selectSomething(f, selected);
    const Witness before = Witness::of(f);
    gesture.begin(f);
    QVERIFY(f.canvas.hasGesture());
    QVERIFY2(before.picture != f.canvas.grab().toImage(), "nothing is seen of it");
    QCOMPARE(f.text(), before.text);
    f.key(Qt::Key_Escape);
    QVERIFY(!f.canvas.hasGesture());
    QCOMPARE(before.differs(Witness::of(f)), QString());
    // The button is still down; what the hand does until it lets go means nothing.
    gesture.move(f, gesture.from(f) + QPoint(17, 23));
    gesture.end(f, gesture.to(f));
    QCOMPARE(before.differs(Witness::of(f)), QString());
    works(f, gesture);
  }

  void aHeldEscClearsNoSelection() {
    GesturesFixture f;
    f.board().select({"relu4"});
    f.press(f.shown("relu4"));
    f.moveTo(f.shown("relu4") + QPoint(50, 50));
    f.key(Qt::Key_Escape);
    QKeyEvent again(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier, {}, true);
    QCoreApplication::sendEvent(&f.canvas, &again);
    QCOMPARE(f.board().selection(), Scene::Ids{"relu4"});
    f.release({5, 5});
    f.key(Qt::Key_Escape);
    QVERIFY(f.board().selection().empty());
  }

  void aSecondButtonEndsIt_data() { addCases(); }
  void aSecondButtonEndsIt() {
    const GestureCase& gesture = current();
    GesturesFixture f;
    const Witness before = Witness::of(f);
    gesture.begin(f);
    QTest::mousePress(gesture.surface(f), Qt::RightButton, {}, gesture.to(f));
    QCOMPARE(before.differs(Witness::of(f)), QString());
    QTest::mouseRelease(gesture.surface(f), Qt::RightButton, {}, gesture.to(f));
    gesture.end(f, gesture.to(f));
    QCOMPARE(before.differs(Witness::of(f)), QString());
    works(f, gesture);
  }

  void aLostReleaseEndsIt_data() { addCases(); }
  void aLostReleaseEndsIt() {
    const GestureCase& gesture = current();
    GesturesFixture f;
    const Witness before = Witness::of(f);
    gesture.begin(f);
    if (gesture.withSpace) QTest::keyRelease(&f.canvas, Qt::Key_Space);
    // The button was let go over another window.
    f.moveTo({1100, 600}, Qt::NoButton);
    QVERIFY(!f.canvas.hasGesture());
    QCOMPARE(before.differs(Witness::of(f)), QString());
    works(f, gesture);
  }

  void keysWaitUntilItIsDone_data() { addCases(); }
  void keysWaitUntilItIsDone() {
    const GestureCase& gesture = current();
    GesturesFixture f;
    const Witness before = Witness::of(f);
    gesture.begin(f);
    const Witness middle = Witness::of(f);
    using K = Qt::KeyboardModifier;
    for (const auto& [key, modifiers] : {std::pair{Qt::Key_Delete, K::NoModifier},
                                         {Qt::Key_D, K::ControlModifier},
                                         {Qt::Key_X, K::ControlModifier},
                                         {Qt::Key_V, K::ControlModifier},
                                         {Qt::Key_A, K::ControlModifier},
                                         {Qt::Key_G, K::ControlModifier},
                                         {Qt::Key_L, K::ControlModifier},
                                         {Qt::Key_B, K::ControlModifier},
                                         {Qt::Key_M, K::ControlModifier},
                                         {Qt::Key_Right, K::ControlModifier},
                                         {Qt::Key_Tab, K::NoModifier},
                                         {Qt::Key_Backtab, K::ShiftModifier},
                                         {Qt::Key_Return, K::NoModifier},
                                         {Qt::Key_F2, K::NoModifier},
                                         {Qt::Key_F, K::NoModifier},
                                         {Qt::Key_Left, K::NoModifier}}) {
      f.key(key, modifiers);
    }
    QVERIFY(f.canvas.hasGesture());
    QVERIFY(f.canvas.hasFocus());
    QCOMPARE(middle.differs(Witness::of(f)), QString());
    f.key(Qt::Key_Escape);
    gesture.end(f, gesture.to(f));
    QCOMPARE(before.differs(Witness::of(f)), QString());
    works(f, gesture);
  }

  void otherWindowsDoNotEndIt_data() { addCases(); }
  void otherWindowsDoNotEndIt() {
    const GestureCase& gesture = current();
    GesturesFixture f;
    const std::string before = f.text();
    const int steps = f.undoSteps();
    gesture.begin(f);
    QFocusEvent away(QEvent::FocusOut, Qt::ActiveWindowFocusReason);
    QCoreApplication::sendEvent(&f.canvas, &away);
    QFocusEvent back(QEvent::FocusIn, Qt::ActiveWindowFocusReason);
    QCoreApplication::sendEvent(&f.canvas, &back);
    gesture.end(f, gesture.to(f));
    QCOMPARE(f.text() != before, gesture.changes);
    QCOMPARE(f.undoSteps(), steps + (gesture.changes ? 1 : 0));
    QCOMPARE(misplaced(f), QString());
  }

  void anEditElsewhereEndsItAndIsKept_data() { addCases(); }
  void anEditElsewhereEndsItAndIsKept() {
    const GestureCase& gesture = current();
    using Interrupt = std::function<void(GesturesFixture&)>;
    const Interrupt interrupts[] = {
        [](GesturesFixture& f) { f.document.undoStack().undo(); },
        [](GesturesFixture& f) {
          f.document.edit("gone", loom::removeNodes(f.graph(), {"relu4", "relu1", "lone"}, true));
        },
        [](GesturesFixture& f) { f.document.edit("no notes", {loom::ReplaceNotes{}}); },
        [](GesturesFixture& f) {
          auto notes = f.graph().notes;
          notes[0].text = "written elsewhere";
          notes[0].width = 320;
          f.document.edit("note", {loom::ReplaceNotes{notes}});
        },
        [](GesturesFixture& f) { f.canvas.blockCommands().setFolded("open", true); },
        [](GesturesFixture& f) { f.canvas.blockCommands().setFolded("shut", false); },
    };
    static std::vector<std::string> alone;  // what the interruption alone makes of the document
    for (const Interrupt& interrupt : interrupts) {
      if (alone.size() == std::size(interrupts)) break;
      GesturesFixture f;
      interrupt(f);
      alone.push_back(f.text());
    }
    for (std::size_t i = 0; i < std::size(interrupts); ++i) {
      GesturesFixture f;
      gesture.begin(f);
      interrupts[i](f);
      const int steps = f.undoSteps();
      QVERIFY(!f.canvas.hasGesture());
      QCOMPARE(f.text(), alone[i]);
      QCOMPARE(misplaced(f), QString());
      gesture.end(f, {5, 5});
      QCOMPARE(f.text(), alone[i]);
      QCOMPARE(f.undoSteps(), steps);
      QVERIFY(f.canvas.hint().isHidden());
      f.drag(f.shown("relu2"), f.shown("relu2") + QPoint(0, -80));
      QVERIFY(f.text() != alone[i]);
    }
  }

  void anotherProjectEndsIt_data() { addCases(); }
  void anotherProjectEndsIt() {
    const GestureCase& gesture = current();
    GesturesFixture f;
    loom::Project same = f.document.project();
    for (loom::Node& node : same.graph.nodes) node.position.y += 64;
    for (const bool empty : {false, true}) {
      f.board().select({"relu4"});
      gesture.begin(f);
      f.document.reset(empty ? loom::Project() : same, {});
      QVERIFY(!f.canvas.hasGesture());
      QVERIFY(f.board().chosen() == Chosen());  // these are other nodes, if of the same names
      QCOMPARE(misplaced(f), QString());
      QCOMPARE(f.graph() == (empty ? loom::Graph() : same.graph), true);
      gesture.end(f, {5, 5});
      QVERIFY(!f.document.undoStack().canUndo());
      f.settle();
    }
  }

  void theWheelTurnsMeanwhile_data() { addCases(); }
  void theWheelTurnsMeanwhile() {
    const GestureCase& gesture = current();
    GesturesFixture f;
    const Witness before = Witness::of(f);
    gesture.begin(f);
    const QPoint where = gesture.onMinimap ? QPoint(600, 300) : gesture.to(f);
    for (int i = 0; i < 3; ++i) {
      QWheelEvent wheel(where, f.canvas.viewport()->mapToGlobal(where), {}, {0, -120}, Qt::NoButton,
                        Qt::NoModifier, Qt::NoScrollPhase, false);
      QCoreApplication::sendEvent(f.canvas.viewport(), &wheel);
    }
    QVERIFY(f.canvas.zoom() < 0.8);
    gesture.move(f, gesture.onMinimap ? QPoint(30, 30) : where + QPoint(3, 3));
    f.key(Qt::Key_Escape);
    gesture.end(f, where);
    QCOMPARE(f.text(), before.text);
    QCOMPARE(misplaced(f), QString());
    f.settle();
    const QString other = before.differs(Witness::of(f));
    QVERIFY2(other.isEmpty(), qPrintable(other));
    works(f, gesture);
  }

  void aPanHoldsItsPointThroughTheWheel() {
    GesturesFixture f;
    const QPointF held = f.canvas.mapToScene(600, 500);
    f.press({600, 500}, {}, Qt::MiddleButton);
    f.moveTo({640, 520}, Qt::MiddleButton);
    QVERIFY(QLineF(f.canvas.mapToScene(640, 520), held).length() < 2);
    QWheelEvent wheel(QPointF(640, 520), f.canvas.viewport()->mapToGlobal(QPoint(640, 520)), {},
                      {0, 240}, Qt::MiddleButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(f.canvas.viewport(), &wheel);
    f.moveTo({500, 400}, Qt::MiddleButton);
    QVERIFY(QLineF(f.canvas.mapToScene(500, 400), held).length() < 2);
    f.release({500, 400}, {}, Qt::MiddleButton);
  }

  void aDoubleClickInTheMiddleEndsIt() {
    GesturesFixture f;
    const Witness before = Witness::of(f);
    f.press({600, 500}, {}, Qt::MiddleButton);
    f.moveTo({640, 520}, Qt::MiddleButton);
    QTest::mouseDClick(f.canvas.viewport(), Qt::LeftButton, {}, {640, 520});
    f.release({640, 520}, {}, Qt::MiddleButton);
    QVERIFY(!f.canvas.search().isVisible());
    QCOMPARE(before.differs(Witness::of(f)), QString());
  }

  void keysHeldDownAreOneStep() {
    GesturesFixture f;
    f.board().choose({{"spare"}, {1}, {}});
    const Witness before = Witness::of(f);
    f.key(Qt::Key_Right, Qt::ControlModifier);
    for (int i = 0; i < 5; ++i) {
      QKeyEvent held(QEvent::KeyPress, Qt::Key_Right, Qt::ControlModifier, {}, true);
      QCoreApplication::sendEvent(&f.canvas, &held);
    }
    QCOMPARE(f.graph().find("spare")->position, (loom::Position{240 + 48, 360}));
    QCOMPARE(f.graph().notes[1].position, (loom::Position{440 + 48, 440}));
    QCOMPARE(f.undoSteps(), before.index + 1);
    f.key(Qt::Key_Escape);  // they are done; Esc only clears the selection
    QVERIFY(f.board().chosen() == Chosen());
    f.document.undoStack().undo();
    QCOMPARE(f.text(), before.text);
  }
};

LOOM_TEST(gestures_test, GesturesTest)
#include "gestures_test.moc"
