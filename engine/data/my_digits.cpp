#include "engine/data/my_digits.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <span>

#include "engine/data/idx_bytes.h"
#include "engine/io/file.h"
#include "engine/io/file_lock.h"

namespace fs = std::filesystem;

namespace loom {

namespace {

constexpr std::size_t kRowsHeader = 12;
constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kRowBytes = 1 + kIdBytes + std::tuple_size_v<DigitImage>;
constexpr double kOwnTestShare = 1.0 / 7;
constexpr std::uint32_t kDigitSide = kDigitSize;

std::string fileIn(const std::string& folder) {
  return (fs::path(folder) / "digits.idx").string();
}

Error damagedDigits(const std::string& path) {
  return badInput(
      {LOOM_TEXT("%1, where the drawings of My digits are kept, is damaged; put a copy of it back, "
                 "or move it away to begin anew."),
       {path}});
}

std::string rowsOf(const KeptDigits& digits) {
  std::string bytes;
  bytes.reserve(kRowsHeader + digits.size() * kRowBytes);
  appendBigEndian(bytes, kIdxRows);
  appendBigEndian(bytes, static_cast<std::uint32_t>(digits.size()));
  appendBigEndian(bytes, static_cast<std::uint32_t>(kRowBytes));
  for (const KeptDigit& digit : digits) {
    bytes += static_cast<char>(digit.label);
    appendBigEndian(bytes, static_cast<std::uint64_t>(digit.id));
    bytes.append(digit.pixels.begin(), digit.pixels.end());
  }
  return bytes;
}

Result<KeptDigits> digitsOf(std::string_view bytes, const std::string& path) {
  if (bytes.size() < kRowsHeader || bigEndianAt<std::uint32_t>(bytes, 0) != kIdxRows ||
      bigEndianAt<std::uint32_t>(bytes, 8) != kRowBytes ||
      bytes.size() != kRowsHeader + bigEndianAt<std::uint32_t>(bytes, 4) * kRowBytes) {
    return damagedDigits(path);
  }
  KeptDigits digits(static_cast<std::size_t>(bigEndianAt<std::uint32_t>(bytes, 4)));
  std::int64_t last = -1;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::string_view row = bytes.substr(kRowsHeader + i * kRowBytes, kRowBytes);
    KeptDigit& digit = digits[i];
    digit.label = static_cast<unsigned char>(row[0]);
    digit.id = static_cast<std::int64_t>(bigEndianAt<std::uint64_t>(row, 1));
    std::copy(row.begin() + 1 + kIdBytes, row.end(), digit.pixels.begin());
    if (digit.label >= kMyDigitsClasses || digit.id <= last) return damagedDigits(path);
    last = digit.id;
  }
  return digits;
}

Samples samplesOf(const KeptDigits& digits, std::span<const std::int32_t> which) {
  Samples samples;
  samples.pixels.reserve(which.size() * std::tuple_size_v<DigitImage>);
  for (const std::int32_t index : which) {
    const KeptDigit& digit = digits[static_cast<std::size_t>(index)];
    samples.pixels.insert(samples.pixels.end(), digit.pixels.begin(), digit.pixels.end());
    samples.labels.push_back(digit.label);
  }
  return samples;
}

/// No class had enough drawings: one that the others of its class, or larger labels, can spare.
std::size_t spared(const KeptDigits& digits) {
  const auto countOf = [&](int label) {
    return std::count_if(digits.begin(), digits.end(),
                         [label](const KeptDigit& digit) { return digit.label == label; });
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < digits.size(); ++i) {
    const auto more = countOf(digits[i].label) - countOf(digits[best].label);
    if (more > 0 || (more == 0 && digits[i].label < digits[best].label)) best = i;
  }
  return best;
}

struct NamedContent {
  std::string path;
  std::string content;
};

/// The two files of "train" or "t10k".
void appendFiles(std::vector<NamedContent>& files, const std::string& folder,
                 const std::string& part, const Samples& samples) {
  std::string images, labels;
  appendBigEndian(images, kIdxImages);
  appendBigEndian(images, static_cast<std::uint32_t>(samples.size()));
  appendBigEndian(images, kDigitSide);
  appendBigEndian(images, kDigitSide);
  images.append(samples.pixels.begin(), samples.pixels.end());
  appendBigEndian(labels, kIdxLabels);
  appendBigEndian(labels, static_cast<std::uint32_t>(samples.size()));
  for (const std::int32_t label : samples.labels) labels += static_cast<char>(label);
  const fs::path path(folder);
  files.push_back({(path / (part + "-images-idx3-ubyte")).string(), std::move(images)});
  files.push_back({(path / (part + "-labels-idx1-ubyte")).string(), std::move(labels)});
}

Error noHome() {
  return failed(
      LOOM_TEXT("There is no folder to keep drawings in; set HOME or XDG_DATA_HOME to one."));
}

}  // namespace

