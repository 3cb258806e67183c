// Past runs behind the one under way: found beside the project, read on another thread, chosen in a
// list that can be searched.

#include "ui/panels/compare_runs.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "engine/io/run_directory.h"
#include "test_program.h"
#include "ui/charts/line_chart.h"
#include "ui/curves.h"
#include "ui/frame_clock.h"
#include "ui/panels/chart_tools.h"
#include "ui/panels/compare_popup.h"
#include "ui/panels/run_chips.h"
#include "ui/panels/training_panel.h"

using namespace loom;
using namespace loom::ui;
using namespace loom::test;

namespace {

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("no file");
}

}  // namespace

class CompareRunsTest : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> folder_;

  QString project() const { return folder_->filePath("net.loom"); }
  QString folderOf(const QString& run) const { return folder_->filePath("net.runs/" + run); }

  /// A run of so many steps that ended with this validation accuracy.
  QString makeRun(const QString& name, int steps, double accuracy = 0.9) const {
    Project value;
    value.name = "net";
    const QString path = folderOf(name);
    auto run = RunDirectory::create(path.toStdString(), value);
    if (!run) qFatal("%s", run.error().message().c_str());
    for (int i = 1; i <= steps; ++i)
      if (!(*run)->append(learned(i))) qFatal("not written");
    RunRecord record;
    record.status = "finished";
    record.step = steps;
    record.hasValidation = true;
    record.validationAccuracy = accuracy;
    record.bestEpoch = 2;
    if (!(*run)->saveRecord(record)) qFatal("not saved");
    return path;
  }

  struct Panel {
    Trainer trainer;
    FrameClock clock{trainer};
    TrainingPanel panel{clock};

    Panel() {
      panel.resize(900, 420);
      panel.show();
      if (!QTest::qWaitForWindowExposed(&panel)) qFatal("the panel does not show");
    }
    CompareRuns& runs() { return panel.runs(); }
    const std::vector<ChartModel::Shown>& compared() { return panel.model().compared(); }
    ComparePopup* popup() { return panel.findChild<ChartTools*>()->popup(); }
    void open(const QString& project, std::size_t runs) {
      panel.setProject(project);
      QTRY_COMPARE(this->runs().items().size(), runs);
    }
    void learn(int steps) {
      Frame frame;
      frame.status.epochs = 2;
      for (int i = 1; i <= steps; ++i) frame.newPoints.push_back(learned(i));
      panel.setFrame(frame);
    }
    QList<QToolButton*> chips() const {
      QList<QToolButton*> shown;
      for (auto* chip : panel.findChild<RunChips*>()->findChildren<QToolButton*>())
        if (chip->isVisible()) shown << chip;
      return shown;
    }
  };

 private slots:
  void init() {
    QSettings().remove("charts");
    folder_ = std::make_unique<QTemporaryDir>();
  }
  void cleanupTestCase() { QSettings().remove("charts"); }

  void runsAreListedNewestFirst() {
    makeRun("20250102T030405Z-first", 10, 0.5);
    makeRun("20260102T030405Z-second", 10, 0.977);
    QDir(folder_->path()).mkpath("net.runs/no run at all");
    Panel p;
    QAbstractItemModelTester tester(p.popup()->list()->model());
    p.open(project(), 2);
    const auto& items = p.runs().items();
    // Both were really started just now; the name is the folder's.
    QStringList names{items[0].name, items[1].name};
    names.sort();
    QCOMPARE(names, QStringList({"first", "second"}));
    for (const auto& item : items) {
      QVERIFY(item.started.isValid());
      QVERIFY2(item.result.contains(item.name == "first" ? "50.0" : "97.7"),
               qPrintable(item.result));
      QVERIFY(item.result.contains("best epoch 3"));
    }
  }

  void aRunIsChosenWithTheMouseAndLiesBehind() {
    makeRun("20260102T030405Z-a", 300);
    Panel p;
    p.open(project(), 1);
    QTest::mouseClick(p.panel.findChild<QToolButton*>("compare"), Qt::LeftButton);
    QTRY_VERIFY(p.popup()->isVisible() && p.popup()->list()->isVisible());
    QListView* list = p.popup()->list();
    const auto click = [&] {
      QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                        list->visualRect(list->model()->index(0, 0)).center());
    };
    click();
    QTRY_COMPARE(p.compared().size(), std::size_t(1));
    QCOMPARE(p.compared()[0].curves->train().size(), std::size_t(300));
    QVERIFY(p.compared()[0].name.startsWith("a · "));
    QVERIFY(p.panel.findChild<QToolButton*>("compare")->text().contains("1"));
    click();
    QTRY_VERIFY(p.compared().empty());
    click();
    QTRY_COMPARE(p.compared().size(), std::size_t(1));
    p.popup()->close();
    // Its chip takes it away again.
    QTRY_COMPARE(p.chips().size(), 1);
    QTest::mouseClick(p.chips().front(), Qt::LeftButton);
    QVERIFY(p.compared().empty());
    QTRY_VERIFY(p.chips().isEmpty());
  }

  void theKeyboardSearchesAndChooses() {
    makeRun("20260102T030405Z-wide", 5);
    makeRun("20260103T030405Z-deep", 5);
    Panel p;
    p.open(project(), 2);
    QToolButton* button = p.panel.findChild<QToolButton*>("compare");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(p.popup()->isVisible() && p.popup()->searchField()->hasFocus());
    QListView* list = p.popup()->list();
    QTest::keyClicks(p.popup()->searchField(), "wide");
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QTest::keyClick(p.popup()->searchField(), Qt::Key_Down);
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Space);
    QTRY_COMPARE(p.compared().size(), std::size_t(1));
    QVERIFY(p.compared()[0].name.startsWith("wide"));
    QTest::keyClick(list, Qt::Key_Up);
    QVERIFY(p.popup()->searchField()->hasFocus());
    QTest::keyClicks(p.popup()->searchField(), " nothing has this");
    QTRY_VERIFY(!list->isVisible());
    QTest::keyClick(p.popup()->searchField(), Qt::Key_Escape);
    QVERIFY(!p.popup()->isVisible());
    QCOMPARE(p.compared().size(), std::size_t(1));  // what is not found is still chosen
  }

  void runsHaveDifferentLooks() {
    for (int i = 0; i < 3; ++i) makeRun("20260102T03040" + QString::number(i) + "Z-r", 5);
    Panel p;
    p.open(project(), 3);
    for (int i = 0; i < 3; ++i)
      p.runs().setChosen(p.runs().items()[static_cast<std::size_t>(i)].id, true);
    QTRY_COMPARE(p.compared().size(), std::size_t(3));
    QSet<int> styles;
    for (const auto& shown : p.compared()) styles << shown.style;
    QCOMPARE(styles.size(), 3);
    // One that goes makes room for the look of the next, and changes nobody else's.
    const QString first = p.runs().items()[0].id;
    const int freed = p.runs().items()[0].style, kept = p.runs().items()[2].style;
    p.runs().setChosen(first, false);
    p.runs().setChosen(first, true);
    QCOMPARE(p.runs().items()[0].style, freed);
    QCOMPARE(p.runs().items()[2].style, kept);
  }

  void aBadFileSaysSoInOneSentence_data() {
    QTest::addColumn<QByteArray>("metrics");
    QTest::addColumn<QString>("says");
    QTest::newRow("no header") << QByteArray("hello\n1,2\n") << "does not begin with";
    QTest::newRow("a word")
        << QByteArray("step,epoch,split,loss,accuracy,lr,seconds\n1,0.1,train,x,0,0,0\n")
        << "Line 2 of";
    QTest::newRow("too short") << QByteArray(
                                      "step,epoch,split,loss,accuracy,lr,seconds\n1,0.1,train\n")
                               << "Line 2 of";
    QTest::newRow("empty") << QByteArray("step,epoch,split,loss,accuracy,lr,seconds\n")
                           << "no curves";
  }
  void aBadFileSaysSoInOneSentence() {
    QFETCH(QByteArray, metrics);
    QFETCH(QString, says);
    const QString bad = makeRun("20260102T030405Z-bad", 5);
    makeRun("20260103T030405Z-good", 5);
    write(bad + "/metrics.csv", metrics);
    Panel p;
    p.open(project(), 2);
    for (std::size_t i = 0; i < 2; ++i) p.runs().setChosen(p.runs().items()[i].id, true);
    QTRY_COMPARE(p.compared().size(), std::size_t(1));
    const auto item = [&] {
      return std::ranges::find(p.runs().items(), bad, &CompareRuns::Item::id);
    };
    QTRY_VERIFY(!item()->problem.isEmpty());
    QVERIFY2(item()->problem.contains(says), qPrintable(item()->problem));
    QVERIFY(!item()->chosen);
    QVERIFY(p.compared()[0].name.startsWith("good"));
  }

  void deletedRunsAreDroppedQuietly() {
    const QString a = makeRun("20260102T030405Z-a", 5), b = makeRun("20260103T030405Z-b", 5);
    Panel p;
    p.open(project(), 2);
    p.runs().setChosen(a, true);
    QTRY_COMPARE(p.compared().size(), std::size_t(1));
    QVERIFY(QDir(a).removeRecursively());
    QVERIFY(QDir(b).removeRecursively());
    p.runs().setChosen(b, true);  // gone between listing and reading
    QTRY_COMPARE(p.runs().items().size(), std::size_t(1));
    QCOMPARE(p.compared().size(), std::size_t(1));
    p.runs().refresh();
    QTRY_VERIFY(p.runs().items().empty());
    QVERIFY(p.compared().empty());
  }

  void whatWasChosenStaysWhenARunBegins() {
    const QString a = makeRun("20260102T030405Z-a", 5);
    Panel p;
    p.open(project(), 1);
    p.runs().setChosen(a, true);
    QTRY_COMPARE(p.compared().size(), std::size_t(1));
    const auto curves = p.compared()[0].curves;
    p.panel.expectRun(makeRun("20260104T030405Z-now", 0), "net");
    p.panel.beginRun();
    p.learn(20);
    QTRY_VERIFY(!p.runs().isSearching());
    QCOMPARE(p.runs().items().size(), std::size_t(1));  // the one under way is not in the list
    QCOMPARE(p.compared().size(), std::size_t(1));
    QVERIFY(p.compared()[0].curves == curves);
  }

  void theRunBeforeIsKeptWithoutAFile() {
    Panel p;
    p.panel.expectRun({}, "draft");
    p.panel.beginRun();
    QVERIFY(p.runs().items().empty());
    p.learn(50);
    p.panel.beginRun();
    QCOMPARE(p.runs().items().size(), std::size_t(1));
    QVERIFY(p.runs().items()[0].name.contains("previous run"));
    p.runs().setChosen({}, true);
    QCOMPARE(p.compared().size(), std::size_t(1));
    QCOMPARE(p.compared()[0].curves->train().size(), std::size_t(50));
    QVERIFY(p.compared()[0].curves->has(ChartMetric::GradientNorm));
    // The next one takes its place.
    p.learn(70);
    p.panel.beginRun();
    QCOMPARE(p.compared().size(), std::size_t(1));
    QCOMPARE(p.compared()[0].curves->train().size(), std::size_t(70));
  }

  void aRunOfThisSessionNeedNotBeRead() {
    const QString path = makeRun("20260104T030405Z-now", 5);
    Panel p;
    p.panel.setProject(project());
    p.panel.expectRun(path, "net");
    p.panel.beginRun();
    p.learn(40);
    p.panel.expectRun(folderOf("next"), "net");
    p.panel.beginRun();
    QTRY_COMPARE(p.runs().items().size(), std::size_t(1));
    p.runs().setChosen(path, true);
    QCOMPARE(p.compared().size(), std::size_t(1));  // at once, with what no file holds
    QCOMPARE(p.compared()[0].curves->train().size(), std::size_t(40));
    QVERIFY(p.compared()[0].curves->has(ChartMetric::GradientNorm));
  }

  void anotherProjectHasOtherRuns() {
    const QString a = makeRun("20260102T030405Z-a", 5);
    Panel p;
    p.open(project(), 1);
    p.runs().setChosen(a, true);
    QTRY_COMPARE(p.compared().size(), std::size_t(1));
    p.panel.forget();
    p.panel.setProject(folder_->filePath("other.loom"));
    QVERIFY(p.compared().empty());
    QTRY_VERIFY(!p.runs().isSearching());
    QVERIFY(p.runs().items().empty());
  }
};

LOOM_TEST(compare_runs_test, CompareRunsTest)
#include "compare_runs_test.moc"
