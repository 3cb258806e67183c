// layerloom layers: every layer type with its fields, as declared.

#include <cmath>

#include "app/commands/commands.h"
#include "app/output.h"
#include "engine/io/json.h"
#include "engine/layers/layer_type.h"

namespace loom {
namespace {

const char* kindName(Field::Kind kind) {
  switch (kind) {
    case Field::Kind::Bool:
      return "bool";
    case Field::Kind::Int:
      return "int";
    case Field::Kind::Real:
      return "real";
    case Field::Kind::Choice:
      return "choice";
    case Field::Kind::Pair:
      return "pair";
    case Field::Kind::IntList:
      return "ints";
    case Field::Kind::RealPair:
      return "reals";
    case Field::Kind::Auto:
    case Field::Kind::Text:
      break;
  }
  return "text";
}

Json fieldJson(const Field& field) {
  return {{"key", field.key},
          {"label", field.label},
          {"help", field.help},
          {"kind", kindName(field.resolvedKind())},
          {"required", field.required},
          {"default", field.required ? Json(nullptr) : jsonOf(field.initial)},
          {"min", jsonNumber(field.min)},
          {"min_exclusive", field.minExclusive},
          {"max", jsonNumber(field.max)},
          {"choices", field.choices},
          {"optional", field.optional},
          {"null_means", field.nullText}};
}

Json typeJson(const LayerType& type) {
  Json json = {{"name", type.name},       {"category", categoryName(type.category)},
               {"summary", type.summary}, {"formula", type.formula},
               {"source", type.source},   {"pytorch", type.pytorch}};
  json["inputs"] = {{"min", type.minInputs}, {"max", type.maxInputs}};
  json["fields"] = Json::array();
  for (const Field& field : type.fields) json["fields"].push_back(fieldJson(field));
  return json;
}

std::string defaultText(const Field& field) {
  if (field.required) return "needed";
  if (std::holds_alternative<std::monostate>(field.initial))
    return field.nullText.empty() ? "-" : field.nullText;
  return valueText(field.initial);
}

void printLayers() {
  for (const LayerType& type : layerTypes()) {
    print(type.name + " (" + categoryName(type.category) + "): " + type.summary + '\n');
    std::vector<std::vector<std::string>> rows;
    for (const Field& field : type.fields)
      rows.push_back({"  " + field.key, defaultText(field), field.help});
    print(table(rows, 3));
  }
}

int layers(const Arguments& arguments) {
  if (!arguments.has("--json")) {
    printLayers();
    return kDone;
  }
  Json json = {{"layers", Json::array()}};
  for (const LayerType& type : layerTypes()) json["layers"].push_back(typeJson(type));
  printJson(json);
  return kDone;
}

}  // namespace

Verb layersVerb() {
  return {
      "layers",     "",    "Every layer type with its fields, their defaults and what they mean.",
      "",           0,     0,
      {jsonFlag()}, layers};
}

}  // namespace loom
