#pragma once

// Images that a network learns at once, as a folder of IDX files: class c lights up rows 2c .. 2c +
// 3, over noise.

#include "engine/base/rng.h"
#include "engine/idx_files.h"

namespace loom::test {

inline bool writeLitRows(const std::string& folder, std::uint32_t train, std::uint32_t test) {
  const IdxFolder files{folder};
  Rng rng(3);
  bool written = true;
  for (const auto& [name, count] :
       {std::pair<std::string, std::uint32_t>{"train", train}, {"t10k", test}}) {
    std::string images = bigEndian({0x803, count, 28, 28}), labels = bigEndian({0x801, count});
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t label = i % 10;
      labels += static_cast<char>(label);
      for (std::uint32_t p = 0; p < 784; ++p) {
        const bool lit = p / 56 >= label && p / 56 < label + 2;
        images += static_cast<char>(rng.below(60) + (lit ? 180 : 0));
      }
    }
    written = files.write(name + "-images-idx3-ubyte", images) &&
              files.write(name + "-labels-idx1-ubyte", labels) && written;
  }
  return written;
}

}  // namespace loom::test
