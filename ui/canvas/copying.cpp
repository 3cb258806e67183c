#include "ui/canvas/copying.h"

#include <algorithm>
#include <map>

#include "engine/graph/blocks.h"
#include "ui/canvas/note_item.h"
#include "ui/canvas/placement.h"

namespace loom::ui {

namespace {

/// Blocks come along where all of their nodes do; other nodes stand in none.
void keepWholeBlocks(loom::Graph& fragment, const loom::Graph& graph,
                     const std::set<std::string>& wanted) {
  const loom::BlockTree tree(graph);
  std::set<std::string> kept = {std::string()};
  for (const loom::Block& block : graph.blocks) {
    const auto& members = tree.members(block.id);
    const bool isWhole = !members.empty() &&
                         std::all_of(members.begin(), members.end(),
                                     [&](const std::string& id) { return wanted.count(id) > 0; });
    if (!isWhole) continue;
    kept.insert(block.id);
    fragment.blocks.push_back(block);
  }
  for (loom::Block& block : fragment.blocks) {
    if (!kept.count(block.block)) block.block.clear();
  }
  for (loom::Node& node : fragment.nodes) {
    if (!kept.count(node.block)) node.block.clear();
  }
}

}  // namespace

loom::Graph part(const loom::Graph& graph, const std::vector<std::string>& ids,
                 const std::set<std::size_t>& notes) {
  const std::set<std::string> wanted(ids.begin(), ids.end());
  loom::Graph fragment;
  for (const loom::Node& node : graph.nodes) {
    if (wanted.count(node.id)) fragment.nodes.push_back(node);
  }
  for (const loom::Link& link : graph.links) {
    if (wanted.count(link.from) && wanted.count(link.to)) fragment.links.push_back(link);
  }
  keepWholeBlocks(fragment, graph, wanted);
  for (const std::size_t note : notes) {
    if (note < graph.notes.size()) fragment.notes.push_back(graph.notes[note]);
  }
  return fragment;
}

namespace {

/// "conv12" -> "conv": what a fresh number can be put behind.
std::string stemOf(const loom::Node& node) {
  std::string stem = node.id;
  while (!stem.empty() && stem.back() >= '0' && stem.back() <= '9') stem.pop_back();
  if (stem.size() > 56) stem.resize(56);
  return loom::isValidId(stem) ? stem : std::string("layer");
}

QRectF noteRect(const loom::Note& note, const NodeFonts& fonts) {
  return {{note.position.x, note.position.y}, NoteItem::sizeOf(note, fonts.caption)};
}

/// From where the fragment lies to a place where it lies on nothing.
QPointF shiftOf(const loom::Graph& graph, const loom::Graph& fragment, QPointF offset,
                const Rects& rects, const NodeFonts& fonts) {
  const loom::Analysis analysis = loom::analyse(fragment);
  const GraphFacts facts(fragment, analysis);
  QRectF bounds;
  for (const loom::Node& node : fragment.nodes)
    bounds |= QRectF({node.position.x, node.position.y}, nodeSize(facts, node, fonts));
  for (const loom::Note& note : fragment.notes) bounds |= noteRect(note, fonts);
  std::vector<QRectF> taken;
  for (const auto& [id, rect] : rects) taken.push_back(rect);
  for (const loom::Note& note : graph.notes) taken.push_back(noteRect(note, fonts));
  return freeSpot(taken, bounds.translated(offset)) - snapped(bounds.topLeft());
}

loom::Position shifted(const loom::Position& position, QPointF shift) {
  return {position.x + shift.x(), position.y + shift.y()};
}

/// Adds the fragment's blocks under fresh ids; gives the new id of each old one.
std::map<std::string, std::string> pasteBlocks(const loom::Graph& graph,
                                               const loom::Graph& fragment, loom::Edits& edits) {
  std::map<std::string, std::string> renamed = {{std::string(), std::string()}};
  loom::Graph names = graph;
  for (const loom::Block& block : fragment.blocks) {
    loom::Block copy = block;
    copy.id = loom::freshBlockId(names);
    renamed.emplace(block.id, copy.id);
    names.blocks.push_back(std::move(copy));
  }
  for (std::size_t i = graph.blocks.size(); i < names.blocks.size(); ++i)
    names.blocks[i].block = renamed[names.blocks[i].block];
  if (!fragment.blocks.empty()) edits.push_back(loom::ReplaceBlocks{std::move(names.blocks)});
  return renamed;
}

void pasteNotes(const loom::Graph& graph, const loom::Graph& fragment, QPointF shift,
                Pasted& result) {
  if (fragment.notes.empty()) return;
  std::vector<loom::Note> notes = graph.notes;
  for (loom::Note note : fragment.notes) {
    note.position = shifted(note.position, shift);
    result.notes.insert(notes.size());
    notes.push_back(std::move(note));
  }
  result.edits.push_back(loom::ReplaceNotes{std::move(notes)});
}

}  // namespace

Pasted paste(const loom::Graph& graph, const loom::Graph& fragment, QPointF offset,
             const Rects& rects, const NodeFonts& fonts) {
  Pasted result;
  loom::Graph names = graph;
  std::map<std::string, std::string> renamed;
  auto blocks = pasteBlocks(graph, fragment, result.edits);
  const QPointF shift = shiftOf(graph, fragment, offset, rects, fonts);
  for (loom::Node node : fragment.nodes) {
    const std::string id = names.find(node.id) ? loom::freshId(names, stemOf(node)) : node.id;
    renamed.emplace(node.id, id);
    node.id = id;
    node.block = blocks[node.block];
    node.position = shifted(node.position, shift);
    names.nodes.push_back(node);
    result.ids.push_back(id);
    result.edits.push_back(loom::InsertNode{std::move(node), -1});
  }
  for (const loom::Link& link : fragment.links) {
    const auto from = renamed.find(link.from), to = renamed.find(link.to);
    if (from == renamed.end() || to == renamed.end()) continue;
    result.edits.push_back(loom::InsertLink{{from->second, to->second, link.port}, -1});
  }
  pasteNotes(graph, fragment, shift, result);
  return result;
}

Ends endsOf(const loom::Graph& fragment) {
  Ends ends;
  const loom::Analysis analysis = loom::analyse(fragment);
  std::set<std::string> feeding;
  for (const loom::Link& link : fragment.links) feeding.insert(link.from);
  for (const std::string& id : analysis.order) {
    const loom::NodeInfo* info = analysis.find(id);
    if (!info || !info->type) continue;
    for (std::size_t port = 0; port < info->sources.size() && !ends.in; ++port) {
      if (info->sources[port].empty()) ends.in = {id, static_cast<int>(port)};
    }
    if (!feeding.count(id) && !info->type->isLoss) ends.out = id;
  }
  return ends;
}

}  // namespace loom::ui
