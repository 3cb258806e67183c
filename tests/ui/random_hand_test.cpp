// A hand that does anything at random in the whole window, by real keys and mouse: every step it
// makes is undone to the same bytes and redone to the same bytes, one after the other and all at
// once, and the picture always shows what the document says.

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "engine/base/rng.h"
#include "engine/io/project_file.h"
#include "sanitized.h"
#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/note_commands.h"
#include "ui/canvas/problem_card.h"
#include "ui/canvas/rename_field.h"
#include "ui/canvas/search_popup.h"
#include "ui/canvas/tidy/tidy_run.h"
#include "ui/panels/inspector.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_chip.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;

namespace {

constexpr int kHandSteps = loom::test::kIsSanitized ? 60 : 250;
constexpr std::size_t kCrowd = 20;  // nodes; more are in each other's way

class RandomHand {
 public:
  RandomHand(WindowParts& parts, std::uint64_t seed) : parts_(parts), rng_(seed) {}

  /// Does something; says what.
  QString act() {
    if (graph().nodes.size() > kCrowd) {
      selectSome(kCrowd / 2);
      key(Qt::Key_Delete);
      return "delete the crowd";
    }
    using Act = void (RandomHand::*)();
    static const std::pair<const char*, Act> acts[] = {{"add", &RandomHand::add},
                                                       {"add", &RandomHand::add},
                                                       {"chip", &RandomHand::chip},
                                                       {"drag", &RandomHand::drag},
                                                       {"drag", &RandomHand::drag},
                                                       {"broken drag", &RandomHand::brokenDrag},
                                                       {"wire", &RandomHand::wire},
                                                       {"wire", &RandomHand::wire},
                                                       {"unwire", &RandomHand::unwire},
                                                       {"pull a wire", &RandomHand::pullWire},
                                                       {"delete", &RandomHand::erase},
                                                       {"clipboard", &RandomHand::clipboard},
                                                       {"group", &RandomHand::group},
                                                       {"fold", &RandomHand::fold},
                                                       {"bypass", &RandomHand::bypass},
                                                       {"note", &RandomHand::note},
                                                       {"drag note", &RandomHand::dragNote},
                                                       {"rename", &RandomHand::rename},
                                                       {"tidy", &RandomHand::tidy},
                                                       {"nudge", &RandomHand::nudge},
                                                       {"setting", &RandomHand::setting},
                                                       {"setting", &RandomHand::setting},
                                                       {"fix", &RandomHand::fix},
                                                       {"rubber band", &RandomHand::band}};
    const auto& [name, act] = acts[rng_.below(std::size(acts))];
    (this->*act)();
    settle();
    return name;
  }
  bool undoOrRedo() {
    if (rng_.below(5) != 0) return false;
    for (std::uint64_t i = rng_.below(6) + 1; i > 0; --i)
      key(rng_.below(3) ? Qt::Key_Z : Qt::Key_Y, Qt::ControlModifier);
    return true;
  }
  void undo() { key(Qt::Key_Z, Qt::ControlModifier); }
  void redo() { key(Qt::Key_Y, Qt::ControlModifier); }

