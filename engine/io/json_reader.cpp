#include "engine/io/json_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loom {
namespace {

constexpr double kExactInts = 9007199254740992.0;  // 2^53

std::string escapedPointer(std::string key) {
  std::string out;
  for (const char c : key) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

std::string shortened(std::string text) {
  constexpr std::size_t kLongest = 40;
  if (text.size() <= kLongest) return text;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

std::string describeJson(const Json& json) {
  if (json.is_null()) return "null";
  if (json.is_object()) return "an object";
  if (json.is_array()) return shortened("the list " + jsonLine(json));
  if (json.is_string()) return shortened("the text " + jsonLine(json));
  if (json.is_boolean()) return jsonLine(json);
  return "the number " + jsonLine(json);
}

JsonPlace JsonPlace::item(std::size_t index) const {
  const std::string number = std::to_string(index);
  return {&(*json)[index], number, path + '[' + number + ']', pointer + '/' + number};
}

JsonObject::JsonObject(JsonPlace place) : place_(std::move(place)) {
  if (place_.json->is_object()) return;
  if (!place_.path.empty()) refuse(place_, LOOM_TEXT("%1: expected an object, found %2."));
  throw JsonRefused{
      Text(LOOM_TEXT("Expected an object in braces, found %1."), {describeJson(*place_.json)})};
}

std::optional<JsonPlace> JsonObject::find(const char* key) {
  const auto found = place_.json->find(key);
  if (found == place_.json->end()) return std::nullopt;
  if (std::find(claimed_.begin(), claimed_.end(), key) == claimed_.end())
    claimed_.emplace_back(key);
  return placeOf(key, *found);
}

JsonPlace JsonObject::need(const char* key, const char* missing) {
  if (auto found = find(key)) return *found;
  throw JsonRefused{Text(missing, {placeOf(key, *place_.json).path})};
}

std::string JsonObject::neededText(const char* key) {
  need(key, LOOM_TEXT("%1: expected a text in quotes, found nothing."));
  return text(key, {});
}

std::string JsonObject::text(const char* key, std::string fallback) {
  const auto found = find(key);
  if (!found) return fallback;
  if (!found->json->is_string())
    refuse(*found, LOOM_TEXT("%1: expected a text in quotes, found %2."));
  return found->json->get<std::string>();
}

bool JsonObject::boolean(const char* key, bool fallback) {
  const auto found = find(key);
  if (!found) return fallback;
  if (!found->json->is_boolean())
    refuse(*found, LOOM_TEXT("%1: expected true or false, found %2."));
  return found->json->get<bool>();
}

double JsonObject::real(const char* key, double fallback) {
  const auto found = find(key);
  if (!found) return fallback;
  if (!found->json->is_number()) refuse(*found, LOOM_TEXT("%1: expected a number, found %2."));
  return found->json->get<double>();
}

std::int64_t JsonObject::integer(const char* key, std::int64_t fallback, std::int64_t least,
                                 std::int64_t most) {
  const auto found = find(key);
  if (!found) return fallback;
  const Json& json = *found->json;
  // 10.0 is a whole number too: other programs write it so.
  const double number =
      json.is_number() ? json.get<double>() : std::numeric_limits<double>::quiet_NaN();
  const bool whole = number == std::nearbyint(number) && std::abs(number) <= kExactInts;
  const std::int64_t value = whole ? static_cast<std::int64_t>(number) : 0;
  if (whole && value >= least && value <= most) return value;
  throw JsonRefused{
      Text(LOOM_TEXT("%1: expected a whole number from %2 to %3, found %4."),
           {found->path, std::to_string(least), std::to_string(most), describeJson(json)})};
}

int JsonObject::count(const char* key, int fallback) {
  return static_cast<int>(integer(key, fallback, 0, std::numeric_limits<int>::max()));
}

std::uint64_t JsonObject::seed(const char* key) {
  const auto found = find(key);
  if (!found) return 0;
  if (!found->json->is_number_unsigned()) {
    refuse(*found,
           LOOM_TEXT("%1: expected a whole number from 0 to 18446744073709551615, found %2."));
  }
  return found->json->get<std::uint64_t>();
}

Values JsonObject::values(const char* key) {
  Values values;
  const auto found = find(key);
  if (!found) return values;
  if (!found->json->is_object()) refuse(*found, LOOM_TEXT("%1: expected an object, found %2."));
  for (const auto& [name, value] : found->json->items()) values.set(name, valueOf(value));
  return values;
}

std::vector<JsonPlace> JsonObject::list(const char* key, std::size_t longest) {
  std::vector<JsonPlace> items;
  const auto found = find(key);
  if (!found) return items;
  if (!found->json->is_array())
    refuse(*found, LOOM_TEXT("%1: expected a list in brackets, found %2."));
  if (found->json->size() > longest) {
    throw JsonRefused{
        Text(LOOM_TEXT("%1: expected at most %2 entries, found %3."),
             {found->path, std::to_string(longest), std::to_string(found->json->size())})};
  }
  for (std::size_t i = 0; i < found->json->size(); ++i) items.push_back(found->item(i));
  return items;
}

std::vector<JsonPlace> JsonObject::unclaimed() const {
  std::vector<JsonPlace> left;
  for (const auto& [key, value] : place_.json->items()) {
    if (std::find(claimed_.begin(), claimed_.end(), key) == claimed_.end())
      left.push_back(placeOf(key, value));
  }
  return left;
}

void JsonObject::keepUnclaimed(std::vector<std::pair<std::string, std::string>>& unknown) const {
  for (const JsonPlace& left : unclaimed())
    unknown.emplace_back(left.pointer, jsonLine(*left.json));
}

void JsonObject::refuse(const JsonPlace& place, const char* expected) {
  throw JsonRefused{Text(expected, {place.path, describeJson(*place.json)})};
}

JsonPlace JsonObject::placeOf(const std::string& key, const Json& json) const {
  const std::string path = place_.path.empty() ? key : place_.path + '.' + key;
  return {&json, key, path, place_.pointer + '/' + escapedPointer(key)};
}

}  // namespace loom
