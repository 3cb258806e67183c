// The cards of the augmentation tab, made from the declarations and driven by real events; every
// edit can be undone.

#include <QLabel>
#include <QLineEdit>
#include <QMenu>

#include "engine/augment/presets.h"
#include "test_program.h"
#include "ui/augmentation_fixture.h"

using namespace loom;
using namespace loom::ui;

class AugmentationPanelTest : public QObject {
  Q_OBJECT

  /// A type that has a slider, whatever it is called.
  static const AugmentationType& type() { return augmentationTypes().front(); }

  /// The first three types, so that their order is seen.
  static void addThree(AugmentationFixture& w) {
    for (std::size_t i = 0; i < 3; ++i) w.panel.addStep(augmentationTypes()[i].name);
    QTest::qWait(20);  // the layout settles
  }
  static QString nameOf(std::size_t index) {
    return QString::fromStdString(augmentationTypes()[index].name);
  }

 private slots:
  void everyTypeBecomesACard() {
    AugmentationFixture w;
    for (const AugmentationType& each : augmentationTypes()) w.panel.addStep(each.name);
    QCOMPARE(w.panel.cards().size(), augmentationTypes().size());
    for (std::size_t i = 0; i < w.panel.cards().size(); ++i) {
      QCOMPARE(w.card(i)->fields().size(), augmentationTypes()[i].fields.size() + 1);
      for (StepField* row : w.card(i)->fields()) QVERIFY(row->slider());  // all have a range
    }
    w.document.undoStack().undo();
    QCOMPARE(w.panel.cards().size(), augmentationTypes().size() - 1);
  }

  void theMenuAddsStepsAndPresets() {
    AugmentationFixture w;
    const auto* list = w.panel.findChild<AugmentationList*>();
    const auto actions = list->addButton()->menu()->actions();
    actions.front()->trigger();
    const AugmentationPreset& preset = augmentationPresets().front();
    QVERIFY(w.steps() == preset.steps);
    QCOMPARE(w.undoSteps(), 1);
    actions.back()->trigger();
    QCOMPARE(w.order().last(), nameOf(augmentationTypes().size() - 1));
    for (const AugmentationPreset& each : augmentationPresets())
      QVERIFY(Augmenter::create(each.steps, 0).ok());
  }

