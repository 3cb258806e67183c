#include "app/command_line.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace loom {
namespace {

template <class Number>
std::optional<Number> numberOf(std::string_view text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

std::string plain(double number) {
  char text[64];
  // 4294967296, not 4.29e+09: bounds are counts more often than not.
  const bool whole = number == std::floor(number) && std::abs(number) < 1e15;
  const auto end =
      whole ? std::to_chars(text, text + sizeof text, static_cast<std::int64_t>(number)).ptr
            : std::to_chars(text, text + sizeof text, number).ptr;
  return std::string(text, end);
}

std::string joined(const std::vector<const char*>& words) {
  std::string out;
  for (const char* word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

/// Empty if `value` is one that the flag takes, else what it takes.
std::string whatIsExpected(const Flag& flag, const std::string& value) {
  const auto inRange = [&](double number) { return number >= flag.min && number <= flag.max; };
  const std::string range = " from " + plain(flag.min) + " to " + plain(flag.max);
  if (flag.kind == Flag::Kind::Int) {
    const auto number = numberOf<std::int64_t>(value);
    return number && inRange(static_cast<double>(*number)) ? "" : "a whole number" + range;
  }
  if (flag.kind == Flag::Kind::Seed) {
    return numberOf<std::uint64_t>(value) ? "" : "a whole number from 0 to 18446744073709551615";
  }
  if (flag.kind == Flag::Kind::Real) {
    const auto number = numberOf<double>(value);
    return number && inRange(*number) ? "" : "a number" + range;  // NaN is in no range
  }
  const bool known =
      flag.choices.empty() || std::any_of(flag.choices.begin(), flag.choices.end(),
                                          [&](const char* choice) { return value == choice; });
  return known ? "" : "one of " + joined(flag.choices);
}

Error unknownFlag(const std::string& name, const std::vector<Flag>& flags) {
  std::vector<std::string> known{"--help"};
  for (const Flag& flag : flags) known.emplace_back(flag.name);
  const std::string nearest = nearestWord(name, known);
  if (nearest.empty()) return badInput(Text("there is no option %1; --help lists them", {name}));
  return badInput(Text("there is no option %1; did you mean %2?", {name, nearest}));
}

Result<void> checkCount(const Verb& verb, std::size_t count) {
  const auto least = static_cast<std::size_t>(verb.minOperands);
  const auto most = static_cast<std::size_t>(verb.maxOperands);
  if (count >= least && count <= most) return {};
  const std::string operands = *verb.operands ? std::string(" ") + verb.operands : "";
  return badInput(Text(count < least ? "something is missing; expected: layerloom %1%2"
                                     : "there is something too many; expected: layerloom %1%2",
                       {verb.name, operands}));
}

}  // namespace

std::optional<std::string> Arguments::text(std::string_view flag) const {
  const auto found = values_.find(flag);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::int64_t> Arguments::integer(std::string_view flag) const {
  const auto found = text(flag);
  return found ? numberOf<std::int64_t>(*found) : std::nullopt;
}

std::optional<std::uint64_t> Arguments::seed(std::string_view flag) const {
  const auto found = text(flag);
  return found ? numberOf<std::uint64_t>(*found) : std::nullopt;
}

std::optional<double> Arguments::real(std::string_view flag) const {
  const auto found = text(flag);
  return found ? numberOf<double>(*found) : std::nullopt;
}

Result<Arguments> Verb::parse(const std::vector<std::string>& words) const {
  Arguments arguments;
  bool onlyOperands = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (onlyOperands || word.size() < 2 || word[0] != '-') {
      arguments.operands_.push_back(word);
      continue;
    }
    if (word == "--") {
      onlyOperands = true;
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string flagName = word.substr(0, equals);
    const auto flag =
        std::find_if(flags.begin(), flags.end(), [&](const Flag& f) { return flagName == f.name; });
    if (flag == flags.end()) return unknownFlag(flagName, flags);
    if (flag->kind == Flag::Kind::Switch) {
      if (equals != std::string::npos) return badInput(Text("%1 takes no value", {flagName}));
      arguments.values_[flagName];
      continue;
    }
    if (equals == std::string::npos && i + 1 == words.size()) {
      return badInput(Text("%1 needs a value: %1 %2", {flagName, flag->value}));
    }
    const std::string value = equals != std::string::npos ? word.substr(equals + 1) : words[++i];
    if (const std::string expected = whatIsExpected(*flag, value); !expected.empty()) {
      return badInput(Text("%1: expected %2, found \"%3\"", {flagName, expected, value}));
    }
    arguments.values_[flagName] = value;
  }
  if (const auto counted = checkCount(*this, arguments.operands_.size()); !counted)
    return counted.error();
  for (const Flag& flag : flags) {
    if (flag.required && !arguments.has(flag.name)) {
      return badInput(Text("it needs %1 %2: %3", {flag.name, flag.value, flag.help}));
    }
  }
  return arguments;
}

std::string Verb::help() const {
  std::string usage =
      std::string("layerloom ") + name + (*operands ? std::string(" ") + operands : "");
  std::vector<std::pair<std::string, std::string>> rows;
  std::size_t width = 0;
  for (const Flag& flag : flags) {
    const std::string left =
        std::string(flag.name) + (*flag.value ? std::string(" ") + flag.value : "");
    if (flag.required) usage += ' ' + left;
    width = std::max(width, left.size());
    rows.emplace_back(left, flag.help);
  }
  std::string out = usage + " [options]\n\n" + summary + '\n';
  if (*details) out += std::string("\n") + details + '\n';
  out += "\nOptions:\n";
  for (auto& [left, right] : rows)
    out += "  " + left + std::string(width + 2 - left.size(), ' ') + right + '\n';
  return out;
}

Flag jsonFlag() {
  return {"--json", "", "print JSON on standard output", Flag::Kind::Switch};
}

Flag dataFlag() {
  return {
      "--data", "SPEC",
      "use other data than the project: digits, mnist, mnist:FOLDER, idx:FOLDER, my_digits:mnist"};
}

Flag weightsFlag() {
  Flag flag{"--weights", "FILE", "trained weights, such as best.safetensors of a run"};
  flag.required = true;
  return flag;
}

Flag threadsFlag() {
  return {"--threads",     "N", "processor threads to use; 0: all. The result is the same for any",
          Flag::Kind::Int, 0,   1024};
}

}  // namespace loom
