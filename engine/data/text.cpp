// A text file as a language model reads it: windows of T bytes that lie end to end, each with the
// byte that follows as the answer at every place. The bytes that occur are the tokens, in ascending
// order. The last tenth is the test; windows do not overlap, so nothing that validates was learnt.

#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/data/dataset.h"
#include "engine/data/fingerprint.h"
#include "engine/io/file.h"

namespace loom {

namespace {

constexpr std::uint64_t kMostTextBytes = std::uint64_t{256} << 20;
constexpr double kTestShare = 0.1;

/// The first text in the data folders; empty if there is none.
std::string findText() {
  std::vector<std::string> found;
  for (const std::string& folder : dataFolders()) {
    std::error_code error;
    const std::filesystem::directory_iterator end;
    for (std::filesystem::directory_iterator file(std::filesystem::path(folder) / "text", error);
         !error && file != end; file.increment(error))  // which, unlike ++, throws nothing
      if (file->path().extension() == ".txt") found.push_back(file->path().string());
    if (!found.empty()) return *std::min_element(found.begin(), found.end());
  }
  return {};
}

/// Which token each byte is, or -1.
struct Alphabet {
  std::array<int, 256> tokenOf;
  std::string bytes;

  explicit Alphabet(const std::string& text) {
    tokenOf.fill(-1);
    for (const char c : text) tokenOf[static_cast<unsigned char>(c)] = 0;
    for (std::size_t byte = 0; byte < tokenOf.size(); ++byte) {
      if (tokenOf[byte] < 0) continue;
      tokenOf[byte] = static_cast<int>(bytes.size());
      bytes += static_cast<char>(byte);
    }
  }
  int operator[](char byte) const { return tokenOf[static_cast<unsigned char>(byte)]; }
};

/// What a byte is called among others, be it a letter or nothing that can be seen.
std::string nameOf(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  if (byte == '\n') return "↵";
  if (byte == '\t') return "⇥";
  if (byte == ' ') return "␣";
  if (code > 32 && code < 127) return {byte};
  const char digits[] = "0123456789abcdef";
  return {'0', 'x', digits[code >> 4], digits[code & 15]};
}

/// Windows [first, end) of the text.
Samples textWindows(const std::string& text, const Alphabet& alphabet, std::size_t length,
                    std::size_t first, std::size_t end) {
  Samples samples;
  samples.areTokens = true;
  samples.target = Shape{static_cast<std::int64_t>(length)};
  samples.pixels.reserve((end - first) * length);
  samples.labels.reserve((end - first) * length);
  for (std::size_t at = first * length; at < end * length; ++at) {
    samples.pixels.push_back(static_cast<std::uint8_t>(alphabet[text[at]]));
    samples.labels.push_back(alphabet[text[at + 1]]);
  }
  return samples;
}

Result<Dataset> loadText(const Reader& params, const LoadContext& context) {
  std::string path = params.text("file");
  if (path.empty()) path = findText();
  if (path.empty()) {
    return failed(
        {LOOM_TEXT("No text was chosen, and no data folder has one in its folder text; "
                   "choose a file, or name it as text:FILE.")});
  }
  const Result<std::string> text = readMaybeGzip(path, kMostTextBytes);
  if (!text) return text.error();
  const auto length = static_cast<std::size_t>(params.integer("length"));
  const std::size_t count = text->empty() ? 0 : (text->size() - 1) / length;
  if (count < 3) {
    return badInput({LOOM_TEXT("%1 has %2 bytes, but windows of %3 need at least %4; choose a "
                               "longer text or a smaller length."),
                     {path, std::to_string(text->size()), std::to_string(length),
                      std::to_string(3 * length + 1)}});
  }
  if (context.stop.stop_requested()) return cancelled();
  const Alphabet alphabet(*text);
  const auto tested =
      std::max<std::size_t>(1, static_cast<std::size_t>(kTestShare * static_cast<double>(count)));
  Dataset dataset;
  dataset.source = "text";
  dataset.title = std::filesystem::path(path).filename().string();
  dataset.shape = Shape{static_cast<std::int64_t>(length)};
  dataset.alphabet = alphabet.bytes;
  for (const char byte : alphabet.bytes) dataset.classes.push_back(nameOf(byte));
  dataset.train = textWindows(*text, alphabet, length, 0, count - tested);
  dataset.test = textWindows(*text, alphabet, length, count - tested, count);
  dataset.fingerprint = fingerprintOf(dataset);
  if (context.progress) context.progress(1);
  return dataset;
}

}  // namespace

SourceType text() {
  return {.name = "text",
          .title = "Text",
          .summary = LOOM_TEXT(
              "A text, read byte by byte: what follows is the answer at each place. Takes an "
              "Embedding first, and a score for each byte last."),
          .fields = {{.key = "file",
                      .label = LOOM_TEXT("File"),
                      .help = LOOM_TEXT("The text; left empty, the first one in the folder text of "
                                        "the data folders."),
                      .initial = std::string(),
                      .kind = Field::Kind::Text},
                     {.key = "length",
                      .label = LOOM_TEXT("Length"),
                      .help = LOOM_TEXT("How many bytes a sample has: the Input's shape."),
                      .initial = std::int64_t{64},
                      .min = 1,
                      .max = 4096}},
          .pathField = "file",
          .pathIsFile = true,
          .describe = [](const Reader&) -> std::optional<DataInfo> { return std::nullopt; },
          .load = loadText};
}

}  // namespace loom
