#include "engine/graph/blocks.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_set>

#include "engine/graph/draft.h"

namespace loom {

BlockTree::BlockTree(const Graph& graph) {
  for (const Block& block : graph.blocks) blocks_.emplace(block.id, block);
  for (const Block& block : graph.blocks) {
    std::unordered_set<std::string> seen = {block.id};
    for (Block* inner = &blocks_.at(block.id); !inner->block.empty();) {
      const auto outer = blocks_.find(inner->block);
      if (outer == blocks_.end() || !seen.insert(inner->block).second) {
        inner->block.clear();
        break;
      }
      inner = &outer->second;
    }
  }
  for (const Node& node : graph.nodes) {
    for (const std::string& block : around(node)) members_[block].push_back(node.id);
  }
}

std::vector<std::string> BlockTree::around(const Node& node) const {
  if (node.block.empty() || !blocks_.contains(node.block)) return {};
  std::vector<std::string> chain = {node.block};
  const auto outer = aroundBlock(node.block);
  chain.insert(chain.end(), outer.begin(), outer.end());
  return chain;
}

std::vector<std::string> BlockTree::aroundBlock(const std::string& block) const {
  std::vector<std::string> chain;
  for (auto at = blocks_.find(block); at != blocks_.end() && !at->second.block.empty();
       at = blocks_.find(at->second.block)) {
    chain.push_back(at->second.block);
  }
  return chain;
}

std::string BlockTree::foldedAround(const Node& node) const {
  std::string outermost;
  for (const std::string& block : around(node)) {
    if (blocks_.at(block).folded) outermost = block;
  }
  return outermost;
}

const std::vector<std::string>& BlockTree::members(const std::string& block) const& {
  static const std::vector<std::string> none;
  const auto found = members_.find(block);
  return found == members_.end() ? none : found->second;
}

const Block* findBlock(const Graph& graph, const std::string& id) {
  const auto found = std::find_if(graph.blocks.begin(), graph.blocks.end(),
                                  [&](const Block& block) { return block.id == id; });
  return found == graph.blocks.end() ? nullptr : &*found;
}

std::string freshBlockId(const Graph& graph) {
  for (int number = 1;; ++number) {
    std::string id = "block" + std::to_string(number);
    if (!findBlock(graph, id)) return id;
  }
}

namespace {

/// What is moved from block to block when these nodes are: blocks that are chosen whole go as one.
struct Units {
  std::vector<const Node*> nodes;
  std::vector<std::string> blocks;
  std::string around;  // the innermost block that is around them all

  Units(const Graph& graph, const std::vector<std::string>& ids) {
    const BlockTree tree(graph);
    const std::unordered_set<std::string> chosen(ids.begin(), ids.end());
    const auto isWhole = [&](const std::string& block) {
      const auto& members = tree.members(block);
      return std::all_of(members.begin(), members.end(),
                         [&](const std::string& id) { return chosen.contains(id); });
    };
    std::optional<std::vector<std::string>> common;
    for (const Node& node : graph.nodes) {
      if (!chosen.contains(node.id)) continue;
      std::vector<std::string> chain = tree.around(node);
      const auto outside = std::find_if_not(chain.begin(), chain.end(), isWhole);
      if (outside == chain.begin()) {
        nodes.push_back(&node);
      } else if (const std::string& unit = *std::prev(outside);
                 std::find(blocks.begin(), blocks.end(), unit) == blocks.end()) {
        blocks.push_back(unit);
      }
      chain.erase(chain.begin(), outside);
      if (!common) {
        common = chain;
      } else {
        std::erase_if(*common, [&](const std::string& block) {
          return std::find(chain.begin(), chain.end(), block) == chain.end();
        });
      }
    }
    if (common && !common->empty()) around = common->front();
  }

