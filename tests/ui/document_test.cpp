// The document: exact undo and redo, merged steps, files off the GUI thread.

#include "ui/document.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "engine/io/project_file.h"
#include "test_program.h"

using loom::ui::Document;

namespace {

loom::Node node(const std::string& id, const std::string& type) {
  loom::Node made;
  made.id = id;
  made.type = type;
  return made;
}

std::string bytes(const Document& document) {
  return loom::projectText(document.project());
}

}  // namespace

class DocumentTest : public QObject {
  Q_OBJECT

 private slots:
  void undoAndRedoGiveTheSameBytes();
  void stepsOfOneVisitMerge();
  void mergedStepsOfSeveralEditsUndoWhole();
  void analysisFollowsEveryChange();
  void savesAndOpens();
  void failedOpenLeavesTheProject();
  void lastOpenWins();
  void savedProjectIsCleanUnlessEditedMeanwhile();
  void lateSaveDoesNotRenameTheNextProject();
};

void DocumentTest::undoAndRedoGiveTheSameBytes() {
  Document document;
  std::vector<std::string> states = {bytes(document)};
  const auto step = [&](loom::Edits edits) {
    document.edit("step", std::move(edits));
    states.push_back(bytes(document));
  };
  step({loom::InsertNode{node("input", "Input"), -1}});
  step({loom::InsertNode{node("fc1", "Linear"), -1}, loom::InsertLink{{"input", "fc1", 0}, -1}});
  step({loom::InsertNode{node("relu1", "ReLU"), 1}});
  step(loom::insertOnLink(document.graph(), {"input", "fc1", 0}, *document.graph().find("relu1")));
  step(loom::setParam(document.graph(), "fc1", "out_features", std::int64_t{12}));
  step({loom::ReplaceNode{"fc1", node("dense", "Linear")}});
  step(loom::removeNodes(document.graph(), {"relu1"}, true));
  auto settings = loom::settingsOf(document.project());
  settings.training.epochs = 3;
  step({settings});
  QCOMPARE(document.undoStack().count(), 8);
  for (std::size_t i = states.size() - 1; i > 0; --i) {
    QCOMPARE(bytes(document), states[i]);
    document.undoStack().undo();
    QCOMPARE(bytes(document), states[i - 1]);
  }
  for (std::size_t i = 1; i < states.size(); ++i) {
    document.undoStack().redo();
    QCOMPARE(bytes(document), states[i]);
  }
}

void DocumentTest::stepsOfOneVisitMerge() {
  Document document;
  document.edit("add", {loom::InsertNode{node("fc1", "Linear"), -1}});
  const std::string before = bytes(document);
  const int key = Document::freshMergeKey();
  for (std::int64_t size : {1, 12, 120}) {
    document.edit("type", loom::setParam(document.graph(), "fc1", "out_features", size), key);
  }
  QCOMPARE(document.undoStack().count(), 2);
  document.edit("type", loom::setParam(document.graph(), "fc1", "out_features", std::int64_t{7}),
                Document::freshMergeKey());
  QCOMPARE(document.undoStack().count(), 3);
  document.undoStack().undo();
  document.undoStack().undo();
  QCOMPARE(bytes(document), before);
  document.undoStack().redo();
  const auto* size =
      std::get_if<std::int64_t>(document.graph().find("fc1")->params.find("out_features"));
  QVERIFY(size);
  QCOMPARE(*size, std::int64_t{120});
}

void DocumentTest::mergedStepsOfSeveralEditsUndoWhole() {
  Document document;
  const std::string before = bytes(document);
  const int key = Document::freshMergeKey();
  document.edit(
      "a", {loom::InsertNode{node("a", "ReLU"), -1}, loom::InsertNode{node("b", "ReLU"), -1}}, key);
  document.edit("b", {loom::InsertLink{{"a", "b", 0}, -1}}, key);
  const std::string after = bytes(document);
  QCOMPARE(document.undoStack().count(), 1);
  document.undoStack().undo();
  QCOMPARE(bytes(document), before);
  document.undoStack().redo();
  QCOMPARE(bytes(document), after);
}

