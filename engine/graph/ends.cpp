// The two ends of a network: where the data enters, where the loss is taken, and whether both fit
// the data.

#include <algorithm>
#include <unordered_set>

#include "engine/graph/draft.h"

namespace loom {

namespace {

const LayerType* firstType(bool (*wanted)(const LayerType&)) {
  for (const LayerType& type : layerTypes()) {
    if (wanted(type)) return &type;
  }
  return nullptr;
}

bool isLossType(const LayerType& type) {
  return type.isLoss;
}
bool isNumberLossType(const LayerType& type) {
  return type.takesNumbers;
}
bool isInputType(const LayerType& type) {
  return type.maxInputs == 0;
}
bool isDenseType(const LayerType& type) {
  return type.category == Category::Dense && !type.widthKey.empty();
}

constexpr double kNodeGap = 160;  // between neighbours on the canvas

Node newNode(const Draft& draft, const LayerType& type, Position position) {
  Node node;
  node.type = type.name;
  node.id = draft.graph.find(type.idStem) ? freshId(draft.graph, type.idStem) : type.idStem;
  node.position = position;
  return node;
}

/// The last node whose output nobody uses, if it has one.
const Node* openEnd(const Draft& draft) {
  const Node* last = nullptr;
  for (const std::string& id : draft.result.order) {
    const int index = draft.indexOf(id);
    if (!draft.outgoing[static_cast<std::size_t>(index)].empty()) continue;
    const bool works = draft.infos[static_cast<std::size_t>(index)]->output.has_value();
    if (works || !last) last = &draft.node(index);
  }
  return last;
}

void reportMissingLoss(Draft& draft) {
  Problem problem{{},
                  Problem::Severity::Error,
                  {LOOM_TEXT("the network has no loss, so it cannot learn; add one at its end")},
                  {},
                  {}};
  const LayerType* loss =
      firstType(draft.data && areNumbers(*draft.data) ? isNumberLossType : isLossType);
  const Node* end = openEnd(draft);
  if (loss && end) {
    problem.node = end->id;
    const Node node = newNode(draft, *loss, {end->position.x + kNodeGap, end->position.y});
    problem.fixes.push_back({{LOOM_TEXT("Add %1 after %2"), {loss->name, end->id}},
                             {InsertNode{node, -1}, InsertLink{{end->id, node.id, 0}, -1}}});
  }
  draft.problems().push_back(std::move(problem));
}

/// Where a missing Input should lead: what nothing feeds, and, where there is a loss, leads to it.
std::vector<int> openStarts(const Draft& draft) {
  const std::vector<char> leads = draft.loss < 0 ? std::vector<char>() : above(draft, draft.loss);
  std::vector<int> starts;
  for (std::size_t i = 0; i < draft.incoming.size(); ++i) {
    if (draft.infos[i] && draft.incoming[i].empty() && (leads.empty() || leads[i]))
      starts.push_back(static_cast<int>(i));
  }
  return starts;
}

void reportMissingInput(Draft& draft) {
  Problem problem{
      {},
      Problem::Severity::Error,
      {LOOM_TEXT("the network has no Input, so no data enters it; add one at its start")},
      {},
      {}};
  const LayerType* type = firstType(isInputType);
  const std::vector<int> starts = openStarts(draft);
  Node node = newNode(draft, *type, {});
  if (draft.data) node.params.set(type->fields[0].key, draft.data->shape.sizes());
  Edits edits = {InsertNode{node, 0}};
  for (const int start : starts) {
    const Node& open = draft.node(start);
    if (problem.node.empty()) {
      problem.node = open.id;
      std::get<InsertNode>(edits[0]).node.position = {open.position.x - kNodeGap, open.position.y};
    }
    edits.push_back(InsertLink{{node.id, open.id, 0}, -1});
    // The missing wire is this problem's, not one more.
    std::erase_if(draft.problems(), [&](const Problem& p) {
      return p.node == open.id && p.kind == Problem::Kind::MissingWire;
    });
  }
  problem.fixes.push_back({{LOOM_TEXT("Add an Input")}, std::move(edits)});
  draft.problems().push_back(std::move(problem));
}

std::vector<Fix> widthFixes(const Draft& draft, const Node& output, std::int64_t width) {
  const LayerType* type = findLayerType(output.type);
  if (type && !type->widthKey.empty()) {
    return {{{LOOM_TEXT("Set %1 of %2 to %3"), {type->widthKey, output.id, std::to_string(width)}},
             setParam(draft.graph, output.id, type->widthKey, width)}};
  }
  const LayerType* dense = firstType(isDenseType);
  if (!dense) return {};
  Node node = newNode(draft, *dense, {output.position.x + kNodeGap / 2, output.position.y});
  node.params.set(dense->widthKey, width);
  return {{{LOOM_TEXT("Insert %1 with %2 outputs"), {dense->name, std::to_string(width)}},
           insertOnLink(draft.graph, {output.id, draft.result.lossNode, 0}, node)}};
}

/// All axes but the last, and the last one.
Shape placesOf(const Shape& shape) {
  const auto& sizes = shape.sizes();
  return Shape(std::vector<std::int64_t>(sizes.begin(), sizes.end() - 1));
}
std::int64_t widthOf(const Shape& shape) {
  return shape[shape.rank() - 1];
}

void checkClasses(Draft& draft, const Shape& given, const DataInfo& data) {
  const std::int64_t scores = widthOf(given);
  if (scores == data.classes) return;
  const Node& output = *draft.graph.find(draft.result.outputNode);
  const bool tooFew = scores < data.classes;
  draft.problems().push_back(
      {output.id,
       tooFew ? Problem::Severity::Error : Problem::Severity::Warning,
       {tooFew
            ? LOOM_TEXT("gives %1 scores, but the data have %2 classes; give one score a class")
            : LOOM_TEXT("gives %1 scores, but the data have only %2 classes; the others never win"),
        {std::to_string(scores), std::to_string(data.classes)}},
       widthFixes(draft, output, data.classes),
       {},
       Problem::Kind::Output});
}

/// As many answers a sample as the data have, each with its scores.
void checkPlaces(Draft& draft, const Shape& given, const DataInfo& data) {
  const std::string& output = draft.result.outputNode;
  if (data.target.rank() > 0) {
    std::vector<std::int64_t> wanted = data.target.sizes();
    wanted.push_back(data.classes);
    draft.problems().push_back(
        {output,
         Problem::Severity::Error,
         {LOOM_TEXT("gives %1, but the data have a class at each of %2 places; give one score a "
                    "class there, that is %3"),
          {given.text(), data.target.text(), Shape(wanted).text()}},
         {},
         {},
         Problem::Kind::Output});
    return;
  }
  const Position end = draft.graph.find(draft.result.lossNode)->position;
  const Node flatten = newNode(draft, *findLayerType("Flatten"), {end.x - kNodeGap / 2, end.y});
  draft.problems().push_back(
      {output,
       Problem::Severity::Error,
       {LOOM_TEXT("gives %1, but the data have one class a sample; give one score a class"),
        {given.text()}},
       {{{LOOM_TEXT("Insert Flatten")},
         insertOnLink(draft.graph, {output, draft.result.lossNode, 0}, flatten)}},
       {},
       Problem::Kind::Output});
}

/// A loss that takes numbers, and as many of them as the data have.
void checkNumbers(Draft& draft, const Shape& given, const DataInfo& data) {
  const Node& loss = *draft.graph.find(draft.result.lossNode);
  if (!findLayerType(loss.type)->takesNumbers) {
    Node other = loss;
    other.type = firstType(isNumberLossType)->name;
    other.params = {};
    draft.problems().push_back(
        {loss.id,
         Problem::Severity::Error,
         {LOOM_TEXT("needs classes, but the answers of the data are numbers; use a loss for "
                    "numbers, such as %1"),
          {other.type}},
         {{{LOOM_TEXT("Replace by %1"), {other.type}}, {ReplaceNode{loss.id, other}}}},
         {}});
  }
  if (given == data.target) return;
  const Node& output = *draft.graph.find(draft.result.outputNode);
  const bool widthHelps = placesOf(given) == placesOf(data.target);
  draft.problems().push_back(
      {output.id,
       Problem::Severity::Error,
       {LOOM_TEXT("gives %1, but the answers of the data are numbers of shape %2; give that shape"),
        {given.text(), data.target.text()}},
       widthHelps ? widthFixes(draft, output, widthOf(data.target)) : std::vector<Fix>(),
       {},
       Problem::Kind::Output});
}

/// What the network gives against the answers of the data.
void checkTarget(Draft& draft, const DataInfo& data) {
  const auto infoOf = [&](const std::string& id) {
    const int at = draft.indexOf(id);
    return at < 0 ? nullptr : draft.infos[static_cast<std::size_t>(at)];
  };
  const NodeInfo* output = infoOf(draft.result.outputNode);
  const NodeInfo* loss = infoOf(draft.result.lossNode);
  // A loss that cannot take its input has said so.
  if (!output || !output->output || output->output->rank() == 0 || !loss || !loss->output) return;
  const Shape& given = *output->output;
  if (isRebuilt(given, *loss->type, data)) {
    draft.infos[static_cast<std::size_t>(draft.loss)]->caption = {LOOM_TEXT("target: the sample")};
    return;
  }
  if (areNumbers(data)) return checkNumbers(draft, given, data);
  if (data.classes == 0) return;
  if (placesOf(given) == data.target) return checkClasses(draft, given, data);
  checkPlaces(draft, given, data);
}

/// Layers that look tokens up, whether the data have such.
void checkTokens(Draft& draft, const DataInfo& data) {
  for (std::size_t i = 0; i < draft.infos.size(); ++i) {
    if (!draft.infos[i]) continue;
    const Node& node = draft.graph.nodes[i];
    const NodeInfo& info = *draft.infos[i];
    if (!info.output || info.type->tokensKey.empty()) continue;
    const std::string& key = info.type->tokensKey;
    const std::int64_t known = Reader(info.type->fields, node.params).integer(key);
    if (data.tokens == 0) {
      draft.problems().push_back(
          {node.id,
           Problem::Severity::Error,
           {LOOM_TEXT("needs tokens, which are whole numbers, but the data are measured values; "
                      "choose data of tokens, or another layer")},
           {},
           {},
           Problem::Kind::Tokens});
    } else if (data.tokens > known) {
      draft.problems().push_back({node.id,
                                  Problem::Severity::Error,
                                  {LOOM_TEXT("%1 is %2, but the data have %3 tokens; make it %3"),
                                   {key, std::to_string(known), std::to_string(data.tokens)}},
                                  {{{LOOM_TEXT("Set %1 to %2"), {key, std::to_string(data.tokens)}},
                                    setParam(draft.graph, node.id, key, data.tokens)}},
                                  key});
    }
  }
}

void reportSurplusLosses(Draft& draft) {
  for (std::size_t i = 0; i < draft.infos.size(); ++i) {
    const Node& node = draft.graph.nodes[i];
    if (!draft.infos[i] || !draft.types[i] || !draft.types[i]->isLoss) continue;
    if (static_cast<int>(i) == draft.loss) continue;
    draft.problems().push_back(
        {node.id,
         Problem::Severity::Error,
         {LOOM_TEXT("a network has one loss, and %1 is it already; remove this one"),
          {draft.result.lossNode}},
         {{{LOOM_TEXT("Remove %1"), {node.id}}, removeNodes(draft.graph, {node.id}, true)}},
         {}});
  }
}

/// The layers that lead nowhere but to this end, the end first.
std::vector<std::string> deadBranch(const Draft& draft, std::size_t end) {
  std::vector<std::string> ids;
  std::vector<std::size_t> open = {end};
  std::unordered_set<int> dead;
  const auto isDead = [&](int wire) {
    return dead.contains(draft.wires[static_cast<std::size_t>(wire)].to);
  };
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    const auto& out = draft.outgoing[at];
    const LayerType* type = draft.types[at];
    if (at != end && (!type || type->maxInputs == 0)) continue;
    if (!std::all_of(out.begin(), out.end(), isDead) || !dead.insert(static_cast<int>(at)).second)
      continue;
    ids.push_back(draft.graph.nodes[at].id);
    for (const int wire : draft.incoming[at])
      open.push_back(static_cast<std::size_t>(draft.wires[static_cast<std::size_t>(wire)].from));
  }
  return ids;
}

void reportLooseEnds(Draft& draft) {
  const bool hasSurplusInput = draft.data && draft.result.inputNodes.size() > 1;
  for (std::size_t i = 0; i < draft.infos.size(); ++i) {
    const Node& node = draft.graph.nodes[i];
    const LayerType* type = draft.types[i];
    if (!draft.infos[i] || !type || type->isLoss || !draft.outgoing[i].empty()) continue;
    if (type->maxInputs == 0 && hasSurplusInput) continue;
    const std::vector<std::string> dead = deadBranch(draft, i);
    Text label = dead.size() == 1
                     ? Text(LOOM_TEXT("Remove %1"), {node.id})
                     : Text(LOOM_TEXT("Remove %1 and the %2 before it that lead only there"),
                            {node.id, std::to_string(dead.size() - 1)});
    draft.problems().push_back(
        {node.id,
         Problem::Severity::Warning,
         {LOOM_TEXT("its output goes nowhere; lead it on or remove the layer")},
         {{std::move(label), removeNodes(draft.graph, dead, false)}},
         {},
         Problem::Kind::LooseEnd});
  }
}

/// A second Input: the first takes over what it feeds.
void reportSurplusInput(Draft& draft) {
  const std::string& first = draft.result.inputNodes[0];
  const std::string& second = draft.result.inputNodes[1];
  Edits edits;
  for (const Link& link : draft.graph.links) {
    if (link.from != second) continue;
    edits.push_back(EraseLink{link});
    edits.push_back(InsertLink{{first, link.to, link.port}, -1});
  }
  edits.push_back(EraseNode{second});
  draft.problems().push_back(
      {second,
       Problem::Severity::Error,
       {LOOM_TEXT("the data feed one Input, and %1 is it already; remove this one"), {first}},
       {{{LOOM_TEXT("Remove %1"), {second}}, removeNodes(draft.graph, {second}, false)},
        {{LOOM_TEXT("Let %1 feed what %2 feeds"), {first, second}}, std::move(edits)}},
       {}});
}

}  // namespace

