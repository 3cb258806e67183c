// The lights on the nodes and what a hovered wire says.

#include "ui/canvas/lights.h"

#include <QHelpEvent>
#include <QToolTip>
#include <QtTest>

#include "test_program.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas_fixture.h"
#include "ui/frame_clock.h"
#include "ui/health_mark.h"

using namespace loom;
using namespace loom::ui;
using Verdict = NodeHealth::Verdict;

namespace {

NodeHealth verdictOn(const std::string& node, Verdict verdict) {
  return {node, verdict, Text("71 % never active"), Text("Lower the learning rate.")};
}

Lights::Report reportOf(std::vector<NodeHealth> found) {
  return std::make_shared<const std::vector<NodeHealth>>(std::move(found));
}

}  // namespace

class LightsTest : public QObject {
  Q_OBJECT

  static void show(Canvas& canvas, const Snapshot& snapshot) {
    Frame frame;
    frame.snapshot = &snapshot;
    frame.snapshotIsNew = true;
    canvas.setFrame(frame);
  }

 private slots:
  void lightsFollowTheReport() {
    CanvasFixture c;
    c.makeChain(4);
    Scene& board = c.canvas.board();
    QVERIFY(!board.node("relu1")->light());
    Snapshot snapshot;
    snapshot.health =
        reportOf({verdictOn("relu1", Verdict::Bad), verdictOn("relu2", Verdict::Good)});
    show(c.canvas, snapshot);
    QVERIFY(board.node("relu1")->light() == Verdict::Bad);
    QVERIFY(board.node("relu2")->light() == Verdict::Good);
    QVERIFY(!board.node("relu3")->light());
    QVERIFY(!board.node("input")->light());
    snapshot.health = reportOf({verdictOn("relu2", Verdict::Warning)});
    show(c.canvas, snapshot);
    QVERIFY(!board.node("relu1")->light());
    QVERIFY(board.node("relu2")->light() == Verdict::Warning);
    snapshot.health = nullptr;  // other weights: nothing was learned yet
    show(c.canvas, snapshot);
    QVERIFY(!board.node("relu2")->light());
  }

  void anotherProjectBeginsInTheDark() {
    CanvasFixture c;
    c.makeChain(3);
    Snapshot snapshot;
    snapshot.health = reportOf({verdictOn("relu1", Verdict::Bad)});
    show(c.canvas, snapshot);
    c.makeChain(4);
    QVERIFY(!c.canvas.board().node("relu1")->light());
    show(c.canvas, snapshot);  // the trainer has not heard of it yet
    QVERIFY(!c.canvas.board().node("relu1")->light());
    snapshot.health = reportOf({verdictOn("relu1", Verdict::Good)});
    show(c.canvas, snapshot);
    QVERIFY(c.canvas.board().node("relu1")->light() == Verdict::Good);
  }

