// IDX files as the tests want them: sound, or with one thing wrong.
#pragma once

#include <QDir>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/file.h"

namespace loom::test {

/// Numbers as IDX writes them: four bytes, the highest first.
inline std::string bigEndian(std::initializer_list<std::uint32_t> numbers) {
  std::string bytes;
  for (const std::uint32_t number : numbers) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  }
  return bytes;
}

/// Image i has the pixels i, i + 1, i + 2, ...
inline std::string idxImages(std::uint32_t count, std::uint32_t height, std::uint32_t width) {
  std::string bytes = bigEndian({0x803, count, height, width});
  for (std::uint32_t i = 0; i < count; ++i) {
    for (std::uint32_t p = 0; p < height * width; ++p) bytes += static_cast<char>(i + p);
  }
  return bytes;
}

/// The labels 0, 1, ..., classes - 1, 0, 1, ...
inline std::string idxLabels(std::uint32_t count, std::uint32_t classes) {
  std::string bytes = bigEndian({0x801, count});
  for (std::uint32_t i = 0; i < count; ++i) bytes += static_cast<char>(i % classes);
  return bytes;
}

struct IdxFolder {
  std::string path;

  std::string file(const std::string& name) const { return path + "/" + name; }
  bool write(const std::string& name, const std::string& bytes) const {
    return QDir().mkpath(QString::fromStdString(path)) && replaceFile(file(name), bytes).ok();
  }
  bool writeAll(std::uint32_t train, std::uint32_t test, std::uint32_t side,
                std::uint32_t classes) const {
    return write("train-images-idx3-ubyte", idxImages(train, side, side)) &&
           write("train-labels-idx1-ubyte", idxLabels(train, classes)) &&
           write("t10k-images-idx3-ubyte", idxImages(test, side, side)) &&
           write("t10k-labels-idx1-ubyte", idxLabels(test, classes));
  }
};

}  // namespace loom::test
