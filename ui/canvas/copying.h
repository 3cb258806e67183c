#pragma once

// Copies of a part of the graph: what the clipboard holds, what Ctrl+D and blocks of one's own add.
// Pure functions of the graph; GUI thread (font metrics).

#include <QPointF>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ui/canvas/node_edits.h"

namespace loom::ui {

/// The nodes, the wires among them, and notes.
loom::Graph part(const loom::Graph& graph, const std::vector<std::string>& ids,
                 const std::set<std::size_t>& notes = {});
struct Pasted {
  loom::Edits edits;
  std::vector<std::string> ids;
  std::set<std::size_t> notes;
};
/// Adds `fragment` under fresh ids, shifted by at least `offset` and then until it lies on nothing.
Pasted paste(const loom::Graph& graph, const loom::Graph& fragment, QPointF offset,
             const Rects& rects, const NodeFonts& fonts);

/// Where a fragment can be led through: its first open input and what nothing inside is fed by.
struct Ends {
  std::optional<std::pair<std::string, int>> in;
  std::string out;  // empty: none
};
Ends endsOf(const loom::Graph& fragment);

}  // namespace loom::ui
