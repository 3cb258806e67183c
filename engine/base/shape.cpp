#include "engine/base/shape.h"

#include <limits>

namespace loom {

std::int64_t Shape::elements() const {
  std::int64_t count = 1;
  for (const std::int64_t size : sizes_) {
    if (__builtin_mul_overflow(count, size, &count)) {
      return std::numeric_limits<std::int64_t>::max();
    }
  }
  return count;
}

std::string Shape::text() const {
  if (sizes_.empty()) return "scalar";
  std::string out;
  for (const std::int64_t size : sizes_) {
    if (!out.empty()) out += "×";
    out += std::to_string(size);
  }
  return out;
}

}  // namespace loom
