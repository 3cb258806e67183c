#pragma once

// What people read of the templates in resources/templates, in the order in which they are offered.
// The networks themselves are project files. Plain values; any thread.

#include <span>
#include <string_view>

namespace loom {

struct TemplateText {
  const char* file;     // without folder and suffix
  const char* name;     // LOOM_TEXT; the project's own name
  const char* summary;  // LOOM_TEXT, one sentence
};

std::span<const TemplateText> templateTexts();
/// The text of `file`, or null.
const TemplateText* findTemplateText(std::string_view file);

}  // namespace loom
