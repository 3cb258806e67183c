#pragma once

#include <QtGlobal>
#include <string>

namespace loom::test {

/// Whether the result is an error whose sentence holds `part`; a warning says what it is instead.
bool says(const auto& result, const std::string& part) {
  const bool found = !result.ok() && result.error().message().find(part) != std::string::npos;
  if (!found) qWarning("%s", result.ok() ? "it worked" : result.error().message().c_str());
  return found;
}

}  // namespace loom::test
