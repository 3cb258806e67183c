#pragma once

// The drawing as it is seen: the nodes of a folded block are one node, which goes by the id of its
// first member. Pure functions of the graph; GUI thread.

#include <QPointF>
#include <map>
#include <string>
#include <unordered_map>

#include "engine/graph/blocks.h"
#include "ui/canvas/node_edits.h"

namespace loom::ui {

class Document;
class Scene;

/// Who stands for a node in the drawing; only nodes in folded blocks are listed.
using Stands = std::unordered_map<std::string, std::string>;
Stands standsFor(const loom::Graph& graph);

/// The graph with every folded block drawn together; wires inside it are left out, and of several
/// wires between the same two the first stays.
loom::Graph shownGraph(const loom::Graph& graph);

/// Moves what is seen: who stands for a folded block takes all of it along. `rects` are the places
/// before.
loom::Edits moveShown(const loom::Graph& graph, const Rects& rects,
                      const std::map<std::string, QPointF>& places);

/// What is to the right of a block or below it moves on where the block's nodes, once `changed`
/// holds, would lie on it; nothing where there is room.
loom::Edits roomFor(const Document& document, const Scene& board, const loom::Block& changed);

}  // namespace loom::ui
