#pragma once

// A parameter's value and its declaration. One list of Fields makes the form in the window, the
// flag on the command line, the key in the project file and the check of what was typed, so they
// can never disagree. Plain values; any thread.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/text.h"

namespace loom {

/// JSON that no field claims. It is kept, shown as a problem, and written back as it was.
struct RawJson {
  std::string text;
  bool operator==(const RawJson&) const = default;
};

using Ints = std::vector<std::int64_t>;
using Reals = std::vector<double>;
/// monostate is JSON's null: "nothing", or "follows another value" where the field says so.
using Value =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Ints, Reals, RawJson>;

/// What a person would type for it: "5×5", "0.5", "true".
std::string valueText(const Value& value);

/// Keys with values, in the order in which they were set.
class Values {
 public:
  Values() = default;
  Values(std::initializer_list<std::pair<std::string, Value>> entries) : entries_(entries) {}

  const Value* find(std::string_view key) const;
  void set(std::string_view key, Value value);
  void remove(std::string_view key);
  void rename(std::string_view key, std::string_view newKey);
  bool empty() const { return entries_.empty(); }
  const std::vector<std::pair<std::string, Value>>& entries() const { return entries_; }
  bool operator==(const Values&) const = default;

 private:
  std::vector<std::pair<std::string, Value>> entries_;
};

/// The declaration of one parameter.
struct Field {
  enum class Kind {
    Auto,  // from the type of `initial`
    Bool,
    Int,
    Real,
    Choice,  // a string out of `choices`
    Text,
    Pair,     // two Ints; a single number stands for both
    IntList,  // a shape or a list of axes
    RealPair
  };

  std::string key = {};    // PyTorch's name
  std::string label = {};  // LOOM_TEXT
  std::string help = {};   // LOOM_TEXT
  Value initial = {};      // the default
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  std::vector<std::string> choices = {};
  Kind kind = Kind::Auto;
  bool optional = false;      // null is allowed
  std::string nullText = {};  // LOOM_TEXT: what null means, e.g. "as the kernel"
  bool minExclusive = false;
  bool required = false;  // has no default: leaving it out is a problem

  Kind resolvedKind() const;
};

using Fields = std::vector<Field>;

const Field* findField(const Fields& fields, std::string_view key);

/// `value` in the field's own type (an Int for a Real, a number for a Pair are accepted), or why
/// not: one sentence that names the key, what was expected and what was found.
struct FieldCheck {
  std::optional<Value> value;
  Text problem;
  std::optional<Value> nearest;  // a valid value near the refused one, if there is one
};
FieldCheck checkValue(const Field& field, const Value& value);

/// What a person typed into a form or on the command line, as the field's value.
FieldCheck parseValue(const Field& field, std::string_view text);

/// Reads values that were checked, falling back to the field's default.
/// REQUIRES: `fields` declares the key with that type and the values passed checkValue.
class Reader {
 public:
  Reader(const Fields& fields, const Values& values) : fields_(fields), values_(values) {}
  bool boolean(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  double real(std::string_view key) const;
  std::string text(std::string_view key) const;
  std::pair<std::int64_t, std::int64_t> pair(std::string_view key) const;
  Ints ints(std::string_view key) const;
  Reals reals(std::string_view key) const;
  bool isNull(std::string_view key) const;

 private:
  const Field& fieldOf(std::string_view key) const;
  const Value& raw(const Field& field) const;
  Value value(std::string_view key) const;
  const Fields& fields_;
  const Values& values_;
};

}  // namespace loom
