#pragma once

// One change to a project as a value with an exact inverse. Gestures, forms and fixes are lists of
// these, so undo, redo and `check --fix` are one piece of code. Plain values; any thread.

#include <string>
#include <variant>
#include <vector>

#include "engine/base/text.h"
#include "engine/graph/project.h"

namespace loom {

struct InsertNode {
  Node node;
  int at = -1;  // index in Graph::nodes; -1 appends
  bool operator==(const InsertNode&) const = default;
};
/// REQUIRES: no link touches the node any more.
struct EraseNode {
  std::string id;
  bool operator==(const EraseNode&) const = default;
};
/// Replaces the node named `id`; a new id is carried into the links.
struct ReplaceNode {
  std::string id;
  Node node;
  bool operator==(const ReplaceNode&) const = default;
};
struct InsertLink {
  Link link;
  int at = -1;
  bool operator==(const InsertLink&) const = default;
};
struct EraseLink {
  Link link;
  bool operator==(const EraseLink&) const = default;
};
/// Replaces the list of blocks; which nodes stand in them is said by the nodes.
struct ReplaceBlocks {
  std::vector<Block> blocks;
  bool operator==(const ReplaceBlocks&) const = default;
};
struct ReplaceNotes {
  std::vector<Note> notes;
  bool operator==(const ReplaceNotes&) const = default;
};
/// Replaces all but the graph.
struct ReplaceSettings {
  std::string name;
  DataSettings data;
  std::vector<AugmentationStep> augmentation;
  TrainingSettings training;
  std::vector<std::pair<std::string, std::string>> unknown;
  bool operator==(const ReplaceSettings&) const = default;
};

using Edit = std::variant<InsertNode, EraseNode, ReplaceNode, InsertLink, EraseLink, ReplaceBlocks,
                          ReplaceNotes, ReplaceSettings>;
using Edits = std::vector<Edit>;

/// Applies one edit and returns the edit that takes it back exactly (same order, same bytes).
/// An edit whose target does not exist changes nothing.
Edit applyEdit(Project& project, const Edit& edit);
/// Applies all, and returns what takes all back, in the order to apply.
Edits applyEdits(Project& project, const Edits& edits);

/// The settings of `project` as an edit, to change and apply.
ReplaceSettings settingsOf(const Project& project);

/// A way out of a problem: what a button says, and what it does.
struct Fix {
  Text label;
  Edits edits;
  bool operator==(const Fix&) const = default;
};

// Builders that gestures and fixes share.
Edits setParam(const Graph& graph, const std::string& id, const std::string& key,
               const Value& value);
Edits clearParam(const Graph& graph, const std::string& id, const std::string& key);
/// Sets a key of Node::learning; null or zero, which is how it starts, takes it out.
Edits setLearning(const Graph& graph, const std::string& id, const std::string& key,
                  const Value& value);
Edits setBypassed(const Graph& graph, const std::vector<std::string>& ids, bool bypassed);
/// Removes nodes with their links, and blocks that would be left empty; where a node has one input
/// and outputs, `heal` joins its neighbours.
Edits removeNodes(const Graph& graph, const std::vector<std::string>& ids, bool heal);
/// Puts `node` into the wire `link`; its own position is kept. A new one joins the block that both
/// ends stand in.
Edits insertOnLink(const Graph& graph, const Link& link, Node node);

}  // namespace loom