 private:
  Canvas& canvas() { return parts_.window.canvas(); }
  Scene& board() { return canvas().board(); }
  const loom::Graph& graph() { return parts_.document.graph(); }
  bool chance(int in) { return rng_.below(static_cast<std::uint64_t>(in)) == 0; }
  void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {}) {
    canvas().setFocus();
    QTest::keyClick(&canvas(), which, modifiers);
  }
  /// What is open and was not answered.
  void settle() {
    for (QWidget* field : {static_cast<QWidget*>(canvas().search().field()),
                           static_cast<QWidget*>(&canvas().renameField()),
                           static_cast<QWidget*>(canvas().noteCommands().field())}) {
      if (field->isVisible()) QTest::keyClick(field, Qt::Key_Escape);
    }
    if (board().rects().empty() || !canvas().shownArea().contains(board().contentRect()))
      key(Qt::Key_F);
    canvas().setFocus();
  }
  std::string anyId() {
    return graph().nodes.empty() ? "" : graph().nodes[rng_.below(graph().nodes.size())].id;
  }
  QPoint on(const std::string& id) {
    const NodeItem* item = board().shownFor(id);
    return item ? at(item->rect().center() + QPointF(0, item->rect().height() / 2 - 6)) : spot();
  }
  QPoint at(QPointF scene) { return canvas().mapFromScene(scene); }
  QPoint spot() {
    const QSize room = canvas().viewport()->size();
    return {static_cast<int>(rng_.below(static_cast<std::uint64_t>(room.width()))),
            static_cast<int>(rng_.below(static_cast<std::uint64_t>(room.height())))};
  }
  Qt::KeyboardModifiers mood() {
    return chance(4) ? Qt::ControlModifier : chance(6) ? Qt::AltModifier : Qt::NoModifier;
  }
  void click(QPoint where, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, modifiers, where);
  }
  /// QTest lets the button down only.
  void doubleClick(QPoint where) {
    QTest::mouseDClick(canvas().viewport(), Qt::LeftButton, {}, where);
    QTest::mouseRelease(canvas().viewport(), Qt::LeftButton, {}, where);
  }
  void pull(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}, bool finish = true) {
    QWidget* view = canvas().viewport();
    QTest::mousePress(view, Qt::LeftButton, modifiers, from);
    for (int i = 1; i <= 3; ++i) {
      const QPoint way = from + (to - from) * i / 3;
      QMouseEvent move(QEvent::MouseMove, way, view->mapToGlobal(way), Qt::NoButton, Qt::LeftButton,
                       modifiers);
      QCoreApplication::sendEvent(view, &move);
    }
    if (!finish) key(Qt::Key_Escape);
    QTest::mouseRelease(view, Qt::LeftButton, modifiers, to);
  }
  void selectSome(std::size_t most) {
    Chosen chosen;
    for (const loom::Node& node : graph().nodes) {
      if (chosen.nodes.size() < most && chance(2)) chosen.nodes.insert(node.id);
    }
    board().choose(std::move(chosen));
  }
  void selectByHand() {
    click({3, 3});
    for (std::uint64_t i = 1 + rng_.below(3); i > 0; --i) click(on(anyId()), Qt::ControlModifier);
  }

  void add() {
    if (chance(2)) click(on(anyId()));
    key(Qt::Key_Tab);
    static const char* names[] = {"conv", "relu",  "linear", "pool",  "add",  "drop",
                                  "flat", "input", "cross",  "batch", "lstm", "concat"};
    QLineEdit* field = canvas().search().field();
    QTest::keyClicks(field, names[rng_.below(std::size(names))]);
    for (std::uint64_t i = rng_.below(3); i > 0; --i) QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, chance(8) ? Qt::Key_Escape : Qt::Key_Return);
  }
  void chip() {
    PaletteChip* chip = parts_.window.palettePanel().chip(chance(2) ? "Dropout" : "Add");
    if (chance(3)) return QTest::mouseDClick(chip, Qt::LeftButton);
    const auto move = [&](QPoint to) {
      QMouseEvent event(QEvent::MouseMove, to, chip->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                        Qt::NoModifier);
      QCoreApplication::sendEvent(chip, &event);
    };
    const QPoint goal = chip->mapFromGlobal(canvas().viewport()->mapToGlobal(spot()));
    QTest::mousePress(chip, Qt::LeftButton, {}, {8, 8});
    move({20, 20});
    move(goal);
    if (chance(4)) QTest::keyClick(chip, Qt::Key_Escape);
    QTest::mouseRelease(chip, Qt::LeftButton, {}, goal);
  }
  void drag() { pull(on(anyId()), spot(), mood()); }
  void brokenDrag() {
    const QPoint from = chance(2) ? on(anyId()) : spot();
    pull(from, spot(), mood(), false);
  }
  void wire() { pull(at(board().outputPoint(anyId())), at(board().inputPoint(anyId(), 0))); }
  void pullWire() {
    const QPoint from = at(board().outputPoint(anyId()));
    pull(from, spot());
    QLineEdit* field = canvas().search().field();
    if (!field->isVisible()) return;
    QTest::keyClicks(field, chance(2) ? "relu" : "conv");
    QTest::keyClick(field, Qt::Key_Return);
  }
  void unwire() {
    if (graph().links.empty()) return;
    const loom::Link link = graph().links[rng_.below(graph().links.size())];
    const QPointF end = board().inputPoint(link.to, link.port);
    if (chance(2)) return pull(at(end), spot());
    click(at((board().outputPoint(link.from) + end) / 2));
    key(Qt::Key_Delete);
  }
  void erase() {
    selectByHand();
    key(Qt::Key_Delete);
  }
  void clipboard() {
    selectByHand();
    if (chance(3)) click(onNote(), Qt::ControlModifier);
    const Qt::Key keys[] = {Qt::Key_D, Qt::Key_C, Qt::Key_X};
    key(keys[rng_.below(3)], Qt::ControlModifier);
    if (chance(2)) key(Qt::Key_V, Qt::ControlModifier);
  }
  void group() {
    selectByHand();
    if (chance(4)) return key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    key(Qt::Key_G, Qt::ControlModifier);
    RenameField& field = canvas().renameField();
    if (!field.isVisible()) return;
    QTest::keyClicks(&field, "Stage");
    QTest::keyClick(&field, chance(2) ? Qt::Key_Return : Qt::Key_Escape);
  }
  void fold() {
    if (graph().blocks.empty()) return;
    const std::string block = graph().blocks[rng_.below(graph().blocks.size())].id;
    if (const BlockItem* frame = board().frame(block)) return click(at(frame->foldMark().center()));
    const Scene::Ids members = board().membersOf(block);
    if (members.empty()) return;
    doubleClick(on(*members.begin()));
  }
  void bypass() {
    selectByHand();
    key(Qt::Key_B, Qt::ControlModifier);
  }
  QPoint onNote() {
    if (graph().notes.empty()) return spot();
    return at(board().note(rng_.below(graph().notes.size()))->rect().center());
  }
  void note() {
    QPlainTextEdit* field = canvas().noteCommands().field();
    if (chance(2))
      key(Qt::Key_M, Qt::ControlModifier);
    else
      doubleClick(onNote());
    if (!field->isVisible()) return;
    QTest::keyClicks(field, "why");
    if (chance(5)) return QTest::keyClick(field, Qt::Key_Escape);
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
  }
  void dragNote() {
    if (graph().notes.empty()) return;
    const QRectF rect = board().note(rng_.below(graph().notes.size()))->rect();
    const bool widen = chance(3);
    pull(at(widen ? QPointF(rect.right() - 2, rect.center().y()) : rect.center()), spot());
  }
  void rename() {
    click(on(anyId()));
    key(Qt::Key_F2);
    RenameField& field = canvas().renameField();
    if (!field.isVisible()) return;
    static const char* names[] = {"stem", "head", "1bad", "relu1", "x"};
    QTest::keyClicks(&field, names[rng_.below(std::size(names))]);
    QTest::keyClick(&field, Qt::Key_Return);
  }
  void tidy() {
    if (graph().nodes.empty()) return;
    const QSignalSpy ended(canvas().findChild<TidyRun*>(), &TidyRun::ended);
    key(Qt::Key_L, Qt::ControlModifier);
    (void)QTest::qWaitFor([&] { return !ended.isEmpty(); });
  }
  void nudge() {
    selectByHand();
    const Qt::Key keys[] = {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down};
    for (std::uint64_t i = rng_.below(4); i > 0; --i) {
      key(keys[rng_.below(4)], chance(3) ? Qt::KeyboardModifiers(Qt::NoModifier)
                                         : Qt::KeyboardModifiers(Qt::ControlModifier));
    }
  }
  void setting() {
    click(on(anyId()));
    key(Qt::Key_Return);
    QWidget* field = QApplication::focusWidget();
    auto* line = qobject_cast<QLineEdit*>(field);
    if (!line || !parts_.window.inspector().isAncestorOf(line)) return;
    line->selectAll();
    QTest::keyClicks(line, QString::number(rng_.below(40)));
    QTest::keyClick(line, chance(3) ? Qt::Key_Escape : Qt::Key_Return);
  }
  void fix() {
    for (const loom::Problem& problem : parts_.document.analysis().problems) {
      const NodeItem* item = board().shownFor(problem.node);
      if (!item || problem.fixes.empty() || chance(3)) continue;
      click(at(item->pos() + item->layout().badge.center()));
      if (!canvas().problemCard().isVisible()) return;
      for (auto* button : canvas().problemCard().findChildren<QPushButton*>()) {
        if (button->isVisible()) return QTest::mouseClick(button, Qt::LeftButton);
      }
      return;
    }
  }
  void band() { pull({3, 3}, spot(), chance(3) ? Qt::ShiftModifier : Qt::NoModifier); }

  WindowParts& parts_;
  loom::Rng rng_;
};

