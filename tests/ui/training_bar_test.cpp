// The bar over the canvas in every state a run can be in.

#include "ui/panels/training_bar.h"

#include <QSignalSpy>
#include <QtTest>

#include "engine/networks.h"
#include "engine/train/trainer.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/session.h"
#include "ui/tabular.h"

using namespace loom;
using namespace loom::test;
using namespace loom::ui;
using State = TrainerStatus::State;

class TrainingBarTest : public QObject {
  Q_OBJECT

  struct Window {
    Trainer trainer;
    Document document;
    FrameClock clock{trainer};
    Session session{document, trainer, clock};
    TrainingBar bar{session};
  };

  static TrainerStatus running() {
    TrainerStatus s;
    s.state = State::Running;
    s.step = 3 * 938 + 188;
    s.stepsPerEpoch = 938;
    s.totalSteps = 5 * 938;
    s.epoch = 3;
    s.epochs = 5;
    s.samplesPerSecond = 34200.4;
    s.elapsed = 5.2;
    s.remaining = 3.4;
    s.loss = 0.07481F;
    s.accuracy = 0.977F;
    s.validationAccuracy = 0.978F;
    s.hasValidation = true;
    return s;
  }

  static QString plain(QString text) { return text.replace(QChar(0x202F), ' '); }

 private slots:
  void whatIsNoPictureIsCalledASample() {
    Window w;
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{32}}}).add("loss", "MSELoss");
    w.document.reset(chain.project, {});
    w.bar.showStatus(running());
    QVERIFY2(w.bar.statusText().endsWith(" samples/s"), qPrintable(w.bar.statusText()));
  }

  void runningSaysWhereItIs() {
    Window w;
    w.bar.showStatus(running());
    QCOMPARE(plain(w.bar.statusText()),
             QString("Epoch 4 of 5 · batch 188 / 938 · 34 200 images/s"));
    QCOMPARE(w.bar.timeText(), QString("0:05 elapsed · 0:03 left"));
    QStringList figures;
    for (const NumberLabel* label : w.bar.findChildren<NumberLabel*>())
      figures << plain(label->text());
    QVERIFY(figures.contains("0.0748"));
    QVERIFY(figures.contains("97.7 %"));
    QVERIFY(figures.contains("97.8 %"));
  }

  void buttonsFollowTheState_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("train");
    QTest::addColumn<bool>("stop");
    QTest::addColumn<bool>("step");
    const auto row = [](const char* name, State state, const char* text, bool train, bool stop,
                        bool step) {
      QTest::newRow(name) << int(state) << QString(text) << train << stop << step;
    };
    row("idle", State::Idle, "Train", true, false, true);
    row("preparing", State::Preparing, "Pause", false, true, false);
    row("running", State::Running, "Pause", true, true, false);
    row("paused", State::Paused, "Resume", true, true, true);
    row("stopping", State::Stopping, "Train", false, false, false);
    row("finished", State::Finished, "Train", true, false, true);
    row("stopped", State::Stopped, "Train", true, false, true);
    row("failed", State::Failed, "Train", true, false, true);
  }
  void buttonsFollowTheState() {
    QFETCH(int, state);
    QFETCH(QString, text);
    QFETCH(bool, train);
    QFETCH(bool, stop);
    QFETCH(bool, step);
    Window w;
    TrainerStatus status = running();
    status.state = static_cast<State>(state);
    w.bar.showStatus(status);
    QCOMPARE(w.bar.trainAction()->text(), text);
    QCOMPARE(w.bar.trainAction()->isEnabled(), train);
    QCOMPARE(w.bar.stopAction()->isEnabled(), stop);
    QCOMPARE(w.bar.stepAction()->isEnabled(), step);
  }

  void everyStateHasItsSentence() {
    Window w;
    TrainerStatus s;
    w.bar.showStatus(s);
    QCOMPARE(w.bar.statusText(), QString("Ready"));
    s = running();
    s.state = State::Preparing;
    s.preparing = 0.4;
    w.bar.showStatus(s);
    QVERIFY(plain(w.bar.statusText()).contains("40 %"));
    s.state = State::Stopping;
    w.bar.showStatus(s);
    QCOMPARE(w.bar.statusText(), QString("Stopping..."));
    s.state = State::Paused;
    w.bar.showStatus(s);
    QVERIFY(w.bar.statusText().startsWith("Paused"));
    s.state = State::Failed;
    s.message = Text("The folder %1 has no images.", {"/x"});
    w.bar.showStatus(s);
    QCOMPARE(w.bar.statusText(), QString("The folder /x has no images."));
    s.state = State::Stopped;
    s.message = {};
    w.bar.showStatus(s);
    QVERIFY(w.bar.statusText().startsWith("Stopped"));
  }

  void numbersDoNotMoveTheirNeighbours() {
    Window w;
    w.bar.resize(1200, 48);
    TrainerStatus s = running();
    w.bar.showStatus(s);
    w.bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&w.bar));
    QList<QRect> before;
    for (const NumberLabel* label : w.bar.findChildren<NumberLabel*>()) before << label->geometry();
    s.step += 111;
    s.loss = 1.1111F;
    s.accuracy = 0.111F;
    w.bar.showStatus(s);
    QCoreApplication::processEvents();
    QList<QRect> after;
    for (const NumberLabel* label : w.bar.findChildren<NumberLabel*>()) after << label->geometry();
    QCOMPARE(after, before);
  }

  void aNetworkWithProblemsSaysWhichNode() {
    Window w;
    Project project;
    project.graph.nodes.push_back({"lonely", "NoSuchLayer", {}, {}, false, {}});
    w.document.reset(project, {});
    QSignalSpy refused(&w.session, &Session::refused);
    w.bar.trainAction()->trigger();
    QCOMPARE(refused.size(), 1);
    QVERIFY(!refused[0][1].toString().isEmpty());
    QCOMPARE(w.bar.statusText(), refused[0][1].toString());
    QVERIFY(!w.trainer.status().active());
  }

  void actionsHaveTheirKeys() {
    Window w;
    QCOMPARE(w.bar.trainAction()->shortcut(), QKeySequence(Qt::Key_F5));
    QCOMPARE(w.bar.stopAction()->shortcut(), QKeySequence(Qt::SHIFT | Qt::Key_F5));
    QCOMPARE(w.bar.stepAction()->shortcut(), QKeySequence(Qt::Key_F10));
  }
};

LOOM_TEST(training_bar_test, TrainingBarTest)
#include "training_bar_test.moc"
