// Handwritten digits by LeCun, Cortes and Burges: 60 000 to train with, 10 000 to test with.

#include <filesystem>

#include "engine/data/idx_folder.h"

namespace loom {

namespace {

const Shape kShape{1, 28, 28};
constexpr int kMnistClasses = 10;

/// Where the files may lie below a folder.
std::vector<std::string> placesIn(const std::string& folder) {
  const std::filesystem::path path(folder);
  return {folder, (path / "mnist").string(), (path / "MNIST" / "raw").string()};
}

std::string quotedList(const std::vector<std::string>& paths) {
  std::string list;
  for (const std::string& path : paths) list += (list.empty() ? "" : ", ") + path;
  return list;
}

Error notFound(const std::vector<std::string>& searched) {
  return failed(
      {LOOM_TEXT(
           "MNIST was not found in %1; put train-images-idx3-ubyte, train-labels-idx1-ubyte, "
           "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte (each may be .gz) into one of "
           "them, name their folder as mnist:FOLDER, or use the source digits, which needs no "
           "download."),
       {quotedList(searched)}});
}

Result<std::string> findFolder(const std::string& chosen) {
  std::vector<std::string> searched;
  for (const std::string& folder : chosen.empty() ? dataFolders() : std::vector{chosen}) {
    for (const std::string& place : placesIn(folder)) {
      if (hasIdxFiles(place)) return place;
      searched.push_back(place);
    }
  }
  return notFound(searched);
}

Result<Dataset> loadMnist(const Reader& params, const LoadContext& context) {
  const Result<std::string> folder = findFolder(params.text("folder"));
  if (!folder) return folder.error();
  Result<Dataset> dataset = loadIdxFolder(*folder, context);
  if (!dataset) return dataset;
  const int classes = static_cast<int>(dataset->classes.size());
  if (dataset->shape != kShape || classes != kMnistClasses) {
    return badInput(
        {LOOM_TEXT("%1 holds %2 classes of %3 images where MNIST has %4 of %5; use the source idx "
                   "for other data."),
         {*folder, std::to_string(classes), dataset->shape.text(), std::to_string(kMnistClasses),
          kShape.text()}});
  }
  dataset->source = "mnist";
  dataset->title = "MNIST";
  return dataset;
}

}  // namespace

SourceType mnist() {
  return {
      .name = "mnist",
      .title = "MNIST",
      .summary =
          LOOM_TEXT("Digits that people wrote: 60 000 to train with and 10 000 to test with."),
      .fields = {{.key = "folder",
                  .label = LOOM_TEXT("Folder"),
                  .help = LOOM_TEXT(
                      "Where the four IDX files are; left empty, the data folders are searched."),
                  .initial = std::string(),
                  .kind = Field::Kind::Text}},
      .pathField = "folder",
      .describe = [](const Reader&) -> std::optional<DataInfo> {
        return DataInfo{kShape, kMnistClasses};
      },
      .load = loadMnist};
}

}  // namespace loom
