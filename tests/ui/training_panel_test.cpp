// The Training tab while a run goes on: which charts there are and where, and what its menus do.

#include "ui/panels/training_panel.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QToolButton>
#include <QtTest>
#include <cmath>

#include "test_program.h"
#include "ui/charts/chart_grid.h"
#include "ui/charts/line_chart.h"
#include "ui/curves.h"
#include "ui/frame_clock.h"
#include "ui/panels/chart_tools.h"

using namespace loom;
using namespace loom::ui;
using namespace loom::test;

namespace {

Frame frameWith(float accuracy) {
  Frame frame;
  frame.status.epochs = 2;
  frame.status.totalSteps = 2 * kPerEpoch;
  for (const auto split : {Point::Split::Train, Point::Split::Validation}) {
    Point point = learned(500);
    point.split = split;
    point.accuracy = accuracy;
    frame.newPoints.push_back(point);
  }
  return frame;
}

}  // namespace

class TrainingPanelTest : public QObject {
  Q_OBJECT

  struct Panel {
    Trainer trainer;
    FrameClock clock{trainer};
    TrainingPanel panel{clock};

    explicit Panel(const QSize& size = {800, 300}) {
      panel.resize(size);
      panel.show();
      if (!QTest::qWaitForWindowExposed(&panel)) qFatal("the panel does not show");
    }
    LineChart* chart(ChartMetric metric) const { return panel.chart(metric); }
    QToolButton* button(const char* name) const { return panel.findChild<QToolButton*>(name); }
    /// Opens the menu with the keyboard and chooses the entry with this text.
    void choose(const char* menu, const QString& text) const {
      QToolButton* opener = button(menu);
      QTimer::singleShot(0, opener, [opener, text] {
        QMenu* shown = opener->menu();
        for (QAction* action : shown->actions()) {
          if (action->text() != text) continue;
          shown->setActiveAction(action);
          QTest::keyClick(shown, Qt::Key_Return);
          return;
        }
        shown->close();
        QFAIL(qPrintable(text + " is not in the menu"));
      });
      QTest::mouseClick(opener, Qt::LeftButton);
    }
    QStringList visible() const {
      QStringList names;
      for (const ChartMetric metric : kChartMetrics)
        if (chart(metric)->isVisible()) names << chart(metric)->accessibleName();
      return names;
    }
  };

 private slots:
  void init() { QSettings().remove("charts"); }
  void cleanupTestCase() { QSettings().remove("charts"); }

  void accuracyIsShownWhereThereAreClasses() {
    Panel p;
    QVERIFY(p.chart(ChartMetric::Accuracy)->isVisible());
    const int half = p.chart(ChartMetric::Loss)->width();

    p.panel.setFrame(frameWith(NAN));
    QVERIFY(!p.chart(ChartMetric::Accuracy)->isVisible());
    QTRY_VERIFY(p.chart(ChartMetric::Loss)->width() > half * 3 / 2);  // it has the room of both
    QCOMPARE(p.panel.model().run().train().size(), std::size_t{1});
    QVERIFY(!p.panel.model().run().has(ChartMetric::Accuracy));

    p.panel.beginRun();
    QVERIFY(!p.chart(ChartMetric::Accuracy)->isVisible());  // until the next run says otherwise
    p.panel.setFrame(frameWith(0.5F));
    QVERIFY(p.chart(ChartMetric::Accuracy)->isVisible());
    QTRY_COMPARE(p.chart(ChartMetric::Loss)->width(), half);
    QVERIFY(p.panel.model().run().validation().has(ChartMetric::Accuracy));
  }

