#pragma once

// The sizes of one sample's array, batch left out: images (C, H, W), sequences (T, E), vectors (F).
// Any thread.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace loom {

class Shape {
 public:
  Shape() = default;
  Shape(std::initializer_list<std::int64_t> sizes) : sizes_(sizes) {}
  explicit Shape(std::vector<std::int64_t> sizes) : sizes_(std::move(sizes)) {}

  int rank() const { return static_cast<int>(sizes_.size()); }
  std::int64_t operator[](int axis) const { return sizes_[static_cast<std::size_t>(axis)]; }
  const std::vector<std::int64_t>& sizes() const { return sizes_; }

  /// Number of elements; saturates at INT64_MAX instead of overflowing. 1 for a scalar.
  std::int64_t elements() const;

  /// "16×10×10"; "scalar" for rank 0.
  std::string text() const;

  bool operator==(const Shape&) const = default;

 private:
  std::vector<std::int64_t> sizes_;
};

}  // namespace loom
