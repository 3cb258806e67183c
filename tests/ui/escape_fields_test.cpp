// Esc in the middle of what is typed: names, notes, the search, settings and sliders are as before,
// and so are undo and selection.

#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSlider>
#include <QTabWidget>
#include <QTemporaryDir>

#include "engine/augment/augmentation.h"
#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/gestures_fixture.h"
#include "ui/panels/augmentation_card.h"
#include "ui/panels/augmentation_panel.h"
#include "ui/panels/field_editor.h"
#include "ui/panels/field_form.h"
#include "ui/panels/inspector.h"
#include "ui/panels/node_form.h"
#include "ui/panels/project_form.h"
#include "ui/panels/step_field.h"
#include "ui/window_parts.h"

using namespace loom::ui;

namespace {

/// Types, presses Esc, and looks.
void typeAndEscape(GesturesFixture& f, QWidget* field, const QString& text) {
  QVERIFY(field->isVisible());
  QTest::keyClicks(field, text);
  QTest::keyClick(field, Qt::Key_Escape);
  QVERIFY(!field->isVisible());
  QVERIFY(f.canvas.hasFocus());
}

struct FieldsWindow : WindowParts {
  FieldsWindow() {
    window.resize(1500, 950);
    show();
    window.start({});
    document.undoStack().setClean();
  }
  std::string text() const { return loom::projectText(document.project()); }
  static void retype(QLineEdit* line, const QString& text) {
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
  }
  /// Typed it is in the document at once; after Esc it never was.
  void typesAndTakesBack(QLineEdit* line, const QString& typed) {
    QVERIFY(line && line->isVisible());
    const std::string before = text();
    const QString shown = line->text();
    retype(line, typed);
    QVERIFY(text() != before);
    QVERIFY(document.isModified());
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(text(), before);
    QCOMPARE(line->text(), shown);
    QCOMPARE(document.undoStack().count(), 0);
    QVERIFY(!document.isModified());
    // And then in earnest.
    retype(line, typed);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(text() != before);
    QCOMPARE(document.undoStack().count(), 1);
    QTest::keyClick(line, Qt::Key_Escape);  // it is done: nothing is taken back
    QCOMPARE(document.undoStack().count(), 1);
    document.undoStack().undo();
    QCOMPARE(text(), before);
    document.undoStack().clear();
  }
};

}  // namespace

class EscapeFieldsTest : public QObject {
  Q_OBJECT

  std::unique_ptr<loom::test::OwnSettings> folder_;

