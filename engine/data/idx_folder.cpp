#include "engine/data/idx_folder.h"

#include <algorithm>
#include <filesystem>

#include "engine/data/fingerprint.h"
#include "engine/data/idx_bytes.h"
#include "engine/io/file.h"

namespace loom {

namespace {

constexpr std::uint64_t kMaxFileBytes = std::uint64_t{1} << 31;
constexpr std::uint32_t kMaxSide = 4096;
constexpr std::uint32_t kMaxCount = 100'000'000;
constexpr std::size_t kImagesHeader = 16;
constexpr std::size_t kLabelsHeader = 8;

/// The file of that name, plain or packed; empty if there is none. Some archives write a dot for
/// the last dash.
std::string findFile(const std::string& folder, const std::string& stem,
                     const std::string& suffix) {
  for (const char* joint : {"-", "."}) {
    for (const char* packed : {"", ".gz"}) {
      const std::string path =
          (std::filesystem::path(folder) / (stem + joint + suffix + packed)).string();
      std::error_code error;
      if (std::filesystem::is_regular_file(path, error)) return path;
    }
  }
  return {};
}

struct Content {
  std::string path;
  std::string bytes;
  /// REQUIRES: 4 * (index + 1) bytes.
  std::uint32_t word(std::size_t index) const {
    return bigEndianAt<std::uint32_t>(bytes, 4 * index);
  }
};

Result<Content> readIdx(const std::string& folder, const std::string& stem,
                        const std::string& suffix) {
  const std::string path = findFile(folder, stem, suffix);
  if (path.empty()) {
    const std::string name = stem + "-" + suffix;
    return failed(
        {LOOM_TEXT(
             "The folder %1 has no file %2 or %2.gz; copy it there or choose another folder."),
         {folder, name}});
  }
  Result<std::string> bytes = readMaybeGzip(path, kMaxFileBytes);
  if (!bytes) return bytes.error();
  return Content{path, std::move(*bytes)};
}

std::string hex(std::uint32_t value) {
  std::string text = "0x";
  for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[(value >> shift) & 15];
  return text;
}

Result<void> checkHeader(const Content& file, std::size_t headerBytes, std::uint32_t magic) {
  if (file.bytes.size() < headerBytes) {
    return badInput(
        {LOOM_TEXT(
             "%1 has %2 bytes where an IDX header of %3 is expected; download or copy it again."),
         {file.path, std::to_string(file.bytes.size()), std::to_string(headerBytes)}});
  }
  if (file.word(0) != magic) {
    return badInput(
        {LOOM_TEXT("%1 begins with %2 where an IDX file of this kind has %3; check that it is the "
                   "right file."),
         {file.path, hex(file.word(0)), hex(magic)}});
  }
  return {};
}

Result<void> checkLength(const Content& file, std::uint64_t expected) {
  if (file.bytes.size() == expected) return {};
  return badInput(
      {LOOM_TEXT("%1 should have %2 bytes by its header but has %3; download or copy it again."),
       {file.path, std::to_string(expected), std::to_string(file.bytes.size())}});
}

/// The images of a file, and (1, H, W) in `shape`.
Result<std::vector<std::uint8_t>> readImages(const Content& file, Shape& shape) {
  if (const auto header = checkHeader(file, kImagesHeader, kIdxImages); !header)
    return header.error();
  const std::uint32_t count = file.word(1), height = file.word(2), width = file.word(3);
  const auto within = [](std::uint32_t value, std::uint32_t most) {
    return value >= 1 && value <= most;
  };
  if (!within(count, kMaxCount) || !within(height, kMaxSide) || !within(width, kMaxSide)) {
    return badInput(
        {LOOM_TEXT("%1 says it holds %2 images of %3×%4 where at least one, of up to %5×%5, is "
                   "expected; download or copy it again."),
         {file.path, std::to_string(count), std::to_string(height), std::to_string(width),
          std::to_string(kMaxSide)}});
  }
  const std::uint64_t pixels = std::uint64_t{count} * height * width;
  if (const auto length = checkLength(file, kImagesHeader + pixels); !length) return length.error();
  shape = Shape{1, height, width};
  return std::vector<std::uint8_t>(file.bytes.begin() + kImagesHeader, file.bytes.end());
}

Result<std::vector<std::int32_t>> readLabels(const Content& file) {
  if (const auto header = checkHeader(file, kLabelsHeader, kIdxLabels); !header)
    return header.error();
  if (const auto length = checkLength(file, kLabelsHeader + std::uint64_t{file.word(1)}); !length) {
    return length.error();
  }
  std::vector<std::int32_t> labels;
  labels.reserve(file.bytes.size() - kLabelsHeader);
  for (std::size_t i = kLabelsHeader; i < file.bytes.size(); ++i) {
    labels.push_back(static_cast<unsigned char>(file.bytes[i]));
  }
  return labels;
}

/// Images and labels of "train" or "t10k".
Result<Samples> readSamples(const std::string& folder, const std::string& part, Shape& shape) {
  Result<Content> images = readIdx(folder, part + "-images", "idx3-ubyte");
  if (!images) return images.error();
  Result<std::vector<std::uint8_t>> pixels = readImages(*images, shape);
  if (!pixels) return pixels.error();
  images->bytes = {};
  const Result<Content> classes = readIdx(folder, part + "-labels", "idx1-ubyte");
  if (!classes) return classes.error();
  Result<std::vector<std::int32_t>> labels = readLabels(*classes);
  if (!labels) return labels.error();
  const auto count = pixels->size() / static_cast<std::size_t>(shape.elements());
  if (labels->size() != count) {
    return badInput(
        {LOOM_TEXT("%1 has %2 images but %3 has %4 labels; use two files that belong together."),
         {images->path, std::to_string(count), classes->path, std::to_string(labels->size())}});
  }
  return Samples{.pixels = std::move(*pixels), .labels = std::move(*labels)};
}

}  // namespace

bool hasIdxFiles(const std::string& folder) {
  return !findFile(folder, "train-images", "idx3-ubyte").empty();
}

Result<Dataset> loadIdxFolder(const std::string& folder, const LoadContext& context) {
  const auto report = [&](double done) {
    if (context.progress) context.progress(done);
  };
  Dataset dataset;
  Result<Samples> train = readSamples(folder, "train", dataset.shape);
  if (!train) return train.error();
  if (context.stop.stop_requested()) return cancelled();
  report(0.7);
  Shape testShape;
  Result<Samples> test = readSamples(folder, "t10k", testShape);
  if (!test) return test.error();
  if (context.stop.stop_requested()) return cancelled();
  if (testShape != dataset.shape) {
    return badInput(
        {LOOM_TEXT("In %1 the images to train with are %2 but those to test with are %3; use files "
                   "that belong together."),
         {folder, dataset.shape.text(), testShape.text()}});
  }
  report(0.9);
  const auto largest = [](const Samples& samples) {
    return *std::max_element(samples.labels.begin(), samples.labels.end());
  };
  const std::int32_t trained = largest(*train), tested = largest(*test);
  if (tested > trained) {
    return badInput(
        {LOOM_TEXT("In %1 a test label is %2 but the largest label to train with is %3; use files "
                   "that belong together."),
         {folder, std::to_string(tested), std::to_string(trained)}});
  }
  for (std::int32_t i = 0; i <= trained; ++i) dataset.classes.push_back(std::to_string(i));
  dataset.train = std::move(*train);
  dataset.test = std::move(*test);
  dataset.fingerprint = fingerprintOf(dataset);
  report(1);
  return dataset;
}

}  // namespace loom
