#include "engine/io/project_file.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/graph/learning.h"
#include "engine/io/file.h"
#include "engine/io/json.h"
#include "engine/io/json_reader.h"

namespace loom {
namespace {

constexpr std::uint64_t kLargestProject = 64ULL << 20;
// 2 added blocks, notes, bypassed nodes and augmentation that is off; a project without them is
// written as 1, for programs that know no other.
constexpr int kProjectVersion = 2;
constexpr std::size_t kMostNodesRead = 10'000;
constexpr std::size_t kMostLinks = 100'000;
constexpr std::size_t kMostBlocks = 10'000;
constexpr std::size_t kMostNotes = 10'000;
constexpr std::size_t kMostSteps = 1'000;
constexpr double kFarthestNode =
    1e6;  // canvas units; far beyond any drawing, near enough for a screen to compute with

using Unknown = std::vector<std::pair<std::string, std::string>>;

// ---- reading: each throws JsonRefused, which parseProject and parseGraph catch ----

Position readPosition(const Json& json, const std::string& path) {
  const bool pair =
      json.is_array() && json.size() == 2 && json[0].is_number() && json[1].is_number();
  if (pair) {
    const Position position{json[0].get<double>(), json[1].get<double>()};
    if (std::abs(position.x) <= kFarthestNode && std::abs(position.y) <= kFarthestNode)
      return position;
  }
  throw JsonRefused{
      Text(LOOM_TEXT("%1: expected two numbers between -%2 and %2, found %3."),
           {path, std::to_string(static_cast<long long>(kFarthestNode)), describeJson(json)})};
}

Node readNode(const JsonPlace& place) {
  JsonObject object(place);
  Node node;
  node.id = object.neededText("id");
  node.type = object.neededText("type");
  node.params = object.values("params");
  if (const auto position = object.find("position"))
    node.position = readPosition(*position->json, position->path);
  node.frozen = object.boolean("frozen", false);
  node.bypassed = object.boolean("bypassed", false);
  node.block = object.text("block", "");
  for (const Field& field : learningFields()) {
    if (const auto value = object.find(field.key.c_str()))
      node.learning.set(field.key, valueOf(*value->json));
  }
  for (const JsonPlace& left : object.unclaimed())
    node.extra.set(left.key, RawJson{jsonLine(*left.json)});
  return node;
}

Link readLink(const JsonPlace& place, Unknown& unknown) {
  JsonObject object(place);
  Link link;
  link.from = object.neededText("from");
  link.to = object.neededText("to");
  link.port = static_cast<int>(object.integer("port", 0, 0, std::numeric_limits<int>::max()));
  object.keepUnclaimed(unknown);
  return link;
}

Block readBlock(const JsonPlace& place, Unknown& unknown) {
  JsonObject object(place);
  Block block;
  block.id = object.neededText("id");
  block.name = object.text("name", "");
  block.color = object.text("color", kBlockColors[0]);
  block.folded = object.boolean("folded", false);
  block.block = object.text("block", "");
  object.keepUnclaimed(unknown);
  return block;
}

Note readNote(const JsonPlace& place, Unknown& unknown) {
  JsonObject object(place);
  Note note;
  note.text = object.neededText("text");
  if (const auto position = object.find("position"))
    note.position = readPosition(*position->json, position->path);
  note.width = std::clamp(object.real("width", note.width), kLeastNoteWidth, kMostNoteWidth);
  object.keepUnclaimed(unknown);
  return note;
}

Graph readGraph(JsonObject& object, Unknown& unknown) {
  Graph graph;
  for (const JsonPlace& node : object.list("nodes", kMostNodesRead))
    graph.nodes.push_back(readNode(node));
  for (const JsonPlace& link : object.list("links", kMostLinks))
    graph.links.push_back(readLink(link, unknown));
  for (const JsonPlace& block : object.list("blocks", kMostBlocks))
    graph.blocks.push_back(readBlock(block, unknown));
  for (const JsonPlace& note : object.list("notes", kMostNotes))
    graph.notes.push_back(readNote(note, unknown));
  object.keepUnclaimed(unknown);
  return graph;
}

DataSettings readData(const JsonPlace& place, Unknown& unknown) {
  JsonObject object(place);
  DataSettings data;
  data.source = object.text("source", data.source);
  data.params = object.values("params");
  data.validationFraction = object.real("validation_fraction", data.validationFraction);
  data.splitSeed = object.seed("split_seed");
  object.keepUnclaimed(unknown);
  return data;
}

AugmentationStep readStep(const JsonPlace& place, Unknown& unknown) {
  JsonObject object(place);
  AugmentationStep step;
  step.type = object.neededText("type");
  step.params = object.values("params");
  step.probability = object.real("probability", step.probability);
  step.enabled = object.boolean("enabled", true);
  object.keepUnclaimed(unknown);
  return step;
}

Choice readChoice(JsonObject& parent, const char* key, Choice fallback, Unknown& unknown) {
  const auto place = parent.find(key);
  if (!place) return fallback;
  JsonObject object(*place);
  Choice choice{object.neededText("type"), object.values("params")};
  object.keepUnclaimed(unknown);
  return choice;
}

EarlyStopping readEarlyStopping(const JsonPlace& place, Unknown& unknown) {
  JsonObject object(place);
  EarlyStopping stopping;
  stopping.monitor = object.text("monitor", stopping.monitor);
  stopping.patience = object.count("patience", stopping.patience);
  stopping.minDelta = object.real("min_delta", stopping.minDelta);
  stopping.restoreBestWeights = object.boolean("restore_best_weights", stopping.restoreBestWeights);
  stopping.mode = object.text("mode", stopping.mode);
  stopping.startFromEpoch = object.count("start_from_epoch", stopping.startFromEpoch);
  object.keepUnclaimed(unknown);
  return stopping;
}

TrainingSettings readTraining(const JsonPlace& place, Unknown& unknown) {
  JsonObject object(place);
  TrainingSettings training;
  training.epochs = object.count("epochs", training.epochs);
  training.batchSize = object.count("batch_size", training.batchSize);
  training.seed = object.seed("seed");
  training.shuffle = object.boolean("shuffle", training.shuffle);
  training.optimizer = readChoice(object, "optimizer", training.optimizer, unknown);
  training.schedule = readChoice(object, "schedule", training.schedule, unknown);
  const auto stopping = object.find("early_stopping");
  if (stopping && !stopping->json->is_null())
    training.earlyStopping = readEarlyStopping(*stopping, unknown);
  const auto norm = object.find("gradient_clip_norm");
  if (norm && !norm->json->is_null())
    training.gradientClipNorm = object.real("gradient_clip_norm", 0);
  object.keepUnclaimed(unknown);
  return training;
}

/// Is it a project at all, and one that this program can read?
void checkFormat(JsonObject& object) {
  const auto format = object.find("format");
  if (!format || *format->json != "layerloom") {
    throw JsonRefused{
        LOOM_TEXT("It is not a Layerloom project: it does not say \"format\": \"layerloom\".")};
  }
  const auto version = object.find("version");
  if (version && version->json->is_number_integer() && *version->json > kProjectVersion) {
    throw JsonRefused{Text(
        LOOM_TEXT("It was written by a newer Layerloom: its version is %1, and this program reads "
                  "up to %2; update Layerloom."),
        {jsonLine(*version->json), std::to_string(kProjectVersion)})};
  }
  if (!version || !version->json->is_number_integer() || *version->json < 1) {
    throw JsonRefused{Text(
        LOOM_TEXT("version: expected a whole number from 1 to %1, found %2."),
        {std::to_string(kProjectVersion), version ? describeJson(*version->json) : "nothing"})};
  }
}

Project readProject(const Json& json) {
  JsonObject object(JsonPlace::root(json));
  checkFormat(object);
  Project project;
  project.name = object.text("name", "");
  JsonObject graph(object.need(
      "graph", LOOM_TEXT("%1: expected an object with \"nodes\" and \"links\", found nothing.")));
  project.graph = readGraph(graph, project.unknown);
  if (const auto data = object.find("data")) project.data = readData(*data, project.unknown);
  for (const JsonPlace& step : object.list("augmentation", kMostSteps)) {
    project.augmentation.push_back(readStep(step, project.unknown));
  }
  if (const auto training = object.find("training"))
    project.training = readTraining(*training, project.unknown);
  object.keepUnclaimed(project.unknown);
  return project;
}

// ---- writing ----

/// 160, not 160.0: positions are whole for whoever snaps to the grid.
Json coordinate(double value) {
  const double whole = std::nearbyint(value);
  return whole == value && std::abs(whole) <= kFarthestNode ? Json(static_cast<std::int64_t>(whole))
                                                            : jsonNumber(value);
}

Json positionJson(const Position& position) {
  return Json::array({coordinate(position.x), coordinate(position.y)});
}

Json blockJson(const Block& block) {
  Json json = {{"id", block.id}, {"name", block.name}, {"color", block.color}};
  if (block.folded) json["folded"] = true;
  if (!block.block.empty()) json["block"] = block.block;
  return json;
}

Json nodeJson(const Node& node) {
  Json json = {{"id", node.id}, {"type", node.type}, {"params", jsonOf(node.params)}};
  json["position"] = positionJson(node.position);
  if (node.frozen) json["frozen"] = true;
  if (node.bypassed) json["bypassed"] = true;
  if (!node.block.empty()) json["block"] = node.block;
  for (const auto& [key, value] : node.learning.entries()) json[key] = jsonOf(value);
  for (const auto& [key, value] : node.extra.entries()) {
    if (!json.contains(key)) json[key] = jsonOf(value);
  }
  return json;
}

Json graphJson(const Graph& graph) {
  Json nodes = Json::array();
  for (const Node& node : graph.nodes) nodes.push_back(nodeJson(node));
  Json links = Json::array();
  for (const Link& link : graph.links) {
    Json json = {{"from", link.from}, {"to", link.to}};
    if (link.port != 0) json["port"] = link.port;
    links.push_back(std::move(json));
  }
  Json json = {{"nodes", std::move(nodes)}, {"links", std::move(links)}};
  for (const Block& block : graph.blocks) json["blocks"].push_back(blockJson(block));
  for (const Note& note : graph.notes) {
    json["notes"].push_back({{"text", note.text},
                             {"position", positionJson(note.position)},
                             {"width", coordinate(note.width)}});
  }
  return json;
}

Json stepJson(const AugmentationStep& step) {
  Json json = {{"type", step.type},
               {"params", jsonOf(step.params)},
               {"probability", jsonNumber(step.probability)}};
  if (!step.enabled) json["enabled"] = false;
  return json;
}

/// The oldest version that can say what this project holds.
int versionOf(const Project& project) {
  const Graph& graph = project.graph;
  const auto isOff = [](const AugmentationStep& step) { return !step.enabled; };
  const bool isNew = std::ranges::any_of(project.augmentation, isOff) || !graph.blocks.empty() ||
                     !graph.notes.empty() ||
                     std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const Node& node) {
                       return node.bypassed || !node.block.empty();
                     });
  return isNew ? kProjectVersion : 1;
}