  void theSentenceIsInTheTipAndForWhoCannotSee() {
    CanvasFixture c;
    c.makeChain(3);
    Snapshot snapshot;
    snapshot.health = reportOf({verdictOn("relu1", Verdict::Bad)});
    show(c.canvas, snapshot);
    const QPoint at = c.middle("relu1");
    QHelpEvent help(QEvent::ToolTip, at, c.canvas.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(c.canvas.viewport(), &help);
    QVERIFY2(QToolTip::text().contains("71 % never active"), qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains("Lower the learning rate."));
    QTest::mouseClick(c.canvas.viewport(), Qt::LeftButton, {}, at);
    QVERIFY2(c.canvas.accessibleDescription().contains("in trouble"),
             qPrintable(c.canvas.accessibleDescription()));
    QToolTip::hideText();
  }

  void aFoldedBlockShowsTheWorst() {
    CanvasFixture c;
    c.makeChain(5);
    c.canvas.board().select({"relu1", "relu2"});
    c.key(Qt::Key_G, Qt::ControlModifier);
    c.canvas.blockCommands().setFolded(c.graph().blocks.at(0).id, true);
    Snapshot snapshot;
    snapshot.health =
        reportOf({verdictOn("relu1", Verdict::Bad), verdictOn("relu2", Verdict::Good)});
    show(c.canvas, snapshot);
    const NodeItem* fold = c.canvas.board().shownFor("relu2");
    QVERIFY(fold != c.canvas.board().node("relu2"));
    QVERIFY(fold->light() == Verdict::Bad);
    QVERIFY(fold->lightText().startsWith("relu1: "));
  }

  void shapesDifferAndNotOnlyColours() {
    QList<QImage> pictures;
    for (const Verdict verdict : {Verdict::Good, Verdict::Warning, Verdict::Bad}) {
      QImage image(32, 32, QImage::Format_ARGB32);
      image.fill(Qt::transparent);
      QPainter painter(&image);
      paintHealth(painter, QRectF(2, 2, 28, 28), verdict, Theme::light());
      painter.end();
      pictures << image.createAlphaMask();  // where there is anything, of whatever colour
    }
    QVERIFY(pictures[0] != pictures[1]);
    QVERIFY(pictures[1] != pictures[2]);
    QVERIFY(pictures[0] != pictures[2]);
  }

  void nothingIsPaintedWhereNothingChanged() {
    CanvasFixture c;
    c.makeChain(3);
    Snapshot snapshot;
    snapshot.health = reportOf({verdictOn("relu1", Verdict::Bad)});
    show(c.canvas, snapshot);
    QSignalSpy changed(&c.canvas.board(), &QGraphicsScene::changed);
    QTest::qWait(50);
    changed.clear();
    auto other = verdictOn("relu1", Verdict::Bad);
    other.figure = Text("72 % never active");
    snapshot.health = reportOf({other});
    show(c.canvas, snapshot);
    QTest::qWait(50);
    QVERIFY(changed.isEmpty());
    QVERIFY(c.canvas.board().node("relu1")->lightText().contains("72 %"));
    snapshot.health = reportOf({verdictOn("relu1", Verdict::Good)});
    show(c.canvas, snapshot);
    QTRY_VERIFY(!changed.isEmpty());
  }

  void aHoveredWireSaysWhatRunsThroughIt() {
    CanvasFixture c;
    c.makeChain(3);
    QSignalSpy hovered(&c.canvas, &Canvas::wireHovered);
    const QPoint middle = (c.output("relu1") + c.input("relu2")) / 2;
    c.moveTo(middle, Qt::NoButton);
    QCOMPARE(hovered.count(), 1);
    QCOMPARE(hovered.last().at(0).toString(), QString("relu1"));
    QCOMPARE(c.canvas.hint().text(), QString("1×28×28"));
    Snapshot snapshot;
    snapshot.flow.node = "relu1";
    snapshot.flow.samples = 16;
    snapshot.flow.low = -0.5F;
    snapshot.flow.high = 4.25F;
    snapshot.flow.mean = 0.31F;
    snapshot.flow.gradientNorm = 0.0021;
    show(c.canvas, snapshot);
    QCOMPARE(c.canvas.hint().text(),
             QString("1×28×28\nvalues −0.50 to 4.25, mean 0.31\ngradient back 2.1 × 10⁻³"));
    snapshot.flow.gradientNorm = std::numeric_limits<double>::quiet_NaN();
    show(c.canvas, snapshot);
    QVERIFY(c.canvas.hint().text().endsWith("no gradient flows back"));
    // What ran through another wire is not said of this one.
    snapshot.flow.node = "input";
    show(c.canvas, snapshot);
    QCOMPARE(c.canvas.hint().text(), QString("1×28×28"));
    c.moveTo(c.middle("relu1") + QPoint(0, 200), Qt::NoButton);
    QCOMPARE(hovered.last().at(0).toString(), QString());
    QVERIFY(!c.canvas.hint().isVisible());
  }
};

LOOM_TEST(lights_test, LightsTest)
#include "lights_test.moc"
