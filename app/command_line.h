#pragma once

// The command line as a table: a verb declares its flags once, and parsing, checks, help and the
// nearest known flag follow from that. Plain values; main thread.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace loom {

struct Flag {
  enum class Kind { Switch, Text, Int, Seed, Real };

  const char* name;   // "--epochs"
  const char* value;  // what help calls its value: "N"; empty for a switch
  const char* help;
  Kind kind = Kind::Text;
  double min = 0;  // of numbers
  double max = 0;
  std::vector<const char*> choices = {};  // of texts; empty: any
  bool required = false;
};

/// What a person typed, checked against the verb's flags.
class Arguments {
 public:
  const std::vector<std::string>& operands() const { return operands_; }
  bool has(std::string_view flag) const { return values_.contains(flag); }
  std::optional<std::string> text(std::string_view flag) const;
  // REQUIRES: the flag is declared as such a number.
  std::optional<std::int64_t> integer(std::string_view flag) const;
  std::optional<std::uint64_t> seed(std::string_view flag) const;
  std::optional<double> real(std::string_view flag) const;

 private:
  friend struct Verb;
  std::vector<std::string> operands_;
  std::map<std::string, std::string, std::less<>> values_;
};

struct Verb {
  const char* name;      // "train"
  const char* operands;  // "FILE"
  const char* summary;   // one line
  const char* details;   // more, for its own help; may be empty
  int minOperands;
  int maxOperands;
  std::vector<Flag> flags;
  int (*run)(const Arguments&);  // gives the exit status

  /// `words` are what follows the verb. "--flag value" and "--flag=value"; after "--" all are
  /// operands.
  Result<Arguments> parse(const std::vector<std::string>& words) const;
  std::string help() const;
};

/// Flags that several verbs have.
Flag jsonFlag();
Flag dataFlag();
Flag weightsFlag();
Flag threadsFlag();

}  // namespace loom
