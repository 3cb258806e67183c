#pragma once

// Sentences that a person will read, written in English and kept apart from their arguments, so
// that the window can translate the pattern and the command line can print it as it is. Plain
// values; any thread.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Marks an English literal for translation (context "engine"); it is the literal itself.
#define LOOM_TEXT(text) text

namespace loom {

/// Replaces %1..%9 in `pattern`; unlike a chain of replaces, an argument that contains "%1" stays
/// as it is.
std::string fill(std::string_view pattern, const std::vector<std::string>& arguments);

/// A sentence: an English pattern with %1..%9, and what to put there.
struct Text {
  std::string pattern;  // a LOOM_TEXT literal, or a finished sentence that needs no translation
  std::vector<std::string> arguments;

  Text() = default;
  Text(const char* literal) : pattern(literal) {}
  Text(std::string literal) : pattern(std::move(literal)) {}
  Text(const char* literal, std::vector<std::string> args)
      : pattern(literal), arguments(std::move(args)) {}

  std::string english() const { return fill(pattern, arguments); }
  bool empty() const { return pattern.empty(); }
  bool operator==(const Text&) const = default;
};

/// 61706 -> "61 706": thin groups of three, the way Layerloom writes counts everywhere.
std::string grouped(long long count);

/// The known word nearest to `word` by edit distance, or empty when none is near.
std::string nearestWord(std::string_view word, const std::vector<std::string>& known);

}  // namespace loom