void DocumentTest::analysisFollowsEveryChange() {
  Document document;
  QSignalSpy changed(&document, &Document::changed);
  document.edit("add", {loom::InsertNode{node("relu1", "ReLU"), -1}});
  QCOMPARE(changed.count(), 1);
  QVERIFY(document.analysis().find("relu1"));
  document.undoStack().undo();
  QCOMPARE(changed.count(), 2);
  QVERIFY(!document.analysis().find("relu1"));
}

void DocumentTest::savesAndOpens() {
  QTemporaryDir folder;
  const QString path = folder.filePath("net.loom");
  Document document;
  QCOMPARE(document.displayName(), QString("Untitled"));
  document.edit("add", {loom::InsertNode{node("relu1", "ReLU"), -1}});
  QVERIFY(document.isModified());
  QSignalSpy saved(&document, &Document::saved);
  document.save(path);
  QVERIFY(document.isSaving());
  QVERIFY(saved.wait());
  QVERIFY(!document.isModified());
  QCOMPARE(document.path(), path);
  QCOMPARE(document.displayName(), QString("net.loom"));

  Document other;
  QSignalSpy opened(&other, &Document::opened);
  QSignalSpy replaced(&other, &Document::replaced);
  other.open(path);
  QCOMPARE(replaced.count(), 0);  // never before the event loop turns
  QVERIFY(opened.wait());
  QCOMPARE(replaced.count(), 1);
  QCOMPARE(bytes(other), bytes(document));
  QVERIFY(!other.isModified());
  QVERIFY(!other.undoStack().canUndo());
}

void DocumentTest::failedOpenLeavesTheProject() {
  QTemporaryDir folder;
  Document document;
  document.edit("add", {loom::InsertNode{node("relu1", "ReLU"), -1}});
  const std::string before = bytes(document);
  QSignalSpy failed(&document, &Document::openFailed);
  document.open(folder.filePath("missing.loom"));
  QVERIFY(failed.wait());
  QCOMPARE(bytes(document), before);
  QVERIFY(document.isModified());
  QVERIFY(!failed.front().at(1).value<loom::Error>().message().empty());

  QSignalSpy notSaved(&document, &Document::saveFailed);
  document.save(folder.filePath("no/such/folder/net.loom"));
  QVERIFY(notSaved.wait());
  QVERIFY(document.path().isEmpty());
  QVERIFY(document.isModified());
}

void DocumentTest::lastOpenWins() {
  QTemporaryDir folder;
  loom::Project first, second;
  first.name = "first";
  second.name = "second";
  QVERIFY(loom::saveProject(first, folder.filePath("a.loom").toStdString()).ok());
  QVERIFY(loom::saveProject(second, folder.filePath("b.loom").toStdString()).ok());
  Document document;
  QSignalSpy opened(&document, &Document::opened);
  document.open(folder.filePath("a.loom"));
  document.open(folder.filePath("b.loom"));
  QVERIFY(opened.wait());
  QCoreApplication::processEvents();
  QCOMPARE(opened.count(), 1);
  QCOMPARE(document.project().name, std::string("second"));
}

void DocumentTest::savedProjectIsCleanUnlessEditedMeanwhile() {
  QTemporaryDir folder;
  Document document;
  document.edit("add", {loom::InsertNode{node("relu1", "ReLU"), -1}});
  QSignalSpy saved(&document, &Document::saved);
  document.save(folder.filePath("net.loom"));
  document.edit("add", {loom::InsertNode{node("relu2", "ReLU"), -1}});
  QVERIFY(saved.wait());
  QVERIFY(document.isModified());
}

void DocumentTest::lateSaveDoesNotRenameTheNextProject() {
  QTemporaryDir folder;
  Document document;
  QSignalSpy saved(&document, &Document::saved);
  document.save(folder.filePath("net.loom"));
  document.reset({}, {});
  document.edit("add", {loom::InsertNode{node("relu1", "ReLU"), -1}});
  QVERIFY(saved.wait());
  QVERIFY(document.path().isEmpty());
  QVERIFY(document.isModified());
}

LOOM_TEST(document_test, DocumentTest)
#include "document_test.moc"
