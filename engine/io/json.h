#pragma once

// JSON as project files, safetensors headers and run records share it: parsed with bounds, turned
// into Values and back, and laid out so that a change is a short diff. Only .cpp files include
// this: it is heavy. Any thread.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/base/value.h"

namespace loom {

using Json = nlohmann::ordered_json;

/// Text to JSON. Refuses, with line and column, what is not JSON or not UTF-8, nesting over 64, a
/// key that occurs twice in one object, and more keys than a file of ours can have.
Result<Json> parseJson(std::string_view text);

/// A number, text, truth value, list of numbers or null as itself; anything else as RawJson.
Value valueOf(const Json& json);
Json jsonOf(const Value& value);
Json jsonOf(const Values& values);

/// A float or double as JSON; null where it is not finite, which JSON cannot say.
Json jsonNumber(double number);
/// A float with the fewest digits that give it back, not the digits of its double.
Json jsonNumber(float number);

/// On one line: {"a": [1, 2], "b": null}. Bytes that are not UTF-8 become U+FFFD.
std::string jsonLine(const Json& json);

/// Two-space indent, a final newline. What fits on a line stays on one, except a list of objects,
/// which has one object a line; plain members of an object that does not fit share lines.
std::string jsonText(const Json& json);

}  // namespace loom
