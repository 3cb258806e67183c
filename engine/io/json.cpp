#include "engine/io/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <vector>

namespace loom {
namespace {

constexpr int kDeepest = 64;
// nlohmann's ordered objects search from the front, so a huge object would cost quadratic time.
constexpr std::size_t kMostKeys = 4096;
constexpr std::size_t kMostKeysInAll = 1'000'000;

/// Thrown by the parser's callback, caught in parseJson.
struct Refused {
  Text text;
};

/// Watches a parse for what nlohmann lets pass.
class JsonWatch {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    using Event = Json::parse_event_t;
    if (depth > kDeepest) {
      throw Refused{Text(
          LOOM_TEXT("It is nested more than %1 levels deep, so it is not a file of Layerloom."),
          {std::to_string(kDeepest)})};
    }
    if (event == Event::object_start) open_.emplace_back();
    if (event == Event::object_end) open_.pop_back();
    if (event == Event::key) checkKey(parsed.get_ref<const std::string&>());
    return true;
  }

 private:
  void checkKey(const std::string& key) {
    if (!open_.back().insert(key).second) {
      throw Refused{Text(
          LOOM_TEXT("The key \"%1\" occurs twice in one object; remove one of the two."), {key})};
    }
    if (open_.back().size() > kMostKeys || ++keys_ > kMostKeysInAll) {
      throw Refused{LOOM_TEXT("It has far more keys than a file of Layerloom can have.")};
    }
  }

  std::vector<std::unordered_set<std::string>> open_;
  std::size_t keys_ = 0;
};

/// Line and column, both from 1, of a byte; columns count characters.
std::vector<std::string> placeOf(std::string_view text, std::size_t byte) {
  byte = std::min(byte, text.size());
  long line = 1;
  long column = 1;
  for (const char c : text.substr(0, byte)) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (c == '\n') {
      ++line;
      column = 1;
    } else if (!continues) {
      ++column;
    }
  }
  return {std::to_string(line), std::to_string(column)};
}

Error notJson(std::string_view text, const Json::parse_error& error) {
  const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
  const bool encoding = std::string_view(error.what()).find("UTF-8") != std::string_view::npos;
  if (encoding && byte < text.size()) {
    return badInput(
        Text(LOOM_TEXT("It is not UTF-8 text: line %1, column %2 holds a byte that cannot be; "
                       "save it as UTF-8."),
             placeOf(text, byte)));
  }
  if (byte >= text.size()) {
    return badInput(
        Text(LOOM_TEXT("It is not complete JSON: it ends in the middle, at line %1, column %2; "
                       "take the file from where it came once more."),
             placeOf(text, byte)));
  }
  return badInput(
      Text(LOOM_TEXT("It is not JSON: line %1, column %2 cannot be read; look for a missing comma, "
                     "quote or bracket there."),
           placeOf(text, byte)));
}

std::string scalarText(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool isListOfObjects(const Json& json) {
  return json.is_array() &&
         std::any_of(json.begin(), json.end(), [](const Json& item) { return item.is_object(); });
}

bool holdsListOfObjects(const Json& json) {
  if (!json.is_structured()) return false;
  return isListOfObjects(json) || std::any_of(json.begin(), json.end(), holdsListOfObjects);
}

/// Writes JSON over several lines.
class JsonWriter {
 public:
  void write(const Json& json, std::size_t indent, std::size_t column) {
    const bool oneLine = !json.is_structured() || json.empty() || fits(json, column);
    if (oneLine) {
      out_ += jsonLine(json);
    } else if (json.is_array()) {
      writeList(json, indent + 2);
      closeLine(indent, ']');
    } else {
      writeMembers(json, indent + 2);
      closeLine(indent, '}');
    }
  }

  std::string take() { return std::move(out_); }

 private:
  // A node with its settings stays on one line; lines shared by plain members stay shorter.
  static constexpr std::size_t kLongestObject = 140;
  static constexpr std::size_t kLongestShared = 100;

  static bool fits(const Json& json, std::size_t column) {
    return !holdsListOfObjects(json) && column + jsonLine(json).size() <= kLongestObject;
  }

  void closeLine(std::size_t indent, char bracket) {
    out_ += '\n' + std::string(indent, ' ') + bracket;
  }

  void writeList(const Json& json, std::size_t indent) {
    char before = '[';
    for (const Json& item : json) {
      out_ += before;
      out_ += '\n' + std::string(indent, ' ');
      write(item, indent, indent);
      before = ',';
    }
  }

  void writeMembers(const Json& json, std::size_t indent) {
    std::size_t column = 0;  // where a line of plain members ends; 0: there is none to go on with
    char before = '{';
    for (const auto& [key, value] : json.items()) {
      const std::string name = scalarText(Json(key)) + ": ";
      const std::size_t length = value.is_structured() ? 0 : name.size() + scalarText(value).size();
      const bool share = column > 0 && length > 0 && column + 2 + length < kLongestShared;
      out_ += before;
      out_ += share ? " " : '\n' + std::string(indent, ' ');
      out_ += name;
      write(value, indent, indent + name.size());
      column = length == 0 ? 0 : (share ? column + 2 : indent) + length;
      before = ',';
    }
  }

  std::string out_;
};

}  // namespace

