// The inspector's forms: made from declarations, exact about what is typed, one undo step a visit.

#include "ui/panels/inspector.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

#include "engine/graph/initialisers.h"
#include "engine/layers/layer_type.h"
#include "test_program.h"
#include "ui/document.h"
#include "ui/panels/field_editor.h"
#include "ui/panels/field_form.h"
#include "ui/panels/node_form.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/project_form.h"
#include "ui/theme.h"

using namespace loom::ui;

namespace {

struct InspectorFixture {
  Document document;
  Inspector inspector{document};

  InspectorFixture() {
    loom::Project project;
    project.name = "net";
    loom::Node input, conv, conv2;
    input.id = "input";
    input.type = "Input";
    input.params.set("shape", loom::Ints{1, 28, 28});
    conv.id = "conv1";
    conv.type = "Conv2d";
    conv.params.set("out_channels", std::int64_t{6});
    conv.params.set("kernel_size", loom::Ints{5, 5});
    conv2 = conv;
    conv2.id = "conv2";
    project.graph.nodes = {input, conv, conv2};
    project.graph.links = {{"input", "conv1", 0}, {"conv1", "conv2", 0}};
    document.reset(project, {});
    inspector.resize(306, 800);
    inspector.show();
    inspector.activateWindow();
    (void)QTest::qWaitForWindowActive(&inspector);
  }
  void select(const QString& id) {
    inspector.setSelection(id.isEmpty() ? QStringList() : QStringList{id});
  }
  FieldEditor* editor(const char* key) { return inspector.nodeForm()->form()->editor(key); }
  QLineEdit* line(const char* key) { return qobject_cast<QLineEdit*>(editor(key)->control()); }
  const loom::Value* param(const char* node, const char* key) {
    return document.graph().find(node)->params.find(key);
  }
  static void retype(QLineEdit* line, const QString& text) {
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
  }
};

}  // namespace

class InspectorTest : public QObject {
  Q_OBJECT

 private slots:
  void everyLayerHasAForm();
  void longTypeNamesFit();
  void labelsAreLevelWithTheirFields();
  void typingIsLiveAndOneStep();
  void refusedTextStaysWithItsReason();
  void escapeBringsTheValueBack();
  void pairsAreReadInEverySpelling();
  void refusedTextDoesNotFollowToAnotherNode();
  void arrowsStepWholeNumbers();
  void renameAndFreeze();
  void startAndPenaltiesBelongToNodesWithWeights();
  void fixButtonMendsInOneStep();
  void projectSettingsAreEdited();
  void undoIsShownInTheForm();
  void severalSelectedSaySo();
};

void InspectorTest::everyLayerHasAForm() {
  InspectorFixture f;
  loom::Edits edits;
  for (const loom::LayerType& type : loom::layerTypes()) {
    loom::Node node;
    node.id = "all_" + type.name;
    node.type = type.name;
    edits.push_back(loom::InsertNode{node, -1});
  }
  f.document.edit("all", edits);
  for (const loom::LayerType& type : loom::layerTypes()) {
    f.select(QString::fromStdString("all_" + type.name));
    for (const loom::Field& field : type.fields) {
      const FieldEditor* editor = f.editor(field.key.c_str());
      QVERIFY2(editor, (type.name + "." + field.key).c_str());
      QVERIFY2(!editor->control()->accessibleName().isEmpty(), field.key.c_str());
      QVERIFY2(!editor->control()->toolTip().isEmpty(),
               (type.name + "." + field.key + " has no help").c_str());
    }
  }
  QCOMPARE(f.document.undoStack().count(), 1);
}

void InspectorTest::longTypeNamesFit() {
  applyTheme(*qApp, ThemeMode::Light);
  InspectorFixture f;
  loom::Node input, block;
  input.id = "rows";
  input.type = "Input";
  input.params.set("shape", loom::Ints{28, 28});
  block.id = "encoder1";
  block.type = "TransformerEncoderLayer";
  f.document.edit("add", {loom::InsertNode{input, -1}, loom::InsertNode{block, -1},
                          loom::InsertLink{{"rows", "encoder1", 0}, -1}});
  f.select("encoder1");
  QVERIFY(f.inspector.nodeForm()->lock()->isVisible());
  QVERIFY(f.inspector.minimumSizeHint().width() <= f.inspector.width());
}

