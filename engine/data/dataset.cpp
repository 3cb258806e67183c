#include "engine/data/dataset.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace loom {

#define LOOM_ITEM(name, function) SourceType function();
#include "engine/data/sources.def"
#undef LOOM_ITEM

namespace {

/// An environment variable's value; empty if it is unset.
std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// Where the desktop keeps files of a kind. The rules of XDG: relative paths do not count.
std::string userFolder(const char* variable, const char* underHome) {
  const std::string own = environment(variable);
  if (own.starts_with('/')) return own + "/layerloom";
  const std::string home = environment("HOME");
  return home.empty() ? "" : home + underHome + "/layerloom";
}

std::vector<std::string> sourceNames() {
  std::vector<std::string> names;
  for (const SourceType& type : sourceTypes()) names.push_back(type.name);
  return names;
}

Error unknownSource(const std::string& name) {
  const std::string nearest = nearestWord(name, sourceNames());
  if (!nearest.empty()) {
    return badInput(
        {LOOM_TEXT("There is no data source \"%1\"; did you mean \"%2\"?"), {name, nearest}});
  }
  std::string list;
  for (const std::string& known : sourceNames()) list += (list.empty() ? "" : ", ") + known;
  return badInput({LOOM_TEXT("There is no data source \"%1\"; choose one of: %2."), {name, list}});
}

/// What follows the colon of a source without a path: "key=value,key=value".
Result<Values> parseSettings(const SourceType& type, std::string_view text) {
  Values values;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::size_t equals = part.find('=');
    const std::string key(part.substr(0, equals));
    const Field* field = findField(type.fields, key);
    if (equals == std::string_view::npos || !field) {
      return badInput(
          {LOOM_TEXT("The data source %1 takes nothing after a colon but settings as key=value; "
                     "write just %1."),
           {type.name}});
    }
    const FieldCheck check = parseValue(*field, part.substr(equals + 1));
    if (!check.value) return badInput(check.problem);
    values.set(key, *check.value);
  }
  return values;
}

/// A setting, or what holds without it.
Value settingOf(const Field& field, const Values& params) {
  const Value* value = params.find(field.key);
  if (!value) return field.initial;
  const FieldCheck check = checkValue(field, *value);
  return check.value ? *check.value : *value;
}

/// The settings in their fields' own types.
Result<Values> checkedParams(const SourceType& type, const Values& params) {
  Values checked;
  for (const auto& [key, value] : params.entries()) {
    const Field* field = findField(type.fields, key);
    if (!field) {
      return badInput(
          {LOOM_TEXT("The data source %1 has no setting \"%2\"; remove it."), {type.name, key}});
    }
    const FieldCheck check = checkValue(*field, value);
    if (!check.value) return badInput(check.problem);
    checked.set(key, *check.value);
  }
  return checked;
}

}  // namespace

std::span<const SourceType> sourceTypes() {
  static const std::vector<SourceType> types = {
#define LOOM_ITEM(name, function) function(),
#include "engine/data/sources.def"
#undef LOOM_ITEM
  };
  return types;
}

const SourceType* findSourceType(std::string_view name) {
  for (const SourceType& type : sourceTypes()) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

Result<DataSettings> parseDataSpec(std::string_view spec, const DataSettings& base) {
  const std::size_t colon = spec.find(':');
  const std::string name(spec.substr(0, colon));
  const SourceType* type = findSourceType(name);
  if (!type) return unknownSource(name);
  DataSettings settings = base;
  settings.source = name;
  settings.params = {};
  if (colon == std::string_view::npos) return settings;
  const std::string_view value = spec.substr(colon + 1);
  if (type->pathField.empty() && !value.empty()) {
    Result<Values> params = parseSettings(*type, value);
    if (!params) return params.error();
    settings.params = std::move(*params);
    return settings;
  }
  if (value.empty()) {
    return badInput(
        {LOOM_TEXT("Nothing follows the colon of \"%1\"; write a path after it, or just %2."),
         {std::string(spec), name}});
  }
  const FieldCheck check = parseValue(*findField(type->fields, type->pathField), value);
  if (!check.value) return badInput(check.problem);
  settings.params.set(type->pathField, *check.value);
  return settings;
}

std::optional<std::string> dataSpec(const DataSettings& settings) {
  const SourceType* type = findSourceType(settings.source);
  if (!type) return std::nullopt;
  std::string rest;
  for (const Field& field : type->fields) {
    const Value value = settingOf(field, settings.params);
    if (value == field.initial) continue;
    if (field.key == type->pathField) {
      rest = std::get<std::string>(value);
    } else if (type->pathField.empty()) {
      rest += (rest.empty() ? "" : ",") + field.key + "=" + valueText(value);
    } else {
      return std::nullopt;
    }
  }
  return rest.empty() ? type->name : type->name + ":" + rest;
}

bool isSameData(const DataSettings& a, const DataSettings& b) {
  const SourceType* type = findSourceType(a.source);
  if (a.source != b.source || !type) return false;
  return std::all_of(type->fields.begin(), type->fields.end(), [&](const Field& field) {
    return settingOf(field, a.params) == settingOf(field, b.params);
  });
}

std::string dataVersion(const DataSettings& settings) {
  const SourceType* type = findSourceType(settings.source);
  return type && type->version ? type->version(settings) : "";
}

Result<std::shared_ptr<const Dataset>> loadDataset(const DataSettings& settings,
                                                   const LoadContext& context) {
  const SourceType* type = findSourceType(settings.source);
  if (!type) return unknownSource(settings.source);
  const Result<Values> params = checkedParams(*type, settings.params);
  if (!params) return params.error();
  LoadContext split = context;
  split.validationFraction = settings.validationFraction;
  split.splitSeed = settings.splitSeed;
  try {
    Result<Dataset> dataset = type->load(Reader(type->fields, *params), split);
    if (!dataset) return dataset.error();
    return std::make_shared<const Dataset>(std::move(*dataset));
  } catch (const std::bad_alloc&) {
    return failed(
        {LOOM_TEXT("There is not enough memory to load %1; close other programs and try again."),
         {type->title}});
  }
}

std::string userDataFolder() {
  return userFolder("XDG_DATA_HOME", "/.local/share");
}

std::vector<std::string> dataFolders() {
  std::vector<std::string> folders;
  for (const std::string& folder : {environment("LAYERLOOM_DATA"), userDataFolder()}) {
    if (!folder.empty()) folders.push_back(folder);
  }
  return folders;
}

std::string cacheFolder() {
  return userFolder("XDG_CACHE_HOME", "/.cache");
}

}  // namespace loom
