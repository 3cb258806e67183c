// The Activations tab over a real trainer: every view shows what the node has, and mouse and keys
// walk through it.

#include "ui/panels/activations_panel.h"

#include <QComboBox>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

#include "engine/idx_files.h"
#include "engine/networks.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/maps_view.h"
#include "ui/panels/health_line.h"
#include "ui/panels/sample_chooser.h"
#include "ui/panels/spreads_view.h"
#include "ui/panels/top_samples_view.h"
#include "ui/session.h"

using namespace loom;
using namespace loom::ui;
using Look = ActivationsPanel::Look;

namespace {

constexpr int kLong = 60'000;

/// The tab and what stands behind it.
struct Tab {
  Trainer trainer;
  Document document;
  FrameClock clock{trainer};
  Session session{document, trainer, clock};
  ActivationsPanel panel{session};

  explicit Tab(const Project& project) {
    document.reset(project, {});
    panel.resize(900, 300);
    panel.show();
    panel.activateWindow();
    (void)QTest::qWaitForWindowActive(&panel);
  }
  bool shows(const char* node) {
    session.setSelectedNode(node);
    return QTest::qWaitFor([&] { return panel.title().startsWith(QString(node) + " · "); }, kLong);
  }
  QStringList looks() {
    QStringList names;
    for (int i = 0; i < panel.lookField()->count(); ++i) names << panel.lookField()->itemText(i);
    return names;
  }
  /// Chosen from the list with the keyboard, as a person would.
  void pick(const QString& look) {
    QComboBox* field = panel.lookField();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Home);
    while (field->currentText() != look && field->currentIndex() + 1 < field->count())
      QTest::keyClick(field, Qt::Key_Down);
  }
};

}  // namespace

class ActivationsPanelTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  Project lenetHere() const {
    Project project = loom::test::lenet();
    project.data.source = "idx";
    project.data.params.set("folder", folder_.path().toStdString());
    return project;
  }
  /// Rows of the pictures as steps of a sequence.
  Project sequence(const std::string& type) const {
    loom::test::Chain chain;
    chain.add("input", "Input", {{"shape", Ints{1, 28, 28}}});
    chain.add("rows", "Reshape", {{"shape", Ints{28, 28}}}).add("tested", type);
    chain.add("flatten", "Flatten").add("fc", "Linear", {{"out_features", loom::test::whole(10)}});
    chain.add("loss", "CrossEntropyLoss");
    chain.project.data = lenetHere().data;
    return chain.project;
  }

 private slots:
  void initTestCase() {
    QVERIFY(loom::test::IdxFolder{folder_.path().toStdString()}.writeAll(120, 20, 28, 10));
  }

  void withoutANodeItSaysWhatToDo() {
    Tab tab(lenetHere());
    QVERIFY(tab.panel.maps()->message().contains("Select a layer"));
    QVERIFY(!tab.panel.lookField()->isEnabled());
    tab.session.setSelectedNode("loss");
    QTRY_VERIFY(tab.panel.maps()->message().contains("Nothing to see of loss"));
  }

  void theTitleSaysWhatIsSeen() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    QTRY_VERIFY2(tab.panel.title().startsWith("conv2 · 16 channels of 10×10 · sample “0”"),
                 qPrintable(tab.panel.title()));
    QVERIFY(tab.shows("fc1"));
    QVERIFY2(tab.panel.title().startsWith("fc1 · 120 values"), qPrintable(tab.panel.title()));
    tab.session.stepOnce();
    QTRY_VERIFY_WITH_TIMEOUT(tab.panel.title().endsWith("· epoch 1"), kLong);
  }

  void onlyWhatTheNodeHasCanBeChosen() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    QTRY_COMPARE(tab.looks(), (QStringList{"maps", "filters", "histograms", "top samples"}));
    QVERIFY(tab.shows("relu1"));
    QTRY_COMPARE(tab.looks(), (QStringList{"maps", "histograms", "top samples"}));
    QVERIFY(tab.shows("input"));
    QTRY_COMPARE(tab.looks(), (QStringList{"maps", "histograms"}));
  }

  void arrowKeysWalkTheChannelsAndAClickMakesOneLarge() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    QTRY_COMPARE(tab.panel.maps()->planes().count, 16);
    MapsView* maps = tab.panel.maps();
    QTRY_VERIFY(tab.panel.reading().startsWith("all: "));
    QTest::mouseClick(maps, Qt::LeftButton, {}, maps->cellRect(5).center());
    QCOMPARE(maps->chosen(), 5);
    QVERIFY2(tab.panel.reading().startsWith("channel 5: "), qPrintable(tab.panel.reading()));
    // The grid makes room for the large one, and a click on that puts it back.
    QVERIFY(maps->cellRect(0).left() > 60);
    QTest::mouseClick(maps, Qt::LeftButton, {}, {10, 10});
    QCOMPARE(maps->chosen(), -1);
    QCOMPARE(maps->cellRect(0).left(), 0);
    maps->setFocus();
    QTest::keyClick(maps, Qt::Key_Right);
    QCOMPARE(maps->chosen(), 0);
    QTest::keyClick(maps, Qt::Key_Right);
    QTest::keyClick(maps, Qt::Key_Right);
    QTest::keyClick(maps, Qt::Key_Left);
    QCOMPARE(maps->chosen(), 1);
    QTest::keyClick(maps, Qt::Key_End);
    QCOMPARE(maps->chosen(), 15);
    QTest::keyClick(maps, Qt::Key_Right);
    QCOMPARE(maps->chosen(), 15);
    QVERIFY(maps->accessibleDescription().startsWith("channel 15"));
    QTest::keyClick(maps, Qt::Key_Escape);
    QCOMPARE(maps->chosen(), -1);
    // The pointer alone reads too.
    QTest::mouseMove(maps, maps->cellRect(7).center());
    QTRY_VERIFY(tab.panel.reading().startsWith("channel 7: "));
    // Another node begins without a choice.
    QTest::keyClick(maps, Qt::Key_End);
    QVERIFY(tab.shows("conv1"));
    QCOMPARE(maps->chosen(), -1);
  }

  void filtersOfAConvolution() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    QTRY_COMPARE(tab.looks().size(), 4);
    tab.pick("filters");
    QTRY_COMPARE(tab.panel.maps()->planes().count, 16 * 6);
    QCOMPARE(tab.panel.maps()->planes().width, 5);
    QVERIFY(tab.panel.maps()->readingOf(13).startsWith("filter 2, input 1 · "));
    // The choice is remembered where it can be had again.
    QVERIFY(tab.shows("relu1"));
    QTRY_COMPARE(tab.panel.look(), Look::Maps);
    QVERIFY(tab.shows("conv1"));
    QTRY_COMPARE(tab.panel.look(), Look::Filters);
    QVERIFY(tab.panel.maps()->readingOf(3).startsWith("filter 3 · "));
  }

  void histogramsComeWithTheFirstStep() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    QTRY_COMPARE(tab.looks().size(), 4);
    tab.pick("histograms");
    QTRY_COMPARE(tab.panel.look(), Look::Spreads);
    SpreadView* weights = tab.panel.spreads()->view(SpreadHistory::Of::Weights);
    SpreadView* gradients = tab.panel.spreads()->view(SpreadHistory::Of::Gradients);
    QTRY_VERIFY2(weights->reading().startsWith("Weights: 2\u202F400 from "),
                 qPrintable(weights->reading()));
    QVERIFY(gradients->reading().isEmpty());
    QVERIFY(gradients->accessibleName().contains("take one step"));
    tab.session.stepOnce();
    QTRY_VERIFY_WITH_TIMEOUT(gradients->reading().startsWith("Gradients: 2\u202F416 from "), kLong);
    QVERIFY(tab.shows("relu1"));
    QTRY_VERIFY(gradients->accessibleName().contains("has none"));
  }

  void attentionAHeadAPicture() {
    Tab tab(sequence("MultiheadAttention"));
    QVERIFY(tab.shows("tested"));
    QTRY_VERIFY(tab.looks().contains("attention"));
    tab.pick("attention");
    QTRY_COMPARE(tab.panel.maps()->planes().count, 4);
    QCOMPARE(tab.panel.maps()->planes().width, 28);
    QVERIFY(tab.panel.maps()->readingOf(3).startsWith("head 3 · "));
  }

  void statesOverTime() {
    Tab tab(sequence("GRU"));
    QVERIFY(tab.shows("tested"));
    QTRY_VERIFY(tab.looks().contains("states"));
    tab.pick("states");
    QTRY_COMPARE(tab.panel.maps()->planes().count, 1);
    QCOMPARE(tab.panel.maps()->planes().width, 28);   // steps
    QCOMPARE(tab.panel.maps()->planes().height, 32);  // hidden_size
    QTRY_VERIFY(tab.panel.reading().startsWith("states, time from left to right"));
  }

  void whatExcitesAChannel() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    QTRY_COMPARE(tab.looks().size(), 4);
    MapsView* maps = tab.panel.maps();
    QTest::mouseClick(maps, Qt::LeftButton, {}, maps->cellRect(5).center());
    tab.pick("top samples");
    TopSamplesView* top = tab.panel.topSamples();
    QTRY_COMPARE_WITH_TIMEOUT(top->samples().samples.size(), std::size_t{9}, kLong);
    QCOMPARE(top->samples().channel, 5);
    QVERIFY(top->readingAt(top->cellRect(0).center()).startsWith("sample "));
    top->setFocus();
    QTest::keyClick(top, Qt::Key_Right);
    QTRY_COMPARE_WITH_TIMEOUT(top->samples().channel, 6, kLong);
    QVERIFY(tab.panel.reading().startsWith("channel 6: "));
    const int sample = top->samples().samples[2].sample;
    QTest::mouseDClick(top, Qt::LeftButton, {}, top->cellRect(2).center());
    QCOMPARE(tab.session.probeSample(), sample);
    QTRY_COMPARE(tab.panel.look(), Look::Maps);
    QCOMPARE(maps->chosen(), 6);
  }

  void theSampleIsChosenOrDrawn() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv1"));
    SampleChooser* samples = tab.panel.samples();
    QTRY_COMPARE(samples->number()->maximum(), 119);
    samples->number()->setFocus();
    samples->number()->selectAll();
    QTest::keyClicks(samples->number(), "17");
    QTest::keyClick(samples->number(), Qt::Key_Return);
    QCOMPARE(tab.session.probeSample(), 17);
    QTRY_VERIFY2(tab.panel.title().contains("sample “7”"), qPrintable(tab.panel.title()));
    const auto buttons = samples->findChildren<QToolButton*>();
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QCOMPARE(tab.session.probeSample(), 16);
    QVERIFY(!samples->drawing()->isEnabled());
    tab.session.setDrawing(std::vector<float>(784, 0.5F), 1);
    QTRY_VERIFY(tab.panel.title().contains("your drawing"));
    QVERIFY(samples->drawing()->isEnabled() && samples->drawing()->isChecked());
    QTest::mouseClick(samples->drawing(), Qt::LeftButton);
    QTRY_VERIFY2(tab.panel.title().contains("sample “6”"), qPrintable(tab.panel.title()));
    QTest::mouseClick(samples->drawing(), Qt::LeftButton);
    QTRY_VERIFY(tab.panel.title().contains("your drawing"));
  }

  void coloursAndScales() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    QTRY_COMPARE(tab.panel.maps()->planes().count, 16);
    const auto picture = [&] { return tab.panel.maps()->grab().toImage(); };
    const QImage viridis = picture();
    tab.panel.colourField()->setFocus();
    QTest::keyClick(tab.panel.colourField(), Qt::Key_Down);
    const QImage grey = picture();
    QVERIFY(grey != viridis);
    const QRect cell = tab.panel.maps()->cellRect(0);
    for (int x = cell.left(); x < cell.right(); ++x) {
      const QColor colour = grey.pixelColor(x, cell.center().y());
      QVERIFY(colour.red() == colour.green() && colour.green() == colour.blue());
    }
    QTest::keyClick(tab.panel.colourField(), Qt::Key_Down);
    QVERIFY(picture() != grey);
    const QImage shared = picture();
    QTest::mouseClick(tab.panel.scaleButton(), Qt::LeftButton);
    QVERIFY(picture() != shared);
  }

  void theVerdictComesWithTheFirstStep() {
    Tab tab(lenetHere());
    tab.session.setVisibleNodes({"conv1", "conv2"});
    QVERIFY(tab.shows("conv2"));
    QTRY_VERIFY(tab.panel.health()->isVisible());
    QVERIFY(tab.panel.health()->text().contains("take one step"));
    tab.session.stepOnce();
    QTRY_VERIFY_WITH_TIMEOUT(tab.panel.health()->text().contains("update / weight = "), kLong);
    QCOMPARE(tab.panel.health()->accessibleDescription(), tab.panel.health()->text());
    // A layer without weights or activations has no verdict.
    QVERIFY(tab.shows("pool1"));
    QTRY_VERIFY(!tab.panel.health()->isVisible());
  }

  void whileItIsHiddenNothingIsAskedFor() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    const auto isClose = [&] {
      const Snapshot* snapshot = tab.clock.last().snapshot;
      return snapshot && snapshot->close.node == "conv2";
    };
    QTRY_VERIFY(isClose());
    tab.panel.hide();
    QTRY_VERIFY(!isClose());
    tab.panel.show();
    QTRY_VERIFY(isClose());
  }

  // Frames that come fast are not all shown, but the last one is.
  void whatItRestsOnIsTheNewest() {
    Project project = test::lenet();
    project.training.epochs = 1000;
    Tab t(project);
    QVERIFY(t.shows("conv1"));
    t.session.train();
    using State = TrainerStatus::State;
    for (int pause = 0; pause < 5; ++pause) {
      const std::int64_t before = t.session.status().step;
      QTRY_VERIFY_WITH_TIMEOUT(t.session.status().step > before + 20, kLong);
      t.session.pause();
      QTRY_COMPARE_WITH_TIMEOUT(t.session.status().state, State::Paused, kLong);
      QTest::qWait(200);
      const QString title = t.panel.title(), reading = t.panel.reading();
      t.panel.hide();
      t.panel.show();  // reads it anew
      QCOMPARE(t.panel.title(), title);
      QCOMPARE(t.panel.reading(), reading);
      t.session.resume();
    }
    t.session.stop();
  }

  void aNarrowTabHasNoSide() {
    Tab tab(lenetHere());
    QVERIFY(tab.shows("conv2"));
    QTRY_VERIFY(tab.panel.health()->isVisible());
    tab.panel.setMinimumWidth(0);
    tab.panel.resize(420, 300);
    if (tab.panel.width() < 460) QTRY_VERIFY(!tab.panel.health()->isVisible());
  }
};

LOOM_TEST(activations_panel_test, ActivationsPanelTest)
#include "activations_panel_test.moc"
