#include "engine/graph/edit.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/graph/blocks.h"
#include "engine/graph/learning.h"

namespace loom {

namespace {

template <class T>
std::size_t placeFor(const std::vector<T>& list, int at) {
  return at < 0 ? list.size() : std::min(static_cast<std::size_t>(at), list.size());
}

template <class T>
auto iteratorAt(std::vector<T>& list, std::size_t index) {
  return list.begin() + static_cast<std::ptrdiff_t>(index);
}

struct Applier {
  Project& project;

  Edit operator()(const InsertNode& edit) const {
    auto& nodes = project.graph.nodes;
    nodes.insert(iteratorAt(nodes, placeFor(nodes, edit.at)), edit.node);
    return EraseNode{edit.node.id};
  }
  Edit operator()(const EraseNode& edit) const {
    auto& nodes = project.graph.nodes;
    const int index = project.graph.indexOf(edit.id);
    if (index < 0) return edit;
    Node node = nodes[static_cast<std::size_t>(index)];
    nodes.erase(iteratorAt(nodes, static_cast<std::size_t>(index)));
    return InsertNode{std::move(node), index};
  }
  Edit operator()(const ReplaceNode& edit) const {
    Node* node = project.graph.find(edit.id);
    if (!node) return edit;
    const std::string newId = edit.node.id;
    ReplaceNode inverse{newId, *node};
    *node = edit.node;
    if (newId != edit.id) {
      for (Link& link : project.graph.links) {
        if (link.from == edit.id) link.from = newId;
        if (link.to == edit.id) link.to = newId;
      }
    }
    return inverse;
  }
  Edit operator()(const InsertLink& edit) const {
    auto& links = project.graph.links;
    links.insert(iteratorAt(links, placeFor(links, edit.at)), edit.link);
    return EraseLink{edit.link};
  }
  Edit operator()(const EraseLink& edit) const {
    auto& links = project.graph.links;
    // The last of several equal wires, so that erasing takes back inserting to the same order.
    const auto found = std::find(links.rbegin(), links.rend(), edit.link);
    if (found == links.rend()) return edit;
    const auto index = static_cast<std::size_t>(links.rend() - found) - 1;
    links.erase(iteratorAt(links, index));
    return InsertLink{edit.link, static_cast<int>(index)};
  }
  Edit operator()(const ReplaceBlocks& edit) const {
    return ReplaceBlocks{std::exchange(project.graph.blocks, edit.blocks)};
  }
  Edit operator()(const ReplaceNotes& edit) const {
    return ReplaceNotes{std::exchange(project.graph.notes, edit.notes)};
  }
  Edit operator()(const ReplaceSettings& edit) const {
    ReplaceSettings inverse = settingsOf(project);
    project.name = edit.name;
    project.data = edit.data;
    project.augmentation = edit.augmentation;
    project.training = edit.training;
    project.unknown = edit.unknown;
    return inverse;
  }
};

Edits changedNode(const Graph& graph, const std::string& id, auto&& change) {
  const Node* node = graph.find(id);
  if (!node) return {};
  Node changed = *node;
  change(changed);
  return {ReplaceNode{id, std::move(changed)}};
}

}  // namespace

Edit applyEdit(Project& project, const Edit& edit) {
  return std::visit(Applier{project}, edit);
}

namespace {

/// Whether they only put nodes in the place of others with the same names.
bool keepsNames(const Edits& edits) {
  return std::all_of(edits.begin(), edits.end(), [](const Edit& edit) {
    const auto* replace = std::get_if<ReplaceNode>(&edit);
    return replace && replace->id == replace->node.id;
  });
}

/// Does that with one look at all names; moving thousands of nodes would take long otherwise.
Edits replaceNodes(Graph& graph, const Edits& edits) {
  std::unordered_map<std::string, std::size_t> places;  // of several with one name, the first
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) places.emplace(graph.nodes[i].id, i);
  Edits inverses;
  inverses.reserve(edits.size());
  for (const Edit& edit : edits) {
    const auto& replace = std::get<ReplaceNode>(edit);
    const auto place = places.find(replace.id);
    inverses.push_back(edit);
    if (place == places.end()) continue;
    std::get<ReplaceNode>(inverses.back()).node =
        std::exchange(graph.nodes[place->second], replace.node);
  }
  return inverses;
}

}  // namespace

