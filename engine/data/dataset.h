#pragma once

// Samples in memory, and the declarations of where they come from. A source is one file beside this
// one and one line in sources.def. Datasets are immutable once loaded and shared; any thread.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/shape.h"
#include "engine/base/value.h"
#include "engine/graph/analysis.h"

namespace loom {

/// Images or tokens as bytes with their answers: classes or numbers.
struct Samples {
  std::vector<std::uint8_t> pixels = {};  // (count, C, H, W), or (count, T)
  bool areTokens = false;  // a network gets the bytes as they are, else each divided by 255
  std::vector<std::int32_t> labels = {};  // (count), or (count, T); empty: the answers are numbers
  std::vector<float> values = {};         // (count, ...); empty: the answers are classes
  Shape target = {};                      // of one answer, as DataInfo says it
  // So many at the beginning learn and the rest validate, however they are to be split; -1: the
  // split decides.
  int learning = -1;

  /// Classes or numbers that one sample's answer has.
  std::size_t answersEach() const { return static_cast<std::size_t>(target.elements()); }
  int size() const {
    const std::size_t answers = values.empty() ? labels.size() : values.size();
    return static_cast<int>(answers / answersEach());
  }
  bool hasOneClassEach() const { return values.empty() && target.rank() == 0; }
};

struct Dataset {
  std::string source;                // the declaration's name
  std::string title;                 // "MNIST"
  Shape shape;                       // (C, H, W) of one sample
  std::vector<std::string> classes;  // their names; empty: the answers are numbers
  Samples train;
  Samples test;
  std::string fingerprint;  // hash of all bytes, hexadecimal
  std::string alphabet;     // of tokens that are bytes of a text: which byte each stands for

  /// What a network must fit.
  DataInfo info() const {
    const auto known = static_cast<int>(classes.size());
    return {.shape = shape,
            .classes = known,
            .target = train.target,
            .tokens = train.areTokens ? known : 0};
  }

  std::span<const std::uint8_t> image(const Samples& samples, int index) const {
    const auto size = static_cast<std::size_t>(shape.elements());
    return {samples.pixels.data() + static_cast<std::size_t>(index) * size, size};
  }
};

/// What a source may use while it loads. `progress` (0..1) is called on the loading thread and may
/// be empty.
struct LoadContext {
  std::function<void(double)> progress;
  std::stop_token stop;
  /// Loads other data that the source builds on; empty: loadDataset does.
  std::function<Result<std::shared_ptr<const Dataset>>(const DataSettings&)> other = {};
  // How the data are to be split; loadDataset fills them in.
  double validationFraction = 0;
  std::uint64_t splitSeed = 0;
};

struct SourceType {
  std::string name;     // "mnist"
  std::string title;    // "MNIST"
  std::string summary;  // LOOM_TEXT
  Fields fields;
  std::string pathField;    // the field that "name:VALUE" sets; empty if none
  bool pathIsFile = false;  // else a folder
  bool pathIsData = false;  // else neither: a spec of other data
  /// Shape and classes without reading anything; empty if they are only known after loading.
  std::optional<DataInfo> (*describe)(const Reader&) = nullptr;
  Result<Dataset> (*load)(const Reader&, const LoadContext&) = nullptr;
  /// Another text whenever the same settings would load something else; null: they never do. Reads
  /// the disk.
  std::string (*version)(const DataSettings&) = nullptr;
};

std::span<const SourceType> sourceTypes();
const SourceType* findSourceType(std::string_view name);

/// "mnist", "mnist:DIR", "idx:DIR", "digits:seed=3" ... as a data section; the split settings stay
/// those of `base`.
Result<DataSettings> parseDataSpec(std::string_view spec, const DataSettings& base);

/// The spec that names these data; none where it cannot say all that is set.
std::optional<std::string> dataSpec(const DataSettings& settings);
/// Whether both name the same data, however they are split.
bool isSameData(const DataSettings& a, const DataSettings& b);
/// SourceType::version of these settings; empty where they always load the same. Reads the disk.
std::string dataVersion(const DataSettings& settings);

/// Loads what the settings name. Never throws; damaged files are named with what to do.
Result<std::shared_ptr<const Dataset>> loadDataset(const DataSettings& settings,
                                                   const LoadContext& context = {});

/// Folders searched for data sets, in order: LAYERLOOM_DATA, then the user's data folder
/// (XDG_DATA_HOME/layerloom or ~/.local/share/layerloom).
std::vector<std::string> dataFolders();
/// The last of them; empty where there is no home.
std::string userDataFolder();
/// XDG_CACHE_HOME/layerloom or ~/.cache/layerloom.
std::string cacheFolder();

/// Which training samples learn and which validate: a pure function of the answers, the fraction
/// and the seed. Both lists are ascending.
struct Split {
  std::vector<std::int32_t> train;
  std::vector<std::int32_t> validation;
};
/// The same share of every class; as a whole where a sample has not just one class; or as the
/// samples themselves say.
Split splitSamples(const Samples& samples, double validationFraction, std::uint64_t seed);
Split stratifiedSplit(std::span<const std::int32_t> labels, double validationFraction,
                      std::uint64_t seed);

}  // namespace loom
