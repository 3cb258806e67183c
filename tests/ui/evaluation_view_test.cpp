// What an evaluation looks like: figures, pages, the samples behind a cell, tables, and numbers
// instead of classes.

#include "ui/panels/evaluation_view.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

#include "engine/networks.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "ui/charts/predicted_chart.h"
#include "ui/charts/reliability_chart.h"
#include "ui/panels/class_model.h"
#include "ui/panels/class_table.h"
#include "ui/panels/sample_browser.h"
#include "ui/panels/sample_gallery.h"
#include "ui/theme.h"

using namespace loom;
using namespace loom::test;
using namespace loom::ui;

namespace {

/// A network that gives what it gets, evaluated on these test samples.
std::shared_ptr<const EvaluationReport> mirrored(const Ints& shape, const std::string& loss,
                                                 std::shared_ptr<const Dataset> data) {
  Chain chain;
  chain.add("input", "Input", {{"shape", shape}});
  if (shape.size() > 1) chain.add("flatten", "Flatten");
  chain.add("loss", loss);
  EvaluationSetup setup;
  setup.network = must(compile(chain.project.graph));
  setup.parameters =
      must(Parameters<float>::create(setup.network->graph, setup.network->analysis, 0));
  setup.dataset = std::move(data);
  Workers workers(1);
  auto evaluation = must(Evaluation::create(setup, workers));
  while (!evaluation->isOver()) evaluation->advance();
  return std::make_shared<const EvaluationReport>(evaluation->finish());
}

/// Images of 2x2 whose brightest pixel is the answer; truth and answer of each.
std::shared_ptr<const EvaluationReport> imagesReport(
    const std::vector<std::pair<int, int>>& judged) {
  auto data = std::make_shared<Dataset>();
  data->title = "Made";
  data->shape = {1, 2, 2};
  data->classes = {"cat", "dog", "fox", "o,x"};
  for (const auto& [truth, answer] : judged) {
    for (int p = 0; p < 4; ++p) data->test.pixels.push_back(p == answer ? 255 : 0);
    data->test.labels.push_back(truth);
  }
  return mirrored({1, 2, 2}, "CrossEntropyLoss", data);
}

/// 40 cats of which 30 are taken for dogs, 5 dogs, 3 foxes taken for cats.
std::shared_ptr<const EvaluationReport> animals() {
  std::vector<std::pair<int, int>> judged;
  for (int i = 0; i < 40; ++i) judged.push_back({0, i < 30 ? 1 : 0});
  for (int i = 0; i < 5; ++i) judged.push_back({1, 1});
  for (int i = 0; i < 3; ++i) judged.push_back({2, 0});
  return imagesReport(judged);
}

struct Shown : EvaluationView {
  explicit Shown(std::shared_ptr<const EvaluationReport> report) {
    resize(900, 260);
    QWidget::show();
    EvaluationView::show(std::move(report));
    activateWindow();
    (void)QTest::qWaitForWindowActive(this);
    QTest::qWait(20);  // until the pages have their size
  }
  SampleGallery& gallery() { return browser().gallery(); }
};

QString plain(QString text) {
  return text.replace(QChar(0x202F), ' ');
}

}  // namespace

class EvaluationViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theWorstMistakeIsShownFirst() {
    Shown view(animals());
    QCOMPARE(view.page(), EvaluationView::Cell);
    QVERIFY((view.matrix().current() == ConfusionChart::Cell{0, 1}));
    QCOMPARE(view.browser().title(), QString("cat taken for dog · 30 samples"));
    QVERIFY(plain(view.figures().join(' ')).contains("Accuracy 31.25 %"));
  }

  void aClickOnACellShowsItsSamples() {
    Shown view(animals());
    QTest::mouseClick(view.matrix().viewport(), Qt::LeftButton, {},
                      view.matrix().cellRect({2, 0}).center());
    QCOMPARE(view.browser().title(), QString("fox taken for cat · 3 samples"));
    QCOMPARE(view.gallery().items().size(), std::size_t{3});
    for (const auto& item : view.gallery().items()) {
      QCOMPARE(item.caption, QString("fox→cat"));
      QVERIFY(item.wrong && !item.image.isNull());
    }
    QSignalSpy chosen(&view, &EvaluationView::sampleChosen);
    QTest::mouseClick(&view.gallery(), Qt::LeftButton, {}, view.gallery().itemRect(1).center());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 46);  // 40 cats and 5 dogs stand before the foxes
    QTest::mouseClick(view.matrix().viewport(), Qt::LeftButton, {},
                      view.matrix().cellRect({1, 2}).center());
    QCOMPARE(view.gallery().items().size(), std::size_t{0});
    QVERIFY(view.browser().title().contains("0 samples"));
  }

  void pagesTurn() {
    Shown view(animals());
    SampleGallery& gallery = view.gallery();
    const int capacity = gallery.capacity();
    QVERIFY2(capacity < 30, "the test wants more than a page");
    const auto first = gallery.items();
    QCOMPARE(first.size(), static_cast<std::size_t>(capacity));
    QCOMPARE(plain(view.browser().pageText()), QString("1–%1 of 30").arg(capacity));
    QTest::mouseClick(&view.browser().nextButton(), Qt::LeftButton);
    QVERIFY(gallery.items() != first);
    gallery.setFocus();
    QTest::keyClick(&gallery, Qt::Key_PageUp);
    QVERIFY(gallery.items() == first);
    for (int i = 0; i < 40; ++i) QTest::keyClick(&gallery, Qt::Key_PageDown);
    QVERIFY(plain(view.browser().pageText()).endsWith("–30 of 30"));
    QVERIFY(!view.browser().nextButton().isEnabled());
  }

  void theGalleryIsUsedWithKeys() {
    Shown view(animals());
    SampleGallery& gallery = view.gallery();
    QSignalSpy chosen(&view, &EvaluationView::sampleChosen);
    gallery.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&gallery, Qt::Key_Right);
    QTest::keyClick(&gallery, Qt::Key_Right);
    QTest::keyClick(&gallery, Qt::Key_Left);
    QTest::keyClick(&gallery, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 1);
    QVERIFY(gallery.accessibleDescription().contains("cat"));
    QTest::keyClick(&gallery, Qt::Key_Down);
    QVERIFY(gallery.current() > 1);
  }

  void worstAndLeastCertain() {
    Shown view(animals());
    QTest::mouseClick(&view.button(EvaluationView::Worst), Qt::LeftButton);
    QTest::qWait(20);
    QCOMPARE(view.page(), EvaluationView::Worst);
    for (const auto& item : view.gallery().items()) QVERIFY(item.wrong);
    QTest::mouseClick(&view.button(EvaluationView::LeastCertain), Qt::LeftButton);
    QVERIFY(view.browser().title().startsWith("Least certain"));
    // A new report of the same kind leaves the page as it is.
    view.EvaluationView::show(animals());
    QCOMPARE(view.page(), EvaluationView::LeastCertain);
  }

  void calibrationIsRead() {
    Shown view(animals());
    QTest::mouseClick(&view.button(EvaluationView::Reliability), Qt::LeftButton);
    ReliabilityChart& chart = view.reliability();
    QVERIFY(chart.isVisible());
    // p = e / (e + 3) = 0.475 in (7/15, 8/15], right 15 of 48 times.
    const QString reading = plain(chart.reading(7));
    QVERIFY2(reading.startsWith("of 48 answers given 47 % to 53 %, 31."), qPrintable(reading));
    QVERIFY(plain(chart.verdict()).startsWith("calibration error 16.3 %"));
    QVERIFY(chart.verdict().contains("surer than it is right"));
    chart.setFocus(Qt::TabFocusReason);
    for (int i = 0; i < 7; ++i) QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.accessibleDescription(), chart.reading(7));
  }

  void theTableSortsAndIsCopied() {
    Shown view(animals());
    QTest::mouseClick(&view.button(EvaluationView::PerClass), Qt::LeftButton);
    QTableView& table = view.classes().table();
    ClassModel& model = view.classes().model();
    QVERIFY(table.isVisible());
    const auto clickTitle = [&](int column) {
      QHeaderView* header = table.horizontalHeader();
      QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                        {header->sectionViewportPosition(column) + 12, header->height() / 2});
    };
    const auto names = [&] {
      QStringList all;
      for (int row = 0; row < model.rowCount(); ++row) all << model.index(row, 0).data().toString();
      return all;
    };
    QCOMPARE(names(), (QStringList{"cat", "dog", "fox", "o,x"}));
    clickTitle(ClassModel::Recall);  // dog 1, cat 1/4, fox 0; "o,x" has none
    QCOMPARE(names(), (QStringList{"dog", "cat", "fox", "o,x"}));
    clickTitle(ClassModel::Recall);
    QCOMPARE(names(), (QStringList{"fox", "cat", "dog", "o,x"}));
    clickTitle(ClassModel::Recall);
    QCOMPARE(names(), (QStringList{"cat", "dog", "fox", "o,x"}));
    const auto buttons = view.classes().findChildren<QToolButton*>();
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    const QStringList lines = QApplication::clipboard()->text().split('\n');
    QCOMPARE(lines[0], QString("class,samples,predicted,precision,recall,f1,most_often_taken_for"));
    QCOMPARE(lines[1].section(',', 0, 2), QString("cat,40,13"));
    QVERIFY(lines[1].endsWith(",dog"));
    QVERIFY(lines[4].startsWith("\"o,x\",0,0,"));
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().startsWith("| Class |"));
    // Enter goes to what the class is taken for.
    table.setCurrentIndex(model.index(2, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(view.browser().title(), QString("fox taken for cat · 3 samples"));
  }

  void nothingIsMistaken() {
    Shown view(imagesReport({{0, 0}, {1, 1}, {2, 2}, {3, 3}}));
    QVERIFY(view.gallery().items().empty());
    view.matrix().setFocus(Qt::TabFocusReason);
    QTest::keyClick(&view.matrix(), Qt::Key_Return);
    QCOMPARE(view.browser().title(), QString("cat recognised · 1 sample"));
  }

  void numbersArePredictedAgainstTrue() {
    auto data = std::make_shared<Dataset>();
    data->title = "Made";
    data->shape = {1};
    data->test.target = data->train.target = {1};
    for (int i = 0; i < 200; ++i) {
      data->test.pixels.push_back(static_cast<std::uint8_t>(i));
      data->test.values.push_back(static_cast<float>(i) / 255 + (i == 150 ? 0.3F : 0));
    }
    Shown view(mirrored({1}, "MSELoss", data));
    QVERIFY(view.predicted().isVisible());
    QVERIFY(!view.button(EvaluationView::PerClass).isVisible());
    QVERIFY(!view.button(EvaluationView::Cell).isVisible());
    QCOMPARE(view.page(), EvaluationView::Worst);
    QCOMPARE(view.gallery().items()[0].mark, QString("#150"));
    PredictedChart& chart = view.predicted();
    const QPoint odd = chart.placeOf(150.0F / 255 + 0.3F, 150.0F / 255).toPoint();
    QVERIFY2(chart.readingAt(odd).endsWith(": 1 answers near"), qPrintable(chart.readingAt(odd)));
    // The pair is drawn where it lies, and nowhere else off the line.
    const QImage drawn = chart.grab().toImage();
    const QColor accent = Theme::of(&chart).accent;
    const auto coloured = [&](QPoint at) {
      for (int dx = -1; dx <= 1; ++dx)
        for (int dy = -1; dy <= 1; ++dy)
          if (drawn.pixelColor(at + QPoint(dx, dy)).blue() -
                  drawn.pixelColor(at + QPoint(dx, dy)).red() >
              40)
            return true;
      return false;
    };
    QVERIFY(accent.blue() - accent.red() > 40);
    QVERIFY(coloured(odd));
    QVERIFY(!coloured(odd - QPoint(0, 12)));
    QVERIFY(plain(view.figures().join(' ')).contains("Mean absolute error 0.0015"));
  }
};

LOOM_TEST(evaluation_view_test, EvaluationViewTest)
#include "evaluation_view_test.moc"