void applyChange(KeptDigits& digits, const DigitsChange& change) {
  const auto isBefore = [](const KeptDigit& digit, std::int64_t id) { return digit.id < id; };
  for (const KeptDigit& digit : change.put) {
    const auto at = std::lower_bound(digits.begin(), digits.end(), digit.id, isBefore);
    if (at != digits.end() && at->id == digit.id)
      *at = digit;
    else
      digits.insert(at, digit);
  }
  std::erase_if(digits, [&](const KeptDigit& digit) {
    return std::find(change.removed.begin(), change.removed.end(), digit.id) !=
           change.removed.end();
  });
}

DigitsChange inverseOf(const DigitsChange& change, const KeptDigits& digits) {
  DigitsChange inverse;
  const auto find = [&](std::int64_t id) {
    return std::find_if(digits.begin(), digits.end(),
                        [id](const KeptDigit& digit) { return digit.id == id; });
  };
  for (const KeptDigit& digit : change.put) {
    const auto before = find(digit.id);
    if (before != digits.end())
      inverse.put.push_back(*before);
    else
      inverse.removed.push_back(digit.id);
  }
  for (const std::int64_t id : change.removed) {
    const auto before = find(id);
    if (before != digits.end()) inverse.put.push_back(*before);
  }
  return inverse;
}

KeptDigit keptDigit(const std::vector<float>& input, int label, const KeptDigits& digits) {
  using Microseconds = std::chrono::microseconds;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  KeptDigit digit;
  digit.id = std::chrono::duration_cast<Microseconds>(now).count();
  if (!digits.empty()) digit.id = std::max(digit.id, digits.back().id + 1);
  digit.label = label;
  const std::size_t count = std::min(input.size(), digit.pixels.size());
  for (std::size_t i = 0; i < count; ++i) {
    digit.pixels[i] =
        static_cast<std::uint8_t>(std::lround(std::clamp(input[i], 0.0F, 1.0F) * 255.0F));
  }
  return digit;
}

std::string myDigitsFolder() {
  const std::string folder = userDataFolder();
  return folder.empty() ? "" : folder + "/my-digits";
}

Result<KeptDigits> readMyDigits(const std::string& folder) {
  const std::string path = fileIn(folder);
  std::error_code error;
  if (folder.empty() || (!fs::exists(path, error) && !error)) return KeptDigits();
  const Result<std::string> bytes = readFile(path, kRowsHeader + kMostMyDigits * kRowBytes);
  if (!bytes) return bytes.error();
  return digitsOf(*bytes, path);
}

Result<KeptDigits> changeMyDigits(const std::string& folder, const DigitsChange& change) {
  if (folder.empty()) return noHome();
  if (const auto made = makeFolder(folder); !made) return made.error();
  const auto lock = FileLock::take((fs::path(folder) / "lock").string());
  if (!lock) return lock.error();
  Result<KeptDigits> digits = readMyDigits(folder);
  if (!digits) return digits;
  applyChange(*digits, change);
  if (digits->size() > kMostMyDigits) {
    return badInput(
        {LOOM_TEXT("My digits holds %1 drawings, which is all there is room for; delete some."),
         {grouped(static_cast<long long>(kMostMyDigits))}});
  }
  if (const auto written = replaceFile(fileIn(folder), rowsOf(*digits)); !written)
    return written.error();
  return digits;
}

std::string myDigitsVersion(const std::string& folder) {
  struct stat info {};
  if (::stat(fileIn(folder).c_str(), &info) != 0) return "none";
  // Each change makes another file.
  return std::to_string(info.st_ino) + "," + std::to_string(info.st_size) + "," +
         std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec);
}

DigitsParts partsOf(const KeptDigits& digits) {
  std::vector<std::int32_t> labels;
  for (const KeptDigit& digit : digits) labels.push_back(digit.label);
  Split split = stratifiedSplit(labels, kOwnTestShare, 0);
  if (split.validation.empty()) {
    const auto one = split.train.begin() + static_cast<std::ptrdiff_t>(spared(digits));
    split.validation.push_back(*one);
    split.train.erase(one);
  }
  return {samplesOf(digits, split.train), samplesOf(digits, split.validation)};
}

Result<void> exportMyDigits(const KeptDigits& digits, const std::string& folder) {
  if (digits.size() < 2) {
    return badInput(LOOM_TEXT(
        "A data set has one drawing to learn from and another to test with; keep two at least."));
  }
  std::vector<NamedContent> files;
  const DigitsParts parts = partsOf(digits);
  appendFiles(files, folder, "train", parts.train);
  appendFiles(files, folder, "t10k", parts.test);
  for (const NamedContent& file : files) {
    for (const char* packed : {"", ".gz"}) {
      std::error_code error;
      if (!fs::exists(file.path + packed, error)) continue;
      return badInput({LOOM_TEXT("%1 is there already; choose a folder without IDX files."),
                       {file.path + packed}});
    }
  }
  if (const auto made = makeFolder(folder); !made) return made;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto written = replaceFile(files[i].path, files[i].content);
    if (written) continue;
    std::error_code ignored;
    for (std::size_t k = 0; k < i; ++k) fs::remove(files[k].path, ignored);
    return written;
  }
  return {};
}

}  // namespace loom
