// The epochs that were kept, dragged along in the whole window with real events: every view shows
// the moment, and there is always a way back to now.

#include <QActionGroup>
#include <QLabel>
#include <QSettings>
#include <QTabWidget>
#include <QToolButton>
#include <QtTest>

#include "engine/graph/edit.h"
#include "engine/lit_rows.h"
#include "engine/networks.h"
#include "engine/train/kept_weights.h"
#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/moment_chip.h"
#include "ui/charts/line_chart.h"
#include "ui/main_menus.h"
#include "ui/panels/activations_panel.h"
#include "ui/panels/epoch_scrubber.h"
#include "ui/panels/epoch_slider.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/panels/evaluation_view.h"
#include "ui/panels/health_line.h"
#include "ui/panels/spreads_view.h"
#include "ui/panels/training_panel.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom;
using namespace loom::ui;
using State = TrainerStatus::State;

namespace {

constexpr int kScrubWait = 60'000;  // ms; a sanitizer on a busy machine is slow

struct Scrubbed : WindowParts {
  EpochScrubber& scrubber = window.scrubber();
  EpochSlider& slider = scrubber.slider();

  explicit Scrubbed(const Project& project) {
    window.resize(1500, 960);
    document.reset(project, {});
    show();
  }
  const KeptEpochs* kept() const { return clock.last().status.kept.get(); }
  bool train() {
    session.train();
    return QTest::qWaitFor(
        [this] { return clock.last().status.state == State::Finished && kept(); }, kScrubWait);
  }
  void press(int epoch) {
    QTest::mousePress(&slider, Qt::LeftButton, {}, slider.positionOf(epoch));
  }
  void move(int epoch) {
    const QPoint to = slider.positionOf(epoch);
    QMouseEvent event(QEvent::MouseMove, to, slider.mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(&slider, &event);
  }
  void release(int epoch) {
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, slider.positionOf(epoch));
  }
  void click(int epoch) {
    press(epoch);
    release(epoch);
  }
  /// A snapshot of this epoch is shown; -1: of now.
  bool shows(int epoch) {
    return QTest::qWaitFor(
        [&] { return clock.last().snapshot && clock.last().snapshot->epoch == epoch; }, kScrubWait);
  }
  void key(int key) { QTest::keyClick(&slider, static_cast<Qt::Key>(key)); }
  QAction* bound(int megabytes) {
    for (QAction* action : scrubber.menu()->actions())
      if (action->data().toInt() == megabytes) return action;
    return nullptr;
  }
};

}  // namespace

class ScrubberWindowTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::unique_ptr<loom::test::OwnSettings> settings_;

  Project project(int epochs = 6) const {
    Project project = loom::test::lenet();
    project.data.source = "idx";
    project.data.params.set("folder", folder_.path().toStdString());
    project.data.validationFraction = 0.1;
    project.training.epochs = epochs;
    project.training.batchSize = 32;
    project.training.optimizer.params.set("lr", 0.05);
    return project;
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(loom::test::writeLitRows(folder_.path().toStdString(), 300, 60));
    applyTheme(*qApp, ThemeMode::Light);
  }
  void init() { settings_ = std::make_unique<loom::test::OwnSettings>(); }

  void beforeTrainingItSaysWhatWillBeThere() {
    Scrubbed w(project());
    QVERIFY(w.slider.isVisible() && !w.slider.isEnabled());
    QVERIFY2(w.scrubber.hint().startsWith("Train"), qPrintable(w.scrubber.hint()));
    QVERIFY(!w.scrubber.nowButton().isVisible());
    QVERIFY(!w.window.momentChip().isVisible());
    QCOMPARE(w.session.epoch(), -1);
  }

  void draggingShowsEveryEpochInEveryView() {
    Scrubbed w(project());
    w.window.tabs().setCurrentWidget(&w.window.activations());
    w.session.setSelectedNode("conv2");
    QVERIFY(w.train());
    w.session.setDrawing(std::vector<float>(784, 0.4F), 1);
    QCOMPARE(w.kept()->epochs.size(), std::size_t{7});
    QVERIFY(w.scrubber.hint().isEmpty());
    QVERIFY(w.slider.isEnabled());
    std::vector<std::vector<float>> answers, maps;
    w.press(0);
    for (int epoch = 0; epoch <= 6; ++epoch) {
      w.move(epoch);
      QCOMPARE(w.session.epoch(), epoch);
      QVERIFY(w.shows(epoch));
      const Snapshot& seen = *w.clock.last().snapshot;
      QVERIFY(seen.ofDrawing);
      answers.push_back(seen.probabilities);
      maps.push_back(seen.close.filters.values);
      const QString title = w.window.activations().title();
      QVERIFY2(epoch == 0 ? title.endsWith("as the run began")
                          : title.endsWith(QString("after epoch %1").arg(epoch)),
               qPrintable(title));
      QCOMPARE(w.scrubber.label(), QString("Epoch %1 of 6").arg(epoch));
      QVERIFY(w.window.momentChip().isVisible());
      QCOMPARE(w.window.momentChip().text(), QString("Epoch %1 · Back to now").arg(epoch));
      QVERIFY(w.window.trainingPanel().model().moment() == static_cast<double>(epoch));
    }
    w.release(6);
    for (std::size_t i = 1; i < answers.size(); ++i) {
      QVERIFY(answers[i] != answers[i - 1]);
      QVERIFY(maps[i] != maps[i - 1]);
    }
    // What of a past epoch is not known is said.
    QVERIFY(w.window.activations().health()->text().contains("past epoch"));
    w.press(6);
    w.move(-1);
    w.release(-1);
    QVERIFY(w.shows(-1));
    QCOMPARE(w.session.epoch(), -1);
    QVERIFY(!w.window.momentChip().isVisible());
    QVERIFY(!w.window.activations().title().contains("after"));
    QVERIFY(!w.window.trainingPanel().model().moment());
    QVERIFY(w.clock.last().snapshot->probabilities == answers.back());  // nothing learned since
  }

  void keysStepThroughThem() {
    Scrubbed w(project());
    QVERIFY(w.train());
    w.slider.setFocus();
    w.key(Qt::Key_Left);
    QCOMPARE(w.session.epoch(), 6);
    w.key(Qt::Key_Left);
    QCOMPARE(w.session.epoch(), 5);
    w.key(Qt::Key_Home);
    QCOMPARE(w.session.epoch(), 0);
    w.key(Qt::Key_Left);
    QCOMPARE(w.session.epoch(), 0);
    w.key(Qt::Key_Right);
    QCOMPARE(w.session.epoch(), 1);
    QVERIFY(w.shows(1));
    QVERIFY(w.slider.accessibleDescription().contains("1"));
    w.key(Qt::Key_Escape);
    QCOMPARE(w.session.epoch(), -1);
    w.key(Qt::Key_Home);
    w.key(Qt::Key_End);
    QCOMPARE(w.session.epoch(), -1);
    QVERIFY(w.shows(-1));
  }

  void buttonsLeadBackToNow() {
    Scrubbed w(project());
    QVERIFY(w.train());
    w.click(2);
    QVERIFY(w.shows(2));
    QTest::mouseClick(&w.window.momentChip(), Qt::LeftButton);
    QCOMPARE(w.session.epoch(), -1);
    QVERIFY(w.shows(-1));
    w.click(3);
    QVERIFY(w.shows(3));
    QVERIFY(w.scrubber.nowButton().isVisible());
    QTest::mouseClick(&w.scrubber.nowButton(), Qt::LeftButton);
    QCOMPARE(w.session.epoch(), -1);
    QVERIFY(w.shows(-1));
    QCOMPARE(w.slider.epoch(), -1);
    QVERIFY(!w.scrubber.nowButton().isVisible());
  }

  void itWorksWhileTrainingGoesOn() {
    Scrubbed w(project(100'000));
    w.session.train();
    QVERIFY(QTest::qWaitFor([&] { return w.kept() && w.kept()->epochs.size() > 3; }, kScrubWait));
    QCOMPARE(w.slider.epoch(), -1);  // it stays with now, however many there are
    w.click(2);
    QCOMPARE(w.session.epoch(), 2);
    QVERIFY(w.shows(2));
    const std::int64_t step = w.trainer.status().step;
    const auto probabilities = w.clock.last().snapshot->probabilities;
    QVERIFY(QTest::qWaitFor([&] { return w.trainer.status().step > step + 40; }, kScrubWait));
    QCOMPARE(w.trainer.status().state, State::Running);
    QCOMPARE(w.session.epoch(), 2);
    QCOMPARE(w.slider.epoch(), 2);
    QVERIFY(w.shows(2));
    QVERIFY(w.clock.last().snapshot->probabilities == probabilities);
    w.key(Qt::Key_Escape);
    QVERIFY(w.shows(-1));
  }

  void anotherRunReturnsToNow() {
    Scrubbed w(project());
    QVERIFY(w.train());
    w.click(2);
    QVERIFY(w.shows(2));
    w.session.train();
    QCOMPARE(w.session.epoch(), -1);
    QCOMPARE(w.slider.epoch(), -1);
    QVERIFY(QTest::qWaitFor([&] { return w.clock.last().status.state == State::Finished; },
                            kScrubWait));
    QVERIFY(w.shows(-1));
  }

  void anotherNetworkEndsThemAndSaysSo() {
    Scrubbed w(project());
    QVERIFY(w.train());
    w.click(2);
    QVERIFY(w.shows(2));
    w.document.edit("wider",
                    setParam(w.document.graph(), "conv1", "out_channels", std::int64_t{4}));
    QVERIFY(QTest::qWaitFor([&] { return !w.slider.isEnabled(); }, kScrubWait));
    QCOMPARE(w.session.epoch(), -1);
    QVERIFY2(w.scrubber.hint().startsWith("The network was changed"),
             qPrintable(w.scrubber.hint()));
    QVERIFY(w.train());
    QVERIFY(w.slider.isEnabled());
    QVERIFY(w.scrubber.hint().isEmpty());
  }

  void evaluationsFollowAndAreKept() {
    Scrubbed w(project());
    EvaluationPanel& panel = w.window.evaluation();
    QVERIFY(w.train());
    w.window.tabs().setCurrentWidget(&panel);
    QTest::mouseClick(&panel.runButton(), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return panel.report() && !panel.isBusy(); }, kScrubWait));
    const auto now = panel.report();
    const auto evaluated = [&](int epoch) {
      w.click(epoch);
      return QTest::qWaitFor([&] { return panel.report() && !panel.isBusy(); }, kScrubWait);
    };
    w.click(2);
    QVERIFY(!panel.report());  // what is shown is never of another moment
    QVERIFY(evaluated(2));
    QVERIFY2(panel.headText().startsWith("evaluated after epoch 2 "), qPrintable(panel.headText()));
    QVERIFY(!panel.isOutdated());
    const auto second = panel.report();
    QVERIFY(evaluated(0));
    QVERIFY2(panel.headText().startsWith("evaluated as the run began"),
             qPrintable(panel.headText()));
    QVERIFY(panel.report()->tally.loss() > second->tally.loss());
    w.click(2);
    QCOMPARE(panel.report(), second);  // at once
    QTRY_VERIFY(panel.view().isVisible());
    QTest::qWait(400);
    QCOMPARE(panel.report(), second);  // and it is not done again
    w.click(6);
    w.key(Qt::Key_Escape);
    QCOMPARE(panel.report(), now);
    QVERIFY(!panel.isBusy());
    QTRY_VERIFY(panel.view().isVisible());
    // Of another run they are no more.
    QVERIFY(w.train());
    w.click(2);
    QVERIFY(panel.report() != second);
  }

  void nobodyLooksNothingIsEvaluated() {
    Scrubbed w(project());
    QVERIFY(w.train());
    w.window.tabs().setCurrentWidget(&w.window.activations());
    w.click(2);
    QTest::qWait(500);
    QVERIFY(!w.window.evaluation().report());
    QVERIFY(!w.window.evaluation().isBusy());
    w.window.tabs().setCurrentWidget(&w.window.evaluation());
    QVERIFY(QTest::qWaitFor([&] { return w.window.evaluation().report() != nullptr; }, kScrubWait));
  }

  void thinningIsTold() {
    Scrubbed w(project(20));
    w.session.setKeptBytes(6 * (61'706 * 4 + 4096));
    QVERIFY(w.train());
    QVERIFY(w.kept()->stride > 1);
    QVERIFY(w.kept()->epochs.size() <= 6);
    const QString told = w.scrubber.boundButton().text();
    QVERIFY2(told.startsWith(QString("1 in %1 kept · ").arg(w.kept()->stride)), qPrintable(told));
    w.click(20);
    QVERIFY(w.shows(20));
    w.key(Qt::Key_Left);
    QVERIFY(w.session.epoch() < 20 && w.session.epoch() >= 0);
    QVERIFY(w.shows(w.session.epoch()));
  }

  void theBoundIsASetting() {
    {
      Scrubbed w(project(2));
      QVERIFY(w.bound(200)->isChecked());
      QVERIFY(w.train());
      QCOMPARE(w.kept()->bound, std::int64_t{200'000'000});
      QVERIFY(w.window.menus().train().actions().contains(w.scrubber.menu()->menuAction()));
      w.bound(50)->trigger();
      QVERIFY(QTest::qWaitFor([&] { return w.kept()->bound == 50'000'000; }, kScrubWait));
      QCOMPARE(w.kept()->epochs.size(), std::size_t{3});
      w.click(1);
      QVERIFY(w.shows(1));
      w.bound(0)->trigger();
      QVERIFY(QTest::qWaitFor([&] { return w.kept()->epochs.empty(); }, kScrubWait));
      QVERIFY(QTest::qWaitFor([&] { return w.session.epoch() == -1; }, kScrubWait));
      QVERIFY2(w.scrubber.hint().startsWith("No epochs are kept"), qPrintable(w.scrubber.hint()));
    }
    Scrubbed again(project(2));
    QVERIFY(again.bound(0)->isChecked());
    QVERIFY(again.train());
    QVERIFY(again.kept()->epochs.empty());
  }

  void chartsMarkTheMoment() {
    Scrubbed w(project());
    QVERIFY(w.train());
    w.window.tabs().setCurrentWidget(&w.window.trainingPanel());
    LineChart* chart = w.window.trainingPanel().chart(ChartMetric::Loss);
    const QRectF range = chart->shownRange();
    const QPoint at = chart->positionOf(4, range.center().y()).toPoint();
    const auto isMarked = [&] {
      const QImage picture = chart->grab().toImage();
      const qreal ratio = picture.devicePixelRatio();
      int marked = 0;  // the line may lie between two columns
      for (int x = -1; x <= 1; ++x) {
        int rows = 0;
        for (int y = -20; y <= 20; ++y)
          rows += picture.pixelColor((QPointF(at + QPoint(x, y)) * ratio).toPoint()) ==
                  Theme::light().accent;
        marked = std::max(marked, rows);
      }
      return marked > 30;
    };
    QVERIFY(!isMarked());
    w.click(4);
    QVERIFY(isMarked());
    w.key(Qt::Key_Escape);
    QVERIFY(!isMarked());
  }

  void anotherProjectReturnsToNow() {
    Scrubbed w(project());
    QVERIFY(w.train());
    w.click(2);
    QVERIFY(w.shows(2));
    Project other = project(2);
    other.graph.nodes[1].params.set("out_channels", std::int64_t{3});
    w.document.reset(other, {});
    QCOMPARE(w.session.epoch(), -1);
    QVERIFY(QTest::qWaitFor([&] { return !w.slider.isEnabled(); }, kScrubWait));
    QVERIFY2(w.scrubber.hint().startsWith("Train"), qPrintable(w.scrubber.hint()));
  }
};

LOOM_TEST(scrubber_window_test, ScrubberWindowTest)
#include "scrubber_window_test.moc"
