#pragma once

// My digits: the drawings that a person labelled and kept, as the network saw them. They lie in one
// IDX file of the user's data folder, a row each (label, id, pixels), which is replaced as a whole,
// so that a crash leaves the old one or the new one. Who changes it locks it and goes on from what
// is there, so that two programs lose nothing. Any thread; what takes a folder touches the disk.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/data/handwriting.h"

namespace loom {

inline constexpr int kMyDigitsClasses = 10;
inline constexpr std::size_t kMostMyDigits = 100'000;

struct KeptDigit {
  std::int64_t id = 0;  // when it was kept, in microseconds since 1970; no two have the same
  int label = 0;        // 0..9
  DigitImage pixels{};  // 0 is paper, 255 is ink
  bool operator==(const KeptDigit&) const = default;
};
using KeptDigits = std::vector<KeptDigit>;  // their ids ascend

/// An edit: drawings that come, or take the place of those with the same id, and ids that go.
struct DigitsChange {
  KeptDigits put = {};
  std::vector<std::int64_t> removed = {};
};
void applyChange(KeptDigits& digits, const DigitsChange& change);
/// What takes the change back, made before it.
DigitsChange inverseOf(const DigitsChange& change, const KeptDigits& digits);

/// `input` (0 paper .. 1 ink, 28x28 values) as it is kept now; its id follows all of `digits`.
KeptDigit keptDigit(const std::vector<float>& input, int label, const KeptDigits& digits);

/// Where they are kept; empty where there is no home.
std::string myDigitsFolder();
/// None where nothing was kept yet.
Result<KeptDigits> readMyDigits(const std::string& folder);
/// Changes what is there now; gives what is there then.
Result<KeptDigits> changeMyDigits(const std::string& folder, const DigitsChange& change);
/// Another text whenever somebody changed them.
std::string myDigitsVersion(const std::string& folder);

/// Of each class a seventh to test with, at least one in all. REQUIRES: at least two.
struct DigitsParts {
  Samples train;
  Samples test;
};
DigitsParts partsOf(const KeptDigits& digits);

/// Writes them as the four IDX files, which "idx:FOLDER" loads. Refuses a folder that has such
/// files.
Result<void> exportMyDigits(const KeptDigits& digits, const std::string& folder);

}  // namespace loom
