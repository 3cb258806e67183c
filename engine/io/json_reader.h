#pragma once

// Walks an object of a file and says clearly where it is not what was expected:
// "graph.nodes[3].position: expected two numbers, found a text". It throws JsonRefused, for the
// reader's own edge to catch: only engine/io uses it.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/io/json.h"

namespace loom {

struct JsonRefused {
  Text text;
};

/// `the text "ten"`, `the number 5`, `a list`, ...
std::string describeJson(const Json& json);

/// A value and where it stands in the file.
struct JsonPlace {
  const Json* json = nullptr;
  std::string key;
  std::string path;     // for people: graph.nodes[3].id
  std::string pointer;  // RFC 6901: /graph/nodes/3/id

  static JsonPlace root(const Json& json) { return {&json, {}, {}, {}}; }
  JsonPlace item(std::size_t index) const;
};

/// An object whose keys are claimed one by one; what is left over is unknown. Borrows the JSON.
class JsonObject {
 public:
  /// Throws if it is not an object.
  explicit JsonObject(JsonPlace place);

  std::optional<JsonPlace> find(const char* key);
  /// Throws `missing`, whose %1 becomes the path.
  JsonPlace need(const char* key, const char* missing);

  std::string neededText(const char* key);
  std::string text(const char* key, std::string fallback);
  bool boolean(const char* key, bool fallback);
  double real(const char* key, double fallback);
  std::int64_t integer(const char* key, std::int64_t fallback, std::int64_t least,
                       std::int64_t most);
  /// A whole number from 0 that fits an int.
  int count(const char* key, int fallback);
  /// 0 to 2^64 - 1; 0 if left out.
  std::uint64_t seed(const char* key);
  Values values(const char* key);
  /// Empty if left out.
  std::vector<JsonPlace> list(const char* key, std::size_t longest);

  std::vector<JsonPlace> unclaimed() const;
  /// Appends the unclaimed as (pointer, JSON text).
  void keepUnclaimed(std::vector<std::pair<std::string, std::string>>& unknown) const;

 private:
  [[noreturn]] static void refuse(const JsonPlace& place, const char* expected);
  JsonPlace placeOf(const std::string& key, const Json& json) const;

  JsonPlace place_;
  std::vector<std::string> claimed_;
};

}  // namespace loom