 private Q_SLOTS:
  void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }
  void init() { folder_ = std::make_unique<loom::test::OwnSettings>(); }

  void renamingALayer() {
    GesturesFixture f;
    f.board().select({"relu1"});
    const Witness before = Witness::of(f);
    f.key(Qt::Key_F2);
    typeAndEscape(f, &f.canvas.renameField(), "other");
    QCOMPARE(before.differs(Witness::of(f)), QString());
    f.key(Qt::Key_F2);
    QTest::keyClicks(&f.canvas.renameField(), "relu2");
    QTest::keyClick(&f.canvas.renameField(), Qt::Key_Return);  // taken: it says so
    QVERIFY(!f.canvas.hint().isHidden());
    QTest::keyClick(&f.canvas.renameField(), Qt::Key_Escape);
    QCOMPARE(before.differs(Witness::of(f)), QString());
    f.key(Qt::Key_F2);
    QTest::keyClicks(&f.canvas.renameField(), "other");
    QTest::keyClick(&f.canvas.renameField(), Qt::Key_Return);
    QVERIFY(f.has("other"));
  }

  void renamingABlock() {
    GesturesFixture f;
    f.board().select(f.board().membersOf("open"));
    const Witness before = Witness::of(f);
    f.key(Qt::Key_F2);
    typeAndEscape(f, &f.canvas.renameField(), "Stem");
    QCOMPARE(before.differs(Witness::of(f)), QString());
    f.key(Qt::Key_F2);
    QTest::keyClick(&f.canvas.renameField(), Qt::Key_Return);  // the name it had
    QCOMPARE(before.differs(Witness::of(f)), QString());
    f.key(Qt::Key_F2);
    QTest::keyClicks(&f.canvas.renameField(), "Stem");
    QTest::keyClick(&f.canvas.renameField(), Qt::Key_Return);
    QCOMPARE(f.graph().blocks[0].name, std::string("Stem"));
    QCOMPARE(f.undoSteps(), before.index + 1);
  }

  void theNameFieldStaysOnWhatItNames() {
    GesturesFixture f;
    f.board().select({"relu1"});
    f.key(Qt::Key_F2);
    f.canvas.zoomTo(0.5);
    const QPoint corner = f.canvas.mapFromScene(f.board().node("relu1")->pos());
    QVERIFY((f.canvas.renameField().pos() - corner).manhattanLength() < 6);
    f.document.edit("gone", loom::removeNodes(f.graph(), {"relu1"}, true));
    QVERIFY(!f.canvas.renameField().isVisible());
  }

  void writingANote() {
    GesturesFixture f;
    const Witness before = Witness::of(f);
    QPlainTextEdit* field = f.canvas.noteCommands().field();
    f.key(Qt::Key_M, Qt::ControlModifier);
    typeAndEscape(f, field, "never");
    QCOMPARE(before.differs(Witness::of(f)), QString());
    QTest::mouseDClick(f.canvas.viewport(), Qt::LeftButton, {}, f.onNote(0));
    typeAndEscape(f, field, "never");
    QCOMPARE(f.text(), before.text);
    QCOMPARE(f.document.undoStack().count(), before.count);
    f.key(Qt::Key_M, Qt::ControlModifier);
    QTest::keyClicks(field, "now");
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.graph().notes.back().text, std::string("now"));
  }

  void aNoteWhosePlaceIsGoneIsStillWritten() {
    GesturesFixture f;
    QPlainTextEdit* field = f.canvas.noteCommands().field();
    const auto rewrite = [&](std::size_t note, const std::function<void()>& meanwhile) {
      f.board().selectNote(note);
      f.key(Qt::Key_Return);
      QTest::keyClicks(field, "mine");
      meanwhile();
      QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    };
    rewrite(1, [&] { f.document.edit("first goes", removeNotes(f.graph(), {0})); });
    QCOMPARE(f.graph().notes.size(), std::size_t{1});
    QCOMPARE(f.graph().notes[0].text, std::string("mine"));
    rewrite(0, [&] { f.document.edit("all go", removeNotes(f.graph(), {0})); });
    QCOMPARE(f.graph().notes.size(), std::size_t{1});
    QCOMPARE(f.graph().notes[0].text, std::string("mine"));
  }

  void searching() {
    GesturesFixture f;
    f.board().select({"relu4"});
    const Witness before = Witness::of(f);
    f.key(Qt::Key_Tab);
    typeAndEscape(f, f.canvas.search().field(), "conv");
    QCOMPARE(before.differs(Witness::of(f)), QString());
    QTest::mouseDClick(f.canvas.viewport(), Qt::LeftButton, {}, {700, 600});
    typeAndEscape(f, f.canvas.search().field(), "conv");
    QCOMPARE(f.text(), before.text);
    // A wire let go on nothing hangs there until the search is answered.
    f.drag(f.output("relu4"), {700, 600});
    typeAndEscape(f, f.canvas.search().field(), "conv");
    QCOMPARE(f.text(), before.text);
    QCOMPARE(f.undoSteps(), before.index);
    f.drag(f.output("relu4"), {700, 600});
    QTest::keyClicks(f.canvas.search().field(), "Dropout");
    QTest::keyClick(f.canvas.search().field(), Qt::Key_Return);
    QVERIFY(f.linked("relu4", f.graph().nodes.back().id));
  }

  void aSearchForALayerThatIsGoneCloses() {
    GesturesFixture f;
    f.drag(f.output("relu4"), {700, 600});
    QVERIFY(f.canvas.search().isVisible());
    f.document.edit("gone", loom::removeNodes(f.graph(), {"relu4"}, true));
    QVERIFY(!f.canvas.search().isVisible());
  }

  void aLayersSettings() {
    FieldsWindow w;
    w.window.canvas().board().select({"conv1"});
    NodeForm* form = w.window.inspector().nodeForm();
    const auto line = [&](FieldForm* fields, const char* key) {
      return qobject_cast<QLineEdit*>(fields->editor(key)->control());
    };
    w.typesAndTakesBack(line(form->form(), "out_channels"), "12");
    w.typesAndTakesBack(line(form->form(), "stride"),
                        "2");  // has its default, which is not in the file
    w.typesAndTakesBack(line(form->learningForm(), "l2"), "0.25");
    QCOMPARE(w.window.canvas().board().selection(), Scene::Ids{"conv1"});
  }

  void theProjectsSettings() {
    FieldsWindow w;
    ProjectForm* form = w.window.inspector().projectForm();
    const auto line = [&](FieldForm* fields, const char* key) {
      return qobject_cast<QLineEdit*>(fields->editor(key)->control());
    };
    w.typesAndTakesBack(line(form->trainingForm(), "epochs"), "33");
    w.typesAndTakesBack(line(form->optimizerForm(), "lr"), "0.5");
    w.typesAndTakesBack(form->nameField(), "mine");
  }

  void aSliderInTheMiddleOfADrag() {
    FieldsWindow w;
    AugmentationPanel& panel = w.window.augmentation();
    w.window.tabs().setCurrentWidget(&panel);
    panel.addStep(loom::augmentationTypes()[0].name);
    w.document.undoStack().clear();
    const std::string before = w.text();
    QSlider* slider = panel.cards()[0]->probability()->slider();
    slider->setFocus();
    const QPoint end(slider->width() - 8, slider->height() / 2);
    const auto move = [&](QPoint to) {
      QMouseEvent event(QEvent::MouseMove, to, slider->mapToGlobal(to), Qt::NoButton,
                        Qt::LeftButton, Qt::NoModifier);
      QCoreApplication::sendEvent(slider, &event);
    };
    QTest::mousePress(slider, Qt::LeftButton, {}, end);
    for (int x = 10; x <= 60; x += 10) move(end - QPoint(x, 0));
    QVERIFY(w.text() != before);
    QTest::keyClick(slider, Qt::Key_Escape);
    QCOMPARE(w.text(), before);
    QCOMPARE(slider->value(), slider->maximum());
    for (int x = 10; x <= 60; x += 10) move(end - QPoint(x, 0));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, end - QPoint(60, 0));
    QCOMPARE(w.text(), before);
    QCOMPARE(w.document.undoStack().count(), 0);
    QTest::mousePress(slider, Qt::LeftButton, {}, end);
    for (int x = 10; x <= 60; x += 10) move(end - QPoint(x, 0));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, end - QPoint(60, 0));
    QVERIFY(w.text() != before);
    QCOMPARE(w.document.undoStack().count(), 1);
  }
};

LOOM_TEST(escape_fields_test, EscapeFieldsTest)
#include "escape_fields_test.moc"
