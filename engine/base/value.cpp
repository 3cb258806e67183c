#include "engine/base/value.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

namespace loom {

namespace {

template <class... Fs>
struct Overload : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overload(Fs...) -> Overload<Fs...>;

/// The shortest text that means the same number; whole numbers as a person writes them, without an
/// exponent.
std::string realText(double value) {
  char buffer[32];
  const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
  const auto end =
      whole ? std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr
            : std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

std::string listText(const auto& list, const char* separator, auto&& one) {
  std::string out;
  for (const auto& item : list) {
    if (!out.empty()) out += separator;
    out += one(item);
  }
  return out;
}

std::string intText(std::int64_t value) {
  return std::to_string(value);
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n\r[(");
  if (first == std::string_view::npos) return {};
  const auto last = text.find_last_not_of(" \t\n\r])");
  return last == std::string_view::npos || last < first
             ? std::string()
             : std::string(text.substr(first, last - first + 1));
}

std::string joined(const std::vector<std::string>& words) {
  return listText(words, ", ", [](const std::string& word) { return word; });
}

std::string limitText(double limit) {
  return realText(limit);
}

/// What the field's bounds ask for, and a value that keeps them.
struct Bounds {
  const Field& field;

  bool holds(double value) const {
    if (!std::isfinite(value)) return false;
    return (field.minExclusive ? value > field.min : value >= field.min) && value <= field.max;
  }
  Text problem(const std::string& found) const {
    const bool low = std::isfinite(field.min);
    const bool high = std::isfinite(field.max);
    if (low && high) {
      return {LOOM_TEXT("%1 must be from %2 to %3, not %4; choose a value in that range"),
              {field.key, limitText(field.min), limitText(field.max), found}};
    }
    if (low && field.minExclusive) {
      return {LOOM_TEXT("%1 must be more than %2, not %3; choose a larger value"),
              {field.key, limitText(field.min), found}};
    }
    if (low) {
      return {LOOM_TEXT("%1 must be at least %2, not %3; choose a larger value"),
              {field.key, limitText(field.min), found}};
    }
    if (high) {
      return {LOOM_TEXT("%1 must be at most %2, not %3; choose a smaller value"),
              {field.key, limitText(field.max), found}};
    }
    return {LOOM_TEXT("%1 must be a finite number, not %2; type one"), {field.key, found}};
  }
  std::optional<double> nearest(double value) const {
    if (!std::isfinite(value)) return std::nullopt;
    const double inside = std::clamp(value, field.min, field.max);
    if (holds(inside)) return inside;
    return std::nullopt;
  }
};

FieldCheck refused(Text problem, std::optional<Value> nearest = {}) {
  return {std::nullopt, std::move(problem), std::move(nearest)};
}
FieldCheck taken(Value value) {
  return {std::move(value), {}, {}};
}

FieldCheck wrongKind(const Field& field, const char* expected, const Value& found) {
  std::optional<Value> nearest;
  if (!field.required) nearest = field.initial;
  return refused({expected, {field.key, valueText(found)}}, std::move(nearest));
}

std::optional<double> asReal(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return std::nullopt;
}

/// A whole number; 3.0 counts, as JSON written by other programs may say it so.
std::optional<std::int64_t> asInt(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* real = std::get_if<double>(&value)) {
    if (std::abs(*real) < 9e15 && *real == std::floor(*real))
      return static_cast<std::int64_t>(*real);
  }
  return std::nullopt;
}

std::optional<Ints> asInts(const Value& value) {
  if (const auto* list = std::get_if<Ints>(&value)) return *list;
  if (const auto* reals = std::get_if<Reals>(&value)) {
    Ints out;
    for (const double real : *reals) {
      const auto whole = asInt(Value(real));
      if (!whole) return std::nullopt;
      out.push_back(*whole);
    }
    return out;
  }
  if (const auto whole = asInt(value)) return Ints{*whole};
  return std::nullopt;
}

FieldCheck checkInts(const Field& field, Ints list, bool pair, const Value& found) {
  if (pair && list.size() == 1) list.push_back(list[0]);
  if (pair && list.size() != 2) {
    return wrongKind(
        field,
        LOOM_TEXT("%1 must be one or two whole numbers, not %2; type a number or a pair like 5×5"),
        found);
  }
  constexpr std::size_t kLongestList = 16;
  if (list.empty() || list.size() > kLongestList) {
    return wrongKind(
        field,
        LOOM_TEXT("%1 must be a list of 1 to 16 whole numbers, not %2; type them like 1×28×28"),
        found);
  }
  const Bounds bounds{field};
  for (const std::int64_t item : list) {
    if (bounds.holds(static_cast<double>(item))) continue;
    Ints repaired = list;
    for (auto& part : repaired) {
      const auto near = bounds.nearest(static_cast<double>(part));
      if (!near) return refused(bounds.problem(valueText(found)));
      part = static_cast<std::int64_t>(*near);
    }
    return refused(bounds.problem(valueText(found)), Value(repaired));
  }
  return taken(std::move(list));
}

FieldCheck checkRealPair(const Field& field, const Value& value) {
  Reals list;
  if (const auto* reals = std::get_if<Reals>(&value)) list = *reals;
  if (const auto* ints = std::get_if<Ints>(&value)) list.assign(ints->begin(), ints->end());
  if (list.size() != 2) {
    return wrongKind(field, LOOM_TEXT("%1 must be two numbers, not %2; type them like 0.9, 0.999"),
                     value);
  }
  const Bounds bounds{field};
  for (const double item : list) {
    if (!bounds.holds(item)) return refused(bounds.problem(valueText(value)), field.initial);
  }
  return taken(std::move(list));
}

FieldCheck checkNumber(const Field& field, double number, bool whole, const Value& found) {
  const Bounds bounds{field};
  if (!bounds.holds(number)) {
    std::optional<Value> nearest;
    if (const auto near = bounds.nearest(number)) {
      nearest = whole ? Value(static_cast<std::int64_t>(*near)) : Value(*near);
    } else if (!field.required) {
      nearest = field.initial;
    }
    return refused(bounds.problem(valueText(found)), std::move(nearest));
  }
  return taken(whole ? Value(static_cast<std::int64_t>(number)) : Value(number));
}

FieldCheck checkChoice(const Field& field, const Value& value) {
  const auto* word = std::get_if<std::string>(&value);
  if (word && std::find(field.choices.begin(), field.choices.end(), *word) != field.choices.end()) {
    return taken(*word);
  }
  std::string nearest = word ? nearestWord(*word, field.choices) : std::string();
  if (nearest.empty()) nearest = field.choices.front();
  return refused({LOOM_TEXT("%1 must be one of %2, not %3; choose one of them"),
                  {field.key, joined(field.choices), valueText(value)}},
                 Value(nearest));
}

}  // namespace

std::string valueText(const Value& value) {
  return std::visit(Overload{[](std::monostate) { return std::string("none"); },
                             [](bool flag) { return std::string(flag ? "true" : "false"); },
                             [](std::int64_t number) { return intText(number); },
                             [](double number) { return realText(number); },
                             [](const std::string& text) { return text; },
                             [](const Ints& list) { return listText(list, "×", intText); },
                             [](const Reals& list) { return listText(list, ", ", realText); },
                             [](const RawJson& raw) { return raw.text; }},
                    value);
}

const Value* Values::find(std::string_view key) const {
  for (const auto& [name, value] : entries_) {
    if (name == key) return &value;
  }
  return nullptr;
}

void Values::set(std::string_view key, Value value) {
  for (auto& [name, old] : entries_) {
    if (name == key) {
      old = std::move(value);
      return;
    }
  }
  entries_.emplace_back(key, std::move(value));
}

void Values::remove(std::string_view key) {
  std::erase_if(entries_, [&](const auto& entry) { return entry.first == key; });
}

void Values::rename(std::string_view key, std::string_view newKey) {
  for (auto& entry : entries_) {
    if (entry.first == key) entry.first = newKey;
  }
}

Field::Kind Field::resolvedKind() const {
  if (kind != Kind::Auto) return kind;
  return std::visit(
      Overload{[](bool) { return Kind::Bool; }, [](std::int64_t) { return Kind::Int; },
               [](double) { return Kind::Real; },
               [this](const std::string&) { return choices.empty() ? Kind::Text : Kind::Choice; },
               [](const Ints&) { return Kind::IntList; },
               [](const Reals&) { return Kind::RealPair; }, [](const auto&) { return Kind::Int; }},
      initial);
}

const Field* findField(const Fields& fields, std::string_view key) {
  for (const Field& field : fields) {
    if (field.key == key) return &field;
  }
  return nullptr;
}

FieldCheck checkValue(const Field& field, const Value& value) {
  using Kind = Field::Kind;
  if (std::holds_alternative<std::monostate>(value) && field.optional) return taken(value);
  switch (field.resolvedKind()) {
    case Kind::Bool:
      if (std::holds_alternative<bool>(value)) return taken(value);
      return wrongKind(field, LOOM_TEXT("%1 must be true or false, not %2; choose one"), value);
    case Kind::Int:
      if (const auto number = asInt(value))
        return checkNumber(field, static_cast<double>(*number), true, value);
      return wrongKind(field, LOOM_TEXT("%1 must be a whole number, not %2; type one"), value);
    case Kind::Real:
      if (const auto number = asReal(value)) return checkNumber(field, *number, false, value);
      return wrongKind(field, LOOM_TEXT("%1 must be a number, not %2; type one"), value);
    case Kind::Choice:
      return checkChoice(field, value);
    case Kind::Text:
      if (std::holds_alternative<std::string>(value)) return taken(value);
      return wrongKind(field, LOOM_TEXT("%1 must be a text, not %2; type one"), value);
    case Kind::Pair:
    case Kind::IntList: {
      const bool pair = field.resolvedKind() == Kind::Pair;
      if (auto list = asInts(value)) return checkInts(field, std::move(*list), pair, value);
      return wrongKind(field, LOOM_TEXT("%1 must be whole numbers, not %2; type them like 5×5"),
                       value);
    }
    case Kind::RealPair:
      return checkRealPair(field, value);
    case Kind::Auto:
      break;
  }
  return wrongKind(field, LOOM_TEXT("%1 cannot be %2; leave it out"), value);
}

namespace {

std::optional<Value> parsedNumber(const std::string& text) {
  std::int64_t whole = 0;
  const char* end = text.data() + text.size();
  if (auto [at, error] = std::from_chars(text.data(), end, whole);
      error == std::errc() && at == end)
    return whole;
  double real = 0;
  if (auto [at, error] = std::from_chars(text.data(), end, real); error == std::errc() && at == end)
    return real;
  return std::nullopt;
}

/// "5×5", "5x5", "5, 5", "5 5": the numbers in it, or nothing if there is anything else.
std::optional<Reals> parsedList(std::string text) {
  for (std::size_t at = text.find("×"); at != std::string::npos; at = text.find("×"))
    text.replace(at, 2, " ");
  for (char& c : text) {
    if (c == 'x' || c == 'X' || c == '*' || c == ',' || c == ';') c = ' ';
  }
  Reals list;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(' ', at)) != std::string::npos) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const auto number = parsedNumber(text.substr(at, end - at));
    if (!number) return std::nullopt;
    list.push_back(*asReal(*number));
    at = end;
  }
  return list;
}

}  // namespace

FieldCheck parseValue(const Field& field, std::string_view typed) {
  using Kind = Field::Kind;
  const Kind kind = field.resolvedKind();
  if (kind == Kind::Text) return checkValue(field, std::string(typed));
  const std::string text = trimmed(typed);
  if (field.optional && (text.empty() || text == "none" || text == "null"))
    return taken(std::monostate{});
  if (kind == Kind::Choice) return checkValue(field, text);
  if (kind == Kind::Bool) {
    if (text == "true" || text == "1" || text == "yes" || text == "on") return taken(true);
    if (text == "false" || text == "0" || text == "no" || text == "off") return taken(false);
    return checkValue(field, text);
  }
  if (kind == Kind::Int || kind == Kind::Real) {
    if (auto number = parsedNumber(text)) return checkValue(field, *number);
    return checkValue(field, text);
  }
  if (auto list = parsedList(text)) return checkValue(field, *list);
  return checkValue(field, text);
}

}  // namespace loom
