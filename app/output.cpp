#include "app/output.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <system_error>

#include "engine/io/json.h"

namespace loom {
namespace {

/// Columns that a terminal needs: bytes that do not continue a character.
std::size_t widthOf(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

int report(const Error& error, const std::string& where) {
  const std::string prefix = where.empty() ? "" : where + ": ";
  const std::string text = error.message();
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    message(prefix + text.substr(begin, end - begin));
    begin = end + 1;
  }
  return error.kind == Error::Kind::BadInput ? kBadInput : kFailed;
}

void message(const std::string& text) {
  std::fprintf(stderr, "layerloom: %s\n", text.c_str());
}

// A write that fails is remembered by the stream: finishOutput asks once.
void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

// Whoever reads the lines of a long run wants each of them at once.
void printJson(const Json& json) {
  print(jsonLine(json) + '\n');
  std::fflush(stdout);
}

int finishOutput(int status) {
  errno = 0;
  const bool flushed = std::fflush(stdout) == 0;
  if (flushed && !std::ferror(stdout)) return status;
  const std::string reason = errno ? ": " + std::generic_category().message(errno) : "";
  message("standard output cannot be written" + reason);
  return kFailed;
}

std::string table(const std::vector<std::vector<std::string>>& rows, int leftAligned) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], widthOf(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - widthOf(row[i]), ' ');
      line += i > 0 ? "  " : "";
      line += static_cast<int>(i) < leftAligned ? row[i] + space : space + row[i];
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return out;
}

std::string decimals(double number, int count) {
  if (!std::isfinite(number)) return "-";
  char text[512];
  const auto end =
      std::to_chars(text, text + sizeof text, number, std::chars_format::fixed, count).ptr;
  return std::string(text, end);
}

std::string percent(double share) {
  return std::isfinite(share) ? decimals(100 * share, 2) + " %" : "-";
}

std::string duration(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return "-";
  const auto whole = static_cast<long long>(std::min(seconds, 3.6e9));
  const auto two = [](long long number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  const long long hours = whole / 3600;
  const std::string minutes =
      hours > 0 ? std::to_string(hours) + ':' + two(whole / 60 % 60) : std::to_string(whole / 60);
  return minutes + ':' + two(whole % 60);
}

}  // namespace loom
