// Frames are spaced by what they cost: cheap ones thirty a second, costly ones so that they take
// the share of the machine that they may, and never so rarely that nothing seems to move.

#include "ui/frame_pace.h"

#include <QtTest>
#include <cmath>

#include "test_program.h"

using namespace loom::ui;
using Duration = FramePace::Duration;

class FramePaceTest : public QObject {
  Q_OBJECT

  static double settled(int cores, double cost) {
    FramePace pace(cores);
    for (int i = 0; i < 100; ++i) pace.add(Duration(cost));
    return pace.interval().count();
  }

 private slots:
  void cheapFramesComeThirtyTimesASecond() {
    QCOMPARE(FramePace(2).interval().count(), 33.0);
    QCOMPARE(settled(2, 0.5), 33.0);
  }

  void costlyOnesTakeTheirShare() {
    // 2 ms of 100 on one of two cores are 1 % of both.
    QVERIFY(std::abs(settled(2, 2) - 100) < 1e-6);
    QVERIFY(std::abs(settled(1, 1) - 100) < 1e-6);
    QCOMPARE(settled(16, 5), 33.0);
  }

  void theyNeverStandStill() { QCOMPARE(settled(1, 500), 1000.0); }

  void oneSlowFrameIsNoReason() {
    FramePace pace(2);
    for (int i = 0; i < 100; ++i) pace.add(Duration(1));
    pace.add(Duration(2));
    QVERIFY(pace.interval().count() < 65);
  }
};

LOOM_TEST(frame_pace_test, FramePaceTest)
#include "frame_pace_test.moc"