Json choiceJson(const Choice& choice) {
  return {{"type", choice.type}, {"params", jsonOf(choice.params)}};
}

Json trainingJson(const TrainingSettings& training) {
  Json json = {{"epochs", training.epochs},
               {"batch_size", training.batchSize},
               {"seed", training.seed},
               {"shuffle", training.shuffle}};
  json["optimizer"] = choiceJson(training.optimizer);
  json["schedule"] = choiceJson(training.schedule);
  json["early_stopping"] = nullptr;
  if (const auto& stopping = training.earlyStopping) {
    json["early_stopping"] = {{"monitor", stopping->monitor},
                              {"patience", stopping->patience},
                              {"min_delta", jsonNumber(stopping->minDelta)},
                              {"restore_best_weights", stopping->restoreBestWeights},
                              {"mode", stopping->mode},
                              {"start_from_epoch", stopping->startFromEpoch}};
  }
  json["gradient_clip_norm"] =
      training.gradientClipNorm ? jsonNumber(*training.gradientClipNorm) : Json(nullptr);
  return json;
}

/// Puts a key that no one claimed back to where it was, if that place is still there.
void restoreUnknown(Json& json, const std::string& pointer, const std::string& text) {
  try {
    const Json::json_pointer place(pointer);
    const Json::json_pointer parent = place.parent_pointer();
    if (!json.contains(parent) || !json[parent].is_object() || json.contains(place)) return;
    json[place] = jsonOf(Value(RawJson{text}));
  } catch (const Json::exception&) {
    // A pointer that was not made here and means nothing: there is no place to put it.
  }
}

}  // namespace

