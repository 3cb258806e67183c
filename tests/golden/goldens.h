#pragma once

// What make_goldens.py stored, for tests: named tensors, graphs, and the measure by which they are
// compared. Anything that is missing throws, which ends the test with its sentence.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/io/project_file.h"
#include "engine/io/safetensors.h"
#include "places.h"

namespace loom::test {

/// The value, or its error as an exception.
template <class T>
T must(Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.error().message());
  return std::move(*result);
}
inline void must(const Result<void>& result) {
  if (!result.ok()) throw std::runtime_error(result.error().message());
}

inline std::string goldenPath(const std::string& file) {
  return std::string(kSourceFolder) + "/tests/golden/" + file;
}

inline std::string lenet5Path() {
  return std::string(kSourceFolder) + "/resources/templates/lenet5.loom";
}

/// Tensors of one file by name.
class Tensors {
 public:
  explicit Tensors(const std::string& file)
      : file_(file), all_(must(readSafetensors(goldenPath(file)))) {}

  const std::vector<NamedTensor>& all() const { return all_; }

  const NamedTensor& operator[](const std::string& name) const {
    const auto found = std::find_if(all_.begin(), all_.end(),
                                    [&](const NamedTensor& t) { return t.name == name; });
    if (found == all_.end()) throw std::runtime_error(file_ + " has no tensor " + name);
    return *found;
  }

  /// Those whose names begin with `prefix`, which is taken off.
  std::vector<NamedTensor> under(const std::string& prefix) const {
    std::vector<NamedTensor> found;
    for (const NamedTensor& tensor : all_) {
      if (tensor.name.starts_with(prefix)) {
        found.push_back({tensor.name.substr(prefix.size()), tensor.shape, tensor.values});
      }
    }
    return found;
  }

 private:
  std::string file_;
  std::vector<NamedTensor> all_;
};

/// max |a - b| / max |b|; infinity where the sizes differ or anything is not a number.
template <class T>
double relativeError(std::span<const T> found, std::span<const float> expected) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  if (found.size() != expected.size() || found.empty()) return kNever;
  double difference = 0;
  double largest = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const double d = std::abs(static_cast<double>(found[i]) - static_cast<double>(expected[i]));
    if (!(d <= std::numeric_limits<double>::max())) return kNever;
    difference = std::max(difference, d);
    largest = std::max(largest, std::abs(static_cast<double>(expected[i])));
  }
  return largest > 0 ? difference / largest : (difference > 0 ? kNever : 0.0);
}

inline bool sameBits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

}  // namespace loom::test
