#pragma once

// What IDX files are made of (format: LeCun, http://yann.lecun.com/exdb/mnist): big-endian numbers
// and, first, which kind of file it is. Pure functions; any thread.

#include <cstdint>
#include <string>
#include <string_view>

namespace loom {

// Two zeros, the type (8: unsigned bytes) and the number of dimensions.
inline constexpr std::uint32_t kIdxLabels = 0x00000801;
inline constexpr std::uint32_t kIdxRows = 0x00000802;
inline constexpr std::uint32_t kIdxImages = 0x00000803;

template <class Number>
void appendBigEndian(std::string& bytes, Number number) {
  for (int shift = 8 * static_cast<int>(sizeof number) - 8; shift >= 0; shift -= 8)
    bytes += static_cast<char>(number >> shift);
}

/// REQUIRES: at + sizeof(Number) bytes.
template <class Number>
Number bigEndianAt(std::string_view bytes, std::size_t at) {
  Number value = 0;
  for (const char byte : bytes.substr(at, sizeof(Number)))
    value = static_cast<Number>(value << 8 | static_cast<unsigned char>(byte));
  return value;
}

}  // namespace loom