Edits applyEdits(Project& project, const Edits& edits) {
  Edits inverses;
  if (edits.size() > 1 && keepsNames(edits)) {
    inverses = replaceNodes(project.graph, edits);
    std::reverse(inverses.begin(), inverses.end());
    return inverses;
  }
  inverses.reserve(edits.size());
  for (const Edit& edit : edits) inverses.push_back(applyEdit(project, edit));
  std::reverse(inverses.begin(), inverses.end());
  return inverses;
}

ReplaceSettings settingsOf(const Project& project) {
  return {project.name, project.data, project.augmentation, project.training, project.unknown};
}

Edits setParam(const Graph& graph, const std::string& id, const std::string& key,
               const Value& value) {
  return changedNode(graph, id, [&](Node& node) { node.params.set(key, value); });
}

Edits clearParam(const Graph& graph, const std::string& id, const std::string& key) {
  return changedNode(graph, id, [&](Node& node) { node.params.remove(key); });
}

Edits setLearning(const Graph& graph, const std::string& id, const std::string& key,
                  const Value& value) {
  const Field* field = findField(learningFields(), key);
  return changedNode(graph, id, [&](Node& node) {
    if (field && value == field->initial) {
      node.learning.remove(key);
    } else {
      node.learning.set(key, value);
    }
  });
}

Edits setBypassed(const Graph& graph, const std::vector<std::string>& ids, bool bypassed) {
  Edits edits;
  for (const std::string& id : ids) {
    const Node* node = graph.find(id);
    if (!node || node->bypassed == bypassed) continue;
    const Edits one = changedNode(graph, id, [&](Node& changed) { changed.bypassed = bypassed; });
    edits.insert(edits.end(), one.begin(), one.end());
  }
  return edits;
}

Edits removeNodes(const Graph& graph, const std::vector<std::string>& ids, bool heal) {
  const auto isGone = [&](const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  Edits edits;
  for (const Link& link : graph.links) {
    if (isGone(link.from) || isGone(link.to)) edits.push_back(EraseLink{link});
  }
  if (heal) {
    for (const Link& link : graph.links) {
      if (!isGone(link.from) || isGone(link.to)) continue;
      // Up through removed nodes that have a single input, to the first that stays.
      std::string source = link.from;
      for (std::size_t hops = 0; isGone(source) && hops <= graph.nodes.size(); ++hops) {
        const Link* only = nullptr;
        int inputs = 0;
        for (const Link& up : graph.links) {
          if (up.to == source) {
            only = &up;
            ++inputs;
          }
        }
        if (inputs != 1) break;
        source = only->from;
      }
      if (!isGone(source)) edits.push_back(InsertLink{{source, link.to, link.port}, -1});
    }
  }
  for (const std::string& id : ids) {
    if (graph.find(id)) edits.push_back(EraseNode{id});
  }
  const Edits emptied = dropEmptyBlocks(graph, ids);
  edits.insert(edits.end(), emptied.begin(), emptied.end());
  return edits;
}

Edits insertOnLink(const Graph& graph, const Link& link, Node node) {
  Edits edits;
  const std::string id = node.id;
  const Node *from = graph.find(link.from), *to = graph.find(link.to);
  if (from && to && from->block == to->block && !graph.find(id)) node.block = from->block;
  if (!graph.find(id)) edits.push_back(InsertNode{std::move(node), -1});
  edits.push_back(EraseLink{link});
  edits.push_back(InsertLink{{link.from, id, 0}, -1});
  edits.push_back(InsertLink{{id, link.to, link.port}, -1});
  return edits;
}

}  // namespace loom
