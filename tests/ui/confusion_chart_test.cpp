// The matrix of what is taken for what: colours, pointer, keys, and many classes.

#include "ui/charts/confusion_chart.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

#include "test_program.h"
#include "ui/theme.h"

using namespace loom;
using namespace loom::ui;
using Cell = ConfusionChart::Cell;

class ConfusionChartTest : public QObject {
  Q_OBJECT

  static QStringList numbers(int count) {
    QStringList names;
    for (int i = 0; i < count; ++i) names << QString::number(i);
    return names;
  }

  /// Three classes: 8 of 10 zeros are found, 2 are taken for 2; nothing else is mistaken.
  struct Three : ConfusionChart {
    Three() {
      setMatrix({{8, 0, 2}, {0, 5, 0}, {0, 0, 7}}, {"zero", "one", "two"});
      resize(300, 240);
      show();
      activateWindow();
      (void)QTest::qWaitForWindowActive(this);
    }
    QColor colour(Cell cell) {
      return grab().toImage().pixelColor(viewport()->mapTo(this, cellRect(cell).topLeft()) +
                                         QPoint(4, 3));
    }
  };

  static ConfusionMatrix diagonal(int classes) {
    ConfusionMatrix counts(static_cast<std::size_t>(classes),
                           std::vector<std::int64_t>(static_cast<std::size_t>(classes)));
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i][i] = 20;
      counts[i][(i + 7) % counts.size()] += 1;
    }
    return counts;
  }

 private Q_SLOTS:
  void rightIsBlueAndWrongIsRed_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }

  void rightIsBlueAndWrongIsRed() {
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
    Three chart;
    const QColor right = chart.colour({1, 1}), wrong = chart.colour({0, 2}),
                 none = chart.colour({2, 0});
    QVERIFY(right.blue() > right.red() + 40);
    QVERIFY(wrong.red() > wrong.blue() + 40);
    QVERIFY(std::abs(none.red() - none.blue()) < 20);
    applyTheme(*qApp, ThemeMode::Light);
  }

  void aClickChoosesTheCellUnderIt() {
    Three chart;
    QSignalSpy chosen(&chart, &ConfusionChart::cellChosen);
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, chart.cellRect({0, 2}).center());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0], (QVariantList{0, 2}));
    QCOMPARE(chart.reading({0, 2}).replace(QChar(0x202F), ' '),
             QString("zero taken for two: 2 of 10 (20.0 %)"));
    QCOMPARE(chart.reading({1, 1}).replace(QChar(0x202F), ' '),
             QString("one recognised: 5 of 5 (100.0 %)"));
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, {1, 1});  // the corner is no cell
    QCOMPARE(chosen.size(), 1);
  }

  void thePointerReads() {
    Three chart;
    QSignalSpy read(&chart, &ConfusionChart::read);
    QTest::mouseMove(chart.viewport(), chart.cellRect({2, 2}).center());
    QTRY_VERIFY(!read.isEmpty());
    QCOMPARE(read.last()[0].toString(), chart.reading({2, 2}));
  }

  void keysReadAndChoose() {
    Three chart;
    chart.setFocus(Qt::TabFocusReason);
    QSignalSpy chosen(&chart, &ConfusionChart::cellChosen);
    QVERIFY(chart.current() == Cell{});
    QTest::keyClick(&chart, Qt::Key_Right);
    QTest::keyClick(&chart, Qt::Key_Down);
    QVERIFY((chart.current() == Cell{1, 1}));
    QCOMPARE(chart.accessibleDescription(), chart.reading({1, 1}));
    QTest::keyClick(&chart, Qt::Key_End);
    QTest::keyClick(&chart, Qt::Key_Right);  // there is no further one
    QVERIFY((chart.current() == Cell{1, 2}));
    QTest::keyClick(&chart, Qt::Key_Home);
    QTest::keyClick(&chart, Qt::Key_Up);
    QTest::keyClick(&chart, Qt::Key_Up);
    QVERIFY((chart.current() == Cell{0, 0}));
    QVERIFY(chosen.isEmpty());
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0], (QVariantList{0, 0}));
  }

  void sharesAreOfTheRow() {
    Three chart;
    const QImage counts = chart.grab().toImage();
    chart.setShares(true);
    QVERIFY(chart.grab().toImage() != counts);
    chart.setShares(false);
    QVERIFY(chart.grab().toImage() == counts);
  }

  void tenClassesFit() {
    ConfusionChart chart;
    chart.setMatrix(diagonal(10), numbers(10));
    chart.resize(260, 200);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    QVERIFY(chart.viewport()->rect().contains(chart.cellRect({9, 9})));
    QCOMPARE(chart.verticalScrollBar()->maximum(), 0);
    QCOMPARE(chart.horizontalScrollBar()->maximum(), 0);
  }

  void manyClassesScroll() {
    ConfusionChart chart;
    chart.setMatrix(diagonal(300), numbers(300));
    chart.resize(300, 240);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    QVERIFY(chart.cellRect({0, 0}).height() >= 8);  // large enough to be hit
    chart.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&chart, Qt::Key_End);
    QVERIFY(chart.viewport()->rect().contains(chart.cellRect({0, 299})));
    for (int i = 0; i < 40; ++i) QTest::keyClick(&chart, Qt::Key_Down);
    QVERIFY(chart.viewport()->rect().contains(chart.cellRect({40, 299})));
    for (const Cell cell : {Cell{40, 299}, Cell{35, 290}, Cell{38, 297}})
      QVERIFY(chart.cellAt(chart.cellRect(cell).center()) == cell);
    QSignalSpy chosen(&chart, &ConfusionChart::cellChosen);
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, chart.cellRect({38, 297}).center());
    QCOMPARE(chosen[0], (QVariantList{38, 297}));
  }

  void cellsGrowAndShrink() {
    ConfusionChart chart;
    chart.setMatrix(diagonal(100), numbers(100));
    chart.resize(300, 240);
    chart.show();
    const int before = chart.cellRect({0, 0}).width();
    QTest::keyClick(&chart, Qt::Key_Plus);
    QVERIFY(chart.cellRect({0, 0}).width() > before);
    for (int i = 0; i < 20; ++i) QTest::keyClick(&chart, Qt::Key_Minus);
    QVERIFY(chart.cellRect({0, 0}).width() < before);
    QVERIFY(chart.viewport()->rect().contains(chart.cellRect({99, 99})));  // all of it is seen
    chart.setMatrix({}, {});
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chart.classes(), 0);
  }
};

LOOM_TEST(confusion_chart_test, ConfusionChartTest)
#include "confusion_chart_test.moc"