void InspectorTest::labelsAreLevelWithTheirFields() {
  applyTheme(*qApp, ThemeMode::Light);
  InspectorFixture f;
  QTest::qWait(0);  // the layout is made
  int seen = 0;
  for (const QLabel* label : f.inspector.findChildren<QLabel*>()) {
    const QWidget* field = label->buddy();
    if (!field || !label->isVisible() || label->height() > field->height() + 2) continue;
    const int offset = label->mapToGlobal(label->rect().center()).y() -
                       field->mapToGlobal(field->rect().center()).y();
    QVERIFY2(std::abs(offset) <= 1,
             qPrintable(QString("%1: %2 px").arg(label->text()).arg(offset)));
    ++seen;
  }
  QVERIFY2(seen >= 8, qPrintable(QString::number(seen)));
}

void InspectorTest::typingIsLiveAndOneStep() {
  InspectorFixture f;
  f.select("conv1");
  InspectorFixture::retype(f.line("out_channels"), "12");
  QCOMPARE(*f.param("conv1", "out_channels"), loom::Value(std::int64_t{12}));
  QCOMPARE(f.document.undoStack().count(), 1);
  QTest::keyClick(f.line("out_channels"), Qt::Key_Return);
  InspectorFixture::retype(f.line("out_channels"), "7");
  QCOMPARE(f.document.undoStack().count(), 2);
  f.document.undoStack().undo();
  QCOMPARE(*f.param("conv1", "out_channels"), loom::Value(std::int64_t{12}));
  f.document.undoStack().undo();
  QCOMPARE(*f.param("conv1", "out_channels"), loom::Value(std::int64_t{6}));
}

void InspectorTest::refusedTextStaysWithItsReason() {
  InspectorFixture f;
  f.select("conv1");
  QLineEdit* line = f.line("out_channels");
  InspectorFixture::retype(line, "-3");
  QCOMPARE(line->text(), QString("-3"));
  QVERIFY(!f.editor("out_channels")->refusal().isEmpty());
  QCOMPARE(*f.param("conv1", "out_channels"), loom::Value(std::int64_t{6}));
  for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Tab, Qt::Key_Backtab}) {
    QTest::keyClick(line, key);
    QVERIFY(line->hasFocus());
    QCOMPARE(line->text(), QString("-3"));
  }
  // The document changes elsewhere: what is typed stays.
  f.document.edit("other",
                  loom::setParam(f.document.graph(), "conv2", "out_channels", std::int64_t{9}));
  QCOMPARE(line->text(), QString("-3"));
  InspectorFixture::retype(line, "8");
  QVERIFY(f.editor("out_channels")->refusal().isEmpty());
  QCOMPARE(*f.param("conv1", "out_channels"), loom::Value(std::int64_t{8}));
}

void InspectorTest::escapeBringsTheValueBack() {
  InspectorFixture f;
  f.select("conv1");
  QLineEdit* line = f.line("out_channels");
  InspectorFixture::retype(line, "many");
  QTest::keyClick(line, Qt::Key_Escape);
  QCOMPARE(line->text(), QString("6"));
  QVERIFY(f.editor("out_channels")->refusal().isEmpty());
  QVERIFY(!f.document.undoStack().canUndo());
}

void InspectorTest::pairsAreReadInEverySpelling() {
  InspectorFixture f;
  f.select("conv1");
  for (const char* text : {"3x4", "3×4", "3, 4", "3 x 4"}) {
    f.document.edit("back",
                    loom::setParam(f.document.graph(), "conv1", "kernel_size", loom::Ints{5, 5}));
    InspectorFixture::retype(f.line("kernel_size"), QString::fromUtf8(text));
    QVERIFY2(*f.param("conv1", "kernel_size") == loom::Value(loom::Ints{3, 4}), text);
  }
  InspectorFixture::retype(f.line("kernel_size"), "3");
  QCOMPARE(*f.param("conv1", "kernel_size"), loom::Value(loom::Ints{3, 3}));
}

