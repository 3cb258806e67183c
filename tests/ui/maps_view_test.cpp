// The large maps: a cell a channel, and hovering says what is in it.

#include "ui/maps_view.h"

#include <QtTest>

#include "test_program.h"

using namespace loom;
using namespace loom::ui;

class MapsViewTest : public QObject {
  Q_OBJECT

  static NodeView channels() {
    NodeView view{"conv", Shape{16, 5, 5}, std::vector<float>(16 * 25, 0)};
    view.values[3 * 25] = -2;
    view.values[3 * 25 + 1] = 8;
    view.values[7 * 25] = 1;
    return view;
  }

  /// The text under every tenth pixel, without repeats, in reading order.
  static QStringList readings(const MapsView& view) {
    QStringList found;
    for (int y = 0; y < view.height(); y += 10)
      for (int x = 0; x < view.width(); x += 10) {
        const QString text = view.readingAt({x, y});
        if (!text.isEmpty() && !found.contains(text)) found << text;
      }
    return found;
  }

  static int countPixels(MapsView& view, QRgb colour) {
    const QImage image = view.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height() - 30; ++y)
      for (int x = 0; x < image.width(); ++x) count += image.pixel(x, y) == colour;
    return count;
  }

 private slots:
  void everyChannelHasItsCell() {
    MapsView view;
    view.resize(900, 200);
    view.setView(channels());
    const QStringList found = readings(view);
    QCOMPARE(found.size(), 16);
    QVERIFY(found.contains(QString("channel 3 · −2.00 to 8.00")));
    QVERIFY(found.contains(QString("channel 15 · 0.00 to 0.00")));
  }

  void allFitAtAnySize() {
    MapsView view;
    view.setView(channels());
    for (const QSize& size : {QSize(300, 120), QSize(120, 400), QSize(1600, 90)}) {
      view.resize(size);
      QCOMPARE(readings(view).size(), 16);
    }
  }

  void ownScalesBringOutFaintChannels() {
    MapsView view;
    view.resize(900, 200);
    view.setView(channels());
    const int shared = countPixels(view, viridis(1));
    view.setOwnScales(true);
    // Channel 7 reaches the top of its own scale, but not of the common one.
    QVERIFY(shared > 0);
    QVERIFY(2 * countPixels(view, viridis(1)) > 3 * shared);  // two cells, but for rounding
  }

  void aVectorIsOneCellAValue() {
    MapsView view;
    view.resize(600, 150);
    view.setView({"fc", Shape{10}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}});
    QCOMPARE(readings(view).size(), 10);
    QVERIFY(readings(view).contains(QString("value 4 · 4.00")));
  }

  void anEmptyViewHasNothingToRead() {
    MapsView view;
    view.resize(600, 150);
    QVERIFY(readings(view).isEmpty());
    view.setView(channels());
    view.setMessage("nothing");
    QVERIFY(readings(view).isEmpty());
  }
};

LOOM_TEST(maps_view_test, MapsViewTest)
#include "maps_view_test.moc"
