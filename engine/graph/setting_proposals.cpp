// Settings and types that would make a node, or the end of the network, fit.

#include <algorithm>
#include <numeric>

#include "engine/graph/proposals.h"

namespace loom {

namespace {

/// The nodes above, the nearest first; itself counts.
std::vector<int> nearestAbove(const Search& search, int node, std::size_t most) {
  const std::vector<char> isAbove = above(search.draft, node);
  std::vector<int> found;
  for (auto id = search.analysis.order.rbegin(); id != search.analysis.order.rend(); ++id) {
    const int at = search.draft.indexOf(*id);
    if (isAbove[static_cast<std::size_t>(at)] && found.size() < most) found.push_back(at);
  }
  return found;
}

bool offerSetting(const Search& search, int at, const std::string& key, const Value& value) {
  const std::string& id = search.draft.node(at).id;
  if (id != search.problem.node) return search.offer(setFurtherUp(search.draft, id, key, value));
  return search.offer({{LOOM_TEXT("Set %1 to %2"), {key, valueText(value)}},
                       setParam(search.draft.graph, id, key, value)});
}

/// What a list of sizes might have been meant to be.
bool proposeLists(const Search& search, int at) {
  const Node& node = search.draft.node(at);
  const NodeInfo& info = search.info(at);
  if (info.inputs.size() != 1) return false;
  const Reader params(info.type->fields, node.params);
  if (findField(info.type->fields, "dims")) {
    Ints order(static_cast<std::size_t>(info.inputs[0].rank()));
    std::iota(order.begin(), order.end(), 1);
    for (int tries = 0; tries < 24 && std::next_permutation(order.begin(), order.end()); ++tries) {
      Ints dims = {0};
      dims.insert(dims.end(), order.begin(), order.end());
      if (offerSetting(search, at, "dims", dims)) return true;
    }
  }
  const Field* shape = findField(info.type->fields, "shape");
  if (!shape) return false;
  const Ints sizes = params.ints("shape");
  const std::int64_t elements = info.inputs[0].elements();
  for (std::size_t axis = sizes.size(); axis-- > 0;) {
    Ints open = sizes;
    open[axis] = 1;
    const std::int64_t others = Shape(open).elements();
    if (others < 1 || elements % others != 0) continue;
    open[axis] = elements / others;
    if (offerSetting(search, at, "shape", open)) return true;
  }
  for (const NodeInfo* other : search.draft.infos) {
    if (!other || !other->output || other->output->elements() != elements) continue;
    if (other->output->rank() == static_cast<int>(sizes.size()) &&
        offerSetting(search, at, "shape", other->output->sizes())) {
      return true;
    }
  }
  return false;
}

/// Small numbers for what sets how large an image comes out, the border that keeps its size first.
bool proposeGeometry(const Search& search, int at) {
  const NodeInfo& info = search.info(at);
  if (!info.type) return false;
  const Fields& fields = info.type->fields;
  const auto offer = [&](const char* key, std::int64_t n) {
    const Field* field = findField(fields, key);
    if (!field) return false;
    const bool isPair = field->resolvedKind() == Field::Kind::Pair;
    const Value value = isPair ? Value(Ints{n, n}) : Value(n);
    return checkValue(*field, value).value && offerSetting(search, at, key, value);
  };
  const Reader params(fields, search.draft.node(at).params);
  if (const Field* kernel = findField(fields, "kernel_size")) {
    const std::int64_t size = kernel->resolvedKind() == Field::Kind::Pair
                                  ? params.pair("kernel_size").first
                                  : params.integer("kernel_size");
    if (offer("padding", size / 2)) return true;
  }
  for (const std::int64_t n : {7, 5, 4, 3, 2, 1}) {
    if (offer("kernel_size", n)) return true;
  }
  for (const std::int64_t n : {0, 1, 2, 3}) {
    for (const char* key : {"padding", "output_padding", "stride", "dilation", "scale_factor"}) {
      if (offer(key, n)) return true;
    }
  }
  return false;
}

/// Another choice where there are a few: the last step of a sequence rather than all, say.
bool proposeChoices(const Search& search, int at) {
  const NodeInfo& info = search.info(at);
  if (!info.type) return false;
  const Reader params(info.type->fields, search.draft.node(at).params);
  for (const Field& field : info.type->fields) {
    if (field.resolvedKind() != Field::Kind::Choice || field.optional) continue;
    for (const std::string& choice : field.choices) {
      if (choice != params.text(field.key) && offerSetting(search, at, field.key, choice))
        return true;
    }
  }
  return false;
}

/// "BatchNorm" of "BatchNorm2d".
std::string stemOf(const std::string& name) {
  const bool numbered = name.size() > 2 && name.ends_with('d') && name[name.size() - 2] >= '1' &&
                        name[name.size() - 2] <= '3';
  return numbered ? name.substr(0, name.size() - 2) : name;
}

Edits retyped(const Node& node, const LayerType& type) {
  Node other = node;
  other.type = type.name;
  other.params = {};
  for (const auto& [key, value] : node.params.entries()) {
    const Field* field = findField(type.fields, key);
    if (field && checkValue(*field, value).value) other.params.set(key, value);
  }
  return {ReplaceNode{node.id, other}};
}

bool knows(const LayerType& type, const Values& params) {
  return std::all_of(params.entries().begin(), params.entries().end(), [&](const auto& entry) {
    const Field* field = findField(type.fields, entry.first);
    return field && checkValue(*field, entry.second).value;
  });
}

}  // namespace

std::string widthKeyOf(const LayerType& type) {
  if (!type.widthKey.empty()) return type.widthKey;
  for (const char* key : {"out_channels", "hidden_size"}) {
    if (findField(type.fields, key)) return key;
  }
  return {};
}

Fix setFurtherUp(const Draft& draft, const std::string& id, const std::string& key,
                 const Value& value) {
  return {{LOOM_TEXT("Set %1 of %2 to %3"), {key, id, valueText(value)}},
          setParam(draft.graph, id, key, value)};
}

bool proposeTypes(const Search& search) {
  const Node& node = search.draft.node(search.node());
  if (node.params.empty()) return false;
  for (const LayerType& type : layerTypes()) {
    if (type.name == node.type || type.isLoss || !knows(type, node.params)) continue;
    if (search.offer({{LOOM_TEXT("Make it a %1"), {type.name}}, retyped(node, type)})) return true;
  }
  return false;
}

bool proposeSiblings(const Search& search) {
  const Node& node = search.draft.node(search.node());
  for (const LayerType& type : layerTypes()) {
    if (type.name == node.type || stemOf(type.name) != stemOf(node.type)) continue;
    if (search.offer({{LOOM_TEXT("Replace by %1"), {type.name}}, retyped(node, type)})) return true;
  }
  return false;
}

bool proposeSettings(const Search& search) {
  const int at = search.node();
  if (proposeLists(search, at) || proposeGeometry(search, at)) return true;
  constexpr std::size_t kMostAbove = 5;
  const std::vector<int> nodes = nearestAbove(search, at, kMostAbove);
  const auto any = [&](auto&& propose) {
    return std::any_of(nodes.begin(), nodes.end(), [&](int each) {
      return each != at && search.info(each).type && propose(search, each);
    });
  };
  return any(proposeChoices) || any(proposeLists) || any(proposeGeometry);
}

bool proposeWidths(const Search& search) {
  const int at = search.node();
  const DataInfo& data = *search.draft.data;
  const bool numbers = data.classes == 0;
  const Shape& target = data.target;
  if (numbers && target.rank() == 0) return false;
  const std::int64_t width =
      numbers ? target[target.rank() == 3 ? 0 : target.rank() - 1] : data.classes;
  constexpr std::size_t kMostAbove = 6;
  for (const int each : nearestAbove(search, at, kMostAbove)) {
    const LayerType* type = search.info(each).type;
    const std::string key = type ? widthKeyOf(*type) : std::string();
    if (!key.empty() &&
        search.offer(setFurtherUp(search.draft, search.draft.node(each).id, key, width))) {
      return true;
    }
  }
  return false;
}

bool proposeEndings(const Search& search) {
  const Draft& draft = search.draft;
  const int at = search.node();
  const NodeInfo& info = search.info(at);
  if (draft.loss < 0 || !info.output) return false;
  constexpr std::size_t kMostAbove = 6;
  const std::vector<int> nodes = nearestAbove(search, at, kMostAbove);
  for (const int each : nodes) {
    if (search.info(each).type && proposeChoices(search, each)) return true;
  }
  const Node& loss = draft.node(draft.loss);
  const Link wire{draft.node(at).id, loss.id, 0};
  std::vector<Adapter> adapters;
  if (info.output->rank() == 2) {
    adapters.push_back({{madeNode(draft, "Select", {}, loss)},
                        LOOM_TEXT("Insert Select, which takes the last step"),
                        "Select"});
  }
  for (Adapter& adapter : adaptersFor(draft, loss, *info.output))
    adapters.push_back(std::move(adapter));
  for (const Adapter& adapter : adapters) {
    if (search.offer({adapter.label, adapt(adapter, wire, true)})) return true;
  }
  for (const int each : nodes) {
    const LayerType* type = search.info(each).type;
    const std::string& id = draft.node(each).id;
    if (type && type->category == Category::Shape && type->maxInputs == 1 &&
        search.offer({{LOOM_TEXT("Remove %1"), {id}}, removeNodes(draft.graph, {id}, true)})) {
      return true;
    }
  }
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](int each) { return proposeGeometry(search, each); });
}

}  // namespace loom
