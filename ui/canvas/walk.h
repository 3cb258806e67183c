#pragma once

// Where an arrow key leads from a node: along the wires to the right and left, to what stands
// nearest above and below. Pure; GUI thread.

#include <string>

#include "engine/graph/graph.h"
#include "ui/canvas/node_edits.h"

namespace loom::ui {

enum class Direction { Left, Right, Up, Down };

/// The node that the key leads to; empty: none. `graph` is what is seen (folding.h), `rects` its
/// places.
std::string neighbour(const loom::Graph& graph, const Rects& rects, const std::string& from,
                      Direction direction);

}  // namespace loom::ui
