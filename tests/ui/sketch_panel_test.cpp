// From ink to an answer: the panel with a real, untrained network behind it.

#include "ui/sketch/sketch_panel.h"

#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "engine/io/project_file.h"
#include "engine/train/trainer.h"
#include "places.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/session.h"
#include "ui/sketch/probability_bars.h"
#include "ui/sketch/sketch_pad.h"

using namespace loom;
using namespace loom::ui;

class SketchPanelTest : public QObject {
  Q_OBJECT

  struct Window {
    Trainer trainer;
    Document document;
    FrameClock clock{trainer};
    Session session{document, trainer, clock};
    SketchPanel panel{document, session};

    Window() {
      Result<Project> project =
          loadProject(std::string(loom::test::kSourceFolder) + "/resources/templates/lenet5.loom");
      if (!project) qFatal("%s", project.error().message().c_str());
      document.reset(*project, {});
      panel.resize(300, 520);
      panel.show();
    }

    void draw(const QList<QPoint>& way) {
      QTest::mousePress(panel.pad(), Qt::LeftButton, {}, way.front());
      for (const QPoint& point : way) QTest::mouseMove(panel.pad(), point);
      QTest::mouseRelease(panel.pad(), Qt::LeftButton, {}, way.back());
    }
  };

  static double sum(const std::vector<float>& values) {
    double total = 0;
    for (const float value : values) total += static_cast<double>(value);
    return total;
  }

 private slots:
  void inkIsAnsweredAndClearingForgets() {
    Window w;
    QVERIFY(QTest::qWaitForWindowExposed(&w.panel));
    w.draw({{60, 50}, {90, 50}, {120, 50}, {110, 80}, {100, 120}});
    QTRY_COMPARE_WITH_TIMEOUT(w.panel.bars()->probabilities().size(), std::size_t(10), 20000);
    QVERIFY(std::abs(sum(w.panel.bars()->probabilities()) - 1) < 1e-4);
    const auto before = w.panel.bars()->probabilities();
    w.draw({{60, 120}, {90, 130}, {120, 120}});
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.bars()->probabilities() != before, 20000);
    w.panel.pad()->clear();
    QTRY_VERIFY(w.panel.bars()->probabilities().empty());
    QTest::qWait(200);  // an answer still on its way must not come back
    QVERIFY(w.panel.bars()->probabilities().empty());
  }

  void aNetworkOfAnotherShapeSaysWhatThePadNeeds() {
    Window w;
    QVERIFY(QTest::qWaitForWindowExposed(&w.panel));
    const auto& analysis = w.document.analysis();
    const std::string input = analysis.inputNodes.front();
    const LayerType* type = analysis.find(input)->type;
    const std::string key = type->fields.front().key;
    w.document.edit("shape", setParam(w.document.graph(), input, key, Ints{3, 32, 32}));
    w.draw({{60, 50}, {120, 50}});
    QVERIFY(w.panel.pad()->isEmpty());
    QVERIFY(w.panel.pad()->accessibleDescription().contains("3×32×32"));
    w.document.undoStack().undo();
    w.draw({{60, 50}, {120, 50}});
    QVERIFY(!w.panel.pad()->isEmpty());
  }

  void buttonsFollowTheInk() {
    Window w;
    QVERIFY(QTest::qWaitForWindowExposed(&w.panel));
    QList<QToolButton*> off;
    for (QToolButton* button : w.panel.findChildren<QToolButton*>())
      if (!button->isEnabled()) off << button;
    QCOMPARE(off.size(), 2);  // Undo and Clear
    w.draw({{60, 50}, {120, 50}});
    for (const QToolButton* button : off) QVERIFY(button->isEnabled());
    QTest::mouseClick(off[0], Qt::LeftButton);  // Undo
    QVERIFY(w.panel.pad()->isEmpty());
  }
};

LOOM_TEST(sketch_panel_test, SketchPanelTest)
#include "sketch_panel_test.moc"
