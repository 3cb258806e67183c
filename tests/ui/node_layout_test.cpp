// What room a node keeps for what it computes.
#include "ui/canvas/node_layout.h"

#include <QApplication>
#include <QtTest/QtTest>

#include "test_program.h"

using namespace loom::ui;

class NodeLayoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // Of one pixel each they are drawn side by side in a strip; the node kept room for a grid.
  void mapsOfOnePixelTakeAStrip() {
    const auto heightOf = [](std::vector<std::int64_t> shape) {
      NodeFace face;
      face.showsMaps = true;
      face.mapShape = std::move(shape);
      return nodeLayout(face, NodeFonts(QApplication::font())).maps.height();
    };
    QCOMPARE(heightOf({16, 1, 1}), heightOf({16}));
    QVERIFY(heightOf({16, 5, 5}) > 2 * heightOf({16}));
  }
};

LOOM_TEST(node_layout_test, NodeLayoutTest)
#include "node_layout_test.moc"
