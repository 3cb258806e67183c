// Blocks that a person keeps: in the palette, on the disk, back on the canvas.

#include "ui/own_blocks.h"

#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>

#include "test_program.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/rename_field.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_chip.h"

using namespace loom::ui;

namespace {

/// A canvas with a palette beside it, joined as the window joins them.
struct OwnBlocksFixture : CanvasFixture {
  QTemporaryDir folder;
  OwnBlocks own{folder.path()};
  Palette palette;

  OwnBlocksFixture() {
    palette.setOwnBlocks(own);
    palette.resize(240, 900);
    palette.show();
    QObject::connect(&canvas.blockCommands(), &BlockCommands::keepWanted, &own, &OwnBlocks::keep);
  }
  /// input - relu1 .. relu5, with relu2 and relu3 kept as "Pair".
  void keepPair() {
    makeChain(6);
    canvas.board().select({"relu2", "relu3"});
    canvas.blockCommands().group->trigger();
    QTest::keyClicks(&canvas.renameField(), "Pair");
    QTest::keyClick(&canvas.renameField(), Qt::Key_Return);
    canvas.board().select(canvas.board().membersOf(graph().blocks[0].id));
    canvas.blockCommands().keep->trigger();
    settle();
  }
};

}  // namespace

class OwnBlocksTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatIsKeptIsThereTheNextTime() {
    OwnBlocksFixture f;
    QVERIFY(!f.palette.blockChip("Pair"));
    f.keepPair();
    QVERIFY(f.palette.blockChip("Pair"));
    QVERIFY(f.palette.blockChip("Pair")->isVisible());
    QTRY_COMPARE(QDir(f.folder.path()).entryList({"*.json"}).size(), 1);
    OwnBlocks again(f.folder.path());
    QTRY_COMPARE(again.all().size(), std::size_t{1});
    const loom::Graph& kept = again.all().at("Pair");
    QCOMPARE(kept.nodes.size(), std::size_t{2});
    QCOMPARE(kept.links.size(), std::size_t{1});
    QVERIFY(kept.blocks.at(0).folded);
  }

  void aKeptBlockGoesIntoTheWireItIsDroppedOn() {
    OwnBlocksFixture f;
    f.keepPair();
    const QPoint wire = (f.output("relu4") + f.input("relu5")) / 2;
    f.canvas.beginPlacingBlock("Pair", f.own.all().at("Pair"));
    f.canvas.movePlacing(f.canvas.viewport()->mapToGlobal(wire));
    f.canvas.finishPlacing(f.canvas.viewport()->mapToGlobal(wire));
    QCOMPARE(f.graph().nodes.size(), std::size_t{8});
    QCOMPARE(f.graph().blocks.size(), std::size_t{2});
    QVERIFY(!f.linked("relu4", "relu5"));
    const std::string first = f.graph().nodes[6].id, last = f.graph().nodes[7].id;
    QVERIFY(f.linked("relu4", first));
    QVERIFY(f.linked(first, last));
    QVERIFY(f.linked(last, "relu5"));
    const std::string after = f.text();
    f.document.undoStack().undo();
    QCOMPARE(f.graph().nodes.size(), std::size_t{6});
    f.document.undoStack().redo();
    QCOMPARE(f.text(), after);
  }

  void escDropsWhatIsBeingPlaced() {
    OwnBlocksFixture f;
    f.keepPair();
    const std::string before = f.text();
    f.canvas.beginPlacingBlock("Pair", f.own.all().at("Pair"));
    f.canvas.movePlacing(f.canvas.viewport()->mapToGlobal(QPoint(300, 300)));
    f.key(Qt::Key_Escape);
    f.canvas.finishPlacing(f.canvas.viewport()->mapToGlobal(QPoint(300, 300)));
    QCOMPARE(f.text(), before);
  }

  void theSearchFindsThem() {
    OwnBlocksFixture f;
    f.keepPair();
    QTest::keyClicks(f.palette.searchField(), "pai");
    QVERIFY(f.palette.blockChip("Pair")->isVisible());
    QTest::keyClicks(f.palette.searchField(), "zz");
    QVERIFY(!f.palette.blockChip("Pair")->isVisible());
  }

  void removingAsksFirst() {
    OwnBlocksFixture f;
    f.keepPair();
    QTRY_COMPARE(QDir(f.folder.path()).entryList({"*.json"}).size(), 1);
    const auto answer = [&](bool remove) {
      QTest::keyClick(f.palette.blockChip("Pair"), Qt::Key_Delete);
      auto* box = f.palette.findChild<QMessageBox*>("removeBlockQuestion");
      QVERIFY(box);
      for (QAbstractButton* button : box->buttons()) {
        const bool isRemove = box->buttonRole(button) == QMessageBox::DestructiveRole;
        if (isRemove == remove) QTest::mouseClick(button, Qt::LeftButton);
      }
      QTRY_VERIFY(!f.palette.findChild<QMessageBox*>("removeBlockQuestion"));
    };
    answer(false);
    QVERIFY(f.palette.blockChip("Pair"));
    answer(true);
    QVERIFY(!f.palette.blockChip("Pair"));
    QTRY_COMPARE(QDir(f.folder.path()).entryList({"*.json"}).size(), 0);
  }

  void aDiskThatRefusesIsSaidAndNothingIsPretended() {
    QTemporaryDir folder;
    QFile blocked(folder.filePath("blocks"));
    QVERIFY(blocked.open(QIODevice::WriteOnly));
    OwnBlocks own(blocked.fileName());
    QSignalSpy failed(&own, &OwnBlocks::failed);
    loom::Graph graph;
    graph.blocks.push_back({"block1", "Pair", "blue", true, ""});
    own.keep("Pair", graph);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed[0][0].toString().isEmpty());
    QVERIFY(own.all().empty());
  }

  void filesThatAreNoBlocksAreLeftAlone() {
    QTemporaryDir folder;
    QFile file(folder.filePath("notes.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"nodes\": 7}");
    file.close();
    OwnBlocks own(folder.path());
    QSignalSpy changed(&own, &OwnBlocks::changed);
    QTRY_COMPARE(changed.count(), 1);
    QVERIFY(own.all().empty());
    QVERIFY(QFile::exists(file.fileName()));
  }
};

LOOM_TEST(own_blocks_test, OwnBlocksTest)
#include "own_blocks_test.moc"
