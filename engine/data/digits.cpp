// Handwritten-looking digits, made by code: 20 000 to learn from and 4 000 to test, the same bytes on every machine
// for a seed. They are kept in the cache folder; a damaged or missing copy is simply made again.

#include <atomic>
#include <cstring>
#include <mutex>
#include <thread>

#include "engine/base/threads.h"
#include "engine/data/dataset.h"
#include "engine/data/fingerprint.h"
#include "engine/data/handwriting.h"
#include "engine/io/file.h"

namespace loom {

namespace {

constexpr int kTrain = 20'000;
constexpr int kTest = 4'000;
constexpr int kClasses = 10;
constexpr std::size_t kImage = kDigitSize * kDigitSize;
constexpr int kPiece = 250;  // samples made between two looks at progress and cancel

/// Changes whenever the same seed gives other digits, so that an old copy is not taken for a new one.
constexpr std::string_view kVersion = "layerloom digits 1\n";

std::int32_t labelOf(int sample) { return sample % kClasses; }

/// All pixels, written by as many threads as there are cores; a sample depends on the seed and its number only.
Result<std::vector<std::uint8_t>> write(std::uint64_t seed, const LoadContext& context) {
  std::vector<std::uint8_t> pixels(kImage * (kTrain + kTest));
  std::atomic<int> next{0};
  std::mutex progressMutex;
  int done = 0;
  const auto work = [&] {
    for (int first = next.fetch_add(kPiece); first < kTrain + kTest; first = next.fetch_add(kPiece)) {
      if (context.stop.stop_requested()) return;
      for (int i = first; i < std::min(first + kPiece, kTrain + kTest); ++i) {
        const DigitImage image = writeDigit(labelOf(i), Rng(seed, hashOf("digits"), static_cast<std::uint64_t>(i)));
        std::memcpy(pixels.data() + static_cast<std::size_t>(i) * kImage, image.data(), kImage);
      }
      const std::lock_guard lock(progressMutex);
      done += kPiece;
      if (context.progress) context.progress(std::min(1.0, static_cast<double>(done) / (kTrain + kTest)));
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (int i = 1; i < hardwareThreads(); ++i) helpers.emplace_back(work);
    work();
  }
  if (context.stop.stop_requested()) return cancelled();
  return pixels;
}

std::string cacheFile(std::uint64_t seed) {
  const std::string folder = cacheFolder();
  return folder.empty() ? std::string() : folder + "/digits-" + std::to_string(seed) + ".bin";
}

std::string checksum(const std::vector<std::uint8_t>& pixels) {
  return std::to_string(hashBytes({reinterpret_cast<const char*>(pixels.data()), pixels.size()})) + "\n";
}

/// version, checksum, pixels; empty if there is no sound copy.
std::vector<std::uint8_t> readCache(const std::string& path) {
  if (path.empty()) return {};
  constexpr std::size_t kLongestHead = 128;
  const auto file = readFile(path, kLongestHead + kImage * (kTrain + kTest));
  if (!file || !file->starts_with(kVersion)) return {};
  const std::size_t head = file->find('\n', kVersion.size()) + 1;
  if (head == 0 || file->size() - head != kImage * (kTrain + kTest)) return {};
  std::vector<std::uint8_t> pixels(file->begin() + static_cast<std::ptrdiff_t>(head), file->end());
  if (file->substr(kVersion.size(), head - kVersion.size()) != checksum(pixels)) return {};
  return pixels;
}

/// A cache that cannot be written costs a few seconds at the next start and nothing else.
void writeCache(const std::string& path, const std::vector<std::uint8_t>& pixels) {
  if (path.empty() || !makeFolder(cacheFolder()).ok()) return;
  std::string content(kVersion);
  content += checksum(pixels);
  content.append(reinterpret_cast<const char*>(pixels.data()), pixels.size());
  [[maybe_unused]] const auto written = replaceFile(path, content);
}

Result<Dataset> load(const Reader& params, const LoadContext& context) {
  const auto seed = static_cast<std::uint64_t>(params.integer("seed"));
  std::vector<std::uint8_t> pixels = readCache(cacheFile(seed));
  if (pixels.empty()) {
    auto written = write(seed, context);
    if (!written) return written.error();
    pixels = std::move(*written);
    writeCache(cacheFile(seed), pixels);
  }
  Dataset dataset;
  dataset.source = "digits";
  dataset.title = "Digits";
  dataset.shape = Shape{1, kDigitSize, kDigitSize};
  for (int c = 0; c < kClasses; ++c) dataset.classes.push_back(std::to_string(c));
  const auto border = pixels.begin() + static_cast<std::ptrdiff_t>(kImage * kTrain);
  dataset.train.pixels.assign(pixels.begin(), border);
  dataset.test.pixels.assign(border, pixels.end());
  for (int i = 0; i < kTrain; ++i) dataset.train.labels.push_back(labelOf(i));
  for (int i = kTrain; i < kTrain + kTest; ++i) dataset.test.labels.push_back(labelOf(i));
  return dataset;
}

}  // namespace

SourceType digits() {
  return {.name = "digits",
          .title = "Digits",
          .summary = LOOM_TEXT("Handwritten-looking digits made by the program itself; nothing to download."),
          .fields = {{.key = "seed",
                      .label = LOOM_TEXT("Seed"),
                      .help = LOOM_TEXT("Another number gives other digits."),
                      .initial = std::int64_t{0},
                      .min = 0,
                      .max = 2147483647}},
          .pathField = {},
          .describe = [](const Reader&) -> std::optional<DataInfo> {
            return DataInfo{Shape{1, kDigitSize, kDigitSize}, kClasses};
          },
          .load = load};
}

}  // namespace loom
