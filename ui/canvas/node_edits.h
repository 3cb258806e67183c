#pragma once

// What gestures do to the graph, as edits: adding with or without a wire, wiring, moving, copying.
// Pure functions of the graph; each list is one undo step.

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/graph/analysis.h"
#include "engine/graph/edit.h"
#include "ui/canvas/node_layout.h"

namespace loom::ui {

using Rects = std::map<std::string, QRectF>;

/// Where nodes and notes (by their index) are, or are to go.
struct Places {
  std::map<std::string, QPointF> nodes;
  std::map<std::size_t, QPointF> notes;
};

/// How a new node is wired in.
struct Attachment {
  enum class Kind {
    None,
    After,   // fed by `node`
    Before,  // feeds `port` of `node`
    Into     // between the ends of `link`
  };
  Kind kind = Kind::None;
  std::string node;
  int port = 0;
  loom::Link link;
};

/// Where a new node of the selection's company belongs: after `selected`, and before what that
/// feeds.
Attachment attachmentTo(const loom::Graph& graph, const std::string& selected);

/// Why a node of `type` cannot be attached so; empty: it can.
loom::Text whyNotAttach(const loom::Graph& graph, const loom::LayerType& type,
                        const Attachment& attachment);
/// Why the node `id`, which has no wires yet, cannot go into that wire; empty: it can.
loom::Text whyNotInsert(const loom::Graph& graph, const loom::Link& link, const std::string& id);

struct NewNode {
  loom::Edits edits;
  std::string id;
};
struct NodeRequest {
  const loom::LayerType* type = nullptr;
  Attachment attachment;
  std::optional<QPointF> centre;  // none: beside what it is attached to
  QPointF fallback;               // centre where neither says anything
};
/// A new node that lies on nothing; where it goes into a wire, what follows in the row makes room.
NewNode newNode(const loom::Graph& graph, const NodeRequest& request, const Rects& rects,
                const NodeFonts& fonts);

/// A new wire; one that already feeds the port gives way.
loom::Edits wire(const loom::Graph& graph, const loom::Link& link);
/// Why that wire may not be, taking for granted that `wire` frees the port first.
loom::Text whyNotWire(const loom::Graph& graph, const loom::Link& link);
/// What feeds that port, if anything does.
std::optional<loom::Link> linkInto(const loom::Graph& graph, const std::string& to, int port);
bool isUnwired(const loom::Graph& graph, const std::string& id);

loom::Edits movePlaces(const loom::Graph& graph, const Places& places);
loom::Edits removeNotes(const loom::Graph& graph, const std::set<std::size_t>& notes);

/// The size of a node with these facts about its graph.
QSizeF nodeSize(const GraphFacts& facts, const loom::Node& node, const NodeFonts& fonts);

}  // namespace loom::ui
