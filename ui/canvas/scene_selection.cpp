// What is selected on the canvas, what lies in an area, and what is shown elsewhere while it is
// being dragged.

#include <algorithm>

#include "ui/canvas/scene.h"
#include "ui/document.h"

namespace loom::ui {

void Scene::syncSelection() {
  const std::size_t before = chosen_.nodes.size() + chosen_.notes.size();
  std::erase_if(chosen_.nodes, [this](const std::string& id) { return !nodes_.count(id); });
  std::erase_if(chosen_.notes, [this](std::size_t note) { return note >= notes_.size(); });
  const bool linkGone = chosen_.link && !link(*chosen_.link);
  if (linkGone) chosen_.link.reset();
  for (std::size_t i = 0; i < notes_.size(); ++i) notes_[i]->setChosen(chosen_.notes.count(i) > 0);
  const auto isChosen = [this](const std::string& id) { return chosen_.nodes.count(id) > 0; };
  for (NodeItem* item : placed_) item->setChosen(!chosen_.nodes.empty() && isChosen(item->id()));
  for (auto& [id, fold] : folds_)
    fold.item->setChosen(std::all_of(fold.members.begin(), fold.members.end(), isChosen));
  const std::string block = selectedBlock();
  for (auto& [id, item] : frames_) item->setChosen(id == block);
  for (const Wire& wire : wires_) wire.item->setChosen(chosen_.link == wire.item->link());
  if (linkGone || chosen_.nodes.size() + chosen_.notes.size() != before) emit selectionEdited();
}

Scene::Ids Scene::nodesIn(const QRectF& area) const {
  Ids ids;
  for (QGraphicsItem* item : items(area, Qt::IntersectsItemBoundingRect)) {
    const auto* node = qgraphicsitem_cast<NodeItem*>(item);
    if (node && !node->face().isBlock && node->rect().intersects(area)) ids.insert(node->id());
  }
  return ids;
}

Chosen Scene::touching(const QRectF& area) const {
  Chosen found;
  found.nodes = nodesIn(area);
  for (const auto& [id, fold] : folds_) {
    if (fold.item->rect().intersects(area))
      found.nodes.insert(fold.members.begin(), fold.members.end());
  }
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    if (notes_[i]->rect().intersects(area)) found.notes.insert(i);
  }
  return found;
}

std::vector<std::string> Scene::selectedIds() const {
  std::vector<std::string> ids;
  for (const std::string& id : order_) {
    if (chosen_.nodes.count(id)) ids.push_back(id);
  }
  return ids;
}

std::optional<std::size_t> Scene::selectedNote() const {
  if (chosen_.notes.size() != 1 || !chosen_.nodes.empty()) return std::nullopt;
  return *chosen_.notes.begin();
}

Places Scene::selectedPlaces() const {
  Places places;
  for (const std::string& id : chosen_.nodes) {
    if (const NodeItem* item = node(id)) places.nodes[id] = item->pos();
  }
  for (const std::size_t index : chosen_.notes) {
    if (const NoteItem* item = note(index)) places.notes[index] = item->pos();
  }
  return places;
}

QRectF Scene::selectedRect() const {
  QRectF around;
  for (const std::string& id : chosen_.nodes) {
    if (const NodeItem* item = shownFor(id)) around |= item->rect();
  }
  if (const BlockItem* item = frame(selectedBlock())) around |= item->rect();
  for (const std::size_t note : chosen_.notes) around |= notes_[note]->rect();
  if (const LinkItem* item = chosen_.link ? link(*chosen_.link) : nullptr) around |= item->around();
  return around;
}

void Scene::choose(Chosen chosen) {
  if (chosen == chosen_) return;
  chosen_ = std::move(chosen);
  syncSelection();
  emit selectionEdited();
}

void Scene::select(Ids ids) {
  choose({std::move(ids), {}, {}});
}

void Scene::selectLink(const loom::Link& link) {
  choose({{}, {}, link});
}

void Scene::selectNote(std::size_t note) {
  choose({{}, {note}, {}});
}

bool Scene::holds(const Chosen& unit) const {
  const auto& [nodes, notes, link] = chosen_;
  return std::includes(nodes.begin(), nodes.end(), unit.nodes.begin(), unit.nodes.end()) &&
         std::includes(notes.begin(), notes.end(), unit.notes.begin(), unit.notes.end());
}

void Scene::toggle(const Chosen& unit) {
  Chosen next{chosen_.nodes, chosen_.notes, {}};
  if (holds(unit)) {
    for (const std::string& id : unit.nodes) next.nodes.erase(id);
    for (const std::size_t note : unit.notes) next.notes.erase(note);
  } else {
    next.nodes.insert(unit.nodes.begin(), unit.nodes.end());
    next.notes.insert(unit.notes.begin(), unit.notes.end());
  }
  choose(std::move(next));
}

void Scene::preview(const Places& places) {
  for (const auto& [id, position] : places.nodes) {
    if (NodeItem* item = node(id)) item->setPos(position);
  }
  for (const auto& [index, position] : places.notes) {
    if (NoteItem* item = note(index)) item->setPos(position);
  }
  placeBlocks();
  routeAll();
  emit arranged();
}

void Scene::clearPreview() {
  const loom::Graph& graph = document_.graph();
  for (const loom::Node& value : graph.nodes) {
    if (NodeItem* item = node(value.id)) item->setPos(drawnAt(value.position));
  }
  for (std::size_t i = 0; i < graph.notes.size(); ++i) previewNote(i, graph.notes[i]);
  placeBlocks();
  routeAll();
  emit arranged();
}

}  // namespace loom::ui
