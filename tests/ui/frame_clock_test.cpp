// From the trainer to the window and back, with a real trainer: every point arrives, runs do not
// mix, drawings are answered, and nothing is said when nothing is new.

#include "ui/frame_clock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <map>
#include <vector>

#include "engine/base/thread_time.h"
#include "engine/io/project_file.h"
#include "engine/train/trainer.h"
#include "places.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/session.h"

using namespace loom;
using namespace loom::ui;
using State = TrainerStatus::State;

class FrameClockTest : public QObject {
  Q_OBJECT

  struct Window {
    Trainer trainer;
    Document document;
    FrameClock clock{trainer};
    Session session{document, trainer, clock};
    std::vector<Point> points;
    int runs = 0;

    Window() {
      QObject::connect(&clock, &FrameClock::runStarted, [this] {
        ++runs;
        points.clear();
      });
      QObject::connect(&clock, &FrameClock::frame, [this](const Frame& frame) {
        points.insert(points.end(), frame.newPoints.begin(), frame.newPoints.end());
      });
    }
    State state() const { return clock.last().status.state; }
  };

  QTemporaryDir cache_;

  static Project lenet() {
    Result<Project> project =
        loadProject(std::string(loom::test::kSourceFolder) + "/resources/templates/lenet5.loom");
    if (!project) qFatal("%s", project.error().message().c_str());
    project->data.source = "digits";
    project->data.params = {};
    project->training.epochs = 1;
    return *project;
  }

 private slots:
  void initTestCase() { qputenv("XDG_CACHE_HOME", cache_.path().toUtf8()); }

  void everyPointArrivesOnceAndInOrder() {
    Window w;
    w.document.reset(lenet(), {});
    w.session.train();
    QVERIFY(w.session.isActive());
    QTRY_VERIFY_WITH_TIMEOUT(w.clock.last().status.step >= 60, 120000);
    w.session.stop();
    QTRY_VERIFY_WITH_TIMEOUT(w.state() == State::Stopped, 20000);
    w.clock.tick();
    std::int64_t expected = 1;
    for (const Point& point : w.points)
      if (point.split == Point::Split::Train) QCOMPARE(point.step, expected++);
    QCOMPARE(expected - 1, w.clock.last().status.step);
  }

  void twoRunsDoNotMix() {
    Window w;
    w.document.reset(lenet(), {});
    w.session.train();
    QTRY_VERIFY_WITH_TIMEOUT(w.points.size() >= 30, 60000);
    w.session.stop();
    w.session.train();  // at once, while the first still ends
    QTRY_VERIFY_WITH_TIMEOUT(w.state() == State::Running && !w.points.empty(), 60000);
    QTRY_VERIFY_WITH_TIMEOUT(w.points.size() >= 30, 60000);
    std::int64_t last = 0;
    for (const Point& point : w.points) {
      if (point.split != Point::Split::Train) continue;
      QCOMPARE(point.step, last + 1);
      last = point.step;
    }
    QVERIFY(w.runs >= 2);
  }

  void aCostlyFrameGetsACoreAndGivesItBack() {
    Window w;
    Project project = lenet();
    project.training.epochs = 1000;
    w.document.reset(project, {});
    int lent = 0;
    QObject::connect(&w.clock, &FrameClock::frame, [&](const Frame&) {
      lent += w.trainer.givesWay();
      const auto before = threadTime();
      while (threadTime() - before < std::chrono::milliseconds(5)) continue;
    });
    w.session.train();
    QTRY_VERIFY_WITH_TIMEOUT(lent >= 3, 60000);
    QTRY_VERIFY(!w.trainer.givesWay());  // between two frames
    QCOMPARE(w.state(), State::Running);
    w.session.stop();
    QTRY_VERIFY_WITH_TIMEOUT(w.state() == State::Stopped, 20000);
    QTRY_VERIFY(!w.trainer.givesWay());
  }

