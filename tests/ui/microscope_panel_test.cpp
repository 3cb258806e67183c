// The Microscope tab in the window, over a real trainer: mouse and keys walk through a step, the
// canvas shows the walk, and a gradient broken on purpose turns its node red.

#include "ui/microscope/microscope_panel.h"

#include <QComboBox>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>
#include <QtTest>

#include "engine/doubling_relu.h"
#include "engine/idx_files.h"
#include "engine/layers/layer.h"
#include "engine/networks.h"
#include "test_program.h"
#include "ui/canvas/canvas.h"
#include "ui/microscope/value_map.h"
#include "ui/window_parts.h"

using namespace loom;
using namespace loom::test;
using namespace loom::ui;

namespace {

constexpr int kLongWait = 60'000;

struct MicroscopeWindow : WindowParts {
  MicroscopePanel& panel = window.microscope();
  TravelMarks& marks = window.canvas().travelMarks();

  explicit MicroscopeWindow(const Project& project) {
    document.reset(project, {});
    window.resize(1500, 950);
    show();
    window.tabs().setCurrentWidget(&panel);
  }
  bool look() {
    const auto before = panel.lab().scope();
    QTest::mouseClick(panel.lookButton(), Qt::LeftButton);
    return QTest::qWaitFor([&] { return panel.lab().scope() && panel.lab().scope() != before; },
                           kLongWait);
  }
  /// To the step that goes this way at the node, as the slider goes.
  bool goTo(MicroscopeStep::Kind kind, const std::string& node) {
    const auto& steps = panel.lab().scope()->steps();
    const auto found = std::ranges::find(steps, MicroscopeStep{kind, node});
    if (found == steps.end()) return false;
    panel.slider()->setValue(static_cast<int>(found - steps.begin()));
    return panel.position() == found - steps.begin();
  }
  bool prove() {
    QTest::mouseClick(panel.proveButton(), Qt::LeftButton);
    return QTest::qWaitFor([&] { return panel.verdict().contains("relative difference"); },
                           kLongWait);
  }
};

}  // namespace

using Kind = MicroscopeStep::Kind;

class MicroscopePanelTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  Project lenetHere() const {
    Project project = loom::test::lenet();
    project.data.source = "idx";
    project.data.params.set("folder", folder_.path().toStdString());
    for (std::size_t i = 0; i < project.graph.nodes.size(); ++i)
      project.graph.nodes[i].position = {160.0 * double(i % 7), 220.0 * double(i / 7)};
    return project;
  }

 private slots:
  void initTestCase() {
    QVERIFY(loom::test::IdxFolder{folder_.path().toStdString()}.writeAll(120, 20, 28, 10));
  }

  void nothingIsComputedBeforeItIsAsked() {
    MicroscopeWindow w(lenetHere());
    QTest::qWait(400);
    QCOMPARE(w.panel.lab().state(), MicroscopeLab::State::Empty);
    QVERIFY(w.panel.emptyText().contains("Look into a step"));
    QVERIFY(!w.panel.stepButton()->isEnabled());
    QVERIFY(!w.marks.travel().isOn);
  }

  void aNetworkWithProblemsIsRefusedInASentence() {
    Project project = lenetHere();
    project.graph.links.clear();
    MicroscopeWindow w(project);
    QTest::mouseClick(w.panel.lookButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(w.panel.lab().state(), MicroscopeLab::State::Failed, kLongWait);
    QVERIFY2(w.panel.emptyText().contains("no network"), qPrintable(w.panel.emptyText()));
  }

  void buttonsAndKeysWalkThroughTheStep() {
    MicroscopeWindow w(lenetHere());
    QVERIFY(w.look());
    QCOMPARE(w.panel.stepCount(), 13 + 2 + 13);
    QVERIFY2(w.panel.title().startsWith("Step 1 of 28 · forward → · input"),
             qPrintable(w.panel.title()));
    QTest::mouseClick(w.panel.stepButton(), Qt::LeftButton);
    QCOMPARE(w.panel.position(), 1);
    QVERIFY(w.panel.formula().startsWith("y[o,i,j] = b[o] + Σ"));
    w.panel.slider()->setFocus();
    QTest::keyClick(w.panel.slider(), Qt::Key_Right);
    QTest::keyClick(w.panel.slider(), Qt::Key_Right);
    QCOMPARE(w.panel.position(), 3);
    QTest::keyClick(w.panel.slider(), Qt::Key_Left);
    QCOMPARE(w.panel.position(), 2);
    QTest::keyClick(w.panel.slider(), Qt::Key_End);
    QCOMPARE(w.panel.position(), 27);
    QVERIFY(!w.panel.stepButton()->isEnabled() && w.panel.backButton()->isEnabled());
    QTest::mouseClick(w.panel.firstButton(), Qt::LeftButton);
    QCOMPARE(w.panel.position(), 0);
    QTest::mouseClick(w.panel.lastButton(), Qt::LeftButton);
    QTest::mouseClick(w.panel.backButton(), Qt::LeftButton);
    QCOMPARE(w.panel.position(), 26);
  }

  void theCanvasShowsTheWalk() {
    MicroscopeWindow w(lenetHere());
    QVERIFY(w.look());
    QVERIFY(w.goTo(Kind::Forward, "pool1"));
    QVERIFY(w.marks.travel().isOn);
    QCOMPARE(w.marks.markText("pool1"), QString("values arrive"));
    QCOMPARE(w.marks.markText("conv1"), QString("values passed on"));
    QCOMPARE(w.marks.markText("conv2"), QString());
    QCOMPARE(w.marks.travel().loads.size(), std::size_t{1});
    QCOMPARE(w.marks.travel().loads[0].wire.from, std::string("relu1"));
    QVERIFY(w.marks.travel().loads[0].text.contains("…"));
    QTest::mouseClick(w.panel.stepButton(), Qt::LeftButton);
    QVERIFY(w.marks.isMoving());
    QTRY_VERIFY(!w.marks.isMoving());
    QVERIFY(w.goTo(Kind::Backward, "fc2"));
    QVERIFY(w.marks.travel().back);
    QCOMPARE(w.marks.markText("fc2"), QString("gradients arrive"));
    QCOMPARE(w.marks.markText("fc3"), QString("gradients passed on"));
    QCOMPARE(w.marks.travel().loads[0].wire.to, std::string("relu4"));
    // Nothing moves for a tab that nobody looks at.
    w.window.tabs().setCurrentIndex(0);
    QVERIFY(!w.marks.travel().isOn && !w.marks.isMoving());
    w.window.tabs().setCurrentWidget(&w.panel);
    QCOMPARE(w.marks.markText("fc2"), QString("gradients arrive"));
  }

  void playGoesToTheEndAndSpaceHolds() {
    MicroscopeWindow w(lenetHere());
    QVERIFY(w.look());
    w.panel.speedField()->setCurrentIndex(3);
    w.panel.slider()->setFocus();
    QTest::keyClick(w.panel.slider(), Qt::Key_Space);
    QVERIFY(w.panel.isPlaying());
    QTRY_VERIFY(w.panel.position() >= 2);
    QTest::keyClick(w.panel.slider(), Qt::Key_Space);
    const int held = w.panel.position();
    QVERIFY(!w.panel.isPlaying());
    QTest::qWait(600);
    QCOMPARE(w.panel.position(), held);
    w.panel.slider()->setValue(w.panel.stepCount() - 2);
    QTest::mouseClick(w.panel.playButton(), Qt::LeftButton);
    QTRY_COMPARE(w.panel.position(), w.panel.stepCount() - 1);
    QTRY_VERIFY(!w.panel.isPlaying());
  }

  void theCursorChoosesTheNumberThatIsWorkedOut() {
    MicroscopeWindow w(lenetHere());
    QVERIFY(w.look());
    QVERIFY(w.goTo(Kind::Forward, "fc3"));
    QCOMPARE(w.panel.arrays()->rowCount(), 4);  // y, weight, bias, x
    ValueMap* map = w.panel.map();
    QCOMPARE(map->count(), qint64{10});
    QTest::mouseClick(map, Qt::LeftButton, {}, map->cellRect(3).center().toPoint());
    QCOMPARE(map->cursor(), qint64{3});
    QTRY_VERIFY2(w.panel.workingText().startsWith("y[3] = ") &&
                     w.panel.workingText().contains("… and 73 more"),  // 84 products and a bias
                 qPrintable(w.panel.workingText()));
    const float y = w.panel.lab().scope()->record()->node("fc3")->output[3];
    QVERIFY(w.panel.workingText().endsWith(" = " + exactFigure(double(y))));
    map->setFocus();
    QTest::keyClick(map, Qt::Key_Right);
    QVERIFY(map->cursor() != 3);
    QTest::keyClick(map, Qt::Key_End);
    QCOMPARE(map->cursor(), qint64{9});
    // Another array of the same step.
    w.panel.arrays()->setFocus();
    QTest::keyClick(w.panel.arrays(), Qt::Key_Down);
    QCOMPARE(map->count(), qint64{840});
  }

  void aGradientIsProvedOnTheSpot() {
    MicroscopeWindow w(lenetHere());
    QVERIFY(w.look());
    QVERIFY(w.goTo(Kind::Forward, "conv2"));
    QVERIFY(!w.panel.proveButton()->isEnabled());
    for (const char* node : {"fc3", "conv2", "conv1"}) {
      QVERIFY(w.goTo(Kind::Backward, node));
      QVERIFY(w.panel.proveButton()->isEnabled());
      QVERIFY(w.prove());
      QVERIFY2(w.panel.verdict().startsWith("✓"), qPrintable(w.panel.verdict()));
    }
    QVERIFY(w.panel.lab().wrong().empty());
    // A proof is about one number.
    w.panel.map()->setCursor(w.panel.map()->cursor() == 0 ? 1 : 0);
    QVERIFY(w.panel.verdict().isEmpty());
  }

  void aBrokenGradientTurnsItsNodeRed() {
    MicroscopeWindow w(lenetHere());
    LayerType doubling = *findLayerType("ReLU");
    setFactories<DoublingRelu>(doubling);
    w.panel.lab().setSabotage(
        [&](Network& network) { network.analysis.nodes.at("relu3").type = &doubling; });
    QVERIFY(w.look());
    QVERIFY(w.goTo(Kind::Backward, "fc3"));
    QVERIFY(w.prove());
    QVERIFY(w.panel.verdict().startsWith("✓"));
    QVERIFY(w.goTo(Kind::Backward, "relu3"));
    QVERIFY(w.prove());
    QVERIFY2(w.panel.verdict().startsWith("✗"), qPrintable(w.panel.verdict()));
    QVERIFY2(w.panel.notice().contains("relu3 hands back a wrong gradient"),
             qPrintable(w.panel.notice()));
    QVERIFY(w.marks.markText("relu3").contains("wrong gradient"));
    QVERIFY(!w.marks.markText("fc3").contains("wrong"));
    // It is red on the canvas: some pixel of its ring is.
    const QImage seen = w.window.canvas().viewport()->grab().toImage();
    const QRectF rect = w.window.canvas().board().node("relu3")->rect();
    const QPoint edge = w.window.canvas().mapFromScene(rect.center().x(), rect.bottom() + 2);
    const QColor red = Theme::of(&w.window).error;
    bool isRed = false;
    for (int dy = -4; dy <= 4; ++dy)
      isRed = isRed || (seen.valid(edge + QPoint(0, dy)) &&
                        std::abs(seen.pixelColor(edge + QPoint(0, dy)).red() - red.red()) < 24 &&
                        std::abs(seen.pixelColor(edge + QPoint(0, dy)).green() - red.green()) < 24);
    QVERIFY(isRed);
    // All of them, from the loss back: it stops where the fault is.
    QVERIFY(w.look());
    QVERIFY(w.panel.lab().wrong().empty());
    QTest::mouseClick(w.panel.proveAllButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.lab().wrong().empty(), kLongWait);
    QCOMPARE(w.panel.lab().wrong().begin()->first, std::string("relu3"));
    QCOMPARE(w.panel.lab().wrong().size(), std::size_t{1});
  }

  void aSoundNetworkPassesEveryTrial() {
    MicroscopeWindow w(lenetHere());
    QVERIFY(w.look());
    QTest::mouseClick(w.panel.proveAllButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.notice().startsWith("✓ "), kLongWait);
    QVERIFY(w.panel.lab().wrong().empty());
    QVERIFY(w.panel.lab().proved() >= 20);
  }

  void anEditLeavesTheOlderNetworkAndOffersToRenew() {
    MicroscopeWindow w(lenetHere());
    QVERIFY(w.look());
    QVERIFY(w.panel.notice().isEmpty());
    w.document.edit("wider", setParam(w.document.graph(), "fc1", "out_features", std::int64_t{60}));
    QVERIFY2(w.panel.notice().contains("older"), qPrintable(w.panel.notice()));
    QVERIFY(w.goTo(Kind::Forward, "fc1"));
    QCOMPARE(w.panel.map()->count(), qint64{120});
    QVERIFY(w.look());
    QVERIFY(w.panel.notice().isEmpty());
    QVERIFY(w.goTo(Kind::Forward, "fc1"));
    QCOMPARE(w.panel.map()->count(), qint64{60});
    w.document.reset(lenetHere(), {});
    QVERIFY(!w.panel.lab().scope());
  }

  void aBatchAndAnotherSample() {
    MicroscopeWindow w(lenetHere());
    QVERIFY(w.look());
    const float one = w.panel.lab().scope()->record()->loss;
    w.panel.countField()->setValue(5);
    QTRY_COMPARE_WITH_TIMEOUT(w.panel.lab().scope()->batch().size, 5, kLongWait);
    QVERIFY(w.panel.lab().scope()->record()->loss != one);
    QVERIFY2(w.panel.title().endsWith("sample 0 of a batch of 5"), qPrintable(w.panel.title()));
    w.session.setProbe(7, false);
    QTRY_COMPARE_WITH_TIMEOUT(w.panel.lab().samples().first, 7, kLongWait);
    QTRY_COMPARE_WITH_TIMEOUT(w.panel.lab().state(), MicroscopeLab::State::Ready, kLongWait);
    QCOMPARE(w.panel.lab().scope()->batch().samples[0], 7);
  }

  void aDrawingIsTakenForWhatTheNetworkSays() {
    MicroscopeWindow w(lenetHere());
    w.session.setDrawing(std::vector<float>(784, 0.5F), 1);
    QVERIFY(w.look());
    QVERIFY2(w.panel.title().contains("your drawing, taken for “"), qPrintable(w.panel.title()));
    const auto& output = w.panel.lab().scope()->record()->node("fc3")->output;
    QCOMPARE(w.panel.lab().scope()->batch().classes[0],
             static_cast<int>(std::ranges::max_element(output) - output.begin()));
  }
};

LOOM_TEST(microscope_panel_test, MicroscopePanelTest)
#include "microscope_panel_test.moc"
