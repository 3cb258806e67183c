#include "engine/data/digits.h"

#include <algorithm>
#include <atomic>

#include "engine/base/threads.h"
#include "engine/data/fingerprint.h"
#include "engine/data/handwriting.h"
#include "engine/io/file.h"

namespace loom {

namespace {

constexpr int kDigits = 10;
constexpr std::size_t kPixels = kDigitSize * kDigitSize;
/// To be raised with every change of what is written, so that no old cache is taken for new.
constexpr int kDigitsVersion = 2;

/// `count` labels, as many of each class, in an order drawn from the seed.
std::vector<std::int32_t> balancedLabels(int count, Rng rng) {
  std::vector<std::int32_t> labels(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < labels.size(); ++i)
    labels[i] = static_cast<std::int32_t>(i % kDigits);
  for (std::size_t i = labels.size() - 1; i > 0; --i)
    std::swap(labels[i], labels[rng.below(i + 1)]);
  return labels;
}

/// All but the pixels.
Dataset blank(std::uint64_t seed) {
  Dataset dataset;
  dataset.source = "digits";
  dataset.title = "Digits";
  dataset.shape = Shape{1, kDigitSize, kDigitSize};
  for (int i = 0; i < kDigits; ++i) dataset.classes.push_back(std::to_string(i));
  dataset.train.labels = balancedLabels(kDigitsTrain, Rng(seed, hashOf("train labels")));
  dataset.test.labels = balancedLabels(kDigitsTest, Rng(seed, hashOf("test labels")));
  return dataset;
}

std::string checksum(std::uint64_t seed, std::string_view pixels) {
  const std::uint64_t hash = hashBytes(pixels, seed);
  std::string bytes;
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(hash >> shift);
  return bytes;
}

/// Fills the pixels from the cache; false if it is missing or damaged.
bool readCache(std::uint64_t seed, Dataset& dataset) {
  const std::string path = digitsCachePath(seed);
  if (path.empty()) return false;
  constexpr std::size_t kTrainBytes = kDigitsTrain * kPixels;
  constexpr std::size_t kTestBytes = kDigitsTest * kPixels;
  constexpr std::size_t kSumBytes = 8;
  const Result<std::string> content = readFile(path, kTrainBytes + kTestBytes + kSumBytes);
  if (!content || content->size() != kTrainBytes + kTestBytes + kSumBytes) return false;
  const std::string_view pixels = std::string_view(*content).substr(kSumBytes);
  if (!content->starts_with(checksum(seed, pixels))) return false;
  dataset.train.pixels.assign(pixels.begin(), pixels.begin() + kTrainBytes);
  dataset.test.pixels.assign(pixels.begin() + kTrainBytes, pixels.end());
  return true;
}

/// A cache that cannot be written only costs the next start a second.
void writeCache(std::uint64_t seed, const Dataset& dataset) {
  const std::string path = digitsCachePath(seed);
  if (path.empty() || !makeFolder(cacheFolder())) return;
  std::string pixels;
  for (const Samples* samples : {&dataset.train, &dataset.test}) {
    pixels.append(reinterpret_cast<const char*>(samples->pixels.data()), samples->pixels.size());
  }
  [[maybe_unused]] const Result<void> done = replaceFile(path, checksum(seed, pixels) + pixels);
}

/// Writes digits in parts that workers take.
class Scriptorium {
 public:
  Scriptorium(std::uint64_t seed, int threads, const LoadContext& context)
      : seed_(seed), workers_(threads), context_(context) {}

  void write(Samples& samples, std::string_view part) {
    constexpr int kPart = 100;
    samples.pixels.resize(samples.labels.size() * kPixels);
    workers_.forEach((samples.size() + kPart - 1) / kPart, [&](int index, int worker) {
      if (context_.stop.stop_requested()) return;
      const int end = std::min((index + 1) * kPart, samples.size());
      for (int i = index * kPart; i < end; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const DigitImage image = writeDigit(samples.labels[at], Rng(seed_, hashOf(part), at));
        std::copy(image.begin(), image.end(), samples.pixels.data() + at * kPixels);
      }
      const int done = done_.fetch_add(end - index * kPart) + end - index * kPart;
      // Worker 0 is the thread that loads.
      if (worker == 0 && context_.progress) {
        context_.progress(static_cast<double>(done) / (kDigitsTrain + kDigitsTest));
      }
    });
  }

 private:
  std::uint64_t seed_;
  Workers workers_;
  const LoadContext& context_;
  std::atomic<int> done_{0};
};

Result<Dataset> loadDigits(const Reader& params, const LoadContext& context) {
  const auto seed = static_cast<std::uint64_t>(params.integer("seed"));
  Dataset dataset = blank(seed);
  if (readCache(seed, dataset)) {
    dataset.fingerprint = fingerprintOf(dataset);
    if (context.progress) context.progress(1);
    return dataset;
  }
  Result<Dataset> made = makeDigits(seed, hardwareThreads(), context);
  if (made) writeCache(seed, *made);
  return made;
}

}  // namespace

Result<Dataset> makeDigits(std::uint64_t seed, int threads, const LoadContext& context) {
  Dataset dataset = blank(seed);
  Scriptorium scriptorium(seed, threads, context);
  scriptorium.write(dataset.train, "train");
  scriptorium.write(dataset.test, "test");
  if (context.stop.stop_requested()) return cancelled();
  dataset.fingerprint = fingerprintOf(dataset);
  if (context.progress) context.progress(1);
  return dataset;
}

std::string digitsCachePath(std::uint64_t seed) {
  const std::string folder = cacheFolder();
  if (folder.empty()) return {};
  return folder + "/digits-" + std::to_string(kDigitsVersion) + "-" + std::to_string(seed) + ".bin";
}

SourceType digits() {
  return {.name = "digits",
          .title = "Digits",
          .summary = LOOM_TEXT(
              "Digits that look handwritten, made by the program itself: 20 000 to train with "
              "and 4 000 to test with."),
          .fields = {{.key = "seed",
                      .label = LOOM_TEXT("Seed"),
                      .help = LOOM_TEXT("Another number writes other digits."),
                      .initial = std::int64_t{0},
                      .min = 0,
                      .max = 4294967295.0}},
          .pathField = "",
          .describe = [](const Reader&) -> std::optional<DataInfo> {
            return DataInfo{Shape{1, kDigitSize, kDigitSize}, kDigits};
          },
          .load = loadDigits};
}

}  // namespace loom
