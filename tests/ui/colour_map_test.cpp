// Numbers as pictures: the colours, the grid and the scales say what the values are.

#include "ui/colour_map.h"

#include <QtTest>
#include <cmath>

#include "test_program.h"

using namespace loom;
using namespace loom::ui;

class ColourMapTest : public QObject {
  Q_OBJECT

 private slots:
  void viridisRunsFromVioletToYellow() {
    QCOMPARE(viridis(0), qRgb(68, 1, 84));
    QCOMPARE(viridis(1), qRgb(253, 231, 37));
    QCOMPARE(viridis(-3), viridis(0));
    QCOMPARE(viridis(7), viridis(1));
    QCOMPARE(qAlpha(viridis(std::nanf(""))), 0);
    // It grows lighter all the way, which is what makes it readable.
    for (int i = 1; i <= 255; ++i) {
      const auto light = [](QRgb c) {
        return 0.2126 * qRed(c) + 0.7152 * qGreen(c) + 0.0722 * qBlue(c);
      };
      QVERIFY(light(viridis(i / 255.0F)) >= light(viridis((i - 1) / 255.0F)));
    }
  }

  void channelsHaveTheirOwnScale() {
    NodeView view{"conv1", Shape{2, 14, 14}, std::vector<float>(2 * 14 * 14, 0)};
    view.values[0] = 1;           // channel 0, top left
    view.values[196 + 195] = 50;  // channel 1, bottom right
    const QImage image = mapsImage(view, 16, Theme::light());
    // Two maps of 14 pixels, twice as large, with a gap of two.
    QCOMPARE(image.size(), QSize(2 * 28 + 2, 28));
    QCOMPARE(image.pixel(0, 0), viridis(1));
    QCOMPARE(image.pixel(1, 1), viridis(1));
    QCOMPARE(image.pixel(2, 0), viridis(0));
    QCOMPARE(qAlpha(image.pixel(28, 5)), 0);
    QCOMPARE(image.pixel(57, 27), viridis(1));
    QCOMPARE(image.pixel(30, 0), viridis(0));
  }

  void onlySoManyChannels() {
    const NodeView view{"conv2", Shape{16, 10, 10}, std::vector<float>(1600, 0.5F)};
    QCOMPARE(mapsImage(view, 16, Theme::light()).width(), 4 * 30 + 3 * 2);
    QCOMPARE(mapsImage(view, 4, Theme::light()).width(), 2 * 30 + 2);
    QCOMPARE(gridColumns(6), 3);
  }

  void vectorsAreStrips() {
    NodeView view{"fc1", Shape{84}, std::vector<float>(84, 0)};
    view.values[41] = 3;  // second row, second cell
    const QImage image = mapsImage(view, 16, Theme::light());
    QCOMPARE(image.size(), QSize(160, 12));
    QCOMPARE(image.pixel(5, 5), viridis(1));
    QCOMPARE(image.pixel(0, 0), viridis(0));
    QCOMPARE(qAlpha(image.pixel(159, 11)), 0);  // 84 of 120 cells are used
  }

  void nothingToShowIsNull() {
    QVERIFY(mapsImage({"x", Shape{3, 4, 4}, {}}, 16, Theme::light()).isNull());
    QVERIFY(mapsImage({"x", Shape{3, 4, 4}, {1, 2, 3}}, 16, Theme::light()).isNull());
    QVERIFY(sampleImage(std::vector<float>(8), Shape{2, 2, 2}, Theme::light()).isNull());
  }

  void oddValuesDoNotSpoilTheScale() {
    const std::vector<float> values = {std::nanf(""), 1, 3, INFINITY};
    QCOMPARE(rangeOf(values).low, 1.0F);
    QCOMPARE(rangeOf(values).high, 3.0F);
    QCOMPARE(rangeOf(std::vector<float>{}).high, 0.0F);
  }

  void inkIsDarkOnPaper() {
    const Theme& theme = Theme::darkTheme();
    const std::vector<float> values = {0, 1, 0, 0.5F};
    const QImage image = sampleImage(values, Shape{1, 2, 2}, theme);
    QCOMPARE(QColor(image.pixel(0, 0)), theme.paper);
    QCOMPARE(QColor(image.pixel(1, 0)), theme.ink);
    const std::vector<std::uint8_t> colours = {255, 0, 0, 9, 0, 255, 0, 9, 0, 0, 255, 9};
    const QImage coloured = sampleImage(colours, Shape{3, 2, 2}, theme);
    QCOMPARE(coloured.pixel(0, 0), qRgb(255, 0, 0));
    QCOMPARE(coloured.pixel(1, 0), qRgb(0, 255, 0));
  }
};

LOOM_TEST(colour_map_test, ColourMapTest)
#include "colour_map_test.moc"
