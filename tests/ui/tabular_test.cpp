// Text with figures of one width: how wide it is, and that its pixels are those of its pieces.

#include "ui/tabular.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QtTest>
#include <functional>

#include "test_program.h"

using namespace loom::ui;

namespace {

QFont lettersOf(qreal points) {
  QFont font;
  font.setPointSizeF(points);
  return font;
}

QImage drawn(const QFont& font, const std::function<void(QPainter&)>& draw) {
  QImage image(400, 60, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.setFont(font);
  draw(painter);
  return image;
}

}  // namespace

class TabularTest : public QObject {
  Q_OBJECT

 private slots:
  void everyDigitIsAsWide() {
    const QFont font = lettersOf(12);
    const qreal one = tabularWidth(font, "1");
    for (const char* digit : {"0", "2", "3", "4", "5", "6", "7", "8", "9"})
      QCOMPARE(tabularWidth(font, digit), one);
    QCOMPARE(tabularWidth(font, "1111"), 4 * one);
    QCOMPARE(tabularWidth(font, {}), 0.0);
    const QString words = "images/s";
    QCOMPARE(tabularWidth(font, words), QFontMetricsF(font).horizontalAdvance(words));
    QCOMPARE(tabularWidth(font, "31" + words), 2 * one + tabularWidth(font, words));
    QVERIFY(tabularWidth(lettersOf(24), "8") > one);
  }

  // As Qt draws the pieces, each where the figures put it; also in letters of other fonts.
  void pixelsAreThoseOfThePieces_data() {
    QTest::addColumn<QString>("words");
    QTest::newRow("Latin") << "epoch, to AVA";
    QTest::newRow("signs") << QString::fromUtf8(" \u2212\u202F\u00B7 %");
    QTest::newRow("Chinese") << QString::fromUtf8("\u8BAD\u7EC3\u96C6");
  }
  void pixelsAreThoseOfThePieces() {
    QFETCH(QString, words);
    const QFont font = lettersOf(13);
    const QRectF box(10, 10, 380, 40);
    for (int twice = 0; twice < 2; ++twice) {  // the second time from what was kept
      const QImage found = drawn(font, [&](QPainter& painter) {
        drawTabular(painter, box, Qt::AlignLeft, "7" + words + "1");
      });
      const QImage expected = drawn(font, [&](QPainter& painter) {
        const QFontMetricsF metrics(font);
        const qreal y = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
        const qreal digit = tabularWidth(font, "0");
        const auto inMiddle = [&](qreal x, const QString& figure) {
          const qreal left = x + (digit - metrics.horizontalAdvance(figure)) / 2;
          painter.drawText(QPointF(left, y), figure);
        };
        inMiddle(box.left(), "7");
        painter.drawText(QPointF(box.left() + digit, y), words);
        inMiddle(box.left() + digit + metrics.horizontalAdvance(words), "1");
      });
      QVERIFY(found != drawn(font, [](QPainter&) {}));
      QCOMPARE(found, expected);
    }
  }

  void alignsWithinItsBox() {
    const QFont font = lettersOf(13);
    const qreal width = tabularWidth(font, "1234");
    const auto at = [&](const QRectF& box, Qt::Alignment alignment) {
      return drawn(font, [&](QPainter& p) { drawTabular(p, box, alignment, "1234"); });
    };
    const QImage left = at(QRectF(100, 10, 200, 40), Qt::AlignLeft);
    QCOMPARE(at(QRectF(100 + width - 200, 10, 200, 40), Qt::AlignRight), left);
    QCOMPARE(at(QRectF(100 + width / 2 - 100, 10, 200, 40), Qt::AlignHCenter), left);
  }

  // What is kept is bounded; nothing depends on it.
  void manyFontsAndManyWords() {
    const qreal before = tabularWidth(lettersOf(10), "a5b");
    for (int i = 0; i < 100; ++i) tabularWidth(lettersOf(6 + i * 0.25), "a5b");
    for (int i = 0; i < 2000; ++i) {
      QString word;
      for (int rest = i + 1; rest > 0; rest /= 26) word += QChar('a' + rest % 26);
      QCOMPARE(tabularWidth(lettersOf(10), word),
               QFontMetricsF(lettersOf(10)).horizontalAdvance(word));
    }
    QCOMPARE(tabularWidth(lettersOf(10), "a5b"), before);
  }
};

LOOM_TEST(tabular_test, TabularTest)
#include "tabular_test.moc"
