#include "engine/io/run_history.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <limits>
#include <string_view>
#include <system_error>
#include <tuple>

#include "engine/io/file.h"

namespace fs = std::filesystem;

namespace loom {
namespace {

constexpr std::uint64_t kLargestHistory = 2ULL << 30;
constexpr int kRowsBetweenStops = 4096;

/// The columns that a chart needs; others may stand beside them.
enum Column { kStep, kEpoch, kSplit, kLoss, kAccuracy, kRate, kSeconds, kGradient, kColumns };
constexpr std::array<std::string_view, kColumns> kColumnNames = {
    "step", "epoch", "split", "loss", "accuracy", "lr", "seconds", "gradient_norm"};

/// "20261126T153755Z-LeNet-5" -> its time and its name.
void readFolderName(const std::string& folder, PastRun& run) {
  const bool dated = folder.size() > 17 && folder[8] == 'T' && folder[15] == 'Z';
  run.name = dated ? folder.substr(17) : folder;
  if (!dated || !run.started.empty()) return;
  const auto part = [&](std::size_t at, std::size_t size) { return folder.substr(at, size); };
  run.started = part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(9, 2) + ':' +
                part(11, 2) + ':' + part(13, 2) + 'Z';
}

template <class Number>
bool numberIn(std::string_view text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

class MetricsReader {
 public:
  bool readHeader(std::string_view line) {
    places_.fill(-1);
    int count = 0;
    forEachCell(line, [&](int index, std::string_view cell) {
      const auto found = std::ranges::find(kColumnNames, cell);
      if (found != kColumnNames.end())
        places_[static_cast<std::size_t>(found - kColumnNames.begin())] = index;
      count = index + 1;
    });
    width_ = count;
    return std::all_of(places_.begin(), places_.begin() + kLoss + 1,
                       [](int place) { return place >= 0; });
  }

  bool readRow(std::string_view line, Point& point) {
    std::array<std::string_view, kColumns> cells;
    int count = 0;
    forEachCell(line, [&](int index, std::string_view cell) {
      const auto place = std::ranges::find(places_, index);
      if (place != places_.end()) cells[static_cast<std::size_t>(place - places_.begin())] = cell;
      count = index + 1;
    });
    if (count != width_ || !numberIn(cells[kStep], point.step)) return false;
    if (cells[kSplit] != "train" && cells[kSplit] != "val") return false;
    point.split = cells[kSplit] == "train" ? Point::Split::Train : Point::Split::Validation;
    return numberIn(cells[kEpoch], point.epoch) && numberIn(cells[kLoss], point.loss) &&
           readIfThere(cells, kAccuracy, point.accuracy) &&
           readIfThere(cells, kRate, point.learningRate) &&
           readIfThere(cells, kSeconds, point.seconds) &&
           readIfThere(cells, kGradient, point.gradientNorm);
  }

 private:
  template <class Fn>
  static void forEachCell(std::string_view line, Fn&& take) {
    for (int index = 0;; ++index) {
      const std::size_t comma = line.find(',');
      take(index, line.substr(0, comma));
      if (comma == std::string_view::npos) return;
      line.remove_prefix(comma + 1);
    }
  }
  template <class Number>
  bool readIfThere(const std::array<std::string_view, kColumns>& cells, Column column,
                   Number& number) const {
    number = std::numeric_limits<Number>::quiet_NaN();
    return places_[column] < 0 || numberIn(cells[column], number);
  }

  std::array<int, kColumns> places_;  // in a row; -1: not there
  int width_ = 0;
};

}  // namespace

std::vector<PastRun> pastRuns(const std::string& projectPath) {
  fs::path folder(projectPath);
  if (folder.extension() == ".loom") folder.replace_extension();
  folder += ".runs";
  std::vector<PastRun> runs;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto directory = RunDirectory::open(entry->path().string());
    if (!directory) continue;
    const auto record = (*directory)->record();
    if (!record) continue;
    PastRun run{entry->path().string(), {}, (*directory)->started(), *record};
    readFolderName(entry->path().filename().string(), run);
    runs.push_back(std::move(run));
  }
  std::ranges::sort(runs, [](const PastRun& a, const PastRun& b) {
    return std::tie(a.started, a.path) > std::tie(b.started, b.path);
  });
  return runs;
}

Result<void> readMetrics(const std::string& runPath, const std::function<void(const Point&)>& take,
                         const std::function<bool()>& stop) {
  const std::string path = (fs::path(runPath) / "metrics.csv").string();
  const Result<std::string> text = readFile(path, kLargestHistory);
  if (!text) return text.error();
  MetricsReader reader;
  std::string_view left = *text;
  std::int64_t last = 0;
  for (int line = 1; !left.empty(); ++line) {
    const std::size_t end = left.find('\n');
    if (end == std::string_view::npos) break;
    std::string_view row = left.substr(0, end);
    left.remove_prefix(end + 1);
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (line == 1 && reader.readHeader(row)) continue;
    if (stop && line % kRowsBetweenStops == 0 && stop()) return cancelled();
    Point point;
    if (line > 1 && reader.readRow(row, point) && point.step >= last) {
      last = point.step;
      take(point);
      continue;
    }
    return failed(Text(line == 1 ? LOOM_TEXT("%1 does not begin with the names of a run's figures "
                                             "(step,epoch,split,loss,...); it cannot be shown.")
                                 : LOOM_TEXT("Line %2 of %1 is not a row of a run's figures; the "
                                             "run cannot be shown."),
                       {path, std::to_string(line)}));
  }
  return {};
}

}  // namespace loom