void checkInputShape(Draft& draft, const Node& node, const NodeInfo& info) {
  if (!draft.data || *info.output == draft.data->shape) return;
  const std::string& key = info.type->fields[0].key;
  const std::string wanted = draft.data->shape.text();
  draft.inputAtFault = true;
  draft.problems().push_back(
      {node.id,
       Problem::Severity::Error,
       {LOOM_TEXT("expects samples of %1, but the data are %2; set its shape to that"),
        {info.output->text(), wanted}},
       {{{LOOM_TEXT("Set shape to %1"), {wanted}},
         setParam(draft.graph, node.id, key, draft.data->shape.sizes())}},
       key});
}

void checkEnds(Draft& draft) {
  if (draft.graph.nodes.empty()) {
    draft.problems().push_back(
        {{},
         Problem::Severity::Error,
         {LOOM_TEXT("the network is empty; add an Input, layers and a loss")},
         {},
         {}});
    return;
  }
  if (draft.result.inputNodes.empty()) reportMissingInput(draft);
  if (draft.loss < 0) {
    reportMissingLoss(draft);
  } else {
    reportSurplusLosses(draft);
    if (!draft.lacksWires) reportLooseEnds(draft);
  }
  if (draft.result.inputNodes.size() > 1 && draft.data) reportSurplusInput(draft);
  if (draft.data && !draft.inputAtFault) {
    checkTarget(draft, *draft.data);
    checkTokens(draft, *draft.data);
  }
}

}  // namespace loom