/// What is not drawn as the document says; empty: nothing.
QString drawnWrongly(const Scene& board, const loom::Graph& graph) {
  for (const loom::Node& node : graph.nodes) {
    const NodeItem* item = board.node(node.id);
    if (!item || item->pos() != QPointF(node.position.x, node.position.y))
      return QString::fromStdString(node.id);
  }
  for (const loom::Link& link : graph.links) {
    const LinkItem* item = board.link(link);
    const bool inside = board.shownFor(link.from) == board.shownFor(link.to);
    if (!item || item->isVisible() == inside)
      return QString::fromStdString(link.from + " to " + link.to);
  }
  for (const std::string& id : board.selection()) {
    if (!graph.find(id)) return QString::fromStdString(id) + " is selected";
  }
  const bool extra = board.note(graph.notes.size()) != nullptr;
  return extra ? "a note too many" : QString();
}

}  // namespace

class RandomHandTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyStepUndoneAndRedone_data() {
    QTest::addColumn<int>("seed");
    for (int seed : {1, 2, 3}) QTest::addRow("seed %d", seed) << seed;
  }
  void everyStepUndoneAndRedone() {
    QFETCH(int, seed);
    const loom::test::OwnSettings settings;
    applyTheme(*qApp, ThemeMode::Light);
    WindowParts parts;
    parts.window.resize(1500, 950);
    parts.show();
    parts.window.start({});
    const auto text = [&] { return loom::projectText(parts.document.project()); };
    QUndoStack& stack = parts.document.undoStack();
    RandomHand hand(parts, static_cast<std::uint64_t>(seed));
    std::vector<std::string> states = {text()};  // by the stack's index
    const auto state = [&] { return states[static_cast<std::size_t>(stack.index())]; };
    const auto check = [&](const QString& what) {
      const QString wrong = drawnWrongly(parts.window.canvas().board(), parts.document.graph());
      if (text() == state() && wrong.isEmpty() && !parts.window.canvas().hasGesture()) return true;
      qWarning("%s: %s, at %d of %d, %s", qPrintable(what), qPrintable(wrong), stack.index(),
               stack.count(), qPrintable(stack.undoText()));
      return false;
    };
    for (int step = 0; step < kHandSteps; ++step) {
      if (hand.undoOrRedo()) {
        QVERIFY(check(QString("step %1, undo or redo").arg(step)));
        continue;
      }
      const int before = stack.index();
      const QString what = QString("step %1, %2").arg(step).arg(hand.act());
      const int made = stack.index() - before;
      QVERIFY2(made >= 0, qPrintable(what));
      // One key at a time back to where it began, and forth again.
      std::vector<std::string> after;
      for (int i = 0; i < made; ++i) {
        after.push_back(text());
        hand.undo();
        QVERIFY2(after.back() != text(),
                 qPrintable(what + " made a step of nothing: " + stack.redoText()));
      }
      QCOMPARE(stack.index(), before);
      QVERIFY(check(what));
      for (int i = 0; i < made; ++i) {
        hand.redo();
        states.resize(static_cast<std::size_t>(stack.index()));
        states.push_back(after[after.size() - 1 - static_cast<std::size_t>(i)]);
        QVERIFY(check(what + " again"));
      }
      if (stack.count() == stack.index())
        states.resize(static_cast<std::size_t>(stack.index()) + 1);
    }
    QVERIFY(states.size() > kHandSteps / 8);
    while (stack.canUndo()) {
      stack.undo();
      QCOMPARE(text(), state());
    }
    while (stack.canRedo()) {
      stack.redo();
      QCOMPARE(text(), state());
    }
    QCOMPARE(drawnWrongly(parts.window.canvas().board(), parts.document.graph()), QString());
    const auto read = loom::parseProject(states.back());
    QVERIFY(read.ok());
    QCOMPARE(loom::projectText(*read), states.back());
  }
};

LOOM_TEST(random_hand_test, RandomHandTest)
#include "random_hand_test.moc"
