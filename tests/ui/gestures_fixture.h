#pragma once

// Every gesture of the canvas in a table, for tests that break them off in the middle; and all that
// has to be as before when that is done.

#include <functional>

#include "engine/graph/blocks.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/note_commands.h"
#include "ui/canvas/rename_field.h"
#include "ui/canvas_fixture.h"
#include "ui/theme.h"

/// input - relu1 - [relu2 - relu3] - relu4 - {relu5, relu6} with relu2 and relu3 in an open block,
/// relu5 and relu6 in a folded one; two lone nodes and two notes below.
struct GesturesFixture : CanvasFixture {
  loom::ui::Scene& board() { return canvas.board(); }
  loom::ui::Minimap* minimap() { return canvas.findChild<loom::ui::Minimap*>("minimap"); }

  GesturesFixture() {
    makeChain(7);
    loom::Project project = document.project();
    project.graph.blocks = {{"open", "Open", "blue", false, ""},
                            {"shut", "Shut", "green", true, ""}};
    for (const char* id : {"relu2", "relu3"}) project.graph.find(id)->block = "open";
    for (const char* id : {"relu5", "relu6"}) project.graph.find(id)->block = "shut";
    for (const auto& [id, x] : {std::pair{"lone", 40.0}, std::pair{"spare", 240.0}}) {
      loom::Node node;
      node.id = id;
      node.type = "Tanh";
      node.position = {x, 360};
      project.graph.nodes.push_back(node);
    }
    project.graph.notes = {{"first", {440, 360}, 200}, {"second", {440, 440}, 200}};
    document.reset(project, {});
    settle();
    document.edit("something to undo", loom::setBypassed(graph(), {"relu1"}, true));
  }

  QPoint header() { return at(board().frame("open")->header().topLeft() + QPointF(40, 12)); }
  QPoint shown(const std::string& id) { return at(board().shownFor(id)->rect().center()); }
  QPoint onNote(std::size_t index) { return at(board().note(index)->rect().center()); }
  QPoint noteEdge() {
    const QRectF rect = board().note(0)->rect();
    return at({rect.right() - 2, rect.center().y()});
  }
};

/// What a gesture that was broken off leaves as it was.
struct Witness {
  std::string text;
  int index = 0, count = 0;
  bool clean = true;
  loom::ui::Chosen chosen;
  QRectF view;
  QImage picture;

  /// But for the ring of who has the keyboard, which an arrow key shows at any time.
  static Witness of(CanvasFixture& f) {
    f.canvas.findChild<QWidget*>("focusRing")->hide();
    return {f.text(),
            f.document.undoStack().index(),
            f.document.undoStack().count(),
            f.document.undoStack().isClean(),
            f.canvas.board().chosen(),
            f.canvas.shownArea(),
            f.canvas.grab().toImage()};
  }
  /// What is not the same; empty: all is.
  QString differs(const Witness& other) const {
    if (text != other.text) return "the document";
    if (index != other.index || count != other.count || clean != other.clean) return "undo";
    if (!(chosen == other.chosen)) return "the selection";
    if (view != other.view) return "the view";
    return picture == other.picture ? QString() : QString("the picture");
  }
};

struct GestureCase {
  const char* name;
  std::function<QPoint(GesturesFixture&)> from, to;
  Qt::KeyboardModifiers modifiers = {};
  Qt::MouseButton button = Qt::LeftButton;
  bool withSpace = false;
  bool onMinimap = false;
  bool changes = true;  // the document, when it is finished
  bool isVain = false;  // finished it leaves all as it was

  QWidget* surface(GesturesFixture& f) const {
    return onMinimap ? static_cast<QWidget*>(f.minimap()) : f.canvas.viewport();
  }
  void move(GesturesFixture& f, QPoint where) const {
    QWidget* widget = surface(f);
    QMouseEvent event(QEvent::MouseMove, where, widget->mapToGlobal(where), Qt::NoButton, button,
                      modifiers);
    QCoreApplication::sendEvent(widget, &event);
  }
  /// Up to the middle: pressed, on the way, at the goal.
  void begin(GesturesFixture& f) const {
    if (withSpace) QTest::keyPress(&f.canvas, Qt::Key_Space);
    const QPoint start = from(f), goal = to(f);
    QTest::mousePress(surface(f), button, modifiers, start);
    move(f, (start + goal) / 2);
    move(f, goal);
  }
  void end(GesturesFixture& f, QPoint where) const {
    QTest::mouseRelease(surface(f), button, modifiers, where);
    if (withSpace) QTest::keyRelease(&f.canvas, Qt::Key_Space);
  }
};

