// From ink to an answer: the panel with a real, untrained network behind it.

#include "ui/sketch/sketch_panel.h"

#include <QListWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "engine/io/project_file.h"
#include "engine/io/safetensors.h"
#include "engine/train/trainer.h"
#include "places.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/session.h"
#include "ui/sketch/model_choice.h"
#include "ui/sketch/model_columns.h"
#include "ui/sketch/model_popup.h"
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
    QCOMPARE(off.size(), 3);  // Undo, Redo and Clear
    w.draw({{60, 50}, {120, 50}});
    QVERIFY(off[0]->isEnabled() && !off[1]->isEnabled() && off[2]->isEnabled());
    QTest::mouseClick(off[0], Qt::LeftButton);
    QVERIFY(w.panel.pad()->isEmpty());
    QVERIFY(!off[0]->isEnabled() && off[1]->isEnabled() && !off[2]->isEnabled());
    QTest::mouseClick(off[1], Qt::LeftButton);
    QVERIFY(!w.panel.pad()->isEmpty());
  }

  void theAnswerDoesNotWaitForTheClock() {
    Window w;
    QVERIFY(QTest::qWaitForWindowExposed(&w.panel));
    w.draw({{60, 50}, {120, 50}});
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.bars()->probabilities().empty(), 20000);
    disconnect(&w.clock, nullptr, &w.panel, nullptr);  // frames reach it no more
    const auto before = w.panel.bars()->probabilities();
    w.draw({{60, 120}, {90, 130}, {120, 120}});
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.bars()->probabilities() != before, 20000);
  }

  void whatMatteredIsShownOnlyWhileAsked() {
    Window w;
    QVERIFY(QTest::qWaitForWindowExposed(&w.panel));
    w.draw({{60, 50}, {90, 50}, {120, 50}, {110, 80}, {100, 120}});
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.bars()->probabilities().empty(), 20000);
    QTest::qWait(200);
    QVERIFY(!w.panel.pad()->showsHeat());
    QTest::mouseClick(w.panel.matteredButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.pad()->showsHeat(), 20000);
    w.draw({{60, 120}, {90, 130}, {120, 120}});  // of another drawing it says nothing
    QVERIFY(!w.panel.pad()->showsHeat());
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.pad()->showsHeat(), 20000);
    QTest::mouseClick(w.panel.matteredButton(), Qt::LeftButton);
    QVERIFY(!w.panel.pad()->showsHeat());
    w.draw({{60, 140}, {120, 140}});
    QTest::qWait(200);
    QVERIFY(!w.panel.pad()->showsHeat());
  }

  void otherModelsAnswerBesideIt() {
    QTemporaryDir folder;
    Window w;
    QVERIFY(QTest::qWaitForWindowExposed(&w.panel));
    const QString project = folder.filePath("mine.loom");
    QVERIFY(saveProject(w.document.project(), project.toStdString()).ok());
    QTRY_VERIFY_WITH_TIMEOUT(w.session.ownDataset(), 60000);
    const QString weights = folder.filePath("mine.safetensors");
    QVERIFY(writeSafetensors(weights.toStdString(), w.trainer.weights()).ok());
    w.draw({{60, 50}, {90, 50}, {120, 50}, {110, 80}, {100, 120}});
    QTRY_VERIFY_WITH_TIMEOUT(!w.panel.bars()->probabilities().empty(), 20000);
    QVERIFY(w.panel.modelColumns()->isHidden());
    w.panel.models()->open(project, weights);
    w.panel.models()->open(project, folder.filePath("nowhere.safetensors"));
    const auto& columns = w.panel.modelColumns()->columns();
    QTRY_VERIFY_WITH_TIMEOUT(
        columns.size() == 2 && !columns[0].probabilities.empty() && !columns[1].problem.isEmpty(),
        20000);
    QVERIFY(!w.panel.modelColumns()->isHidden());
    QCOMPARE(columns[0].name, QString("mine"));
    // The same weights give the same answer.
    QTRY_COMPARE_WITH_TIMEOUT(columns[0].probabilities, w.panel.bars()->probabilities(), 20000);
    w.panel.pad()->clear();
    QTRY_VERIFY_WITH_TIMEOUT(columns[0].probabilities.empty(), 20000);
    w.panel.models()->chooseNone();
    QVERIFY(w.panel.modelColumns()->isHidden());
  }

  void theListOfModelsIsDrivenByKeys() {
    Window w;
    QVERIFY(QTest::qWaitForWindowExposed(&w.panel));
    w.panel.models()->open("/nowhere/a.loom", "/nowhere/a.safetensors");
    w.panel.models()->open("/nowhere/b.loom", "/nowhere/b.safetensors");
    QTest::mouseClick(w.panel.compareButton(), Qt::LeftButton);
    auto* popup = w.panel.findChild<ModelPopup*>();
    QVERIFY(popup && popup->isVisible());
    QCOMPARE(popup->list()->count(), 2);
    QTest::keyClick(popup->list(), Qt::Key_Down);
    QTest::keyClick(popup->list(), Qt::Key_Space);
    QTRY_COMPARE(w.panel.models()->chosenCount(), 1);
    QVERIFY(!w.panel.models()->items()[1].chosen);
    QTest::keyClick(popup->list(), Qt::Key_Space);
    QTRY_COMPARE(w.panel.models()->chosenCount(), 2);
    QTest::keyClick(popup->list(), Qt::Key_Escape);
    QTRY_VERIFY(!popup->isVisible());
    for (int i = 0; i < 5; ++i)
      w.panel.models()->open(QString("/nowhere/%1.loom").arg(i), "/nowhere/w.safetensors");
    QCOMPARE(w.panel.models()->chosenCount(), ModelChoice::kMost);
  }
};

LOOM_TEST(sketch_panel_test, SketchPanelTest)
#include "sketch_panel_test.moc"
