// The source "my_digits": the drawings that a person kept, alone or among samples of other data, so
// that a network that learned those does not forget them.

#include <algorithm>
#include <numeric>

#include "engine/base/memory.h"
#include "engine/base/rng.h"
#include "engine/data/fingerprint.h"
#include "engine/data/my_digits.h"

namespace loom {

namespace {

const Shape kOwnShape{1, kDigitSize, kDigitSize};

Dataset ownDataset() {
  Dataset dataset;
  dataset.source = "my_digits";
  dataset.title = "My digits";
  dataset.shape = kOwnShape;
  return dataset;
}

Result<Dataset> loadAlone(const KeptDigits& digits) {
  if (digits.size() < 2) {
    return failed(LOOM_TEXT(
        "My digits holds one drawing, but one to learn from and one to test with are needed; keep "
        "another, or mix them with other data."));
  }
  Dataset dataset = ownDataset();
  for (int i = 0; i < kMyDigitsClasses; ++i) dataset.classes.push_back(std::to_string(i));
  DigitsParts parts = partsOf(digits);
  dataset.train = std::move(parts.train);
  dataset.test = std::move(parts.test);
  return dataset;
}

/// `count` of the indices, or all, drawn by the seed; in their order.
std::vector<std::int32_t> someOf(std::vector<std::int32_t> indices, std::size_t count,
                                 std::uint64_t seed) {
  Rng rng(seed, hashOf("my_digits"));
  const std::size_t taken = std::min(count, indices.size());
  for (std::size_t i = 0; i < taken; ++i)
    std::swap(indices[i], indices[i + static_cast<std::size_t>(rng.below(indices.size() - i))]);
  indices.resize(taken);
  std::sort(indices.begin(), indices.end());
  return indices;
}

void appendSamples(Samples& samples, const Dataset& other,
                   const std::vector<std::int32_t>& indices) {
  for (const std::int32_t index : indices) {
    const auto image = other.image(other.train, index);
    samples.pixels.insert(samples.pixels.end(), image.begin(), image.end());
    samples.labels.push_back(other.train.labels[static_cast<std::size_t>(index)]);
  }
}

Result<std::shared_ptr<const Dataset>> loadOther(const std::string& spec,
                                                 const LoadContext& context) {
  const Result<DataSettings> settings = parseDataSpec(spec, {});
  if (!settings) return settings.error();
  if (settings->source == "my_digits")
    return badInput(LOOM_TEXT("My digits cannot be mixed with themselves; name other data."));
  auto other = context.other ? context.other(*settings) : loadDataset(*settings, context);
  if (!other) return other;
  const Dataset& data = **other;
  if (data.shape != kOwnShape || !data.train.hasOneClassEach()) {
    return badInput({LOOM_TEXT("My digits can be mixed with data of one class for each image of "
                               "%1, but the samples of %2 are of %3; choose other data."),
                     {kOwnShape.text(), data.title, data.shape.text()}});
  }
  return other;
}

/// Drawings only learn: their copies must not check what they taught. What is drawn of the other
/// data to learn is none of what a network that learned those was checked on.
Result<Dataset> loadMixed(const KeptDigits& digits, const Reader& params,
                          const LoadContext& context) {
  const auto other = loadOther(params.text("mix"), context);
  if (!other) return other.error();
  const Dataset& data = **other;
  const auto classes = static_cast<int>(data.classes.size());
  const auto strange = std::find_if(digits.begin(), digits.end(),
                                    [&](const KeptDigit& digit) { return digit.label >= classes; });
  if (strange != digits.end()) {
    return badInput({LOOM_TEXT("A drawing of My digits is a %1, but %2 has only %3 classes; choose "
                               "other data or delete that drawing."),
                     {std::to_string(strange->label), data.title, std::to_string(classes)}});
  }
  const auto repeat = static_cast<std::size_t>(params.integer("repeat"));
  const auto count = static_cast<std::size_t>(params.integer("mix_samples"));
  const double fraction = std::clamp(context.validationFraction, 0.0, 0.9);
  const Split split = splitSamples(data.train, fraction, context.splitSeed);
  const auto checking =
      static_cast<std::size_t>(static_cast<double>(count) * fraction / (1 - fraction) + 0.5);
  requireMemory(digits.size() * repeat + count + checking, std::tuple_size_v<DigitImage>);

  Dataset dataset = ownDataset();
  dataset.classes = data.classes;
  for (std::size_t i = 0; i < repeat; ++i) {
    for (const KeptDigit& digit : digits) {
      dataset.train.pixels.insert(dataset.train.pixels.end(), digit.pixels.begin(),
                                  digit.pixels.end());
      dataset.train.labels.push_back(digit.label);
    }
  }
  appendSamples(dataset.train, data, someOf(split.train, count, context.splitSeed));
  dataset.train.learning = dataset.train.size();
  appendSamples(dataset.train, data, someOf(split.validation, checking, context.splitSeed));
  dataset.test = data.test;
  return dataset;
}

Result<Dataset> loadMyDigits(const Reader& params, const LoadContext& context) {
  const Result<KeptDigits> digits = readMyDigits(myDigitsFolder());
  if (!digits) return digits.error();
  if (digits->empty()) {
    return failed(
        LOOM_TEXT("Nothing was kept in My digits yet; draw a digit on the pad, and say below it "
                  "which one it is."));
  }
  Result<Dataset> dataset =
      params.text("mix").empty() ? loadAlone(*digits) : loadMixed(*digits, params, context);
  if (!dataset) return dataset;
  if (context.stop.stop_requested()) return cancelled();
  dataset->fingerprint = fingerprintOf(*dataset);
  if (context.progress) context.progress(1);
  return dataset;
}

std::optional<DataInfo> describeMyDigits(const Reader& params) {
  if (params.text("mix").empty()) return DataInfo{kOwnShape, kMyDigitsClasses};
  const Result<DataSettings> other = parseDataSpec(params.text("mix"), {});
  const SourceType* type = other ? findSourceType(other->source) : nullptr;
  // Itself it cannot be mixed with, which loading says.
  if (!type || type->name == "my_digits") return std::nullopt;
  return type->describe(Reader(type->fields, other->params));
}

std::string versionOfMyDigits(const DataSettings& settings) {
  return myDigitsVersion(myDigitsFolder()) + " " + std::to_string(settings.validationFraction) +
         " " + std::to_string(settings.splitSeed);
}

}  // namespace

SourceType myDigits() {
  return {
      .name = "my_digits",
      .title = "My digits",
      .summary = LOOM_TEXT(
          "The drawings that you labelled below the pad and kept, alone or among samples of "
          "other data."),
      .fields = {{.key = "mix",
                  .label = LOOM_TEXT("Mixed with"),
                  .help = LOOM_TEXT(
                      "Other data whose samples come between the drawings, so that they are "
                      "not forgotten: mnist, digits or idx:FOLDER. Left empty, there are the "
                      "drawings alone."),
                  .initial = std::string(),
                  .kind = Field::Kind::Text,
                  .nullText = LOOM_TEXT("mixed with nothing")},
                 {.key = "mix_samples",
                  .label = LOOM_TEXT("Samples of these"),
                  .help = LOOM_TEXT("How many of the other data an epoch has."),
                  .initial = std::int64_t{4000},
                  .min = 0,
                  .max = 1e6},
                 {.key = "repeat",
                  .label = LOOM_TEXT("Repeats"),
                  .help = LOOM_TEXT("How often an epoch has each drawing, where they are mixed."),
                  .initial = std::int64_t{30},
                  .min = 1,
                  .max = 1000}},
      .pathField = "mix",
      .pathIsData = true,
      .describe = describeMyDigits,
      .load = loadMyDigits,
      .version = versionOfMyDigits};
}

}  // namespace loom
