// The augmentation tab, made from the declarations and driven by real events; every edit can be
// undone.

#include "ui/panels/augmentation_panel.h"

#include <QSlider>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest>

#include "engine/augment/augmentation.h"
#include "engine/train/trainer.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/panels/augmentation_card.h"
#include "ui/panels/step_field.h"
#include "ui/session.h"
#include "ui/switch.h"

using namespace loom;
using namespace loom::ui;

class AugmentationPanelTest : public QObject {
  Q_OBJECT

  struct Window {
    Trainer trainer;
    Document document;
    FrameClock clock{trainer};
    Session session{document, trainer, clock};
    AugmentationPanel panel{document, session};

    Window() {
      panel.resize(800, 400);
      panel.show();
    }
    const std::vector<AugmentationStep>& steps() const { return document.project().augmentation; }
  };

  /// A type that has a slider, whatever it is called.
  static const AugmentationType& type() { return augmentationTypes().front(); }

 private slots:
  void everyTypeBecomesACard() {
    Window w;
    for (const AugmentationType& each : augmentationTypes()) w.panel.addStep(each.name);
    QCOMPARE(w.panel.cards().size(), augmentationTypes().size());
    for (std::size_t i = 0; i < w.panel.cards().size(); ++i)
      QCOMPARE(w.panel.cards()[i]->fields().size(), augmentationTypes()[i].fields.size());
    w.document.undoStack().undo();
    QCOMPARE(w.panel.cards().size(), augmentationTypes().size() - 1);
  }

  void draggingASliderIsOneUndoStep() {
    Window w;
    w.panel.addStep(type().name);
    QVERIFY(QTest::qWaitForWindowExposed(&w.panel));
    QSlider* slider = w.panel.cards()[0]->probability()->slider();
    const int before = w.document.undoStack().count();
    // The handle stands at the right end: probability is 1.
    const QPoint end(slider->width() - 8, slider->height() / 2);
    QTest::mousePress(slider, Qt::LeftButton, {}, end);
    for (int x = 10; x <= 60; x += 10) QTest::mouseMove(slider, end - QPoint(x, 0));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, end - QPoint(60, 0));
    QVERIFY(w.steps()[0].probability < 0.95);
    QVERIFY(w.steps()[0].probability > 0.2);
    QCOMPARE(w.document.undoStack().count(), before + 1);
    w.document.undoStack().undo();
    QCOMPARE(w.steps()[0].probability, 1.0);
    QCOMPARE(slider->value(), slider->maximum());
  }

  void keysChangeAField() {
    Window w;
    w.panel.addStep(type().name);
    StepField* row = w.panel.cards()[0]->fields().front();
    QVERIFY(row->slider());
    QTest::keyClick(row->slider(), Qt::Key_Home);
    const Value* value = w.steps()[0].params.find(row->field().key);
    QVERIFY(value);
    QVERIFY(checkValue(row->field(), *value).value.has_value());
    QCOMPARE(row->slider()->value(), row->slider()->minimum());
  }

  void theSwitchRemembersTheProbability() {
    Window w;
    w.panel.addStep(type().name);
    AugmentationCard* card = w.panel.cards()[0];
    QTest::keyClick(card->probability()->slider(), Qt::Key_PageDown);
    const double probability = w.steps()[0].probability;
    QVERIFY(probability < 1 && probability > 0);
    QTest::mouseClick(card->onSwitch(), Qt::LeftButton);
    QCOMPARE(w.steps()[0].probability, 0.0);
    QTest::mouseClick(card->onSwitch(), Qt::LeftButton);
    QCOMPARE(w.steps()[0].probability, probability);
  }

  void removingIsUndone() {
    Window w;
    w.panel.addStep(type().name);
    w.panel.addStep(type().name);
    QTest::mouseClick(w.panel.cards()[0]->removeButton(), Qt::LeftButton);
    QCOMPARE(w.steps().size(), std::size_t(1));
    QCOMPARE(w.panel.cards().size(), std::size_t(1));
    w.document.undoStack().undo();
    QCOMPARE(w.panel.cards().size(), std::size_t(2));
  }
};

LOOM_TEST(augmentation_panel_test, AugmentationPanelTest)
#include "augmentation_panel_test.moc"
