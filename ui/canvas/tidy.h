#pragma once

// Laying a network out afresh: layers by depth from left to right, long chains wrapped into rows
// like lines of text. Pure; any thread.

#include <QPointF>
#include <map>
#include <string>

#include "engine/graph/analysis.h"
#include "ui/canvas/node_edits.h"

namespace loom::ui {

/// New top left corners for all nodes, on the grid. `width` is the longest row wanted.
std::map<std::string, QPointF> tidied(const loom::Graph& graph, const loom::Analysis& analysis,
                                      const Rects& rects, qreal width);

}  // namespace loom::ui
