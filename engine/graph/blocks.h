#pragma once

// Blocks of a drawing: who stands in which, and the edits that make and dissolve them. What a file
// says may be wrong (a block that is not there, a circle of blocks): such a reference counts as
// none here, and analysis names it. Pure; any thread.

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/graph/edit.h"

namespace loom {

/// The blocks of one graph, looked up fast. It copies what it needs.
class BlockTree {
 public:
  explicit BlockTree(const Graph& graph);

  /// From the innermost block around a node to the outermost; empty: it stands in none.
  std::vector<std::string> around(const Node& node) const;
  /// The same for a block, without itself.
  std::vector<std::string> aroundBlock(const std::string& block) const;
  /// The outermost folded block around the node, which is drawn in its place; empty: none.
  std::string foldedAround(const Node& node) const;
  /// Ids of all nodes in the block and in blocks inside it, in the graph's order.
  const std::vector<std::string>& members(const std::string& block) const&;
  const std::vector<std::string>& members(const std::string& block) const&& = delete;

 private:
  std::unordered_map<std::string, Block> blocks_;  // by id; a circle is cut where it closes
  std::unordered_map<std::string, std::vector<std::string>> members_;
};

const Block* findBlock(const Graph& graph, const std::string& id);
std::string freshBlockId(const Graph& graph);

/// Puts nodes into a new block. Blocks that lie whole among them stay whole, inside it.
struct NewBlock {
  Edits edits;
  std::string id;
};
NewBlock groupNodes(const Graph& graph, const std::vector<std::string>& ids,
                    const std::string& name);
/// Puts nodes into a block that is there (empty: into none); blocks that are left empty go.
/// REQUIRES: `target` is none of the blocks that lie whole among them, nor inside one.
Edits moveIntoBlock(const Graph& graph, const std::vector<std::string>& ids,
                    const std::string& target);
/// Takes a block away; what stood in it stands where it stood.
Edits dissolveBlock(const Graph& graph, const std::string& id);
/// Replaces one block by `changed`, which has the same id.
Edits changeBlock(const Graph& graph, const Block& changed);
/// Removes the blocks that are empty once `removed` nodes are gone; none: no edit.
Edits dropEmptyBlocks(const Graph& graph, const std::vector<std::string>& removed);

}  // namespace loom
