#pragma once

// Counts what `new` asks for, in bytes. It replaces operator new: one test of a program may include
// it, and tests/CMakeLists.txt makes that test a program of its own. Any thread.

#include <atomic>
#include <cstdlib>
#include <new>

namespace loom::test {

/// Asked for since the test set it to 0.
inline std::atomic<std::size_t> bytesAsked{0};

}  // namespace loom::test

// Not inlined, or GCC takes malloc here and operator delete there for a mismatched pair.
[[gnu::noinline]] void* operator new(std::size_t size) {
  loom::test::bytesAsked += size;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
