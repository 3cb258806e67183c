#pragma once

// Laying a network out afresh: layers by depth from left to right with few crossings, long chains
// wrapped into rows like lines of text, and the members of each open block together in its frame.
// What one placed by hand keeps its order where that costs no crossing. Pure; any thread.

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/graph/graph.h"
#include "ui/canvas/node_edits.h"

namespace loom::ui {

/// A wire as it is seen: it ends at folded blocks (folding.h), so far below the tops of both ends.
struct ShownWire {
  std::string from;
  std::string to;
  qreal fromPort = 0;
  qreal toPort = 0;
};

struct TidyRequest {
  loom::Graph graph;               // for its blocks, and for the order of its nodes
  std::vector<std::string> order;  // as in Analysis
  Rects rects;                     // all that is seen
  std::vector<ShownWire> wires;
  std::vector<QRectF> notes;     // stay where they are; if it can be, nothing is put on them
  std::set<std::string> chosen;  // only these move; fewer than two: everything does
  qreal width = 0;               // the longest row wanted
  QSizeF view = {};              // if all moves: rows may be longer where more can be read then
};

/// New top left corners, on the grid, of all that moves.
std::map<std::string, QPointF> tidied(const TidyRequest& request);

}  // namespace loom::ui
