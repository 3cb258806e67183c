#pragma once

// Memory that is really there. Linux promises more than it has and kills whoever uses it, so what
// is large is compared with the machine before it is asked for. Any thread.

#include <cstddef>
#include <cstdint>
#include <new>
#include <string>
#include <vector>

namespace loom {

/// Bytes that the machine can give now without taking them from a running program. The environment
/// variable LOOM_MEMORY_MB may lower it.
std::int64_t availableMemory();

/// Thrown in place of a promise that cannot be kept.
struct NotEnoughMemory final : std::bad_alloc {
  explicit NotEnoughMemory(std::size_t wanted) : bytes(wanted) {}
  const char* what() const noexcept override { return "not enough memory"; }

  std::size_t bytes;
  std::string node = {};  // for whom, where that is known
};

/// Throws NotEnoughMemory if the machine cannot give `count` values of `size` bytes. Less than a
/// megabyte is not worth asking for.
void requireMemory(std::size_t count, std::size_t size);

/// Room for them that begins at a cache line, or NotEnoughMemory.
void* allocateChecked(std::size_t count, std::size_t size);
void freeChecked(void* memory) noexcept;

template <class T>
struct CheckedAllocator {
  using value_type = T;
  CheckedAllocator() = default;
  template <class U>
  CheckedAllocator(const CheckedAllocator<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(allocateChecked(count, sizeof(T))); }
  void deallocate(T* memory, std::size_t) noexcept { freeChecked(memory); }
  template <class U>
  bool operator==(const CheckedAllocator<U>&) const {
    return true;
  }
};

/// What grows with the batch or the network belongs into one of these: a vector whose memory was
/// checked.
template <class T>
using Array = std::vector<T, CheckedAllocator<T>>;

}  // namespace loom
