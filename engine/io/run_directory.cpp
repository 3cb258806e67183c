#include "engine/io/run_directory.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <opencv2/core/version.hpp>
#include <system_error>

#include "engine/io/file.h"
#include "engine/io/json.h"
#include "engine/io/json_reader.h"
#include "engine/io/project_file.h"
#include "engine/io/safetensors.h"
#include "engine/kernels/kernels.h"

namespace fs = std::filesystem;

namespace loom {
namespace {

constexpr const char* kProject = "project.loom";
constexpr const char* kRecord = "run.json";
constexpr const char* kMetrics = "metrics.csv";
constexpr const char* kBest = "best.safetensors";
constexpr const char* kLast = "last.safetensors";
constexpr const char* kState = "state.bin";
constexpr std::string_view kHeader = "step,epoch,split,loss,accuracy,lr,seconds\n";
constexpr const char* kStateFormat = "layerloom state 2";
constexpr const char* kFirstStateFormat = "layerloom state 1";  // no schedule remembered anything
constexpr std::uint64_t kLargestRecord = 1ULL << 20;
constexpr std::uint64_t kLargestMetrics = 4ULL << 30;
constexpr auto kFlushAfter = std::chrono::seconds(1);
constexpr std::size_t kFlushBytes = 1 << 16;
constexpr std::size_t kLongestRow = 256;

/// The UTC time now by strftime's `format`.
std::string utcNow(const char* format) {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
#ifdef _WIN32
  gmtime_s(&parts, &now);
#else
  gmtime_r(&now, &parts);
#endif
  char text[64];
  return std::string(text, std::strftime(text, sizeof text, format, &parts));
}

/// A project's name as part of a file name on any system.
std::string safeName(const std::string& name) {
  constexpr std::size_t kLongest = 40;
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '.';
    if (plain && out.size() < kLongest) out += c;
    if (!plain && !out.empty() && out.back() != '-' && out.size() < kLongest) out += '-';
  }
  while (!out.empty() && (out.back() == '-' || out.back() == '.')) out.pop_back();
  return out.empty() ? "run" : out;
}

/// The fewest digits that give the number back, in any locale.
template <class Number>
std::string plain(Number number) {
  if (std::isnan(static_cast<double>(number))) return "nan";
  char text[64];
  return std::string(text, std::to_chars(text, text + sizeof text, number).ptr);
}

/// Allocates nothing where `rows` has room: it belongs to a training step.
void appendRow(std::string& rows, const Point& point) {
  char seconds[64];
  const auto end =
      std::to_chars(seconds, seconds + sizeof seconds, point.seconds, std::chars_format::fixed, 3)
          .ptr;
  rows += std::to_string(point.step);
  (rows += ',') += plain(static_cast<float>(point.epoch));
  rows += point.split == Point::Split::Train ? ",train" : ",val";
  for (const float figure : {point.loss, point.accuracy, point.learningRate})
    (rows += ',') += plain(figure);
  (rows += ',').append(seconds, end) += '\n';
}

/// Appends all of `rows` or nothing.
Result<void> appendTo(const std::string& path, std::string_view rows) {
  std::error_code error;
  const auto before = fs::file_size(path, error);
  std::FILE* file = error ? nullptr : std::fopen(path.c_str(), "ab");
  const bool written = file && std::fwrite(rows.data(), 1, rows.size(), file) == rows.size();
  const bool closed = file && std::fclose(file) == 0;
  if (written && closed) return {};
  const std::string reason = error ? error.message() : std::generic_category().message(errno);
  if (file) fs::resize_file(path, before, error);
  return failed(Text(LOOM_TEXT("%1 cannot be written: %2."), {path, reason}));
}

double numberOr(const Json& json, const char* key, double fallback) {
  return json.contains(key) && json[key].is_number() ? json[key].get<double>() : fallback;
}

Json recordJson(const RunRecord& record, const std::string& started) {
  Json json = {{"status", record.status}, {"seed", record.seed}, {"step", record.step}};
  json["best_epoch"] = record.bestEpoch < 0 ? Json(nullptr) : Json(record.bestEpoch + 1);
  json["metrics"] = {{"loss", jsonNumber(record.loss)}, {"accuracy", jsonNumber(record.accuracy)}};
  if (record.hasValidation) {
    json["metrics"]["val_loss"] = jsonNumber(record.validationLoss);
    json["metrics"]["val_accuracy"] = jsonNumber(record.validationAccuracy);
    for (const auto& [name, value] : record.validationMetrics)
      json["metrics"]["val_" + name] = jsonNumber(value);
  }
  json["data_fingerprint"] = record.dataFingerprint;
  json["started"] = started;
  json["updated"] = utcNow("%Y-%m-%dT%H:%M:%SZ");
  // The same bits can be had again with the same program on the same kind of processor.
  json["versions"] = {
      {"layerloom", LAYERLOOM_VERSION}, {"opencv", CV_VERSION}, {"kernels", kernels<float>().isa}};
  return json;
}

RunRecord recordOf(const Json& json) {
  JsonObject object(JsonPlace::root(json));
  RunRecord record;
  record.status = object.neededText("status");
  record.seed = object.seed("seed");
  record.step = object.integer("step", 0, 0, std::numeric_limits<std::int64_t>::max());
  record.dataFingerprint = object.text("data_fingerprint", {});
  const auto best = object.find("best_epoch");
  if (best && !best->json->is_null()) record.bestEpoch = object.count("best_epoch", 0) - 1;
  if (const auto metrics = object.find("metrics")) {
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    record.loss = numberOr(*metrics->json, "loss", kUnknown);
    record.accuracy = numberOr(*metrics->json, "accuracy", kUnknown);
    record.hasValidation = metrics->json->contains("val_loss");
    record.validationLoss = numberOr(*metrics->json, "val_loss", kUnknown);
    record.validationAccuracy = numberOr(*metrics->json, "val_accuracy", kUnknown);
    for (const auto& [key, value] : metrics->json->items()) {
      if (!key.starts_with("val_")) continue;
      record.validationMetrics.emplace_back(key.substr(4),
                                            numberOr(*metrics->json, key.c_str(), kUnknown));
    }
  }
  return record;
}

const std::string* textIn(const TensorMetadata& metadata, std::string_view key) {
  for (const auto& [name, text] : metadata) {
    if (name == key) return &text;
  }
  return nullptr;
}

template <class Number>
bool readNumber(const TensorMetadata& metadata, std::string_view key, Number& number) {
  const std::string* text = textIn(metadata, key);
  if (!text) return false;
  const char* end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

}  // namespace

std::string newRunDirectory(const std::string& projectPath, const std::string& name) {
  fs::path runs(projectPath);
  if (runs.extension() == ".loom") runs.replace_extension();
  runs += ".runs";
  const std::string stem = utcNow("%Y%m%dT%H%M%SZ") + '-' + safeName(name);
  fs::path path = runs / stem;
  std::error_code ignored;
  for (int number = 2; fs::exists(path, ignored); ++number)
    path = runs / (stem + '-' + std::to_string(number));
  return path.string();
}

Result<void> prepareRunDirectory(const std::string& path) {
  std::error_code ignored;
  if (fs::exists(fs::path(path) / kRecord, ignored)) {
    return badInput(Text(
        LOOM_TEXT("%1 holds a run already; choose another folder, or resume that run."), {path}));
  }
  if (const auto made = makeFolder(path); !made) return made;
  const std::string probe = (fs::path(path) / ".probe").string();
  const auto written = replaceFile(probe, "");
  fs::remove(probe, ignored);
  return written;
}

RunDirectory::RunDirectory(std::string path, std::string started)
    : path_(std::move(path)), started_(std::move(started)) {}

RunDirectory::~RunDirectory() {
  // The last saveRecord wrote all rows and could report it; what came after is of a run that was
  // given up.
  (void)flush();
}

std::string RunDirectory::file(const char* name) const {
  return (fs::path(path_) / name).string();
}

Result<std::unique_ptr<RunDirectory>> RunDirectory::create(const std::string& path,
                                                           const Project& project) {
  if (const auto ready = prepareRunDirectory(path); !ready) return ready.error();
  std::unique_ptr<RunDirectory> run(new RunDirectory(path, utcNow("%Y-%m-%dT%H:%M:%SZ")));
  if (const auto saved = saveProject(project, run->file(kProject)); !saved) return saved.error();
  if (const auto saved = replaceFile(run->file(kMetrics), kHeader); !saved) return saved.error();
  RunRecord record;
  record.status = "running";
  record.seed = project.training.seed;
  if (const auto saved = run->saveRecord(record); !saved) return saved.error();
  return run;
}

Result<std::unique_ptr<RunDirectory>> RunDirectory::open(const std::string& path) {
  std::error_code ignored;
  std::unique_ptr<RunDirectory> run(new RunDirectory(path, {}));
  if (!fs::exists(run->file(kRecord), ignored) || !fs::exists(run->file(kProject), ignored)) {
    return badInput(Text(
        LOOM_TEXT("%1 is not the folder of a run: it has no run.json and project.loom."), {path}));
  }
  const Result<std::string> text = readFile(run->file(kRecord), kLargestRecord);
  if (!text) return text.error();
  const Result<Json> json = parseJson(*text);
  if (json && json->is_object() && json->contains("started") && (*json)["started"].is_string()) {
    run->started_ = (*json)["started"].get<std::string>();
  }
  return run;
}

Result<Project> RunDirectory::project() const {
  return loadProject(file(kProject));
}

Result<void> RunDirectory::append(const Point& point) {
  pending_.reserve(kFlushBytes + kLongestRow);
  appendRow(pending_, point);
  const bool due =
      pending_.size() >= kFlushBytes || std::chrono::steady_clock::now() - flushed_ >= kFlushAfter;
  return due ? flush() : Result<void>();
}

Result<void> RunDirectory::flush() {
  flushed_ = std::chrono::steady_clock::now();
  if (pending_.empty()) return {};
  if (const auto written = appendTo(file(kMetrics), pending_); !written) return written;
  pending_.clear();
  return {};
}

Result<void> RunDirectory::saveRecord(const RunRecord& record) {
  if (const auto flushed = flush(); !flushed) return flushed;
  return replaceFile(file(kRecord), jsonText(recordJson(record, started_)));
}

Result<RunRecord> RunDirectory::record() const {
  const Result<std::string> text = readFile(file(kRecord), kLargestRecord);
  if (!text) return text.error();
  const Result<Json> json = parseJson(*text);
  if (!json) return failed(Text("%1: %2", {file(kRecord), json.error().message()}));
  try {
    return recordOf(*json);
  } catch (const JsonRefused& refused) {
    return failed(Text("%1: %2", {file(kRecord), refused.text.english()}));
  }
}

Result<void> RunDirectory::saveBest(const std::vector<NamedTensor>& weights) {
  return writeSafetensors(file(kBest), weights);
}
Result<void> RunDirectory::saveLast(const std::vector<NamedTensor>& weights) {
  return writeSafetensors(file(kLast), weights);
}
Result<std::vector<NamedTensor>> RunDirectory::last() const {
  return readSafetensors(file(kLast));
}
Result<std::vector<NamedTensor>> RunDirectory::best() const {
  return readSafetensors(file(kBest));
}

Result<void> RunDirectory::saveState(const RunState& state) {
  return writeSafetensors(
      file(kState), state.optimizer,
      {{"format", kStateFormat},
       {"step", std::to_string(state.step)},
       {"seconds", plain(state.seconds)},
       {"best_monitor", plain(state.watch.best)},
       {"best_epoch", std::to_string(state.watch.bestEpoch)},
       {"epochs_without_gain", std::to_string(state.watch.epochsWithoutGain)},
       {"validated_epochs", std::to_string(state.validatedEpochs)},
       {"epoch_loss", plain(state.epochLoss)},
       {"epoch_correct", std::to_string(state.epochCorrect)},
       {"epoch_samples", std::to_string(state.epochSamples)},
       {"schedule_best", plain(state.schedule.best)},
       {"schedule_without_gain", std::to_string(state.schedule.epochsWithoutGain)},
       {"schedule_cooldown", std::to_string(state.schedule.cooldown)},
       {"schedule_reductions", std::to_string(state.schedule.reductions)}});
}

Result<RunState> RunDirectory::state() const {
  std::error_code ignored;
  if (!fs::exists(file(kState), ignored)) {
    return failed(Text(LOOM_TEXT("The run %1 ended before its first save, so there is nothing to "
                                 "resume; start a new run."),
                       {path_}));
  }
  TensorMetadata metadata;
  auto tensors = readSafetensors(file(kState), &metadata);
  if (!tensors) return tensors.error();
  RunState state;
  const std::string* format = textIn(metadata, "format");
  const bool first = format && *format == kFirstStateFormat;
  const bool complete =
      format && (first || *format == kStateFormat) && readNumber(metadata, "step", state.step) &&
      readNumber(metadata, "seconds", state.seconds) &&
      readNumber(metadata, "best_monitor", state.watch.best) &&
      readNumber(metadata, "best_epoch", state.watch.bestEpoch) &&
      readNumber(metadata, "epochs_without_gain", state.watch.epochsWithoutGain) &&
      readNumber(metadata, "validated_epochs", state.validatedEpochs) &&
      readNumber(metadata, "epoch_loss", state.epochLoss) &&
      readNumber(metadata, "epoch_correct", state.epochCorrect) &&
      readNumber(metadata, "epoch_samples", state.epochSamples) && state.step >= 0 &&
      (first || (readNumber(metadata, "schedule_best", state.schedule.best) &&
                 readNumber(metadata, "schedule_without_gain", state.schedule.epochsWithoutGain) &&
                 readNumber(metadata, "schedule_cooldown", state.schedule.cooldown) &&
                 readNumber(metadata, "schedule_reductions", state.schedule.reductions)));
  if (!complete) {
    return failed(Text(LOOM_TEXT("%1 is not a state that this version can resume; start a new run "
                                 "from last.safetensors."),
                       {file(kState)}));
  }
  // Then an accuracy was kept below zero, so that lower was better; losses are not below it.
  if (first) state.watch.best = std::abs(state.watch.best);
  state.optimizer = std::move(*tensors);
  return state;
}

Result<void> RunDirectory::truncateMetrics(std::int64_t step) {
  pending_.clear();
  const Result<std::string> text = readFile(file(kMetrics), kLargestMetrics);
  if (!text) return text.error();
  if (!text->starts_with(kHeader)) return replaceFile(file(kMetrics), kHeader);
  // Rows are in order of their steps; a row without its end was cut off by a crash.
  std::size_t keep = kHeader.size();
  for (std::size_t end = text->find('\n', keep); end != std::string::npos;
       end = text->find('\n', keep)) {
    std::int64_t rowStep = 0;
    const auto read = std::from_chars(text->data() + keep, text->data() + end, rowStep);
    if (read.ec != std::errc() || rowStep > step) break;
    keep = end + 1;
  }
  if (keep == text->size()) return {};
  std::error_code error;
  fs::resize_file(file(kMetrics), keep, error);
  if (!error) return {};
  return failed(Text(LOOM_TEXT("%1 cannot be written: %2."), {file(kMetrics), error.message()}));
}

}  // namespace loom
