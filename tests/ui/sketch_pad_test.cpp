// The pad, driven by mouse, tablet and keys: strokes, eraser, undo, and what is passed on to the
// network.

#include "ui/sketch/sketch_pad.h"

#include <QPointingDevice>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabletEvent>
#include <QtTest>
#include <algorithm>

#include "engine/data/drawing.h"
#include "test_program.h"
#include "ui/pad_strokes.h"

using namespace loom;
using namespace loom::ui;

namespace {

void tablet(QWidget& pad, QEvent::Type type, QPointF at, qreal pressure,
            QPointingDevice::PointerType pointer = QPointingDevice::PointerType::Pen) {
  static const QPointingDevice pen("pen", 1, QInputDevice::DeviceType::Stylus,
                                   QPointingDevice::PointerType::Pen,
                                   QInputDevice::Capability::Pressure, 1, 1);
  static const QPointingDevice eraser("eraser", 2, QInputDevice::DeviceType::Stylus,
                                      QPointingDevice::PointerType::Eraser,
                                      QInputDevice::Capability::Pressure, 1, 1);
  const auto* device = pointer == QPointingDevice::PointerType::Eraser ? &eraser : &pen;
  const Qt::MouseButtons buttons = type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton;
  QTabletEvent event(type, device, at, pad.mapToGlobal(at), pressure, 0, 0, 0, 0, 0, {},
                     Qt::LeftButton, buttons);
  QCoreApplication::sendEvent(&pad, &event);
}

}  // namespace

class SketchPadTest : public QObject {
  Q_OBJECT

  std::unique_ptr<SketchPad> pad_;

 private slots:
  void init() {
    pad_ = std::make_unique<SketchPad>();
    pad_->resize(240, 200);
    pad_->show();
    QVERIFY(QTest::qWaitForWindowExposed(pad_.get()));
  }
  void cleanup() { pad_.reset(); }

  void aSlowLineHasEvenEdges() {
    QTest::mousePress(pad_.get(), Qt::LeftButton, {}, {40, 60});
    for (int x = 41; x <= 200; x += 3) QTest::mouseMove(pad_.get(), {x, 60});
    const QImage drawing = pad_->grab().toImage();
    QTest::mouseRelease(pad_.get(), Qt::LeftButton, {}, {200, 60});
    QVERIFY(drawing.pixelColor(100, 60).lightness() < 80);
    // Every column between the ends looks the same.
    for (int x = 61; x < 180; ++x)
      for (int y = 30; y < 90; ++y)
        QVERIFY2(drawing.pixel(x, y) == drawing.pixel(60, y),
                 qPrintable(QString("%1, %2").arg(x).arg(y)));
    // Letting the pen go changes nothing of it.
    const QImage drawn = pad_->grab().toImage();
    for (int x = 60; x < 180; ++x)
      for (int y = 30; y < 90; ++y) QCOMPARE(drawn.pixel(x, y), drawing.pixel(x, y));
  }