Result<Project> parseProject(std::string_view json) {
  const Result<Json> parsed = parseJson(json);
  if (!parsed) return parsed.error();
  try {
    return readProject(*parsed);
  } catch (const JsonRefused& refused) {
    return badInput(refused.text);
  }
}

std::string projectText(const Project& project) {
  Json json = {{"format", "layerloom"}, {"version", versionOf(project)}, {"name", project.name}};
  json["graph"] = graphJson(project.graph);
  json["data"] = {{"source", project.data.source},
                  {"params", jsonOf(project.data.params)},
                  {"validation_fraction", jsonNumber(project.data.validationFraction)},
                  {"split_seed", project.data.splitSeed}};
  json["augmentation"] = Json::array();
  for (const AugmentationStep& step : project.augmentation) {
    json["augmentation"].push_back(stepJson(step));
  }
  json["training"] = trainingJson(project.training);
  for (const auto& [pointer, text] : project.unknown) restoreUnknown(json, pointer, text);
  return jsonText(json);
}

Result<Project> loadProject(const std::string& path) {
  const Result<std::string> text = readFile(path, kLargestProject);
  if (!text) return text.error();
  return parseProject(*text);
}

Result<void> saveProject(const Project& project, const std::string& path) {
  return replaceFile(path, projectText(project));
}

std::string graphText(const Graph& graph) {
  return jsonText(graphJson(graph));
}

Result<Graph> parseGraph(std::string_view json) {
  const Result<Json> parsed = parseJson(json);
  if (!parsed) return parsed.error();
  try {
    JsonObject object(JsonPlace::root(*parsed));
    Unknown dropped;  // the clipboard holds what graphText wrote; settings around a graph do not
                      // belong to it
    return readGraph(object, dropped);
  } catch (const JsonRefused& refused) {
    return badInput(refused.text);
  }
}

}  // namespace loom
