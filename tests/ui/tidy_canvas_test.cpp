// Tidying in the window: one undo step, dropped when the drawing changes meanwhile, and what wires
// and frames look like afterwards.

#include <QUndoStack>

#include "places.h"
#include "test_program.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/tidy/tidy_run.h"

using namespace loom::ui;

namespace {

struct TidyFixture : CanvasFixture {
  QSignalSpy ended{canvas.findChild<TidyRun*>(), &TidyRun::ended};

  Scene& board() { return canvas.board(); }

  /// The ResNet template, with every node somewhere.
  void openMess() {
    const auto project = loom::loadProject(std::string(loom::test::kSourceFolder) +
                                           "/resources/templates/resnet.loom");
    QVERIFY(project);
    loom::Project mess = *project;
    unsigned number = 1;
    for (loom::Node& node : mess.graph.nodes) {
      number = number * 1103515245U + 12345U;
      node.position = {static_cast<double>(number / 65536 % 1500),
                       static_cast<double>(number / 16 % 900)};
    }
    mess.graph.notes.push_back({"What stands here stays here.", {200, 300}, 240});
    document.reset(mess, {});
    settle();
  }
  void tidy() {
    const auto before = ended.count();
    key(Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(ended.count(), before + 1);
  }

  /// What is wrong with frames and nodes, in words.
  QString disorder() {
    const auto rects = board().rects();
    for (const auto& [a, first] : rects) {
      for (const auto& [b, second] : rects) {
        if (a < b && first.intersects(second)) return QString::fromStdString(a + " is on " + b);
      }
    }
    for (const loom::Block& block : graph().blocks) {
      const BlockItem* frame = board().frame(block.id);
      if (!frame) continue;
      const auto members = board().membersOf(block.id);
      for (const auto& [id, rect] : rects) {
        if (members.count(id) ? !frame->rect().contains(rect) : frame->rect().intersects(rect))
          return QString::fromStdString(id + " and the frame of " + block.id);
      }
      for (const loom::Block& other : graph().blocks) {
        const BlockItem* second = other.id < block.id ? board().frame(other.id) : nullptr;
        if (second && second->rect().intersects(frame->rect())) return "two frames touch";
      }
    }
    return {};
  }
  static bool isOver(const QPainterPath& wire, const QRectF& rect) {
    if (!rect.intersects(wire.boundingRect())) return false;
    for (int i = 0; i <= 400; ++i) {
      if (rect.contains(wire.pointAtPercent(i / 400.0))) return true;
    }
    return false;
  }
  /// Wires that run over a node which is none of their ends.
  QStringList runOver() {
    QStringList found;
    for (const loom::Link& link : graph().links) {
      const LinkItem* wire = board().link(link);
      if (!wire->isVisible()) continue;
      for (const auto& [id, rect] : board().rects()) {
        const bool isEnd =
            id == board().shownFor(link.from)->id() || id == board().shownFor(link.to)->id();
        if (!isEnd && isOver(wire->path(), rect))
          found << QString::fromStdString(link.from + " - " + link.to + " over " + id);
      }
    }
    return found;
  }
};

}  // namespace

class TidyCanvasTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void itIsOneStepThatCanBeTakenBack() {
    TidyFixture f;
    f.openMess();
    const std::string before = f.text();
    f.tidy();
    QCOMPARE(f.undoSteps(), 1);
    QCOMPARE(f.document.undoStack().undoText(), QString("Tidy up"));
    const std::string after = f.text();
    QVERIFY(after != before);
    f.document.undoStack().undo();
    QCOMPARE(f.text(), before);
    f.document.undoStack().redo();
    QCOMPARE(f.text(), after);
    f.tidy();  // there is nothing left to do
    QCOMPARE(f.text(), after);
    QCOMPARE(f.undoSteps(), 1);
  }

  void framesHoldTheirOwn() {
    TidyFixture f;
    f.openMess();
    QVERIFY(!f.disorder().isEmpty());
    const QRectF note = f.board().note(0)->rect();
    f.tidy();
    QCOMPARE(f.disorder(), QString());
    QCOMPARE(f.runOver(), QStringList());
    QCOMPARE(f.board().note(0)->rect(), note);
    for (const auto& [id, rect] : f.board().rects()) QVERIFY(!rect.intersects(note));
    QVERIFY(f.canvas.shownArea().contains(f.board().contentRect()));
    // One of them folded, and then one around that and its neighbour.
    f.canvas.blockCommands().setFolded("block1", true);
    f.tidy();
    QCOMPARE(f.disorder(), QString());
    QCOMPARE(f.runOver(), QStringList());
    Scene::Ids more = f.board().membersOf("block1");
    more.insert({"relu1", "bn1"});
    f.board().select(more);
    f.key(Qt::Key_G, Qt::ControlModifier);
    f.board().select({});
    f.tidy();
    QCOMPARE(f.disorder(), QString());
    QCOMPARE(f.runOver(), QStringList());
  }

  void whoGoesOnWorkingKeepsTheDrawing() {
    TidyFixture f;
    f.openMess();
    f.key(Qt::Key_L, Qt::ControlModifier);
    loom::Node node = f.graph().nodes[3];
    node.position = {5, 5};
    f.document.edit("move", {loom::ReplaceNode{node.id, node}});
    const std::string moved = f.text();
    QTRY_COMPARE(f.ended.count(), 1);
    QCOMPARE(f.text(), moved);
    QCOMPARE(f.undoSteps(), 1);
    // Nor is a node taken out of anyone's hand.
    f.key(Qt::Key_L, Qt::ControlModifier);
    f.press(f.middle(node.id));
    f.moveTo(f.middle(node.id) + QPoint(30, 30));
    QTRY_COMPARE(f.ended.count(), 2);
    QVERIFY(f.canvas.hasGesture());
    f.key(Qt::Key_Escape);
    QCOMPARE(f.text(), moved);
  }

  // However much it holds; to fold it chooses it.
  void aFoldedBlockAloneIsNoSelection() {
    TidyFixture f;
    f.openMess();
    f.canvas.blockCommands().setFolded("block2", true);
    f.board().select(f.board().membersOf("block2"));
    f.tidy();
    QCOMPARE(f.disorder(), QString());
    QCOMPARE(f.runOver(), QStringList());
  }

  void onlyTheSelectionMoves() {
    TidyFixture f;
    f.openMess();
    f.tidy();
    const auto neat = f.board().rects();
    const QPointF view = f.canvas.shownArea().topLeft();
    loom::Node node = *f.graph().find("bn2");
    node.position.y += 400;
    f.document.edit("move", {loom::ReplaceNode{node.id, node}});
    f.board().select({"bn2", "conv2"});
    f.tidy();
    QCOMPARE(f.undoSteps(), 3);
    for (const auto& [id, rect] : f.board().rects()) {
      if (id != "bn2" && id != "conv2") QCOMPARE(rect, neat.at(id));
    }
    QCOMPARE(f.disorder(), QString());
    QCOMPARE(f.board().node("bn2")->rect().center().y(),
             f.board().node("conv2")->rect().center().y());
    QCOMPARE(f.canvas.shownArea().topLeft(), view);
    QCOMPARE(f.board().selection(), (Scene::Ids{"bn2", "conv2"}));
  }
};

LOOM_TEST(tidy_canvas_test, TidyCanvasTest)
#include "tidy_canvas_test.moc"