inline const std::vector<GestureCase>& gestureCases() {
  using F = GesturesFixture;
  const auto node = [](const char* id) { return [id](F& f) { return f.shown(id); }; };
  const auto near = [](const char* id, QPoint by) {
    return [id, by](F& f) { return f.shown(id) + by; };
  };
  const auto out = [](const char* id) {
    return [id](F& f) { return f.at(f.board().outputPoint(id)); };
  };
  const auto in = [](const char* id) {
    return [id](F& f) { return f.at(f.board().inputPoint(id, 0)); };
  };
  const auto spot = [](QPoint at) { return [at](F&) { return at; }; };
  const auto wire = [](F& f) { return (f.output("input") + f.input("relu1")) / 2; };
  const auto header = [](F& f) { return f.header(); };
  const auto below = [](F& f) { return f.header() + QPoint(40, 260); };
  const auto onNote = [](F& f) { return f.onNote(0); };
  const auto besideNote = [](F& f) { return f.onNote(0) + QPoint(80, 120); };
  const auto edge = [](F& f) { return f.noteEdge(); };
  const auto wider = [](F& f) { return f.noteEdge() + QPoint(96, 0); };
  const auto inFrame = [](F& f) {
    const QRectF rect = f.board().frame("open")->rect();
    return f.at({rect.center().x(), rect.bottom() - 6});
  };
  static const std::vector<GestureCase> cases = {
      {"move a node", node("relu4"), near("relu4", {30, 150})},
      {"move freely with Alt", node("lone"), near("lone", {33, 77}), Qt::AltModifier},
      {"move what Ctrl adds", node("relu1"), near("relu1", {20, -90}), Qt::ControlModifier},
      {"move what Shift adds", node("lone"), near("lone", {20, 90}), Qt::ShiftModifier},
      {"drop a node on a wire", node("lone"), wire},
      {"drop a node into a block", node("spare"), inFrame},
      {"move a block by its frame", header, below},
      {"move a folded block", node("relu5"), near("relu5", {40, 160})},
      {"move a note", onNote, besideNote},
      {"move a note that Ctrl adds", onNote, besideNote, Qt::ControlModifier},
      {"widen a note", edge, wider},
      {"wire an output", out("spare"), in("relu2")},
      {"wire an input backwards", in("lone"), out("relu4")},
      {"wire into nothing",
       out("relu6"),
       spot({700, 600}),
       {},
       Qt::LeftButton,
       false,
       false,
       false},
      {"wire where it may not land",
       out("relu4"),
       in("relu1"),
       {},
       Qt::LeftButton,
       false,
       false,
       false,
       true},
      {"move a wire's end", in("relu4"), in("lone")},
      {"take a wire off", in("relu2"), spot({700, 600})},
      {"take a wire off a folded block", in("relu5"), spot({700, 600})},
      {"select by a rectangle",
       spot({30, 60}),
       spot({500, 420}),
       {},
       Qt::LeftButton,
       false,
       false,
       false},
      {"add by a rectangle", spot({30, 60}), spot({500, 420}), Qt::ShiftModifier, Qt::LeftButton,
       false, false, false},
      {"pan with the middle button",
       spot({600, 500}),
       spot({480, 590}),
       {},
       Qt::MiddleButton,
       false,
       false,
       false},
      {"pan with Space",
       node("relu1"),
       near("relu1", {-90, 70}),
       {},
       Qt::LeftButton,
       true,
       false,
       false},
      {"steer on the overview",
       spot({100, 50}),
       spot({20, 20}),
       {},
       Qt::LeftButton,
       false,
       true,
       false},
  };
  return cases;
}