void InspectorTest::refusedTextDoesNotFollowToAnotherNode() {
  InspectorFixture f;
  f.select("conv1");
  InspectorFixture::retype(f.line("out_channels"), "0");
  QVERIFY(!f.editor("out_channels")->refusal().isEmpty());
  f.select("conv2");
  QCOMPARE(f.line("out_channels")->text(), QString("6"));
  QVERIFY(f.editor("out_channels")->refusal().isEmpty());
}

void InspectorTest::arrowsStepWholeNumbers() {
  InspectorFixture f;
  f.select("conv1");
  QLineEdit* line = f.line("out_channels");
  line->setFocus();
  QTest::keyClick(line, Qt::Key_Up);
  QTest::keyClick(line, Qt::Key_Up);
  QTest::keyClick(line, Qt::Key_Down);
  QCOMPARE(*f.param("conv1", "out_channels"), loom::Value(std::int64_t{7}));
  QCOMPARE(f.document.undoStack().count(), 1);
}

void InspectorTest::renameAndFreeze() {
  InspectorFixture f;
  f.select("conv1");
  QLineEdit* name = f.inspector.nodeForm()->nameField();
  InspectorFixture::retype(name, "conv2");
  QTest::keyClick(name, Qt::Key_Return);
  QVERIFY(f.document.graph().find("conv1"));  // taken
  InspectorFixture::retype(name, "stem");
  QTest::keyClick(name, Qt::Key_Return);
  QVERIFY(f.document.graph().find("stem"));
  QCOMPARE(f.inspector.nodeForm()->node(), std::string("stem"));
  QVERIFY(!f.document.graph().find("stem")->frozen);
  QTest::mouseClick(f.inspector.nodeForm()->lock(), Qt::LeftButton);
  QVERIFY(f.document.graph().find("stem")->frozen);
  f.document.undoStack().undo();
  f.document.undoStack().undo();
  QVERIFY(f.document.graph().find("conv1"));
}

void InspectorTest::startAndPenaltiesBelongToNodesWithWeights() {
  InspectorFixture f;
  f.select("input");
  QVERIFY(!f.inspector.nodeForm()->learningForm()->isVisible());
  f.select("conv1");
  FieldForm* form = f.inspector.nodeForm()->learningForm();
  QVERIFY(form->isVisible());
  const auto learning = [&]() -> const loom::Values& {
    return f.document.graph().find("conv1")->learning;
  };
  auto* start = qobject_cast<QComboBox*>(form->editor("init")->control());
  QVERIFY(start);
  QCOMPARE(start->count(), static_cast<int>(loom::initialisers().size()) + 1);
  QCOMPARE(start->currentIndex(), 0);
  QVERIFY(!start->itemText(0).isEmpty());
  const auto choose = [&](int index) {
    start->setCurrentIndex(index);
    emit start->activated(index);
  };
  choose(2);
  QCOMPARE(*learning().find("init"), loom::Value(loom::initialisers()[1].name));
  QCOMPARE(start->currentIndex(), 2);
  choose(0);
  QVERIFY(learning().empty());  // as it was: nothing is left in the file
  InspectorFixture::retype(qobject_cast<QLineEdit*>(form->editor("l2")->control()), "0.5");
  QCOMPARE(*learning().find("l2"), loom::Value(0.5));
  QCOMPARE(f.document.undoStack().count(), 3);  // typing is one step
  f.document.undoStack().undo();
  f.document.undoStack().undo();
  QCOMPARE(start->currentIndex(), 2);
  f.document.undoStack().undo();
  QVERIFY(learning().empty());
  QCOMPARE(start->currentIndex(), 0);
}

