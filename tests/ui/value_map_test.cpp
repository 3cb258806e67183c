// The picture of an array: every number has its place, and mouse and keys find it.

#include "ui/microscope/value_map.h"

#include <QSignalSpy>
#include <QtTest>
#include <numeric>

#include "test_program.h"

using namespace loom;
using namespace loom::ui;

namespace {

struct MapWithNumbers {
  std::vector<float> numbers;
  ValueMap map;

  explicit MapWithNumbers(const Shape& shape, QSize size = {400, 240})
      : numbers(static_cast<std::size_t>(shape.elements())) {
    std::iota(numbers.begin(), numbers.end(), 0.0F);
    map.resize(size);
    map.show();
    (void)QTest::qWaitForWindowExposed(&map);
    map.setValues(numbers, shape, {0, numbers.back()}, ColourMap::Viridis);
  }
};

}  // namespace

class ValueMapTest : public QObject {
  Q_OBJECT

 private slots:
  void everyNumberHasItsPlace_data() {
    QTest::addColumn<std::vector<std::int64_t>>("sizes");
    const auto row = [](const char* name, std::vector<std::int64_t> sizes) {
      QTest::newRow(name) << sizes;
    };
    row("a number", {1});
    row("a vector", {10});
    row("a long vector", {1200});
    row("a matrix", {20, 30});
    row("images", {6, 14, 14});
    row("filters", {16, 6, 5, 5});
    row("a wide one", {2, 300});
  }
  void everyNumberHasItsPlace() {
    QFETCH(std::vector<std::int64_t>, sizes);
    MapWithNumbers m{Shape(sizes)};
    QCOMPARE(m.map.drawn(), m.map.count());
    for (qint64 i = 0; i < m.map.count(); ++i) {
      const QRectF cell = m.map.cellRect(i);
      QVERIFY(QRectF(m.map.rect()).contains(cell));
      if (cell.width() >= 2) QCOMPARE(m.map.elementAt(cell.center().toPoint()), i);
    }
  }

  void aRowOfAMatrixIsARow() {
    MapWithNumbers m{Shape{4, 5}};
    QCOMPARE(m.map.cellRect(0).top(), m.map.cellRect(4).top());
    QVERIFY(m.map.cellRect(5).top() > m.map.cellRect(4).top());
    QCOMPARE(m.map.cellRect(5).left(), m.map.cellRect(0).left());
  }

  void clicksAndKeysMoveTheCursor() {
    MapWithNumbers m{Shape{2, 3, 4}};
    const QSignalSpy moved(&m.map, &ValueMap::cursorChanged);
    QTest::mouseClick(&m.map, Qt::LeftButton, {}, m.map.cellRect(5).center().toPoint());
    QCOMPARE(m.map.cursor(), qint64{5});
    QTest::keyClick(&m.map, Qt::Key_Right);
    QCOMPARE(m.map.cursor(), qint64{6});
    QTest::keyClick(&m.map, Qt::Key_Down);
    QCOMPARE(m.map.cursor(), qint64{10});
    QTest::keyClick(&m.map, Qt::Key_Up);
    QTest::keyClick(&m.map, Qt::Key_Left);
    QCOMPARE(m.map.cursor(), qint64{5});
    QTest::keyClick(&m.map, Qt::Key_End);
    QCOMPARE(m.map.cursor(), qint64{23});
    QTest::keyClick(&m.map, Qt::Key_Home);
    QCOMPARE(m.map.cursor(), qint64{0});
    QTest::keyClick(&m.map, Qt::Key_Left);
    QCOMPARE(m.map.cursor(), qint64{0});
    QCOMPARE(moved.size(), 7);
  }

  void theArrowsGoFromImageToImage() {
    MapWithNumbers m{Shape{2, 3, 4}, {900, 100}};  // side by side
    QVERIFY(m.map.cellRect(12).left() > m.map.cellRect(3).left());
    m.map.setCursor(3);
    QTest::keyClick(&m.map, Qt::Key_Right);
    QCOMPARE(m.map.cursor(), qint64{12});
  }

  void ofVeryManyOnlyTheFirstAreDrawn() {
    MapWithNumbers m{Shape{1000, 500}};
    QVERIFY(m.map.drawn() < m.map.count());
    QVERIFY(m.map.drawn() > 0);
    m.map.setCursor(m.map.count() - 1);
    QVERIFY(m.map.cellRect(m.map.cursor()).isEmpty());
    QCOMPARE(m.map.value(m.map.cursor()), 499'999.0F);
    QVERIFY(!m.map.grab().isNull());
  }
};

LOOM_TEST(value_map_test, ValueMapTest)
#include "value_map_test.moc"
