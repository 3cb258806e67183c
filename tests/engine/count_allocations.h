#pragma once

// Counts what is allocated on every thread of the program that includes it, in one source file
// only. With glibc and no sanitizer, malloc itself is replaced, so that C libraries and Eigen are
// seen too; elsewhere operator new in all its forms, which leaves aligned_alloc and malloc unseen.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LOOM_COUNTS_MALLOC 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LOOM_COUNTS_MALLOC 0
#endif
#endif
#if !defined(LOOM_COUNTS_MALLOC) && defined(__GLIBC__)
#define LOOM_COUNTS_MALLOC 1
#elif !defined(LOOM_COUNTS_MALLOC)
#define LOOM_COUNTS_MALLOC 0
#endif

namespace loom::test {

namespace allocation {
inline std::atomic<bool> counting{false};
inline std::atomic<std::int64_t> count{0};
inline constinit thread_local bool ignored = false;

inline void note() {
  if (counting.load(std::memory_order_relaxed) && !ignored) {
    count.fetch_add(1, std::memory_order_relaxed);
    if (std::getenv("LOOM_TRAP_ALLOCATION")) __builtin_trap();  // a debugger then says where
  }
}
}  // namespace allocation

/// Counts while it lives. One at a time.
class Allocations {
 public:
  Allocations() {
    allocation::count = 0;
    allocation::counting = true;
  }
  ~Allocations() { allocation::counting = false; }
  Allocations(const Allocations&) = delete;
  Allocations& operator=(const Allocations&) = delete;

  std::int64_t count() const { return allocation::count; }
};

/// While it lives, nothing that this thread allocates counts.
class IgnoreThisThread {
 public:
  IgnoreThisThread() { allocation::ignored = true; }
  ~IgnoreThisThread() { allocation::ignored = false; }
};

}  // namespace loom::test

#if LOOM_COUNTS_MALLOC

extern "C" {
void* __libc_malloc(std::size_t) noexcept;
void* __libc_calloc(std::size_t, std::size_t) noexcept;
void* __libc_realloc(void*, std::size_t) noexcept;
void* __libc_memalign(std::size_t, std::size_t) noexcept;

void* malloc(std::size_t size) noexcept {
  loom::test::allocation::note();
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) noexcept {
  loom::test::allocation::note();
  return __libc_calloc(count, size);
}
void* realloc(void* memory, std::size_t size) noexcept {
  loom::test::allocation::note();
  return __libc_realloc(memory, size);
}
void* memalign(std::size_t alignment, std::size_t size) noexcept {
  loom::test::allocation::note();
  return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return memalign(alignment, size);
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) noexcept {
  *memory = memalign(alignment, size);
  return *memory ? 0 : 12;  // ENOMEM
}
}

#else

namespace loom::test::allocation {
inline void* take(std::size_t size, std::size_t alignment) {
  note();
  if (alignment <= alignof(std::max_align_t)) return std::malloc(size);
  return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}
inline void* takeOrThrow(std::size_t size, std::size_t alignment = 1) {
  if (void* memory = take(size, alignment)) return memory;
  throw std::bad_alloc();
}
}  // namespace loom::test::allocation

// Not inlined, or GCC takes them for a mismatched pair.
#define LOOM_REPLACED(name)                                                                 \
  [[gnu::noinline]] void* operator name(std::size_t size) {                                 \
    return loom::test::allocation::takeOrThrow(size);                                       \
  }                                                                                         \
  [[gnu::noinline]] void* operator name(std::size_t size, std::align_val_t alignment) {     \
    return loom::test::allocation::takeOrThrow(size, static_cast<std::size_t>(alignment));  \
  }                                                                                         \
  [[gnu::noinline]] void* operator name(std::size_t size, const std::nothrow_t&) noexcept { \
    return loom::test::allocation::take(size, 1);                                           \
  }                                                                                         \
  [[gnu::noinline]] void* operator name(std::size_t size, std::align_val_t alignment,       \
                                        const std::nothrow_t&) noexcept {                   \
    return loom::test::allocation::take(size, static_cast<std::size_t>(alignment));         \
  }
#define LOOM_REPLACED_DELETE(name, ...)                                                    \
  [[gnu::noinline]] void operator name(void* memory __VA_OPT__(, ) __VA_ARGS__) noexcept { \
    std::free(memory);                                                                     \
  }
#define LOOM_REPLACED_DELETES(name)                         \
  LOOM_REPLACED_DELETE(name)                                \
  LOOM_REPLACED_DELETE(name, std::size_t)                   \
  LOOM_REPLACED_DELETE(name, std::align_val_t)              \
  LOOM_REPLACED_DELETE(name, std::size_t, std::align_val_t) \
  LOOM_REPLACED_DELETE(name, const std::nothrow_t&)         \
  LOOM_REPLACED_DELETE(name, std::align_val_t, const std::nothrow_t&)
LOOM_REPLACED(new)
LOOM_REPLACED(new[])
LOOM_REPLACED_DELETES(delete)
LOOM_REPLACED_DELETES(delete[])
#undef LOOM_REPLACED
#undef LOOM_REPLACED_DELETE
#undef LOOM_REPLACED_DELETES

#endif