  /// Edits that put all of them into `target`, with `list` as the graph's blocks.
  Edits moveTo(const std::string& target, std::vector<Block> list) const {
    for (Block& block : list) {
      if (std::find(blocks.begin(), blocks.end(), block.id) != blocks.end()) block.block = target;
    }
    Edits edits = {ReplaceBlocks{std::move(list)}};
    for (const Node* node : nodes) {
      Node moved = *node;
      moved.block = target;
      edits.push_back(ReplaceNode{node->id, std::move(moved)});
    }
    return edits;
  }
};

}  // namespace

NewBlock groupNodes(const Graph& graph, const std::vector<std::string>& ids,
                    const std::string& name) {
  const Units units(graph, ids);
  if (units.nodes.empty() && units.blocks.empty()) return {};
  std::vector<Block> blocks = graph.blocks;
  NewBlock made{{}, freshBlockId(graph)};
  blocks.push_back({made.id, name, kBlockColors[0], false, units.around});
  made.edits = units.moveTo(made.id, std::move(blocks));
  return made;
}

Edits moveIntoBlock(const Graph& graph, const std::vector<std::string>& ids,
                    const std::string& target) {
  const Units units(graph, ids);
  if (units.nodes.empty() && units.blocks.empty()) return {};
  Project after;
  after.graph = graph;
  Edits edits = units.moveTo(target, graph.blocks);
  applyEdits(after, edits);
  // A block that lost its last node goes.
  const Edits emptied = dropEmptyBlocks(after.graph, {});
  edits.insert(edits.end(), emptied.begin(), emptied.end());
  return edits;
}

Edits dissolveBlock(const Graph& graph, const std::string& id) {
  const Block* block = findBlock(graph, id);
  if (!block) return {};
  Edits edits;
  for (const Node& node : graph.nodes) {
    if (node.block != id) continue;
    Node moved = node;
    moved.block = block->block;
    edits.push_back(ReplaceNode{node.id, std::move(moved)});
  }
  std::vector<Block> blocks;
  for (Block other : graph.blocks) {
    if (other.id == id) continue;
    if (other.block == id) other.block = block->block;
    blocks.push_back(std::move(other));
  }
  edits.push_back(ReplaceBlocks{std::move(blocks)});
  return edits;
}

Edits changeBlock(const Graph& graph, const Block& changed) {
  std::vector<Block> blocks = graph.blocks;
  const auto found = std::find_if(blocks.begin(), blocks.end(),
                                  [&](const Block& block) { return block.id == changed.id; });
  if (found == blocks.end() || *found == changed) return {};
  *found = changed;
  return {ReplaceBlocks{std::move(blocks)}};
}

Edits dropEmptyBlocks(const Graph& graph, const std::vector<std::string>& removed) {
  if (graph.blocks.empty()) return {};
  const BlockTree tree(graph);
  const std::unordered_set<std::string> gone(removed.begin(), removed.end());
  std::vector<Block> left;
  for (const Block& block : graph.blocks) {
    const auto& members = tree.members(block.id);
    const bool stays = std::any_of(members.begin(), members.end(),
                                   [&](const std::string& id) { return !gone.contains(id); });
    if (stays) left.push_back(block);
  }
  if (left.size() == graph.blocks.size()) return {};
  return {ReplaceBlocks{std::move(left)}};
}

namespace {

Problem blockProblem(const std::string& node, Text text, Edits edits) {
  return {node,
          Problem::Severity::Warning,
          std::move(text),
          {{{LOOM_TEXT("Take it out of the block")}, std::move(edits)}},
          {}};
}

/// Whether going outwards from it leads back to it.
bool isInCircle(const Graph& graph, const Block& block) {
  const Block* at = &block;
  for (std::size_t steps = 0; at && !at->block.empty() && steps <= graph.blocks.size(); ++steps) {
    if (at->block == block.id) return true;
    at = findBlock(graph, at->block);
  }
  return false;
}

}  // namespace

void checkBlocks(Draft& draft) {
  const Graph& graph = draft.graph;
  std::unordered_set<std::string> ids;
  for (const Block& block : graph.blocks) ids.insert(block.id);
  for (const Node& node : graph.nodes) {
    if (node.block.empty() || ids.contains(node.block)) continue;
    Node out = node;
    out.block.clear();
    draft.problems().push_back(blockProblem(
        node.id, {LOOM_TEXT("stands in the block \"%1\", which does not exist"), {node.block}},
        {ReplaceNode{node.id, std::move(out)}}));
  }
  for (const Block& block : graph.blocks) {
    const bool missing = !block.block.empty() && !ids.contains(block.block);
    if (!missing && !isInCircle(graph, block)) continue;
    Block out = block;
    out.block.clear();
    const Text text =
        missing ? Text(LOOM_TEXT("block %1 stands in the block \"%2\", which does not exist"),
                       {block.id, block.block})
                : Text(LOOM_TEXT("block %1 stands inside itself"), {block.id});
    draft.problems().push_back(blockProblem({}, text, changeBlock(graph, out)));
  }
}

}  // namespace loom
