// The curves while a run goes on: with classes there are two charts, with numbers one.

#include "ui/panels/training_panel.h"

#include <QtTest>
#include <cmath>

#include "test_program.h"
#include "ui/charts/line_chart.h"
#include "ui/frame_clock.h"

using namespace loom;
using namespace loom::ui;

namespace {

Frame frameWith(float accuracy) {
  Frame frame;
  frame.status.epochs = 2;
  for (const auto split : {Point::Split::Train, Point::Split::Validation}) {
    Point point;
    point.split = split;
    point.step = 1;
    point.epoch = 0.5;
    point.loss = 0.25F;
    point.accuracy = accuracy;
    frame.newPoints.push_back(point);
  }
  return frame;
}

}  // namespace

class TrainingPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void accuracyIsShownWhereThereAreClasses() {
    Trainer trainer;
    FrameClock clock(trainer);
    TrainingPanel panel(clock);
    panel.resize(800, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY(panel.accuracyChart()->isVisible());
    const int half = panel.lossChart()->width();

    panel.setFrame(frameWith(NAN));
    QVERIFY(!panel.accuracyChart()->isVisible());
    QTRY_VERIFY(panel.lossChart()->width() > half * 3 / 2);  // it has the room of both
    QCOMPARE(panel.lossChart()->train().raw().size(), std::size_t{1});
    QVERIFY(panel.accuracyChart()->train().raw().empty());

    panel.clear();
    QVERIFY(!panel.accuracyChart()->isVisible());  // until the next run says otherwise
    panel.setFrame(frameWith(0.5F));
    QVERIFY(panel.accuracyChart()->isVisible());
    QTRY_COMPARE(panel.lossChart()->width(), half);
    QCOMPARE(panel.accuracyChart()->validation().raw().size(), std::size_t{1});
  }
};

LOOM_TEST(training_panel_test, TrainingPanelTest)
#include "training_panel_test.moc"
