// A network that learns a text shows in the Evaluation tab how it writes: the newest first, the
// earlier ones below, until another run begins.

#include "ui/panels/written_view.h"

#include <QFile>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "engine/networks.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/panels/evaluation_view.h"
#include "ui/session.h"

using namespace loom;
using namespace loom::test;
using namespace loom::ui;
using State = TrainerStatus::State;

class WrittenViewTest : public QObject {
  Q_OBJECT

  static constexpr int kPatience = 60000;
  QTemporaryDir folder_;

  Project project() const {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{8}}});
    chain.add("table", "Embedding", {{"num_embeddings", whole(4)}, {"embedding_dim", whole(4)}});
    chain.add("lstm", "LSTM", {{"hidden_size", whole(8)}, {"output", std::string("sequence")}});
    chain.add("fc", "Linear", {{"out_features", whole(4)}}).add("loss", "CrossEntropyLoss");
    Project project = chain.project;
    project.data.source = "text";
    project.data.params = {{"file", folder_.filePath("abc.txt").toStdString()},
                           {"length", whole(8)}};
    project.training.epochs = 2;
    project.training.optimizer = {"Adam", {{"lr", 0.02}}};
    return project;
  }

  EvaluationReport evaluated() const {
    EvaluationSetup setup;
    setup.network = must(compile(project().graph));
    setup.parameters =
        must(Parameters<float>::create(setup.network->graph, setup.network->analysis, 0));
    setup.dataset = must(loadDataset(project().data));
    Workers workers(1);
    auto evaluation = must(Evaluation::create(setup, workers));
    while (!evaluation->isOver()) evaluation->advance();
    return evaluation->finish();
  }

 private Q_SLOTS:
  void initTestCase() {
    QFile file(folder_.filePath("abc.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("abc ").repeated(400));
  }

  void earlierTextsStayBelow() {
    Trainer trainer;
    Document document;
    FrameClock clock{trainer};
    Session session{document, trainer, clock};
    EvaluationPanel panel{document, session};
    document.reset(project(), {});
    panel.resize(1000, 300);
    panel.show();
    const auto evaluate = [&] {
      QTest::mouseClick(&panel.runButton(), Qt::LeftButton);
      return QTest::qWaitFor([&] { return !panel.isBusy() && panel.report(); }, kPatience);
    };
    QVERIFY(evaluate());
    EvaluationView& view = panel.view();
    QCOMPARE(view.page(), EvaluationView::Written);
    QVERIFY(view.written().isVisible());
    QVERIFY(!view.button(EvaluationView::Cell).isVisible());
    const QString first = QString::fromStdString(panel.report()->opening + panel.report()->written);
    QCOMPARE(view.written().toPlainText(), "before any training\n" + first);
    session.train();
    QTRY_VERIFY_WITH_TIMEOUT(trainer.status().state == State::Finished, kPatience);
    QVERIFY(evaluate());
    QString text = view.written().toPlainText();
    QVERIFY2(text.startsWith("after epoch 2"), qPrintable(text));
    QVERIFY(text.contains(QString::fromStdString(panel.report()->written)));
    QVERIFY(!text.contains("before any training"));  // that was of other weights
    QVERIFY(evaluate());
    text = view.written().toPlainText();
    QCOMPARE(text.count("after epoch 2"), 2);
    QTest::mouseClick(&view.button(EvaluationView::Worst), Qt::LeftButton);
    QVERIFY(!view.written().isVisible());
    document.reset(lenet(), {});
    QVERIFY(view.written().toPlainText().isEmpty());
  }

  void longTextsAreReadFromTheirBeginning() {
    WrittenView view;
    view.resize(300, 80);
    view.show();
    EvaluationReport report = evaluated();
    report.opening = "b";
    report.written = "c";
    view.add(report, {.step = 100, .epoch = 1, .learned = true, .number = 1});
    report.opening = "<b>";
    report.written = std::string(3000, 'x');
    view.add(report, {.step = 200, .epoch = 2, .learned = true, .number = 1});
    QVERIFY(view.toPlainText().startsWith("after epoch 2 · step 200\n<b>xxx"));
    QVERIFY(view.toPlainText().endsWith("after epoch 1 · step 100\nbc"));
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    QVERIFY(view.isReadOnly());
    // Of a past epoch: among those of its time.
    report.opening = "p";
    report.written = "q";
    view.add(report, {.step = 150, .epoch = 1.5, .learned = true, .number = 1, .pastEpoch = 1});
    const QString text = view.toPlainText();
    QVERIFY(text.indexOf("step 200") < text.indexOf("step 150") &&
            text.indexOf("step 150") < text.indexOf("step 100"));
    QVERIFY(view.verticalScrollBar()->value() > 0);
  }
};

LOOM_TEST(written_view_test, WrittenViewTest)
#include "written_view_test.moc"
