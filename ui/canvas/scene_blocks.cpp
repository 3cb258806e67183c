// Blocks on the canvas: which nodes a folded one stands for, where its ports lead, and the frames
// of open ones.

#include <algorithm>
#include <limits>

#include "ui/canvas/scene.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/tabular.h"

namespace loom::ui {

namespace {

QString blockName(const loom::Block& block) {
  return QString::fromStdString(block.name.empty() ? block.id : block.name);
}

/// Of a folded block: what its members say, in short.
NodeFace foldedFace(const loom::Block& block, const std::vector<const NodeFace*>& members,
                    std::int64_t parameters) {
  NodeFace face;
  face.isBlock = true;
  face.title = blockName(block);
  face.category = colorCategory(block.color);
  face.caption = Scene::tr("%1 layers").arg(members.size());
  face.shape = QStringLiteral("–");
  if (parameters > 0) face.count = groupedNumber(parameters);
  face.bypassed = std::all_of(members.begin(), members.end(),
                              [](const NodeFace* member) { return member->bypassed; });
  for (const NodeFace* member : members) {
    face.error |= member->error;
    face.warning |= member->warning;
    if (member->trouble.isEmpty()) continue;
    if (!face.trouble.isEmpty()) face.trouble += QLatin1Char('\n');
    face.trouble += member->trouble;
  }
  return face;
}

}  // namespace

void Scene::syncBlocks() {
  const loom::Graph& graph = document_.graph();
  tree_ = loom::BlockTree(graph);
  foldOf_.clear();
  if (graph.blocks.empty() && folds_.empty() && frames_.empty()) return;
  for (auto& [id, fold] : folds_) fold.members.clear();
  for (const loom::Node& node : graph.nodes) {
    const std::string block = tree_.foldedAround(node);
    if (NodeItem* item = this->node(node.id)) item->setVisible(block.empty());
    if (block.empty()) continue;
    foldOf_[node.id] = block;
    folds_[block].members.push_back(node.id);
  }
  std::erase_if(folds_, [](const auto& entry) {
    if (!entry.second.members.empty()) return false;
    delete entry.second.item;
    return true;
  });
  for (auto& [id, fold] : folds_) {
    findPorts(id, fold);
    showFold(*loom::findBlock(graph, id), fold);
  }
  syncFrames();
  placeBlocks();
}

/// A port for each place inside that is fed, or waits to be fed, from outside.
void Scene::findPorts(const std::string& block, Fold& fold) const {
  fold.inputs.clear();
  fold.outputs.clear();
  const auto isInside = [&](const std::string& id) {
    const auto found = foldOf_.find(id);
    return found != foldOf_.end() && found->second == block;
  };
  Ids outputs, feeding;
  for (const loom::Link& link : document_.graph().links) {
    const bool from = isInside(link.from), to = isInside(link.to);
    if (from) feeding.insert(link.from);
    if (from && !to) outputs.insert(link.from);
    const std::pair port{link.to, link.port};
    const bool isNew = std::find(fold.inputs.begin(), fold.inputs.end(), port) == fold.inputs.end();
    if (to && !from && isNew) fold.inputs.push_back(port);
  }
  for (const std::string& id : fold.members) {
    const loom::NodeInfo* info = document_.analysis().find(id);
    if (!info || !info->type) continue;
    for (std::size_t port = 0; port < info->sources.size(); ++port) {
      if (info->sources[port].empty()) fold.inputs.emplace_back(id, static_cast<int>(port));
    }
    const bool isOpen = !feeding.count(id) && !info->type->isLoss;
    if (outputs.count(id) || (outputs.empty() && isOpen)) fold.outputs.push_back(id);
  }
}

void Scene::showFold(const loom::Block& block, Fold& fold) {
  if (!fold.item) {
    fold.item = new NodeItem(fold.members.front());
    addItem(fold.item);
  }
  fold.item->rename(fold.members.front());  // who stands first may be another now
  std::vector<const NodeFace*> faces;
  std::int64_t parameters = 0;
  for (const std::string& id : fold.members) {
    if (const NodeItem* item = node(id)) faces.push_back(&item->face());
    if (const loom::NodeInfo* info = document_.analysis().find(id))
      parameters += info->parameterCount;
  }
  NodeFace face = foldedFace(block, faces, parameters);
  face.inputPorts = static_cast<int>(fold.inputs.size());
  face.hasOutput = !fold.outputs.empty();
  if (face.hasOutput) {
    const NodeFace& last = node(fold.outputs.front())->face();
    face.shape = last.shape;
    face.hasShape = last.hasShape;
  }
  fold.item->show(std::move(face), fonts_);
}

void Scene::syncFrames() {
  Ids open;
  for (const loom::Block& block : document_.graph().blocks) {
    const auto& members = tree_.members(block.id);
    // Inside a folded block, and where a block is folded itself, there is no frame.
    if (members.empty() || foldOf_.count(members.front())) {
      const bool allHidden =
          std::all_of(members.begin(), members.end(),
                      [&](const std::string& id) { return isWithin(id, block); });
      if (allHidden) continue;
    }
    open.insert(block.id);
    BlockItem*& item = frames_[block.id];
    if (!item) {
      item = new BlockItem(block.id);
      addItem(item);
    }
    item->setZValue(-10 + static_cast<double>(tree_.aroundBlock(block.id).size()) * 0.01);
    item->show(blockName(block), colorCategory(block.color), fonts_->title);
  }
  std::erase_if(frames_, [&](const auto& entry) {
    if (open.count(entry.first)) return false;
    delete entry.second;
    return true;
  });
}

/// Whether the node is drawn by this block, folded, or by a folded one around it.
bool Scene::isWithin(const std::string& node, const loom::Block& block) const {
  const auto found = foldOf_.find(node);
  if (found == foldOf_.end()) return false;
  if (found->second == block.id) return true;
  const auto around = tree_.aroundBlock(block.id);
  return std::find(around.begin(), around.end(), found->second) != around.end();
}

/// Folded blocks stand where their nodes begin; frames lie around what they hold, inner ones first.
void Scene::placeBlocks() {
  for (auto& [block, fold] : folds_) {
    QPointF corner(std::numeric_limits<qreal>::max(), std::numeric_limits<qreal>::max());
    for (const std::string& member : fold.members) {
      const NodeItem* item = node(member);
      if (!item) continue;
      corner = {std::min(corner.x(), item->x()), std::min(corner.y(), item->y())};
    }
    // The first port stands where the wire of the first node ended, so that a row stays a row.
    if (!fold.inputs.empty() && node(fold.inputs.front().first)) {
      const auto& [id, port] = fold.inputs.front();
      corner.setY(node(id)->inputPoint(port).y() - fold.item->layout().inputs.front().y());
    }
    fold.item->setPos(corner);
  }
  std::vector<BlockItem*> inward;
  for (auto& [id, item] : frames_) inward.push_back(item);
  std::sort(inward.begin(), inward.end(),
            [](const auto* a, const auto* b) { return a->zValue() > b->zValue(); });
  std::map<std::string, QRectF> placed;
  for (BlockItem* item : inward) {
    QRectF around = placed[item->id()];
    for (const std::string& member : tree_.members(item->id())) around |= shownFor(member)->rect();
    const qreal p = BlockItem::kPadding;
    around.adjust(-p, -p - BlockItem::kHeader + 8, p, p);
    item->setRect(around);
    const auto outer = tree_.aroundBlock(item->id());
    if (!outer.empty()) placed[outer.front()] |= around;
  }
}

NodeItem* Scene::shownFor(const std::string& id) const {
  const auto found = foldOf_.find(id);
  return found == foldOf_.end() ? node(id) : folds_.at(found->second).item;
}

BlockItem* Scene::frame(const std::string& block) const {
  const auto found = frames_.find(block);
  return found == frames_.end() ? nullptr : found->second;
}

Scene::Ids Scene::unitOf(const std::string& id) const {
  const auto found = foldOf_.find(id);
  if (found == foldOf_.end()) return {id};
  const auto& members = folds_.at(found->second).members;
  return {members.begin(), members.end()};
}

Scene::Ids Scene::membersOf(const std::string& block) const {
  const auto& members = tree_.members(block);
  return {members.begin(), members.end()};
}

std::string Scene::selectedBlock() const {
  if (chosen_.nodes.empty()) return {};
  const loom::Node* first = document_.graph().find(*chosen_.nodes.begin());
  if (!first) return {};
  // Of blocks with the same nodes the outermost is meant: it is the one that can be seen.
  std::string block;
  for (const std::string& around : tree_.around(*first)) {
    if (membersOf(around) == chosen_.nodes) block = around;
  }
  return block;
}

QPointF Scene::outputPoint(const std::string& id) const {
  const NodeItem* item = shownFor(id);
  return item ? item->outputPoint() : QPointF();
}

int Scene::shownPort(const std::string& id, int port) const {
  const auto found = foldOf_.find(id);
  if (found == foldOf_.end()) return port;
  const auto& inputs = folds_.at(found->second).inputs;
  const auto at = std::find(inputs.begin(), inputs.end(), std::pair{id, port});
  return at == inputs.end() ? 0 : static_cast<int>(at - inputs.begin());
}

QPointF Scene::inputPoint(const std::string& id, int port) const {
  const NodeItem* item = shownFor(id);
  return item ? item->inputPoint(shownPort(id, port)) : QPointF();
}

void Scene::lightPort(const std::string& id, int port) {
  if (NodeItem* item = shownFor(id)) item->lightPort(port < 0 ? port : shownPort(id, port));
}

/// A hit on a folded block is a hit on what stands behind its port.
Hit Scene::behind(const NodeItem& item, Hit hit) const {
  if (!item.face().isBlock) return hit;
  hit.block = foldOf_.at(item.id());
  const Fold& fold = folds_.at(hit.block);
  if (hit.kind == Hit::Kind::OutputPort) {
    hit.node = fold.outputs.front();
  } else if (hit.kind == Hit::Kind::InputPort) {
    std::tie(hit.node, hit.port) = fold.inputs[static_cast<std::size_t>(hit.port)];
  } else if (hit.kind == Hit::Kind::Badge) {
    const auto troubled = std::find_if(
        fold.members.begin(), fold.members.end(),
        [this](const std::string& id) { return node(id) && !node(id)->face().trouble.isEmpty(); });
    if (troubled != fold.members.end()) hit.node = *troubled;
  }
  return hit;
}

void Scene::syncNotes() {
  const auto& notes = document_.graph().notes;
  // Notes have no names: once one has come or gone, nobody knows which were meant.
  if (notes_.size() != notes.size()) chosen_.notes.clear();
  while (notes_.size() > notes.size()) {
    delete notes_.back();
    notes_.pop_back();
  }
  while (notes_.size() < notes.size()) {
    notes_.push_back(new NoteItem);
    notes_.back()->setZValue(0.5);
    addItem(notes_.back());
  }
  for (std::size_t i = 0; i < notes.size(); ++i) previewNote(i, notes[i]);
}

void Scene::previewNote(std::size_t index, const loom::Note& note) {
  if (index >= notes_.size()) return;
  notes_[index]->show(note, fonts_->caption);
  notes_[index]->setPos(drawnAt(note.position));
}

}  // namespace loom::ui
