// Gestures in the whole window: drags from the palette, what shortcuts, menus, other projects and a
// training that starts do to a hand that is busy.

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QTemporaryDir>

#include "engine/io/project_file.h"
#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/file_actions.h"
#include "ui/main_menus.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_chip.h"
#include "ui/panels/training_bar.h"
#include "ui/start/start_stack.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;

namespace {

struct BusyWindow : WindowParts {
  Canvas& canvas = window.canvas();
  PaletteChip* chip = nullptr;

  BusyWindow() {
    window.resize(1500, 950);
    show();
    window.start({});
    QTest::qWait(20);  // fitted once the layout has settled
    canvas.setFocus();
    chip = window.palettePanel().chip("Dropout");
  }
  std::string text() const { return loom::projectText(document.project()); }
  QPoint onCanvas(QPoint viewport) const {
    return chip->mapFromGlobal(canvas.viewport()->mapToGlobal(viewport));
  }
  static void move(QWidget* widget, QPoint to) {
    QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
  }
  QPoint wire() const {
    const Scene& board = canvas.board();
    return canvas.mapFromScene((board.outputPoint("conv1") + board.inputPoint("relu1", 0)) / 2);
  }
  void pullChip(QPoint to) {
    QTest::mousePress(chip, Qt::LeftButton, {}, {10, 10});
    move(chip, {24, 24});
    move(chip, onCanvas(to));
  }
  void dropChip(QPoint at) { QTest::mouseRelease(chip, Qt::LeftButton, {}, onCanvas(at)); }
  QPoint middle(const std::string& id) const {
    return canvas.mapFromScene(canvas.board().node(id)->rect().center());
  }
  void pullNode(const std::string& id, QPoint by) {
    const QPoint from = middle(id);
    QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, from);
    move(canvas.viewport(), from + by / 2);
    move(canvas.viewport(), from + by);
  }
  void letGo(QPoint at) { QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, at); }
};

}  // namespace

class GesturesWindowTest : public QObject {
  Q_OBJECT

  std::unique_ptr<loom::test::OwnSettings> folder_;

  /// A drag from the palette that `stop` ends: nothing has happened, and the next one works.
  void palette(const std::function<void(BusyWindow&)>& stop) {
    BusyWindow w;
    w.canvas.board().select({"conv2"});
    const std::string before = w.text();
    const QImage picture = w.canvas.grab().toImage();
    w.pullChip(w.wire());
    QVERIFY(w.canvas.hasGesture());
    QVERIFY(picture != w.canvas.grab().toImage());
    stop(w);
    QVERIFY(!w.canvas.hasGesture());
    BusyWindow::move(w.chip, w.onCanvas({300, 300}));
    w.dropChip({300, 300});
    QCOMPARE(w.text(), before);
    QCOMPARE(w.document.undoStack().count(), 0);
    QCOMPARE(w.canvas.board().selection(), Scene::Ids{"conv2"});
    QVERIFY(picture == w.canvas.grab().toImage());
    const QPoint wire = w.wire();
    w.pullChip(wire);
    w.dropChip(wire);
    QCOMPARE(w.document.undoStack().count(), 1);
    const loom::Graph& graph = w.document.graph();
    const std::string added = graph.nodes.back().id;
    QVERIFY(std::count(graph.links.begin(), graph.links.end(), loom::Link{"conv1", added, 0}) == 1);
    w.document.undoStack().undo();
    QCOMPARE(w.text(), before);
  }

 private Q_SLOTS:
  void initTestCase() {
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    applyTheme(*qApp, ThemeMode::Light);
  }
  void init() { folder_ = std::make_unique<loom::test::OwnSettings>(); }

  void escEndsADragFromThePalette() {
    palette([](BusyWindow& w) { QTest::keyClick(w.chip, Qt::Key_Escape); });
  }
  void escOnTheCanvasEndsIt() {
    palette([](BusyWindow& w) { QTest::keyClick(&w.canvas, Qt::Key_Escape); });
  }
  void aSecondButtonEndsADragFromThePalette() {
    palette([](BusyWindow& w) {
      QTest::mousePress(w.chip, Qt::RightButton, {}, w.onCanvas({300, 300}));
      QTest::mouseRelease(w.chip, Qt::RightButton, {}, w.onCanvas({300, 300}));
    });
  }
  void leavingTheWindowEndsADragFromThePalette() {
    palette([](BusyWindow& w) {
      QFocusEvent away(QEvent::FocusOut, Qt::ActiveWindowFocusReason);
      QCoreApplication::sendEvent(w.chip, &away);
    });
  }
  void outsideTheCanvasNothingIsDropped() {
    palette([](BusyWindow& w) { w.dropChip({-200, 300}); });
  }

  void keysDoNothingWhileTheChipIsHeld() {
    BusyWindow w;
    w.canvas.board().select({"conv2"});
    const std::string before = w.text();
    w.pullChip(w.wire());
    for (const Qt::Key key :
         {Qt::Key_Delete, Qt::Key_Return, Qt::Key_Space, Qt::Key_Left, Qt::Key_F})
      QTest::keyClick(w.chip, key);
    for (const Qt::Key key : {Qt::Key_D, Qt::Key_A, Qt::Key_X, Qt::Key_N, Qt::Key_L})
      QTest::keyClick(w.chip, key, Qt::ControlModifier);
    QVERIFY(w.canvas.hasGesture());
    QVERIFY(w.chip->hasFocus());
    QCOMPARE(w.text(), before);
    w.dropChip(w.wire());
    QCOMPARE(w.document.undoStack().count(), 1);
  }

