#include "engine/layers/followed.h"

namespace loom {

Field followedField(const char* key, const char* label) {
  return {.key = key,
          .label = label,
          .help = LOOM_TEXT("Follows from the input; if you give it, it must agree."),
          .initial = std::monostate{},
          .min = 1,
          .max = 1 << 24,
          .kind = Field::Kind::Int,
          .optional = true,
          .nullText = LOOM_TEXT("follows the input")};
}

std::optional<ShapeAnswer> disagreement(const SiteInfo& site, const char* key,
                                        std::int64_t arrives) {
  if (site.params.isNull(key) || site.params.integer(key) == arrives) return std::nullopt;
  return ShapeAnswer::wrong(
      {LOOM_TEXT("%1 is %2, but its input %3 from %4 makes it %5; leave it out or make %2 arrive"),
       {key, std::to_string(site.params.integer(key)), site.inputs[0].text(), site.sources[0],
        std::to_string(arrives)}},
      {{{LOOM_TEXT("Let %1 follow its input (%2)"), {site.node.id, std::to_string(arrives)}},
        clearParam(site.graph, site.node.id, key)}},
      key);
}

}  // namespace loom
