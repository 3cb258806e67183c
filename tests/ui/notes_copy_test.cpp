// Notes are selected, moved, copied, cut, pasted and doubled together with layers, as text that can
// be mailed; and what is selected fills the view.

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>

#include "test_program.h"
#include "ui/canvas/copying.h"
#include "ui/gestures_fixture.h"
#include "ui/window_parts.h"

using namespace loom::ui;

class NotesCopyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void copiesOfNotesStandAsTheyStood() {
    GesturesFixture f;
    f.board().choose({{"lone", "spare"}, {0, 1}, {}});
    const auto offset = [&](const loom::Note& note, const char* id) {
      const loom::Position at = f.graph().find(id)->position;
      return QPointF(note.position.x - at.x, note.position.y - at.y);
    };
    const QPointF apart = offset(f.graph().notes[1], "spare");
    const std::string before = f.text();
    f.key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(f.text(), before);
    const auto clip = loom::parseGraph(QGuiApplication::clipboard()->text().toStdString());
    QVERIFY(clip.ok());
    QCOMPARE(clip->nodes.size(), std::size_t{2});
    QCOMPARE(clip->notes.size(), std::size_t{2});
    QCOMPARE(clip->notes[1].text, std::string("second"));

    f.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.graph().notes.size(), std::size_t{4});
    QCOMPARE(f.board().chosen().notes, (std::set<std::size_t>{2, 3}));
    QCOMPARE(f.board().selection().size(), std::size_t{2});
    const auto ids = f.board().selectedIds();
    QCOMPARE(offset(f.graph().notes[3], ids[1].c_str()), apart);
    for (const std::size_t pasted : {2U, 3U}) {
      const QRectF rect = f.board().note(pasted)->rect();
      for (std::size_t i = 0; i < f.graph().notes.size(); ++i)
        QVERIFY(i == pasted || !rect.intersects(f.board().note(i)->rect()));
      for (const auto& [id, other] : f.board().rects())
        QVERIFY2(!rect.intersects(other), id.c_str());
    }
    f.document.undoStack().undo();
    QCOMPARE(f.text(), before);
    QVERIFY(f.board().chosen().notes.empty());
    f.document.undoStack().redo();
    QCOMPARE(f.graph().notes.size(), std::size_t{4});
  }

  void notesAloneAreCopiedToo() {
    GesturesFixture f;
    f.board().selectNote(0);
    const int steps = f.undoSteps();
    f.key(Qt::Key_D, Qt::ControlModifier);
    f.key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(f.graph().notes.size(), std::size_t{4});
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < i; ++j)
        QVERIFY(!f.board().note(i)->rect().intersects(f.board().note(j)->rect()));
    }
    QCOMPARE(f.graph().notes[3].text, std::string("first"));
    QCOMPARE(f.undoSteps(), steps + 2);
    f.key(Qt::Key_C, Qt::ControlModifier);
    CanvasFixture other;  // another window
    other.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(other.graph().notes.size(), std::size_t{1});
    QVERIFY(other.graph().nodes.empty());
  }

  void cuttingTakesBothAndGivesBothBack() {
    GesturesFixture f;
    const std::string before = f.text();
    const int steps = f.undoSteps();
    f.board().choose({{"relu1"}, {0}, {}});
    f.key(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(!f.has("relu1"));
    QVERIFY(f.linked("input", "relu2"));
    QCOMPARE(f.graph().notes.size(), std::size_t{1});
    QCOMPARE(f.graph().notes[0].text, std::string("second"));
    QVERIFY(f.board().chosen() == Chosen());  // and not the note that has moved up
    QCOMPARE(f.undoSteps(), steps + 1);
    f.key(Qt::Key_Delete);
    QCOMPARE(f.graph().notes.size(), std::size_t{1});
    f.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(f.has("relu1"));
    QCOMPARE(f.graph().notes.size(), std::size_t{2});
    f.document.undoStack().undo();
    f.document.undoStack().undo();
    QCOMPARE(f.text(), before);
  }

  void textsOfOlderVersionsStillPaste() {
    CanvasFixture f;
    QGuiApplication::clipboard()->setText(
        R"({"nodes": [{"id": "a", "type": "ReLU", "params": {}, "position": [0, 0]},
                      {"id": "b", "type": "Tanh", "params": {}, "position": [160, 0]}],
            "links": [{"from": "a", "to": "b"}]})");
    f.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(f.has("a") && f.has("b") && f.linked("a", "b"));
    QVERIFY(f.graph().notes.empty());
    QSignalSpy said(&f.canvas, &Canvas::message);
    for (const char* text : {"{}", "{\"nodes\": []}", "[1]", ""}) {
      QGuiApplication::clipboard()->setText(text);
      f.key(Qt::Key_V, Qt::ControlModifier);
    }
    QCOMPARE(said.count(), 4);
    QCOMPARE(f.undoSteps(), 1);
  }

  void layersAndNotesMoveTogether() {
    GesturesFixture f;
    f.board().choose({{"spare"}, {0, 1}, {}});
    const auto spare = f.graph().find("spare")->position;
    const auto note = f.graph().notes[1].position;
    const int steps = f.undoSteps();
    for (const QPoint hold : {f.shown("spare"), f.onNote(0) + QPoint(0, 80)})
      f.drag(hold, hold + QPoint(0, 80), Qt::AltModifier);
    QCOMPARE(f.graph().find("spare")->position, (loom::Position{spare.x, spare.y + 160}));
    QCOMPARE(f.graph().notes[1].position, (loom::Position{note.x, note.y + 160}));
    QCOMPARE(f.undoSteps(), steps + 2);
    QCOMPARE(f.board().chosen().notes.size(), std::size_t{2});
  }

  void selectionByHandTakesNotes() {
    GesturesFixture f;
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, f.onNote(0));
    QCOMPARE(f.board().selectedNote(), std::optional<std::size_t>(0));
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, Qt::ControlModifier, f.shown("lone"));
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, Qt::ShiftModifier, f.onNote(1));
    QVERIFY((f.board().chosen() == Chosen{{"lone"}, {0, 1}, {}}));
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, Qt::ControlModifier, f.onNote(0));
    QVERIFY((f.board().chosen() == Chosen{{"lone"}, {1}, {}}));
    QTest::mouseClick(f.canvas.viewport(), Qt::LeftButton, {}, f.onNote(1));
    QVERIFY((f.board().chosen() == Chosen{{}, {1}, {}}));
    f.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(f.board().chosen().notes.size(), std::size_t{2});
    QCOMPARE(f.board().selection().size(), f.graph().nodes.size());
    const QRectF first = f.board().note(0)->rect();
    f.drag(f.at(first.topLeft() - QPointF(20, 20)), f.at(first.center()));
    QVERIFY((f.board().chosen() == Chosen{{}, {0}, {}}));
  }

  void whatIsSelectedFillsTheView_data() {
    QTest::addColumn<int>("what");
    const char* names[] = {"a layer",        "layers", "an open block",
                           "a folded block", "a note", "layers and a note",
                           "a wire"};
    for (int i = 0; i < 7; ++i) QTest::newRow(names[i]) << i;
  }
  void whatIsSelectedFillsTheView() {
    QFETCH(int, what);
    GesturesFixture f;
    QAction* zoom = f.canvas.commands().zoomToSelection;
    f.key(Qt::Key_Escape);
    QVERIFY(!zoom->isEnabled());
    const QString resting = zoom->toolTip();
    QVERIFY(!resting.isEmpty());
    switch (what) {
      case 0:
        f.board().select({"lone"});
        break;
      case 1:
        f.board().select({"input", "relu4"});
        break;
      case 2:
        f.board().select(f.board().membersOf("open"));
        break;
      case 3:
        f.board().select(f.board().membersOf("shut"));
        break;
      case 4:
        f.board().selectNote(1);
        break;
      case 5:
        f.board().choose({{"input"}, {1}, {}});
        break;
      default:
        f.board().selectLink({"relu3", "relu4", 0});
    }
    QVERIFY(zoom->isEnabled());
    QVERIFY(zoom->toolTip() != resting);
    const std::string before = f.text();
    const Chosen chosen = f.board().chosen();
    QRectF around = f.board().selectedRect();
    if (what == 2) QCOMPARE(around, f.board().frame("open")->rect());
    if (what == 3) QCOMPARE(around, f.board().shownFor("relu5")->rect());
    if (what == 5) {
      QVERIFY(around.contains(f.board().note(1)->rect()));
      QVERIFY(around.contains(f.board().node("input")->rect()));
    }
    for (const double zoomedOut : {0.2, 4.0}) {
      f.canvas.zoomTo(zoomedOut);
      f.canvas.centerOn(-3000, 2000);
      f.key(Qt::Key_F, Qt::ShiftModifier);
      const QRectF seen = f.canvas.shownArea();
      QVERIFY(seen.contains(around.adjusted(-1, -1, 1, 1)));
      // As large as it fits, but no more than twice.
      const bool fills =
          around.width() > 0.8 * seen.width() || around.height() > 0.7 * seen.height();
      QVERIFY(fills || f.canvas.zoom() == 2.0);
    }
    QVERIFY(f.board().chosen() == chosen);
    QCOMPARE(f.text(), before);
    f.key(Qt::Key_F);
    QVERIFY(f.canvas.shownArea().contains(f.board().contentRect()));
  }

  void theMenuSaysWhyItRests() {
    WindowParts w;
    w.show();
    const QAction* zoom = w.window.canvas().commands().zoomToSelection;
    int found = 0;
    for (const QAction* top : w.window.menuBar()->actions()) {
      if (!top->menu() || !top->menu()->actions().contains(const_cast<QAction*>(zoom))) continue;
      ++found;
      QVERIFY(top->menu()->toolTipsVisible());
    }
    QCOMPARE(found, 1);
    QVERIFY(!zoom->isEnabled());
  }
};

LOOM_TEST(notes_copy_test, NotesCopyTest)
#include "notes_copy_test.moc"
