#include "engine/data/dataset.h"

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
  if (type->pathField.empty()) {
    return badInput(
        {LOOM_TEXT("The data source %1 takes nothing after a colon; write just %1."), {name}});
  }
  const std::string_view value = spec.substr(colon + 1);
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

Result<std::shared_ptr<const Dataset>> loadDataset(const DataSettings& settings,
                                                   const LoadContext& context) {
  const SourceType* type = findSourceType(settings.source);
  if (!type) return unknownSource(settings.source);
  const Result<Values> params = checkedParams(*type, settings.params);
  if (!params) return params.error();
  try {
    Result<Dataset> dataset = type->load(Reader(type->fields, *params), context);
    if (!dataset) return dataset.error();
    return std::make_shared<const Dataset>(std::move(*dataset));
  } catch (const std::bad_alloc&) {
    return failed(
        {LOOM_TEXT("There is not enough memory to load %1; close other programs and try again."),
         {type->title}});
  }
}

std::vector<std::string> dataFolders() {
  std::vector<std::string> folders;
  for (const std::string& folder :
       {environment("LAYERLOOM_DATA"), userFolder("XDG_DATA_HOME", "/.local/share")}) {
    if (!folder.empty()) folders.push_back(folder);
  }
  return folders;
}

std::string cacheFolder() {
  return userFolder("XDG_CACHE_HOME", "/.cache");
}

}  // namespace loom
