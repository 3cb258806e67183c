// layerloom evaluate: how well trained weights do on a whole split.

#include <algorithm>
#include <numeric>

#include "app/commands/commands.h"
#include "app/model.h"
#include "app/output.h"
#include "engine/io/json.h"
#include "engine/train/judge.h"

namespace loom {
namespace {

constexpr int kBatch = 256;

/// Which samples of the data are asked for.
struct Chosen {
  const Samples* samples = nullptr;
  std::vector<std::int32_t> indices;
};

Result<Chosen> chooseSplit(const Dataset& data, const DataSettings& settings,
                           const std::string& split) {
  Chosen chosen{split == "test" ? &data.test : &data.train, {}};
  if (split == "test") {
    chosen.indices.resize(static_cast<std::size_t>(data.test.size()));
    std::iota(chosen.indices.begin(), chosen.indices.end(), 0);
  } else {
    Split parts = splitSamples(data.train, settings.validationFraction, settings.splitSeed);
    chosen.indices = std::move(split == "train" ? parts.train : parts.validation);
  }
  if (!chosen.indices.empty()) return chosen;
  return badInput(Text("%1 has no %2 samples; choose another --split", {data.title, split}));
}

/// What is known of the data only now that they are loaded.
Result<void> checkDataFit(const Model& model, const Dataset& data) {
  const DataInfo info = data.info();
  const auto network = compile(model.project.graph, &info);
  return network ? Result<void>() : Result<void>(network.error());
}

Tally evaluateOn(Model& model, const Dataset& data, const Chosen& chosen) {
  Judge judge(*model.program, data, *chosen.samples, true);
  std::span<const std::int32_t> left(chosen.indices);
  while (!left.empty()) left = left.subspan(judge.add(left));
  return judge.tally();
}

std::string labelOf(const Dataset& data, std::size_t index) {
  return index < data.classes.size() ? data.classes[index] : std::to_string(index);
}

void printTallyAsJson(const Tally& tally, const Dataset& data, const std::string& split) {
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

void printTallyAsTable(const Tally& tally, const Dataset& data, const std::string& split) {
  print(data.title + ", " + split + ": " + grouped(tally.samples()) + " samples" +
        figuresText(tally) + "\n");
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
  if (const auto fit = checkDataFit(*model, **data); !fit) return report(fit.error());
  const std::string split = arguments.text("--split").value_or("test");
  const auto chosen = chooseSplit(**data, model->project.data, split);
  if (!chosen) return report(chosen.error());

  ProgramOptions options;
  options.maxBatch = kBatch;
  options.share = true;
  options.backward = false;
  if (const auto made = makeProgram(*model, arguments, options); !made) return report(made.error());
  const Tally tally = evaluateOn(*model, **data, *chosen);
  if (arguments.has("--json")) {
    printTallyAsJson(tally, **data, split);
  } else {
    printTallyAsTable(tally, **data, split);
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