  void aSevenBecomesAnInput() {
    QSignalSpy changed(pad_.get(), &SketchPad::changed);
    drawSeven(*pad_);
    QVERIFY(changed.size() > 30);  // while the pen moves, not only at its end
    QCOMPARE(pad_->strokes().size(), std::size_t(1));
    const std::vector<float> input = normaliseDrawing(pad_->strokes());
    QCOMPARE(input.size(), std::size_t(28 * 28));
    const auto ink = [&](int left, int top, int right, int bottom) {
      float sum = 0;
      for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) sum += input[static_cast<std::size_t>(28 * y + x)];
      return sum;
    };
    // A bar on top, a leg down to the left or middle, nothing at the lower right.
    QVERIFY(ink(4, 0, 24, 10) > 10);
    QVERIFY(ink(4, 18, 18, 28) > 3);
    QVERIFY(ink(20, 16, 28, 28) < 0.5F);
  }

  void placeAndSizeOfTheDrawingDoNotMatter() {
    drawSeven(*pad_);
    const auto here = normaliseDrawing(pad_->strokes());
    pad_->clear();
    QList<QPoint> way;
    for (int i = 0; i <= 20; ++i) way << QPoint(80 + 5 * i, 70);
    for (int i = 1; i <= 20; ++i) way << QPoint(180 - 3 * i, 70 + 6 * i);
    drag(*pad_, way);
    const auto there = normaliseDrawing(pad_->strokes());
    for (std::size_t i = 0; i < here.size(); ++i) QVERIFY(std::abs(here[i] - there[i]) < 0.02F);
  }

  void aTapIsADot() {
    QTest::mouseClick(pad_.get(), Qt::LeftButton, {}, {100, 100});
    QCOMPARE(pad_->strokes().size(), std::size_t(1));
    QCOMPARE(pad_->grab().toImage().pixelColor(100 * int(pad_->devicePixelRatio()),
                                               100 * int(pad_->devicePixelRatio())),
             QColor(0x1b2130));
  }

  void undoTakesBackOneStroke() {
    drag(*pad_, {{20, 20}, {60, 20}});
    drag(*pad_, {{20, 60}, {60, 60}});
    QCOMPARE(pad_->strokes().size(), std::size_t(2));
    QTest::keyClick(pad_.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(pad_->strokes().size(), std::size_t(1));
    QTest::keyClick(pad_.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(pad_->isEmpty());
    QVERIFY(!pad_->canUndo());
    QTest::keyClick(pad_.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(pad_->isEmpty());
  }

  void escapeClearsAndThatCanBeUndone() {
    drawSeven(*pad_);
    QTest::keyClick(pad_.get(), Qt::Key_Escape);
    QVERIFY(pad_->isEmpty());
    pad_->undo();
    QCOMPARE(pad_->strokes().size(), std::size_t(1));
  }

  void keysOfThePadAreNotTheWindows() {
    QWidget window;
    auto* pad = new SketchPad(&window);
    pad->setGeometry(0, 0, 200, 200);
    auto* action = new QAction(&window);
    action->setShortcut(QKeySequence::Undo);
    window.addAction(action);
    QSignalSpy triggered(action, &QAction::triggered);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    pad->setFocus();
    drag(*pad, {{20, 20}, {60, 60}});
    QTest::keyClick(pad, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(pad->isEmpty());
    QCOMPARE(triggered.size(), 0);
  }

  void eraserRemovesTheStrokesItTouches() {
    drag(*pad_, {{20, 20}, {100, 20}});
    drag(*pad_, {{20, 120}, {100, 120}});
    pad_->setErasing(true);
    drag(*pad_, {{60, 60}, {60, 80}});  // touches neither
    QCOMPARE(pad_->strokes().size(), std::size_t(2));
    drag(*pad_, {{60, 100}, {60, 118}});
    QCOMPARE(pad_->strokes().size(), std::size_t(1));
    QVERIFY(pad_->padStrokes()[0].dots[0].at.y() < 0);  // the upper one is left
    pad_->undo();
    QCOMPARE(pad_->strokes().size(), std::size_t(2));
  }

  void pressureMakesThePenWider() {
    tablet(*pad_, QEvent::TabletPress, {50, 50}, 0.1);
    tablet(*pad_, QEvent::TabletMove, {80, 50}, 0.1);
    tablet(*pad_, QEvent::TabletMove, {120, 50}, 0.9);
    tablet(*pad_, QEvent::TabletRelease, {120, 50}, 0);
    const auto strokes = pad_->strokes();
    QVERIFY(strokes.size() >= 2);
    QVERIFY(strokes.back().width > 2 * strokes.front().width);
    // They hang together: one begins where the other ended.
    QCOMPARE(strokes.back().points.front().x, strokes[strokes.size() - 2].points.back().x);
  }

  void theOtherEndOfThePenErases() {
    drag(*pad_, {{20, 20}, {100, 20}});
    tablet(*pad_, QEvent::TabletPress, {60, 20}, 0.5, QPointingDevice::PointerType::Eraser);
    tablet(*pad_, QEvent::TabletRelease, {60, 20}, 0, QPointingDevice::PointerType::Eraser);
    QVERIFY(pad_->isEmpty());
  }

  void anObstacleTakesNoInk() {
    pad_->setObstacle("needs another network");
    drawSeven(*pad_);
    QVERIFY(pad_->isEmpty());
    pad_->setObstacle({});
    drawSeven(*pad_);
    QVERIFY(!pad_->isEmpty());
  }

  void resizingKeepsTheDrawing() {
    drawSeven(*pad_);
    const auto before = normaliseDrawing(pad_->strokes());
    pad_->resize(480, 300);
    QCOMPARE(normaliseDrawing(pad_->strokes()), before);
  }

  void whatWasTakenBackIsDoneAgain() {
    drag(*pad_, {{20, 20}, {60, 20}});
    drag(*pad_, {{20, 60}, {60, 60}});
    QTest::keyClick(pad_.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(pad_->strokes().size(), std::size_t(1));
    QVERIFY(pad_->canRedo());
    pad_->redo();
    QCOMPARE(pad_->strokes().size(), std::size_t(2));
    QVERIFY(!pad_->canRedo());
    pad_->undo();
    drag(*pad_, {{20, 90}, {60, 90}});  // another way from here
    QVERIFY(!pad_->canRedo());
    QTest::keyClick(pad_.get(), Qt::Key_Delete);
    QVERIFY(pad_->isEmpty());
    pad_->undo();
    QCOMPARE(pad_->strokes().size(), std::size_t(2));
  }

  void keysChooseTheEraser() {
    QTest::keyClick(pad_.get(), Qt::Key_E);
    QVERIFY(pad_->isErasing());
    QTest::keyClick(pad_.get(), Qt::Key_E);
    QVERIFY(!pad_->isErasing());
  }

  void oneFingerDrawsAndNothingScrolls() {
    pad_.reset();
    QScrollArea area;  // as in the window
    auto* pad = new SketchPad;
    pad->setFixedSize(240, 600);
    area.setWidget(pad);
    area.resize(260, 200);
    area.show();
    QVERIFY(QTest::qWaitForWindowExposed(&area));
    const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
    QTest::touchEvent(pad, screen.get()).press(0, QPoint(60, 40), pad);
    QTest::touchEvent(pad, screen.get())
        .move(0, QPoint(70, 80), pad)
        .press(1, QPoint(150, 40), pad);
    QTest::touchEvent(pad, screen.get())
        .move(0, QPoint(80, 120), pad)
        .move(1, QPoint(170, 90), pad);
    QTest::touchEvent(pad, screen.get())
        .release(0, QPoint(80, 120), pad)
        .release(1, QPoint(170, 90), pad);
    QCOMPARE(pad->padStrokes().size(), std::size_t(1));
    QVERIFY(pad->padStrokes()[0].dots.size() >= 3);
    for (const auto& dot : pad->padStrokes()[0].dots) QVERIFY(dot.at.x() < 0);  // the first finger
    QCOMPARE(area.verticalScrollBar()->value(), 0);
    QTest::touchEvent(pad, screen.get()).press(3, QPoint(20, 20), pad);  // and again
    QTest::touchEvent(pad, screen.get()).release(3, QPoint(20, 20), pad);
    QCOMPARE(pad->padStrokes().size(), std::size_t(2));
  }

  void theInkTakesTheColoursOfWhatMattered() {
    drag(*pad_, {{60, 40}, {60, 100}, {60, 160}});
    drag(*pad_, {{160, 40}, {160, 100}, {160, 160}});
    Framing framing;
    QCOMPARE(pad_->content().input(28, &framing).size(), std::size_t(28 * 28));
    HeatMap heat;
    heat.drawingId = 1;
    heat.answer = 7;
    heat.probability = 0.9F;
    heat.height = heat.width = 28;
    for (int i = 0; i < 28 * 28; ++i) heat.fall.push_back(i % 28 < 14 ? 0.5F : -0.3F);
    pad_->setHeat(heat, framing, "7");
    QVERIFY(pad_->showsHeat());
    const QImage shown = pad_->grab().toImage();
    const double scale = pad_->devicePixelRatio();
    const QColor left = shown.pixelColor(qRound(60 * scale), qRound(100 * scale));
    const QColor right = shown.pixelColor(qRound(160 * scale), qRound(100 * scale));
    const QColor paper = shown.pixelColor(qRound(110 * scale), qRound(100 * scale));
    QVERIFY(left.red() > 2 * left.blue());    // for
    QVERIFY(right.blue() > 2 * right.red());  // against
    QCOMPARE(paper, QColor(Qt::white));
    pad_->clearHeat();
    QCOMPARE(pad_->grab().toImage().pixelColor(qRound(60 * scale), qRound(100 * scale)),
             QColor(0x1b2130));
  }
};

LOOM_TEST(sketch_pad_test, SketchPadTest)
#include "sketch_pad_test.moc"