  void shortcutsOfTheWindowWaitForTheHand() {
    BusyWindow w;
    QTest::mouseDClick(w.chip, Qt::LeftButton);
    w.canvas.setFocus();
    const std::string before = w.text();
    QCOMPARE(w.document.undoStack().index(), 1);
    w.pullNode("conv2", {40, 90});
    QTest::keyClick(&w.canvas, Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(&w.canvas, Qt::Key_Y, Qt::ControlModifier);
    QTest::keyClick(&w.canvas, Qt::Key_N, Qt::ControlModifier);
    QTest::keyClick(&w.canvas, Qt::Key_F5);
    QTest::keyClick(&w.canvas, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(w.canvas.hasGesture());
    QCOMPARE(w.text(), before);
    QVERIFY(!w.window.pages().showsPage());
    QTest::keyClick(&w.canvas, Qt::Key_Escape);
    QVERIFY(!w.canvas.hasGesture());
    w.letGo({5, 5});
    QCOMPARE(w.document.undoStack().index(), 1);
    QTest::keyClick(&w.canvas, Qt::Key_Z, Qt::ControlModifier);  // now it is theirs again
    QCOMPARE(w.document.undoStack().index(), 0);
  }

  void menusInTheMiddleEndItAndAreDone() {
    BusyWindow w;
    QTest::mouseDClick(w.chip, Qt::LeftButton);
    const std::string added = w.text();
    w.pullNode("conv2", {40, 90});
    w.window.menus().undo->trigger();
    QVERIFY(!w.canvas.hasGesture());
    QVERIFY(w.text() != added);
    w.letGo({5, 5});
    w.window.menus().redo->trigger();
    QCOMPARE(w.text(), added);
    w.pullNode("conv2", {40, 90});
    w.canvas.commands().remove->trigger();  // what is held is what goes
    QVERIFY(!w.document.graph().find("conv2"));
    QVERIFY(!w.canvas.hasGesture());
    w.letGo({5, 5});
    w.window.menus().undo->trigger();
    QCOMPARE(w.text(), added);
  }

  void aNewProjectInTheMiddle() {
    BusyWindow w;
    w.pullNode("conv2", {40, 90});
    w.window.files().newEmpty->trigger();
    QVERIFY(!w.canvas.hasGesture());
    QVERIFY(w.document.graph().nodes.empty());
    w.letGo({200, 200});
    QVERIFY(w.document.graph().nodes.empty());
    QVERIFY(!w.document.isModified());
    w.pullChip({400, 300});
    w.window.files().openTemplate("lenet5");
    QVERIFY(!w.canvas.hasGesture());
    const std::string fresh = w.text();
    w.dropChip({400, 300});
    QCOMPARE(w.text(), fresh);
  }

  void aStartPageInTheMiddle() {
    BusyWindow w;
    const std::string before = w.text();
    w.pullNode("conv2", {40, 90});
    w.window.files().startPage->trigger();
    QVERIFY(w.window.pages().showsPage());
    w.letGo({5, 5});
    w.window.pages().showCanvas();
    const QPointF place = w.canvas.board().node("conv2")->pos();
    const auto& position = w.document.graph().find("conv2")->position;
    QCOMPARE(place, QPointF(position.x, position.y));
    QVERIFY(w.document.undoStack().count() <= 1);
    while (w.document.undoStack().canUndo()) w.document.undoStack().undo();
    QCOMPARE(w.text(), before);
  }

  void aTrainingThatStartsInTheMiddle() {
    BusyWindow w;
    loom::Project project = w.document.project();
    project.data.source = "digits";
    project.data.params = {};
    project.training.epochs = 200;
    w.document.reset(project, {});
    QTest::qWait(20);
    const std::string before = w.text();
    w.pullNode("conv2", {40, 90});
    w.session.train();
    const auto steps = [&] {
      w.clock.tick();
      return w.clock.last().status.step;
    };
    QTRY_VERIFY_WITH_TIMEOUT(steps() > 3, 60'000);
    QVERIFY(w.canvas.hasGesture());  // it learns from a copy; the drawing is one's own
    const QPoint at = w.middle("conv2");
    BusyWindow::move(w.canvas.viewport(), at + QPoint(8, 8));
    w.letGo(at + QPoint(8, 8));
    QCOMPARE(w.document.undoStack().count(), 1);
    QVERIFY(w.text() != before);
    w.pullNode("conv1", {40, 90});
    const auto now = steps();
    QTRY_VERIFY_WITH_TIMEOUT(steps() > now + 3, 60'000);
    QTest::keyClick(&w.canvas, Qt::Key_Escape);
    w.letGo({5, 5});
    QCOMPARE(w.document.undoStack().count(), 1);
    w.document.undoStack().undo();
    QCOMPARE(w.text(), before);
    w.session.stop();
  }

  void theRightButtonOpensNoMenuWhileTheLeftIsDown() {
    BusyWindow w;
    const std::string before = w.text();
    w.pullNode("conv2", {40, 90});
    const QPoint at = w.middle("conv2");
    QContextMenuEvent early(QContextMenuEvent::Mouse, at, w.canvas.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(w.canvas.viewport(), &early);
    QVERIFY(!w.canvas.findChild<QMenu*>());
    QTest::mousePress(w.canvas.viewport(), Qt::RightButton, {}, at);
    QVERIFY(!w.canvas.hasGesture());
    QTest::mouseRelease(w.canvas.viewport(), Qt::RightButton, {}, at);
    w.letGo(at);
    QCOMPARE(w.text(), before);
  }
};

LOOM_TEST(gestures_window_test, GesturesWindowTest)
#include "gestures_window_test.moc"