void InspectorTest::fixButtonMendsInOneStep() {
  InspectorFixture f;
  ProblemsPanel panel(f.document);
  panel.resize(600, 300);
  panel.show();
  // A kernel larger than what arrives, and no loss.
  f.document.edit("big",
                  loom::setParam(f.document.graph(), "conv1", "kernel_size", loom::Ints{40, 40}));
  const loom::Problem* broken = nullptr;
  for (const auto& problem : f.document.analysis().problems) {
    if (problem.node == "conv1" && !problem.fixes.empty()) broken = &problem;
  }
  QVERIFY(broken);
  const std::string sentence = broken->text.english();
  f.select("conv1");
  const int steps = f.document.undoStack().index();
  auto* button = f.inspector.nodeForm()->findChild<QPushButton*>();
  QVERIFY(button);
  QTest::mouseClick(button, Qt::LeftButton);
  QCOMPARE(f.document.undoStack().index(), steps + 1);
  for (const auto& problem : f.document.analysis().problems)
    QVERIFY(problem.text.english() != sentence);
  f.document.undoStack().undo();
  QVERIFY(f.document.analysis().hasErrors());
  // The list of problems has the same buttons.
  QCoreApplication::processEvents();  // rows that were just made are shown by then
  QPushButton* listed = nullptr;
  for (QPushButton* candidate : panel.findChildren<QPushButton*>()) {
    if (candidate->isVisible() && !listed) listed = candidate;
  }
  QVERIFY(listed);
  QTest::mouseClick(listed, Qt::LeftButton);
  QCOMPARE(f.document.undoStack().index(), steps + 1);
}

void InspectorTest::projectSettingsAreEdited() {
  InspectorFixture f;
  f.select({});
  ProjectForm* form = f.inspector.projectForm();
  QVERIFY(form->isVisible());
  InspectorFixture::retype(
      qobject_cast<QLineEdit*>(form->trainingForm()->editor("epochs")->control()), "3");
  QCOMPARE(f.document.project().training.epochs, 3);
  InspectorFixture::retype(
      qobject_cast<QLineEdit*>(form->splitForm()->editor("validation_fraction")->control()),
      "0.25");
  QCOMPARE(f.document.project().data.validationFraction, 0.25);
  auto* shuffle = qobject_cast<QCheckBox*>(form->trainingForm()->editor("shuffle")->control());
  shuffle->click();
  QVERIFY(!f.document.project().training.shuffle);
  auto* clip =
      qobject_cast<QLineEdit*>(form->trainingForm()->editor("gradient_clip_norm")->control());
  InspectorFixture::retype(clip, "1.5");
  QCOMPARE(f.document.project().training.gradientClipNorm, std::optional<double>(1.5));
  clip->selectAll();
  QTest::keyClick(clip, Qt::Key_Delete);
  QVERIFY(!f.document.project().training.gradientClipNorm);
  InspectorFixture::retype(form->nameField(), "mine");
  QCOMPARE(f.document.project().name, std::string("mine"));

  const int other = form->optimizerList()->currentIndex() == 0 ? 1 : 0;
  form->optimizerList()->setCurrentIndex(other);
  emit form->optimizerList()->activated(other);
  QCOMPARE(f.document.project().training.optimizer.type,
           form->optimizerList()->currentText().toStdString());
  InspectorFixture::retype(qobject_cast<QLineEdit*>(form->optimizerForm()->editor("lr")->control()),
                           "0.02");
  QCOMPARE(*f.document.project().training.optimizer.params.find("lr"), loom::Value(0.02));
}

void InspectorTest::undoIsShownInTheForm() {
  InspectorFixture f;
  f.select("conv1");
  QLineEdit* line = f.line("out_channels");
  InspectorFixture::retype(line, "12");
  f.document.undoStack().undo();
  QCOMPARE(line->text(), QString("6"));
}

void InspectorTest::severalSelectedSaySo() {
  InspectorFixture f;
  f.inspector.setSelection({"conv1", "conv2"});
  QVERIFY(!f.inspector.nodeForm()->isVisible());
  QVERIFY(!f.inspector.projectForm()->isVisible());
}

LOOM_TEST(inspector_test, InspectorTest)
#include "inspector_test.moc"