  void draggingASliderIsOneUndoStep() {
    AugmentationFixture w;
    w.panel.addStep(type().name);
    QTest::qWait(20);
    QSlider* slider = w.card(0)->probability()->slider();
    const int before = w.undoSteps();
    // The handle stands at the right end: probability is 1.
    const QPoint end(slider->width() - 8, slider->height() / 2);
    QTest::mousePress(slider, Qt::LeftButton, {}, end);
    for (int x = 10; x <= 60; x += 10) QTest::mouseMove(slider, end - QPoint(x, 0));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, end - QPoint(60, 0));
    QVERIFY(w.steps()[0].probability < 0.95);
    QVERIFY(w.steps()[0].probability > 0.2);
    QCOMPARE(w.undoSteps(), before + 1);
    w.document.undoStack().undo();
    QCOMPARE(w.steps()[0].probability, 1.0);
    QCOMPARE(slider->value(), slider->maximum());
  }

  void keysAndTypingChangeAField() {
    AugmentationFixture w;
    w.panel.addStep(type().name);
    QTest::qWait(20);
    StepField* row = w.card(0)->fields().front();
    QTest::keyClick(row->slider(), Qt::Key_Home);
    const auto value = [&] {
      return std::get<double>(*w.steps()[0].params.find(row->field().key));
    };
    QCOMPARE(value(), row->field().min);
    auto* line = qobject_cast<QLineEdit*>(row->editor()->control());
    QCOMPARE(line->text().toDouble(), row->field().min);
    const int before = w.undoSteps();
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "33");
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(value(), 33.0);
    QCOMPARE(w.undoSteps(), before + 1);
    line->selectAll();
    QTest::keyClicks(line, "9999");
    QVERIFY(row->editor()->note()->isVisible());  // refused, with a sentence across the card
    QVERIFY(row->editor()->note()->width() > row->width() / 2);
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(value(), 33.0);
    QVERIFY(!row->editor()->note()->isVisible());
  }

  void everyPlaceOfASliderIsAValueThatItKeeps() {
    for (const AugmentationType& each : augmentationTypes())
      for (const Field& field : each.fields) {
        StepField row(field);
        QSlider* slider = row.slider();
        Value last;
        connect(&row, &StepField::edited, &row, [&](const Value& value) { last = value; });
        row.setValue(nullptr);
        const int initial = slider->value();
        QVERIFY2(initial >= slider->maximum() / 20, field.key.c_str());
        double before = -1e9;
        for (int place = slider->minimum(); place <= slider->maximum(); ++place) {
          slider->setValue(place == 0 ? 1 : 0);
          slider->setValue(place);
          QVERIFY2(checkValue(field, last).value.has_value(), field.key.c_str());
          const auto* whole = std::get_if<std::int64_t>(&last);
          const double number = whole ? static_cast<double>(*whole) : std::get<double>(last);
          QVERIFY2(number > before, qPrintable(QString("%1 at %2").arg(number).arg(place)));
          before = number;
          row.setValue(&last);
          QCOMPARE(slider->value(), place);
        }
        QCOMPARE(before, field.max);
      }
  }

  void theWheelPassesBy() {
    AugmentationFixture w;
    w.panel.addStep(type().name);
    QSlider* slider = w.card(0)->probability()->slider();
    w.card(0)->grip()->setFocus();
    QWheelEvent wheel(QPointF(5, 5), slider->mapToGlobal(QPointF(5, 5)), {}, {0, -120},
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(slider, &wheel);
    QCOMPARE(w.steps()[0].probability, 1.0);
  }

  void aStepThatIsOffKeepsItsPlaceAndItsSettings() {
    AugmentationFixture w;
    addThree(w);
    QTest::keyClick(w.card(1)->probability()->slider(), Qt::Key_PageDown);
    AugmentationStep step = w.steps()[1];
    QVERIFY(step.probability < 1 && step.probability > 0);
    QTest::mouseClick(w.card(1)->onSwitch(), Qt::LeftButton);
    step.enabled = false;
    QVERIFY(w.steps()[1] == step);
    w.document.reset(Project(w.document.project()), {});  // as if it were opened again
    QVERIFY(w.steps()[1] == step);
    QVERIFY(!w.card(1)->onSwitch()->isChecked());
    QTest::mouseClick(w.card(1)->onSwitch(), Qt::LeftButton);
    step.enabled = true;
    QVERIFY(w.steps()[1] == step);
  }

  void removingIsUndone() {
    AugmentationFixture w;
    addThree(w);
    w.card(1)->grip()->setFocus();
    QTest::keyClick(w.card(1)->grip(), Qt::Key_Delete);
    QCOMPARE(w.cardOrder(), QStringList({nameOf(0), nameOf(2)}));
    QVERIFY(w.card(1)->grip()->hasFocus());  // what took its place
    QTest::mouseClick(w.card(0)->removeButton(), Qt::LeftButton);
    QCOMPARE(w.cardOrder(), QStringList({nameOf(2)}));
    w.document.undoStack().undo();
    w.document.undoStack().undo();
    QTest::qWait(20);
    QCOMPARE(w.cardOrder(), QStringList({nameOf(0), nameOf(1), nameOf(2)}));
  }

  void aCardIsDraggedByItsHandle() {
    AugmentationFixture w(10, {900, 900});
    addThree(w);
    const int before = w.undoSteps();
    AugmentationCard* card = w.card(0);
    QToolButton* grip = card->grip();
    const QPoint from = w.middleOf(grip), to = w.middleOf(w.card(2)) + QPoint(0, 10);
    w.press(grip);
    for (int i = 1; i <= 4; ++i) w.drag(grip, from + (to - from) * i / 4);
    const auto* line = w.panel.findChild<QWidget*>("dropLine");
    QVERIFY(line->isVisible());
    QVERIFY(line->y() > w.card(2)->y());
    QCOMPARE(w.undoSteps(), before);  // not before it is let go
    w.release(grip, to);
    QTest::qWait(20);
    QVERIFY(!line->isVisible());
    QCOMPARE(w.order(), QStringList({nameOf(1), nameOf(2), nameOf(0)}));
    QCOMPARE(w.cardOrder(), w.order());
    QCOMPARE(w.undoSteps(), before + 1);
    QCOMPARE(w.card(2), card);  // the card itself went there
    w.document.undoStack().undo();
    QTest::qWait(20);
    QCOMPARE(w.cardOrder(), QStringList({nameOf(0), nameOf(1), nameOf(2)}));
  }

  void escapeTakesTheDragBack() {
    AugmentationFixture w(10, {900, 900});
    addThree(w);
    const int before = w.undoSteps();
    QToolButton* grip = w.card(2)->grip();
    const QPoint to = w.middleOf(w.card(0)) - QPoint(0, 30);
    w.press(grip);
    w.drag(grip, to);
    QVERIFY(w.panel.findChild<QWidget*>("dropLine")->isVisible());
    QTest::keyClick(grip, Qt::Key_Escape);
    QVERIFY(!w.panel.findChild<QWidget*>("dropLine")->isVisible());
    w.drag(grip, to);
    w.release(grip, to);
    QCOMPARE(w.undoSteps(), before);
    QCOMPARE(w.order(), QStringList({nameOf(0), nameOf(1), nameOf(2)}));
    w.press(grip);  // and a click moves nothing
    w.release(grip, w.middleOf(grip));
    QCOMPARE(w.undoSteps(), before);
  }

  void altAndArrowsMoveACard() {
    AugmentationFixture w(10, {900, 900});
    addThree(w);
    QSlider* slider = w.card(0)->probability()->slider();
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(w.order(), QStringList({nameOf(1), nameOf(0), nameOf(2)}));
    QTest::keyClick(slider, Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(slider, Qt::Key_Down, Qt::AltModifier);  // it is the last one
    QTest::qWait(20);
    QCOMPARE(w.order(), QStringList({nameOf(1), nameOf(2), nameOf(0)}));
    QCOMPARE(w.cardOrder(), w.order());
    QVERIFY(slider->hasFocus());
    QCOMPARE(w.steps()[2].probability, 1.0);  // the slider itself did not move
    QTest::keyClick(slider, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(w.order(), QStringList({nameOf(1), nameOf(0), nameOf(2)}));
    w.document.undoStack().undo();
    w.document.undoStack().undo();
    w.document.undoStack().undo();
    QCOMPARE(w.order(), QStringList({nameOf(0), nameOf(1), nameOf(2)}));
  }

  void twoOfAKindChangePlacesToo() {
    AugmentationFixture w;
    w.panel.addStep(type().name);
    w.panel.addStep(type().name);
    QTest::qWait(20);
    QTest::keyClick(w.card(0)->fields()[0]->slider(), Qt::Key_Home);
    AugmentationCard* first = w.card(0);
    const AugmentationStep moved = w.steps()[0];
    first->grip()->setFocus();
    QTest::keyClick(first->grip(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY(w.steps()[1] == moved && w.steps()[0] != moved);
    QCOMPARE(w.card(1), first);
    QVERIFY(first->grip()->hasFocus());
  }

  void cautionsStandInTheirCards() {
    AugmentationFixture digits(10), letters(3);
    // Some type or other warns of digits only.
    const std::vector<std::string> names = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    const auto warns = [&](const AugmentationType& each) {
      return !cautionOf({each.name, {}}, names).empty() && cautionOf({each.name, {}}, {}).empty();
    };
    const auto found = std::ranges::find_if(augmentationTypes(), warns);
    QVERIFY(found != augmentationTypes().end());
    for (AugmentationFixture* w : {&digits, &letters}) {
      w->panel.addStep(found->name);
      QVERIFY(w->pictured());
    }
    QVERIFY(digits.card(0)->caution().size() > 10);
    QVERIFY(letters.card(0)->caution().isEmpty());
    QTest::mouseClick(digits.card(0)->onSwitch(), Qt::LeftButton);
    QVERIFY(digits.card(0)->caution().isEmpty());
  }
};

LOOM_TEST(augmentation_panel_test, AugmentationPanelTest)
#include "augmentation_panel_test.moc"