Result<Json> parseJson(std::string_view text) {
  if (text.empty()) return badInput(LOOM_TEXT("The file is empty; choose another one."));
  try {
    return Json::parse(
        text, [watch = JsonWatch()](int depth, Json::parse_event_t event, Json& parsed) mutable {
          return watch(depth, event, parsed);
        });
  } catch (const Refused& refused) {
    return badInput(refused.text);
  } catch (const Json::parse_error& error) {
    return notJson(text, error);
  } catch (const Json::exception&) {
    return badInput(
        LOOM_TEXT("It holds a number that is too large to be one; write a smaller one."));
  } catch (const std::bad_alloc&) {
    return failed(LOOM_TEXT("There is not enough memory to read it."));
  }
}

Value valueOf(const Json& json) {
  if (json.is_null()) return std::monostate();
  if (json.is_boolean()) return json.get<bool>();
  const auto isInt = [](const Json& item) {
    return item.is_number_integer() &&
           (!item.is_number_unsigned() ||
            item.get<std::uint64_t>() <=
                static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
  };
  if (isInt(json)) return json.get<std::int64_t>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array()) {
    if (std::all_of(json.begin(), json.end(), isInt)) return json.get<Ints>();
    const auto isReal = [&](const Json& item) { return isInt(item) || item.is_number_float(); };
    if (std::all_of(json.begin(), json.end(), isReal)) return json.get<Reals>();
  }
  return RawJson{jsonLine(json)};
}

Json jsonOf(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* real = std::get_if<double>(&value)) return jsonNumber(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* ints = std::get_if<Ints>(&value)) return *ints;
  if (const auto* reals = std::get_if<Reals>(&value)) {
    Json list = Json::array();
    for (const double real : *reals) list.push_back(jsonNumber(real));
    return list;
  }
  if (const auto* raw = std::get_if<RawJson>(&value)) {
    const Result<Json> json = parseJson(raw->text);
    return json ? *json : Json(raw->text);
  }
  return nullptr;
}

Json jsonOf(const Values& values) {
  Json object = Json::object();
  for (const auto& [key, value] : values.entries()) object[key] = jsonOf(value);
  return object;
}

Json jsonNumber(double number) {
  return std::isfinite(number) ? Json(number) : Json(nullptr);
}

Json jsonNumber(float number) {
  if (!std::isfinite(number)) return nullptr;
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  double shortest = 0;
  std::from_chars(digits, end, shortest);
  return shortest;
}

std::string jsonLine(const Json& json) {
  if (!json.is_structured()) return scalarText(json);
  std::string out;
  for (const auto& [key, value] : json.items()) {
    if (!out.empty()) out += ", ";
    if (json.is_object()) out += scalarText(Json(key)) + ": ";
    out += jsonLine(value);
  }
  return json.is_object() ? '{' + out + '}' : '[' + out + ']';
}

std::string jsonText(const Json& json) {
  JsonWriter writer;
  writer.write(json, 0, 0);
  return writer.take() + '\n';
}

}  // namespace loom
