// The bars show what the network answers, and paint only when a person could see a change.

#include "ui/sketch/probability_bars.h"

#include <QPaintEvent>
#include <QtTest>

#include "test_program.h"
#include "ui/theme.h"

using namespace loom::ui;

namespace {

class CountedBars : public ProbabilityBars {
 public:
  int paints = 0;

 protected:
  void paintEvent(QPaintEvent* event) override {
    ++paints;
    ProbabilityBars::paintEvent(event);
  }
};

QStringList digits() {
  QStringList names;
  for (int i = 0; i < 10; ++i) names << QString::number(i);
  return names;
}

/// How many pixels of a row have this colour.
int countIn(const QImage& image, int y, const QColor& colour) {
  int count = 0;
  for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == colour;
  return count;
}

}  // namespace

class ProbabilityBarsTest : public QObject {
  Q_OBJECT

 private slots:
  void theLongestBarIsTheAnswer() {
    ProbabilityBars bars;
    bars.resize(300, bars.sizeHint().height());
    std::vector<float> p(10, 0.01F);
    p[7] = 0.91F;
    bars.setProbabilities(p, digits());
    QCOMPARE(bars.best(), 7);
    QCOMPARE(bars.bestName(), QString("7"));
    QVERIFY(bars.accessibleDescription().contains("7"));
    const QImage image = bars.grab().toImage();
    const int row = image.height() / 10;
    const QColor accent = Theme::of(&bars).accent;
    const int seven = countIn(image, row * 7 + row / 2, accent);
    QVERIFY(seven > image.width() / 3);
    for (int i = 0; i < 3; ++i) QVERIFY(countIn(image, row * i + row / 2, accent) < 8);
  }

  void aLongAnswerKeepsToItsColumn() {
    for (const QString& name :
         {QString("aeroplane"), QString("Nachtischlampenschirm"), QString("hot air balloon")}) {
      ProbabilityBars bars;
      QStringList names = digits();
      names[0] = name;
      std::vector<float> p(10, 0.0F);
      p[0] = 1;
      bars.setProbabilities(p, names);
      bars.resize(300, bars.sizeHint().height());
      const QImage image = bars.grab().toImage();
      const QColor accent = Theme::of(&bars).accent;
      int inColumn = 0;
      for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < 46; ++x) inColumn += image.pixelColor(x, y) == accent;
        // Between the answer and the names of the bars nothing is written.
        QVERIFY2(image.pixelColor(43, y) != accent, qPrintable(name));
      }
      QVERIFY(inColumn > 10);
    }
  }

  void equalAnswersAreNotPaintedAgain() {
    CountedBars bars;
    bars.resize(300, 150);
    bars.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bars));
    std::vector<float> p(10, 0.1F);
    bars.setProbabilities(p, digits());
    QTRY_VERIFY(bars.paints > 0);
    QTest::qWait(30);
    const int before = bars.paints;
    p[3] += 0.00002F;
    for (int i = 0; i < 5; ++i) bars.setProbabilities(p, digits());
    QTest::qWait(30);
    QCOMPARE(bars.paints, before);
    p[3] += 0.2F;
    bars.setProbabilities(p, digits());
    QTRY_VERIFY(bars.paints > before);
  }

  void manyClassesShowTheLikeliest() {
    ProbabilityBars bars;
    std::vector<float> p(100, 0.001F);
    p[63] = 0.9F;
    QStringList names;
    for (int i = 0; i < 100; ++i) names << QString("class %1").arg(i);
    bars.setProbabilities(p, names);
    QCOMPARE(bars.bestName(), QString("class 63"));
    QVERIFY(bars.sizeHint().height() < 13 * 30);
  }

  void clearingForgetsTheAnswer() {
    ProbabilityBars bars;
    bars.setProbabilities(std::vector<float>(10, 0.1F), digits());
    bars.clear();
    QCOMPARE(bars.best(), -1);
    QVERIFY(bars.bestName().isEmpty());
    QVERIFY(bars.probabilities().empty());
  }
};

LOOM_TEST(probability_bars_test, ProbabilityBarsTest)
#include "probability_bars_test.moc"