  void pauseResumeAndStep() {
    Window w;
    w.document.reset(lenet(), {});
    w.session.stepOnce();
    QTRY_VERIFY_WITH_TIMEOUT(w.state() == State::Paused && w.clock.last().status.step == 1, 60000);
    w.session.stepOnce();
    QTRY_VERIFY_WITH_TIMEOUT(w.clock.last().status.step == 2, 20000);
    w.session.toggle();
    QTRY_VERIFY_WITH_TIMEOUT(w.clock.last().status.step > 5, 20000);
    w.session.toggle();
    QTRY_VERIFY_WITH_TIMEOUT(w.state() == State::Paused, 20000);
    QTest::qWait(100);
    const auto step = w.clock.last().status.step;
    QTest::qWait(100);
    QCOMPARE(w.clock.last().status.step, step);
  }

  void aDrawingIsAnsweredBeforeWhileAndAfterTraining() {
    Window w;
    w.document.reset(lenet(), {});
    std::vector<float> drawing(28 * 28, 0.0F);
    for (int i = 4; i < 24; ++i) drawing[static_cast<std::size_t>(28 * i + 14)] = 1;
    qint64 id = 0;
    const auto answered = [&] {
      const Snapshot* snapshot = w.clock.last().snapshot;
      return snapshot && snapshot->ofDrawing && snapshot->drawingId == id &&
             snapshot->probabilities.size() == 10;
    };
    QTest::qWait(400);  // the idle network is made
    w.session.setDrawing(drawing, ++id);
    QTRY_VERIFY_WITH_TIMEOUT(answered(), 20000);
    const auto before = w.clock.last().snapshot->probabilities;
    w.session.train();
    QTRY_VERIFY_WITH_TIMEOUT(w.clock.last().status.step > 20, 60000);
    w.session.setDrawing(drawing, ++id);
    QTRY_VERIFY_WITH_TIMEOUT(answered(), 20000);
    QVERIFY(w.clock.last().snapshot->probabilities != before);
    w.session.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!w.session.isActive(), 20000);
    w.session.setDrawing(drawing, ++id);
    QTRY_VERIFY_WITH_TIMEOUT(answered(), 20000);
  }

  void onlyWhatIsVisibleIsSent() {
    Window w;
    const Project project = lenet();
    w.document.reset(project, {});
    const QString shown = QString::fromStdString(project.graph.nodes[1].id);
    w.session.setVisibleNodes({shown});
    w.session.setSelectedNode(shown);
    w.session.stepOnce();
    const auto sent = [&] {
      const Snapshot* snapshot = w.clock.last().snapshot;
      return snapshot && snapshot->activations.size() == 1 && snapshot->histograms.size() == 1 &&
             snapshot->activations[0].node == shown.toStdString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(sent(), 60000);
    w.session.setVisibleNodes({});
    w.session.setSelectedNode({});
    w.session.stepOnce();
    QTRY_VERIFY_WITH_TIMEOUT(w.clock.last().snapshot->activations.empty(), 20000);
  }

  void nothingNewSaysNothing() {
    Window w;
    w.document.reset(lenet(), {});
    QTRY_VERIFY_WITH_TIMEOUT(w.clock.last().status.trainSamples > 0, 60000);  // the data are there
    QSignalSpy frames(&w.clock, &FrameClock::frame);
    const auto quiet = [&] {
      frames.clear();
      QTest::qWait(500);
      return frames.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(quiet(), 20000);  // the last of it may still be on its way
  }

  void anotherProjectEndsTheRun() {
    Window w;
    w.document.reset(lenet(), {});
    w.session.train();
    QTRY_VERIFY_WITH_TIMEOUT(w.clock.last().status.step > 5, 60000);
    Project other = lenet();
    other.name = "another";
    w.document.reset(other, {});
    QTRY_VERIFY_WITH_TIMEOUT(!w.session.isActive(), 20000);
  }
};

LOOM_TEST(frame_clock_test, FrameClockTest)
#include "frame_clock_test.moc"
