#include "engine/base/memory.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace loom {

namespace {

constexpr std::size_t kAlignment = 64;  // bytes: one cache line, one AVX-512 vector

/// count * size, or as much as there can be.
std::size_t bytesFor(std::size_t count, std::size_t size) {
  std::size_t bytes = 0;
  const bool overflow = __builtin_mul_overflow(count, size, &bytes);
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max() - kAlignment;
  return overflow ? kMost : std::min(bytes, kMost);
}

/// What Linux says it can give without swapping; else all there is. Asks for no memory itself.
std::int64_t machineMemory() {
  char text[256] = {};  // "MemTotal: ... kB\nMemFree: ... kB\nMemAvailable: ... kB\n..."
  if (const int file = open("/proc/meminfo", O_RDONLY | O_CLOEXEC); file >= 0) {
    const auto size = read(file, text, sizeof(text) - 1);
    close(file);
    constexpr char kKey[] = "MemAvailable:";
    const char* line = size > 0 ? std::strstr(text, kKey) : nullptr;
    if (line) return std::atoll(line + sizeof(kKey) - 1) * 1024;
  }
  return std::int64_t{sysconf(_SC_PHYS_PAGES)} * sysconf(_SC_PAGESIZE);
}

}  // namespace

std::int64_t availableMemory() {
  const char* limit = std::getenv("LOOM_MEMORY_MB");
  const long long megabytes = limit ? std::atoll(limit) : 0;
  if (megabytes <= 0) return machineMemory();
  return std::min<std::int64_t>(machineMemory() / 1'000'000, megabytes) * 1'000'000;
}

void requireMemory(std::size_t count, std::size_t size) {
  constexpr std::size_t kSmall = std::size_t{1} << 20;
  const std::size_t bytes = bytesFor(count, size);
  if (bytes < kSmall) return;
  // The rest is for the screen and whatever else lives.
  const std::int64_t usable = availableMemory() / 10 * 9;
  if (bytes > static_cast<std::size_t>(usable)) throw NotEnoughMemory(bytes);
}

void* allocateChecked(std::size_t count, std::size_t size) {
  requireMemory(count, size);
  const std::size_t bytes = (bytesFor(count, size) + kAlignment - 1) / kAlignment * kAlignment;
  void* memory = std::aligned_alloc(kAlignment, bytes);
  if (!memory) throw NotEnoughMemory(bytes);
  return memory;
}

void freeChecked(void* memory) noexcept {
  std::free(memory);
}

}  // namespace loom
