// Layers that change nothing but the shape, put between two that do not fit.

#include <algorithm>
#include <cmath>

#include "engine/graph/proposals.h"

namespace loom {

namespace {

/// Shapes of as many values that stand elsewhere in the network or the data, those of rank 3 first.
std::vector<Shape> likeShapes(const Draft& draft, const Shape& given) {
  std::vector<Shape> found;
  const auto add = [&](const Shape& shape) {
    constexpr std::size_t kMost = 6;
    const bool fits = shape.rank() > 1 && shape != given && shape.elements() == given.elements();
    if (fits && found.size() < kMost && std::find(found.begin(), found.end(), shape) == found.end())
      found.push_back(shape);
  };
  if (draft.data) add(draft.data->target);
  for (const NodeInfo* info : draft.infos) {
    if (info && info->output) add(*info->output);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Shape& a, const Shape& b) { return a.rank() > b.rank(); });
  return found;
}

std::vector<Shape> shapesOfRow(std::int64_t count, bool isRow) {
  std::vector<Shape> shapes;
  if (isRow) shapes.push_back({1, count});
  const auto side = static_cast<std::int64_t>(std::llround(std::sqrt(static_cast<double>(count))));
  if (side > 1 && side * side == count) shapes.push_back({1, side, side});
  shapes.push_back({count, 1});
  shapes.push_back({1, count});
  shapes.push_back({count, 1, 1});
  return shapes;
}

Adapter reshaping(const Draft& draft, const Node& node, const Shape& shape) {
  return {{madeNode(draft, "Reshape", {{"shape", shape.sizes()}}, node)},
          {LOOM_TEXT("Insert %1 to %2"), {"Reshape", shape.text()}},
          "Reshape"};
}

/// An image as a sequence of its pixels, whose values are the channels.
Adapter pixelByPixel(const Draft& draft, const Node& node) {
  return {{madeNode(draft, "Flatten", {{"start_dim", std::int64_t{2}}}, node),
           madeNode(draft, "Permute", {{"dims", Ints{0, 2, 1}}}, node)},
          {LOOM_TEXT("Insert %1 and %2"), {"Flatten", "Permute"}},
          "Flatten"};
}

/// A table for tokens, if the data are such, of widths that many numbers of heads divide.
void addTables(const Draft& draft, const Node& node, std::vector<Adapter>& all) {
  if (!draft.data || draft.data->tokens == 0) return;
  for (const std::int64_t width : {64, 96, 60}) {
    const Values params = {{"num_embeddings", draft.data->tokens}, {"embedding_dim", width}};
    all.push_back({{madeNode(draft, "Embedding", params, node)},
                   {LOOM_TEXT("Insert %1"), {"Embedding"}},
                   "Embedding"});
  }
}

}  // namespace

Node madeNode(const Draft& draft, const char* type, Values params, const Node& before) {
  Node node;
  node.type = type;
  node.id = freshId(draft.graph, findLayerType(type)->idStem);
  node.params = std::move(params);
  node.position = {before.position.x - 80, before.position.y};
  return node;
}

std::vector<Adapter> adaptersFor(const Draft& draft, const Node& node, const Shape& given) {
  std::vector<Adapter> all;
  const LayerType* type = findLayerType(node.type);
  const bool isSequence = type && type->category == Category::Recurrent;
  if (given.rank() == 0) all.push_back(reshaping(draft, node, {1}));
  if (given.rank() == 3 && isSequence) {
    if (given[0] == 1) all.push_back(reshaping(draft, node, {given[1], given[2]}));
    all.push_back(pixelByPixel(draft, node));
  } else if (given.rank() == 3 && type && type->category == Category::Convolution) {
    const Values rows = {{"start_dim", std::int64_t{2}}};
    all.push_back(
        {{madeNode(draft, "Flatten", rows, node)}, LOOM_TEXT("Insert Flatten"), "Flatten"});
  }
  if (given.rank() > 1 && type && type->isLoss && draft.data && draft.data->classes > 0) {
    const Values scores = {{"out_features", std::int64_t{draft.data->classes}}};
    all.push_back({{madeNode(draft, "Flatten", {}, node), madeNode(draft, "Linear", scores, node)},
                   {LOOM_TEXT("Insert %1 and %2"), {"Flatten", "Linear"}},
                   "Flatten"});
  }
  if (given.rank() > 1)
    all.push_back({{madeNode(draft, "Flatten", {}, node)}, LOOM_TEXT("Insert Flatten"), "Flatten"});
  std::vector<Shape> shapes = likeShapes(draft, given);
  if (given.rank() == 2) shapes.push_back({1, given[0], given[1]});
  if (given.rank() == 1) {
    if (isSequence) addTables(draft, node, all);
    for (Shape& shape : shapesOfRow(given[0], node.type == "Conv1d"))
      shapes.push_back(std::move(shape));
  }
  for (const Shape& shape : shapes) all.push_back(reshaping(draft, node, shape));
  return all;
}

Edits adapt(const Adapter& adapter, const Link& wire, bool exists) {
  Edits edits;
  for (const Node& node : adapter.nodes) edits.push_back(InsertNode{node, -1});
  if (exists) edits.push_back(EraseLink{wire});
  std::string from = wire.from;
  for (const Node& node : adapter.nodes) {
    edits.push_back(InsertLink{{from, node.id, 0}, -1});
    from = node.id;
  }
  edits.push_back(InsertLink{{from, wire.to, wire.port}, -1});
  return edits;
}

bool proposeValues(const Search& search) {
  const int at = search.node();
  const Node& node = search.draft.node(at);
  const NodeInfo& info = search.info(at);
  if (info.inputs.size() != 1 || info.inputs[0].rank() != 1) return false;
  Node dense = madeNode(search.draft, "Linear", {}, node);
  dense.id = node.id;
  dense.position = node.position;
  const Reader params(info.type->fields, node.params);
  dense.params.set("out_features", params.integer(info.type->widthKey));
  const Node column =
      madeNode(search.draft, "Reshape", {{"shape", Ints{info.inputs[0][0], 1}}}, node);
  Edits edits = adapt({{column}, {}, {}}, search.wireInto(at, 0), true);
  edits.push_back(ReplaceNode{node.id, dense});
  return search.offer(
      {{LOOM_TEXT("Replace by %1 and %2"), {"Reshape", "Linear"}}, std::move(edits)});
}

bool proposeAdapters(const Search& search) {
  const int at = search.node();
  const NodeInfo& info = search.info(at);
  if (info.inputs.size() != 1) return false;
  for (const Adapter& adapter : adaptersFor(search.draft, search.draft.node(at), info.inputs[0])) {
    if (search.offer({adapter.label, adapt(adapter, search.wireInto(at, 0), true)})) return true;
  }
  return false;
}

}  // namespace loom
