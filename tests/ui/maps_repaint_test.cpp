// While it learns only the maps in the nodes are drawn anew; what stands on the screen then is what
// would stand there if everything were.

#include <QScreen>
#include <QtTest>
#include <random>

#include "places.h"
#include "test_program.h"
#include "ui/canvas_fixture.h"
#include "ui/frame_clock.h"

using namespace loom;
using namespace loom::ui;

class MapsRepaintTest : public QObject {
  Q_OBJECT

  static void showMaps(CanvasFixture& c, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> value(-1, 1);
    Snapshot snapshot;
    for (const NodeInfo& info : c.document.analysis().nodes) {
      if (!info.output) continue;
      NodeView view{info.id, *info.output, {}};
      for (std::int64_t i = 0; i < info.output->elements(); ++i)
        view.values.push_back(value(random));
      snapshot.activations.push_back(std::move(view));
    }
    Frame frame;
    frame.snapshot = &snapshot;
    frame.snapshotIsNew = true;
    c.canvas.setFrame(frame);
    QCoreApplication::processEvents();
  }

  static QImage onScreen(const CanvasFixture& c) {
    return c.canvas.screen()->grabWindow(c.canvas.winId()).toImage();
  }

 private slots:
  void whatIsShownIsWhatAWholeRepaintShows_data() {
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.45, 0.7, 1.0, 1.13, 1.6, 2.5})
      QTest::addRow("zoom %.2f", zoom) << zoom;
  }

  void whatIsShownIsWhatAWholeRepaintShows() {
    QFETCH(double, zoom);
    CanvasFixture c;
    c.document.reset(
        *loadProject(std::string(loom::test::kSourceFolder) + "/resources/templates/lenet5.loom"),
        {});
    c.settle();
    c.canvas.zoomTo(zoom, {600, 350});
    c.settle();
    showMaps(c, 1);
    const QImage first = onScreen(c);
    showMaps(c, 2);
    const QImage partly = onScreen(c);
    QVERIFY(!partly.isNull());
    QVERIFY(partly != first);
    c.canvas.viewport()->update();
    QCoreApplication::processEvents();
    const QImage wholly = onScreen(c);
    QCOMPARE(partly.size(), wholly.size());
    for (int y = 0; y < wholly.height(); ++y) {
      for (int x = 0; x < wholly.width(); ++x) {
        if (partly.pixel(x, y) != wholly.pixel(x, y))
          QFAIL(qPrintable(QStringLiteral("differs at %1, %2").arg(x).arg(y)));
      }
    }
  }
};

LOOM_TEST(maps_repaint_test, MapsRepaintTest)
#include "maps_repaint_test.moc"