  void chartsAreChosenAndRemembered() {
    {
      Panel p({1200, 300});
      QCOMPARE(p.visible(), QStringList({"Loss", "Accuracy"}));
      p.choose("charts", "Gradient norm");
      p.choose("charts", "Learning rate");
      QCOMPARE(p.visible(), QStringList({"Loss", "Accuracy", "Learning rate", "Gradient norm"}));
      p.choose("charts", "Loss");
      p.choose("charts", "Accuracy");
      p.choose("charts", "Learning rate");
      p.choose("charts", "Gradient norm");  // the last one stays
      QCOMPARE(p.visible(), QStringList({"Gradient norm"}));
      p.choose("xAxis", "step");
      p.choose("smoothing", "smoothing 0.97");
      p.choose("scale", "logarithmic");
    }
    Panel again;
    QCOMPARE(again.visible(), QStringList({"Gradient norm"}));
    QCOMPARE(again.panel.model().axis(), XAxis::Step);
    QCOMPARE(again.panel.model().smoothing(), 0.97);
    QVERIFY(again.panel.model().isLogarithmic());
    QVERIFY(again.button("xAxis")->text().startsWith("step"));
    QVERIFY(again.button("smoothing")->text().startsWith("smoothing 0.97"));
    QVERIFY(again.button("scale")->text().startsWith("logarithmic"));
  }

  void everyMetricOfThePointsIsDrawn() {
    Panel p;
    p.panel.setFrame(frameWith(0.5F));
    for (const ChartMetric metric : kChartMetrics) {
      QVERIFY(p.panel.model().run().train().has(metric));
      QVERIFY2(p.chart(metric)->readingsAt(0.5).size() >= 2,
               qPrintable(p.chart(metric)->accessibleName()));
    }
    QVERIFY(p.chart(ChartMetric::LearningRate)->readingsAt(0.5)[1] == "0.0100");
  }

  void chartsFillTheRoom_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("wide") << QSize(1600, 220);
    QTest::newRow("usual") << QSize(900, 260);
    QTest::newRow("narrow") << QSize(420, 700);
    QTest::newRow("square") << QSize(800, 800);
  }
  void chartsFillTheRoom() {
    QFETCH(QSize, size);
    for (int count = 1; count <= 4; ++count) {
      const auto cells = ChartGrid::cells(count, size);
      QCOMPARE(cells.size(), std::size_t(count));
      int area = 0;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        QVERIFY(QRect(QPoint(0, 0), size).contains(cells[i]));
        area += cells[i].width() * cells[i].height();
        for (std::size_t k = 0; k < i; ++k) QVERIFY(!cells[i].intersects(cells[k]));
      }
      // But for the gaps between them nothing is left empty.
      QVERIFY2(area > size.width() * size.height() * 85 / 100, qPrintable(QString::number(count)));
    }
    if (size.width() == 1600) QCOMPARE(ChartGrid::cells(4, size)[3].top(), 0);
    if (size.width() == 420) QVERIFY(ChartGrid::cells(2, size)[1].top() > 300);
  }

  void pointsOfAProjectThatWasClosedAreNotTaken() {
    Panel p;
    p.panel.setFrame(frameWith(0.5F));
    p.panel.forget();
    QVERIFY(p.panel.model().run().empty());
    p.panel.setFrame(frameWith(0.5F));  // the last of the run before
    QVERIFY(p.panel.model().run().empty());
    p.panel.beginRun();
    p.panel.setFrame(frameWith(0.5F));
    QVERIFY(!p.panel.model().run().empty());
  }

  void exportsOfferWhatIsShown() {
    Panel p;
    const auto texts = [&] {
      QStringList found;
      for (const QAction* action : p.button("export")->menu()->actions()) found << action->text();
      return found;
    };
    QCOMPARE(texts(), QStringList({"All charts as PNG, SVG or CSV...", "Loss as PNG, SVG or CSV...",
                                   "Accuracy as PNG, SVG or CSV..."}));
    p.choose("charts", "Accuracy");
    QCOMPARE(texts(), QStringList({"Loss as PNG, SVG or CSV..."}));
    const ChartSheet sheet = p.panel.sheet({ChartMetric::Loss, ChartMetric::GradientNorm});
    QCOMPARE(sheet.cells.size(), std::size_t(2));
    QCOMPARE(sheet.size, p.panel.grid()->size());
  }
};

LOOM_TEST(training_panel_test, TrainingPanelTest)
#include "training_panel_test.moc"
