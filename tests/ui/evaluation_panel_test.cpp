// The evaluation tab with a real trainer and real events: before training, while it goes on,
// paused, after it, cancelled, and out of date.

#include "ui/panels/evaluation_panel.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "engine/graph/edit.h"
#include "engine/lit_rows.h"
#include "engine/networks.h"
#include "engine/train/trainer.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/panels/evaluation_view.h"
#include "ui/panels/sample_browser.h"
#include "ui/panels/sample_gallery.h"
#include "ui/session.h"
#include "ui/switch.h"

using namespace loom;
using namespace loom::test;
using namespace loom::ui;
using State = TrainerStatus::State;

namespace {
constexpr int kWait = 60'000;  // ms; a sanitizer on a busy machine is slow
}  // namespace

class EvaluationPanelTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  Project project(int epochs = 2) const {
    Project project = lenet();
    project.data.source = "idx";
    project.data.params.set("folder", folder_.path().toStdString());
    project.training.epochs = epochs;
    project.training.batchSize = 32;
    project.training.optimizer.params.set("lr", 0.05);
    return project;
  }

  struct Window {
    Trainer trainer;
    Document document;
    FrameClock clock{trainer};
    Session session{document, trainer, clock};
    EvaluationPanel panel{document, session};

    explicit Window(const Project& project) {
      document.reset(project, {});
      panel.resize(1000, 300);
      panel.show();
      panel.activateWindow();
      (void)QTest::qWaitForWindowActive(&panel);
    }
    void click(QAbstractButton& button) { QTest::mouseClick(&button, Qt::LeftButton); }
    bool evaluate() {
      click(panel.runButton());
      return QTest::qWaitFor([this] { return !panel.isBusy() && panel.report(); }, kWait);
    }
    bool reaches(State state) {
      return QTest::qWaitFor([&] { return trainer.status().state == state; }, kWait);
    }
  };

 private Q_SLOTS:
  void initTestCase() { QVERIFY(writeLitRows(folder_.path().toStdString(), 300, 60)); }

  void beforeAnyTraining() {
    Window w(project());
    QVERIFY(!w.panel.view().isVisible());
    QCOMPARE(w.panel.runButton().text(), QString("Evaluate"));
    QVERIFY(w.panel.headText().isEmpty());
    QVERIFY(w.evaluate());
    QVERIFY(w.panel.view().isVisible());
    QVERIFY2(w.panel.headText().startsWith(
                 "evaluated before any training · validation set · 30 samples · "),
             qPrintable(w.panel.headText()));
    QCOMPARE(w.panel.view().matrix().classes(), 10);
    QCOMPARE(w.panel.runButton().text(), QString("Evaluate again"));
    QVERIFY(!w.panel.isOutdated());
    QVERIFY(!w.panel.view().browser().gallery().items().empty());
  }

  void eachPartKeepsItsOwn() {
    Window w(project());
    QVERIFY(w.evaluate());
    w.click(w.panel.partButton(DataPart::Test));
    QVERIFY(!w.panel.report());
    QVERIFY(!w.panel.view().isVisible());
    QVERIFY(w.evaluate());
    QCOMPARE(w.panel.report()->tally.samples(), std::int64_t{60});
    QVERIFY(w.panel.headText().contains("test set"));
    w.click(w.panel.partButton(DataPart::Validation));
    QCOMPARE(w.panel.report()->tally.samples(), std::int64_t{30});
    QVERIFY(w.panel.headText().contains("validation set"));
  }

  void whileItTrains() {
    Window w(project(100'000));
    w.session.train();
    QTRY_VERIFY_WITH_TIMEOUT(w.trainer.status().step > 3, kWait);
    QVERIFY(w.evaluate());
    QCOMPARE(w.trainer.status().state, State::Running);
    QVERIFY2(w.panel.headText().contains(" step "), qPrintable(w.panel.headText()));
    // It learns on, and the panel says so without being asked.
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.isOutdated(), kWait);
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.headText().endsWith("it has learned more since"), kWait);
    w.session.pause();
    QVERIFY(w.reaches(State::Paused));
    const auto before = w.panel.report();
    w.click(w.panel.runButton());
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.report() != before && !w.panel.isBusy(), kWait);
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.isOutdated(), kWait);
    w.session.stop();
  }

  void itIsCancelled() {
    Window w(project(100'000));
    w.session.train();
    QTRY_VERIFY_WITH_TIMEOUT(w.trainer.status().step > 3, kWait);
    w.click(w.panel.partButton(DataPart::Train));
    w.click(w.panel.runButton());  // takes its time beside training
    QVERIFY(w.panel.isBusy());
    QCOMPARE(w.panel.runButton().text(), QString("Cancel"));
    QTest::keyClick(&w.panel.runButton(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.isBusy(), kWait);
    QTRY_COMPARE_WITH_TIMEOUT(w.panel.runButton().text(), QString("Evaluate"), kWait);
    QVERIFY(!w.panel.report());
    QCOMPARE(w.trainer.status().state, State::Running);
    w.session.stop();
  }

  void aChangedNetworkIsTold() {
    Window w(project());
    QVERIFY(w.evaluate());
    w.document.edit("wider", setParam(w.document.graph(), "fc1", "out_features", std::int64_t{60}));
    QVERIFY(w.panel.isOutdated());
    QVERIFY(w.panel.headText().endsWith("the network was changed since"));
    QVERIFY(w.evaluate());  // the network as it is now, though nobody waited for the edit to settle
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.isOutdated(), kWait);
    QCOMPARE(*w.panel.report()->setup.network->graph.find("fc1")->params.find("out_features"),
             Value(std::int64_t{60}));
  }

  void aNetworkWithProblemsIsRefused() {
    Window w(project());
    w.document.edit("400", setParam(w.document.graph(), "fc1", "in_features", std::int64_t{7}));
    QVERIFY(w.document.analysis().hasErrors());
    QSignalSpy refused(&w.session, &Session::refused);
    w.click(w.panel.runButton());
    QCOMPARE(refused.size(), 1);
    QVERIFY(!w.panel.isBusy());
  }

  void afterEveryEpoch() {
    Window w(project(3));
    QTest::keyClick(&w.panel.everyEpochSwitch(), Qt::Key_Space);
    QVERIFY(w.panel.everyEpochSwitch().isChecked());
    w.session.train();
    QVERIFY(w.reaches(State::Finished));
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.report() && w.panel.headText().contains("after epoch 3"),
                             kWait);
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.isOutdated(), kWait);
    QCOMPARE(static_cast<float>(w.panel.report()->tally.accuracy()),
             w.trainer.status().validationAccuracy);
    // Nobody looks: nothing is evaluated.
    w.panel.hide();
    const auto before = w.panel.report();
    w.session.train();
    QVERIFY(w.reaches(State::Finished));
    QTest::qWait(100);
    QVERIFY(w.panel.report() == before);
  }

  void aSampleBecomesTheProbe() {
    Window w(project());
    w.session.setVisibleNodes({"conv1"});
    w.click(w.panel.partButton(DataPart::Test));
    QVERIFY(w.evaluate());
    w.session.setDrawing(std::vector<float>(784, 0.5F), 1);
    w.click(w.panel.view().button(EvaluationView::Worst));
    SampleGallery& gallery = w.panel.view().browser().gallery();
    QTest::mouseClick(&gallery, Qt::LeftButton, {}, gallery.itemRect(0).center());
    const auto report = w.panel.report();
    const JudgedSample& worst = report->samples[static_cast<std::size_t>(report->worst.front())];
    QVERIFY(w.session.probeIsTest());
    QCOMPARE(w.session.probeSample(), worst.sample);
    // The maps are of that test sample, although something is drawn.
    const auto image = report->setup.dataset->image(report->setup.dataset->test, worst.sample);
    const auto shown = [&] {
      const Snapshot* snapshot = w.clock.last().snapshot;
      return snapshot && !snapshot->showsDrawing && snapshot->ofDrawing &&
             snapshot->probeLabel == worst.truth && snapshot->probeInput.size() == image.size() &&
             std::equal(image.begin(), image.end(), snapshot->probeInput.begin(),
                        [](std::uint8_t byte, float value) {
                          return value == static_cast<float>(byte) / 255.0F;
                        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown(), kWait);
    w.session.setDrawing(std::vector<float>(784, 0.25F), 2);  // and the pen takes over again
    QTRY_VERIFY_WITH_TIMEOUT(w.clock.last().snapshot->showsDrawing, kWait);
  }

  void bestAndLastCanBeChosen() {
    Project early = project(4);
    early.training.earlyStopping = EarlyStopping{};
    early.training.earlyStopping->mode = "max";  // the first epoch's loss is the highest
    early.training.earlyStopping->patience = 2;
    Window w(early);
    QVERIFY(!w.panel.weightsButton(WeightsKept::Best).isVisible());
    w.session.train();
    QVERIFY(w.reaches(State::Finished));
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.weightsButton(WeightsKept::Best).isVisible(), kWait);
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.weightsButton(WeightsKept::Best).isChecked(), kWait);
    QVERIFY(w.evaluate());
    const auto best = w.panel.report();
    w.click(w.panel.weightsButton(WeightsKept::Last));
    QVERIFY(w.panel.isOutdated());
    QVERIFY(w.panel.headText().endsWith("of other weights than those chosen"));
    w.click(w.panel.runButton());
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.report() != best && !w.panel.isBusy(), kWait);
    QVERIFY(w.panel.report()->tally.loss() != best->tally.loss());
    QVERIFY(!w.panel.isOutdated());
  }

  void anotherProjectStartsEmpty() {
    Window w(project());
    QVERIFY(w.evaluate());
    Project other = project();
    other.name = "other";
    w.document.reset(other, {});
    QVERIFY(!w.panel.report());
    QVERIFY(!w.panel.view().isVisible());
    QTest::qWait(50);
    QVERIFY(!w.panel.report());
    QVERIFY(w.evaluate());
  }

  void otherDataLetGoOfTheOld() {
    QTemporaryDir other;
    QVERIFY(writeLitRows(other.path().toStdString(), 200, 40));
    Window w(project());
    QVERIFY(w.evaluate());
    ReplaceSettings settings = settingsOf(w.document.project());
    settings.data.validationFraction = 0.2;
    w.document.edit("more validation", {settings});
    QVERIFY(w.panel.headText().endsWith("other data were chosen since"));
    settings.data.params.set("folder", other.path().toStdString());
    w.document.edit("other data", {settings});
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.report(), kWait);
    QVERIFY(!w.panel.view().isVisible());
    QVERIFY(w.evaluate());
    QCOMPARE(w.panel.report()->tally.samples(), std::int64_t{40});
  }

  void dataThatAreNotThereAreNamed() {
    Project lost = project();
    lost.data.params.set("folder", std::string("/nowhere/at/all"));
    Window w(lost);
    w.click(w.panel.runButton());
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.isBusy(), kWait);
    QVERIFY2(w.panel.headText().contains("/nowhere/at/all"), qPrintable(w.panel.headText()));
    QCOMPARE(w.panel.runButton().text(), QString("Evaluate"));
  }
};

LOOM_TEST(evaluation_panel_test, EvaluationPanelTest)
#include "evaluation_panel_test.moc"
