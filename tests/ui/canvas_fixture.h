#pragma once

// A canvas with a document, shown, and a hand that presses, moves and releases where a person
// would.

#include <QSignalSpy>
#include <QTest>

#include "engine/graph/analysis.h"
#include "engine/io/project_file.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/search_popup.h"
#include "ui/canvas/status_chip.h"
#include "ui/document.h"

struct CanvasFixture {
  loom::ui::Document document;
  loom::ui::Canvas canvas{document};

  CanvasFixture() {
    canvas.resize(1200, 700);
    canvas.show();
    canvas.setFocus();
    canvas.activateWindow();
    (void)QTest::qWaitForWindowActive(&canvas);
    canvas.zoomTo(1, {0, 0});
    canvas.centerOn(500, 250);
    // From here on the view stays where it is.
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, {20, 20});
  }

  const loom::Graph& graph() const { return document.graph(); }
  std::string text() const { return loom::projectText(document.project()); }
  int undoSteps() { return document.undoStack().index(); }
  bool has(const std::string& id) const { return graph().find(id) != nullptr; }
  bool linked(const std::string& from, const std::string& to, int port = 0) const {
    for (const loom::Link& link : graph().links) {
      if (link == loom::Link{from, to, port}) return true;
    }
    return false;
  }

  /// A chain Input - ReLU - ReLU ... of so many nodes, in a row, 160 apart.
  void makeChain(int nodes) {
    loom::Project project;
    project.name = "chain";
    for (int i = 0; i < nodes; ++i) {
      loom::Node node;
      node.id = i == 0 ? "input" : "relu" + std::to_string(i);
      node.type = i == 0 ? "Input" : "ReLU";
      if (i == 0) node.params.set("shape", loom::Ints{1, 28, 28});
      node.position = {i * 160.0, 200.0};
      project.graph.nodes.push_back(node);
      if (i > 0)
        project.graph.links.push_back(
            {project.graph.nodes[static_cast<std::size_t>(i) - 1].id, node.id, 0});
    }
    document.reset(project, {});
    settle();
  }
  void add(const std::string& id, const std::string& type, double x, double y) {
    loom::Node node;
    node.id = id;
    node.type = type;
    node.position = {x, y};
    document.edit("add", {loom::InsertNode{node, -1}});
  }
  /// A new project fits itself into the view; tests want it still.
  void settle() {
    QCoreApplication::processEvents();
    canvas.zoomTo(1, {0, 0});
    canvas.centerOn(500, 250);
    QCoreApplication::processEvents();
  }

  QPoint at(QPointF scene) const { return canvas.mapFromScene(scene); }
  QPoint middle(const std::string& id) const {
    const auto* item = canvas.board().node(id);
    return item ? at(item->rect().center()) : QPoint();
  }
  QPoint output(const std::string& id) const { return at(canvas.board().node(id)->outputPoint()); }
  QPoint input(const std::string& id, int port = 0) const {
    return at(canvas.board().node(id)->inputPoint(port));
  }

  void press(QPoint where, Qt::KeyboardModifiers modifiers = {},
             Qt::MouseButton button = Qt::LeftButton) {
    QTest::mousePress(canvas.viewport(), button, modifiers, where);
  }
  /// QTest::mouseMove sends no buttons, so the event is made here.
  void moveTo(QPoint where, Qt::MouseButtons buttons = Qt::LeftButton,
              Qt::KeyboardModifiers modifiers = {}) {
    QMouseEvent event(QEvent::MouseMove, where, canvas.viewport()->mapToGlobal(where), Qt::NoButton,
                      buttons, modifiers);
    QCoreApplication::sendEvent(canvas.viewport(), &event);
  }
  void release(QPoint where, Qt::KeyboardModifiers modifiers = {},
               Qt::MouseButton button = Qt::LeftButton) {
    QTest::mouseRelease(canvas.viewport(), button, modifiers, where);
  }
  void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    press(from, modifiers);
    moveTo((from + to) / 2, Qt::LeftButton, modifiers);
    moveTo(to, Qt::LeftButton, modifiers);
    release(to, modifiers);
  }
  void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&canvas, which, modifiers);
  }
};
