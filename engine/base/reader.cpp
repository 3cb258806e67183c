#include <cassert>

#include "engine/base/value.h"

namespace loom {

namespace {

bool isWithin(const Field& field, std::int64_t number) {
  const auto value = static_cast<double>(number);
  return (field.minExclusive ? value > field.min : value >= field.min) && value <= field.max;
}

}  // namespace

const Field& Reader::fieldOf(std::string_view key) const {
  const Field* field = findField(fields_, key);
  assert(field);
  return *field;
}

Value Reader::value(std::string_view key) const {
  const Field& field = fieldOf(key);
  if (const Value* given = values_.find(key)) {
    if (FieldCheck check = checkValue(field, *given); check.value) return *check.value;
  }
  FieldCheck check = checkValue(field, field.initial);
  return check.value ? *check.value : field.initial;
}

const Value& Reader::raw(const Field& field) const {
  const Value* given = values_.find(field.key);
  return given ? *given : field.initial;
}

// What is of the field's own type needs no copy; `value` sees to all else.
bool Reader::boolean(std::string_view key) const {
  const auto* flag = std::get_if<bool>(&raw(fieldOf(key)));
  return flag ? *flag : std::get<bool>(value(key));
}
std::int64_t Reader::integer(std::string_view key) const {
  const Field& field = fieldOf(key);
  const auto* number = std::get_if<std::int64_t>(&raw(field));
  if (number && isWithin(field, *number)) return *number;
  return std::get<std::int64_t>(value(key));
}
double Reader::real(std::string_view key) const {
  return std::get<double>(value(key));
}
std::string Reader::text(std::string_view key) const {
  return std::get<std::string>(value(key));
}
Ints Reader::ints(std::string_view key) const {
  return std::get<Ints>(value(key));
}
Reals Reader::reals(std::string_view key) const {
  return std::get<Reals>(value(key));
}
bool Reader::isNull(std::string_view key) const {
  const Field& field = fieldOf(key);
  return field.optional && std::holds_alternative<std::monostate>(value(key));
}

std::pair<std::int64_t, std::int64_t> Reader::pair(std::string_view key) const {
  const Field& field = fieldOf(key);
  const auto* given = std::get_if<Ints>(&raw(field));
  if (given && given->size() == 2 && isWithin(field, (*given)[0]) && isWithin(field, (*given)[1]))
    return {(*given)[0], (*given)[1]};
  const Ints list = ints(key);
  return {list[0], list[1]};
}

}  // namespace loom
