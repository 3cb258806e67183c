#pragma once

// A list that only grows, in pieces that never move: appending costs the same with a million values
// as with none. A copy shares the pieces and sees the values that were there when it was made, also
// from another thread, while the original goes on growing.

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace loom::ui {

template <class T>
class Chunked {
  static constexpr std::size_t kBits = 12;
  static constexpr std::size_t kSize = std::size_t{1} << kBits;

 public:
  /// REQUIRES: no copy of this list has grown.
  void push_back(T value) {
    if (size_ == chunks_.size() << kBits)
      chunks_.push_back(std::make_shared<std::array<T, kSize>>());
    (*chunks_[size_ >> kBits])[size_ & (kSize - 1)] = value;
    ++size_;
  }
  const T& operator[](std::size_t index) const {
    return (*chunks_[index >> kBits])[index & (kSize - 1)];
  }
  const T& back() const { return (*this)[size_ - 1]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  std::vector<std::shared_ptr<std::array<T, kSize>>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace loom::ui
