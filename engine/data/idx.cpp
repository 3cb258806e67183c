// Any folder with the four IDX files: EMNIST, Fashion-MNIST, Kuzushiji-MNIST, or one's own
// pictures.

#include <filesystem>

#include "engine/data/idx_folder.h"

namespace loom {

namespace {

Result<Dataset> loadIdx(const Reader& params, const LoadContext& context) {
  const std::string folder = params.text("folder");
  if (folder.empty()) {
    return badInput(
        LOOM_TEXT("The data source idx needs a folder with the four IDX files; write idx:FOLDER."));
  }
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return failed({LOOM_TEXT("There is no folder %1; check the path."), {folder}});
  }
  Result<Dataset> dataset = loadIdxFolder(folder, context);
  if (!dataset) return dataset;
  dataset->source = "idx";
  const std::filesystem::path path = std::filesystem::path(folder).lexically_normal();
  dataset->title = (path.has_filename() ? path : path.parent_path()).filename().string();
  return dataset;
}

}  // namespace

SourceType idx() {
  return {.name = "idx",
          .title = "IDX",
          .summary =
              LOOM_TEXT("Grey images with classes from a folder of four IDX files, plain or gzip."),
          .fields = {{.key = "folder",
                      .label = LOOM_TEXT("Folder"),
                      .help = LOOM_TEXT(
                          "Holds train-images-idx3-ubyte, train-labels-idx1-ubyte and the same "
                          "two of t10k, each plain or with .gz."),
                      .initial = std::string(),
                      .kind = Field::Kind::Text}},
          .pathField = "folder",
          .describe = [](const Reader&) -> std::optional<DataInfo> { return std::nullopt; },
          .load = loadIdx};
}

}  // namespace loom
