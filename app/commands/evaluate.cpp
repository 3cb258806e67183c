// layerloom evaluate: how well trained weights do on a whole split.

#include <algorithm>
#include <optional>

#include "app/commands/commands.h"
#include "app/model.h"
#include "app/output.h"
#include "engine/inspect/evaluation.h"
#include "engine/io/json.h"

namespace loom {
namespace {

std::optional<DataPart> partNamed(const std::string& name) {
  for (const DataPart part : {DataPart::Train, DataPart::Validation, DataPart::Test})
    if (nameOf(part) == name) return part;
  return std::nullopt;
}

Result<EvaluationReport> evaluateOn(Model& model, std::shared_ptr<const Dataset> data,
                                    const Arguments& arguments, const std::string& split) {
  const auto threads = static_cast<int>(arguments.integer("--threads").value_or(0));
  Workers workers(threads > 0 ? threads : hardwareThreads());
  auto evaluation = Evaluation::create(
      {model.network, model.parameters, std::move(data), model.project.data, *partNamed(split)},
      workers);
  if (!evaluation) return evaluation.error();
  while (!(*evaluation)->isOver()) (*evaluation)->advance();
  return (*evaluation)->finish();
}

std::string labelOf(const Dataset& data, std::size_t index) {
  return index < data.classes.size() ? data.classes[index] : std::to_string(index);
}

Json calibrationAsJson(const Calibration& calibration) {
  Json bins = Json::array();
  for (const Calibration::Bin& bin : calibration.bins()) {
    bins.push_back({{"samples", bin.count},
                    {"confidence", jsonNumber(bin.confidence())},
                    {"accuracy", jsonNumber(bin.accuracy())}});
  }
  return {{"error", jsonNumber(calibration.error())}, {"bins", bins}};
}

void printReportAsJson(const EvaluationReport& report, const Dataset& data,
                       const std::string& split) {
  const Tally& tally = report.tally;
  Json json = {{"data", data.source}, {"split", split}, {"samples", tally.samples()}};
  for (const auto& [name, value] : figuresOf(tally)) json[name] = jsonNumber(value);
  if (tally.ofClasses()) json["per_class"] = Json::array();
  for (std::size_t i = 0; i < tally.classFigures().size(); ++i) {
    const ClassFigures& figures = tally.classFigures()[i];
    json["per_class"].push_back({{"class", i},
                                 {"label", labelOf(data, i)},
                                 {"samples", figures.samples},
                                 {"recall", jsonNumber(figures.recall())},
                                 {"precision", jsonNumber(figures.precision())},
                                 {"f1", jsonNumber(figures.f1())}});
  }
  if (tally.ofClasses()) json["calibration"] = calibrationAsJson(report.calibration);
  if (!tally.confusion().empty()) json["confusion_matrix"] = tally.confusion();
  printJson(json);
}

std::string figuresText(const Tally& tally) {
  std::string text;
  for (const Metric& metric : metrics()) {
    if (!metric.applies(tally)) continue;
    std::string name = metric.name;
    std::replace(name.begin(), name.end(), '_', ' ');
    const double value = metric.value(tally);
    text += ", " + name + ' ' + (metric.isShare ? percent(value) : decimals(value, 4));
  }
  return text;
}

void printReportAsTable(const EvaluationReport& report, const Dataset& data,
                        const std::string& split) {
  const Tally& tally = report.tally;
  print(data.title + ", " + split + ": " + grouped(tally.samples()) + " samples" +
        figuresText(tally) +
        (tally.ofClasses() ? ", calibration error " + percent(report.calibration.error()) : "") +
        "\n");
  if (!tally.ofClasses()) return;
  constexpr std::size_t kWidestMatrix = 20;
  const std::size_t classes = tally.classFigures().size();
  std::vector<std::vector<std::string>> rows{{"true class", "samples", "found", "precise"}};
  for (std::size_t i = 0; i < classes && classes <= kWidestMatrix; ++i)
    rows[0].push_back("as " + labelOf(data, i));
  for (std::size_t i = 0; i < classes; ++i) {
    const ClassFigures& figures = tally.classFigures()[i];
    rows.push_back({labelOf(data, i), grouped(figures.samples), percent(figures.recall()),
                    percent(figures.precision())});
    for (std::size_t j = 0; j < classes && classes <= kWidestMatrix; ++j) {
      rows.back().push_back(grouped(tally.confusion()[i][j]));
    }
  }
  print("\n" + table(rows, 1));
}

int evaluate(const Arguments& arguments) {
  Result<Model> model = openModel(arguments);
  if (!model) return report(model.error());
  const auto data = openData(model->project.data);
  if (!data) return report(data.error());
  const std::string split = arguments.text("--split").value_or("test");
  const auto result = evaluateOn(*model, *data, arguments, split);
  if (!result) return report(result.error());
  if (arguments.has("--json")) {
    printReportAsJson(*result, **data, split);
  } else {
    printReportAsTable(*result, **data, split);
  }
  return kDone;
}

}  // namespace

Verb evaluateVerb() {
  Flag split{"--split", "NAME", "train, validation or test (what is taken if it is left out)"};
  split.choices = {"train", "validation", "test"};
  return {"evaluate",
          "FILE",
          "How well trained weights do on a whole split of the data: loss, accuracy and confusion "
          "matrix, "
          "or errors of numbers.",
          "",
          1,
          1,
          {weightsFlag(), jsonFlag(), dataFlag(), split, threadsFlag()},
          evaluate};
}

}  // namespace loom
